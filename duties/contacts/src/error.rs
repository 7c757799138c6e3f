//! What can go wrong in this duty.

use db::DbError;
use kernel::{Arguments, Classified, ErrorKind};
use ledger::LedgerError;
use registry::RegistryError;

/// Why something of this duty was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContactsError {
    /// There is no such person, body or finding.
    #[error("no such {what}")]
    NotFound {
        /// What.
        what: &'static str,
    },
    /// The person has no role in which others call them.
    #[error("the person is nobody's contact point")]
    NoRole,
    /// A call cannot have been made yet.
    #[error("the call lies in the future")]
    CalledInFuture,
    /// A text is too long.
    #[error("{field} has more than {most} bytes")]
    TextTooLong {
        /// Which text.
        field: &'static str,
        /// Bytes that are allowed.
        most: usize,
    },
    /// Nothing, or more than one thing, was asked about.
    #[error("ask about one finding, one address or one body")]
    AskOne,
    /// The shipped rules cannot be read.
    #[error("the rules for contact points cannot be read")]
    Rules(#[from] toml::de::Error),
    /// Stored data cannot be read.
    #[error("a stored {what} cannot be read")]
    Stored {
        /// What.
        what: &'static str,
    },
    /// The registry.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The log.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Classified for ContactsError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::NoRole => ErrorKind::Conflict,
            Self::CalledInFuture | Self::TextTooLong { .. } | Self::AskOne => {
                ErrorKind::InvalidInput
            }
            Self::Rules(_) => ErrorKind::Misconfigured,
            Self::Stored { .. } => ErrorKind::Internal,
            Self::Registry(error) => error.kind(),
            Self::Ledger(error) => error.kind(),
            Self::Db(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "contacts.not_found",
            Self::NoRole => "contacts.no_role",
            Self::CalledInFuture => "contacts.called_in_future",
            Self::TextTooLong { .. } => "contacts.text_too_long",
            Self::AskOne => "contacts.ask_one",
            Self::Rules(_) => "contacts.rules",
            Self::Stored { .. } => "contacts.stored",
            Self::Registry(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Self::TextTooLong { most, .. } => {
                Arguments::from([("most".to_owned(), most.to_string())])
            }
            Self::Registry(error) => error.arguments(),
            Self::Ledger(error) => error.arguments(),
            Self::Db(error) => error.arguments(),
            _ => Arguments::new(),
        }
    }
}
