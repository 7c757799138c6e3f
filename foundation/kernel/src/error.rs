//! The short, closed list of what can go wrong. Status, log level and retry follow from it.

use crate::words::{Arguments, Message};

/// What sort of failure an error is. Every error of the house answers with one of these.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ErrorKind {
    /// The caller sent something that cannot be right; the message says what would be.
    InvalidInput,
    /// Nobody is signed in, or the credentials are wrong.
    Unauthenticated,
    /// Signed in, but not allowed.
    Forbidden,
    /// There is no such thing, or the caller may not know that there is.
    NotFound,
    /// The thing changed meanwhile, or the rules refuse the step from its present state.
    Conflict,
    /// Above a stated limit of bytes, rows, depth or time.
    TooLarge,
    /// A kind of document or encoding that is not read.
    Unsupported,
    /// Too many attempts; try again later.
    RateLimited,
    /// The configuration or a data file of the installation is wrong.
    Misconfigured,
    /// Something the program depends on is not there just now; a retry may help.
    Unavailable,
    /// A fault of ours.
    Internal,
}

impl ErrorKind {
    /// HTTP status code (RFC 9110, section 15).
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidInput => 422,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::Unsupported => 415,
            Self::RateLimited => 429,
            Self::Misconfigured | Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// Whether the same call may succeed later without being changed.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Unavailable | Self::RateLimited)
    }

    /// Whether the cause is ours: such an error is logged with its cause and shown by an id only.
    #[must_use]
    pub const fn is_ours(self) -> bool {
        matches!(self, Self::Internal | Self::Misconfigured | Self::Unavailable)
    }
}

/// An error that says of what kind it is and which translated message describes it.
pub trait Classified: std::error::Error {
    /// The kind, from the closed list.
    fn kind(&self) -> ErrorKind;

    /// The key under `errors` in the translation files, such as `registry.claim_overlaps`.
    fn code(&self) -> &'static str;

    /// Values that the translated message names.
    fn arguments(&self) -> Arguments {
        Arguments::new()
    }

    /// The message to translate for people.
    fn message(&self) -> Message {
        Message { code: format!("errors.{}", self.code()), arguments: self.arguments() }
    }
}
