//! What can go wrong with the log.

use db::DbError;
use kernel::{Arguments, Classified, ErrorKind};

/// Why an entry could not be recorded, read or applied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Applying the event to the tables failed.
    #[error("applying {stream} failed")]
    Apply {
        /// Stream of the event.
        stream: String,
        /// Why.
        #[source]
        source: ApplyError,
    },
    /// An entry cannot be read: its stream is unknown or its body has another shape.
    #[error("entry {seq} ({stream}) cannot be read: {reason}")]
    Unreadable {
        /// Number of the entry.
        seq: i64,
        /// Stream of the entry.
        stream: String,
        /// What does not fit.
        reason: String,
    },
    /// A value could not be written as JSON.
    #[error("not writable as JSON")]
    Json(#[from] serde_json::Error),
    /// A key file cannot be read.
    #[error("the node key cannot be read: {reason}")]
    Key {
        /// What does not fit.
        reason: String,
    },
    /// A payload that the log names is missing or damaged.
    #[error("payload {hash}: {reason}")]
    Payload {
        /// Its hash.
        hash: String,
        /// What is wrong.
        reason: String,
    },
}

impl Classified for LedgerError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Db(error) => error.kind(),
            Self::Apply { source, .. } => source.kind(),
            Self::Key { .. } => ErrorKind::Misconfigured,
            Self::Unreadable { .. } | Self::Json(_) | Self::Payload { .. } => ErrorKind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Db(error) => error.code(),
            Self::Apply { source, .. } => source.code(),
            Self::Key { .. } => "ledger.key",
            Self::Unreadable { .. } | Self::Json(_) | Self::Payload { .. } => "ledger.damaged",
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Self::Db(error) => error.arguments(),
            Self::Apply { source, .. } => source.arguments(),
            Self::Unreadable { seq, .. } => {
                Arguments::from([("entry".to_owned(), seq.to_string())])
            }
            _ => Arguments::new(),
        }
    }
}

/// Why an event could not be applied to the tables. Refusals belong before the recording: when an
/// event is applied, it already counts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The tables do not hold what the event refers to.
    #[error("the tables do not hold what the event refers to: {what}")]
    Missing {
        /// What is missing.
        what: String,
    },
    /// A payload or body cannot be read.
    #[error("unreadable: {reason}")]
    Unreadable {
        /// What does not fit.
        reason: String,
    },
}

impl From<serde_json::Error> for ApplyError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

impl From<LedgerError> for ApplyError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Db(error) => Self::Db(error),
            other => Self::Unreadable { reason: other.to_string() },
        }
    }
}

impl Classified for ApplyError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Db(error) => error.kind(),
            Self::Missing { .. } | Self::Unreadable { .. } => ErrorKind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Db(error) => error.code(),
            Self::Missing { .. } | Self::Unreadable { .. } => "ledger.damaged",
        }
    }
}
