//! Why a document could not be made: always a fault of ours, since its content is never at fault.

use kernel::{Classified, ErrorKind};

/// A writer failed.
#[derive(Debug, thiserror::Error)]
#[error("the {format} document could not be made: {reason}")]
pub struct WriteError {
    /// The format that was written, such as `PDF`.
    pub format: &'static str,
    /// What the library or the template says, for the log.
    pub reason: String,
}

impl WriteError {
    pub(crate) fn new(format: &'static str, reason: impl ToString) -> Self {
        Self { format, reason: reason.to_string() }
    }
}

impl Classified for WriteError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Internal
    }

    fn code(&self) -> &'static str {
        "documents.write_failed"
    }
}
