//! What can go wrong with directives.

use db::DbError;
use documents::{ReadError, WriteError};
use kernel::{Arguments, Classified, ErrorKind};
use ledger::LedgerError;
use registry::RegistryError;

/// Why something about a directive was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DirectiveError {
    /// The file cannot be read, or is stamped secret.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no such thing.
    #[error("no such {what}")]
    NotFound {
        /// What.
        what: &'static str,
    },
    /// The same file came in before.
    #[error("the same file was received as {name}")]
    AlreadyReceived {
        /// Number, subject or file name of the directive.
        name: String,
    },
    /// The directive is not where the step needs it.
    #[error("the directive is {state}")]
    WrongState {
        /// Where it stands.
        state: &'static str,
    },
    /// Nobody would be bound.
    #[error("no body is bound")]
    NobodyBound,
    /// Nothing would have to be done.
    #[error("no obligation is included")]
    NoObligation,
    /// A body that is not known, or that ended.
    #[error("no such body: {id}")]
    BodyUnknown {
        /// Its id.
        id: String,
    },
    /// The body is not bound by the directive, or the obligation is not one of it.
    #[error("the body is not bound by this obligation")]
    NotBound,
    /// A field is missing or cannot be.
    #[error("{field} cannot be {value:?}")]
    FieldUnfit {
        /// Which.
        field: &'static str,
        /// What was given.
        value: String,
        /// What it may be.
        allowed: String,
    },
    /// The instant lies in the future.
    #[error("the instant lies in the future")]
    InFuture,
    /// A document could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Stored files.
    #[error(transparent)]
    Blob(#[from] blobs::BlobError),
    /// The registry.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// Contact points.
    #[error(transparent)]
    Contacts(#[from] contacts::ContactsError),
    /// The log.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
}

impl DirectiveError {
    /// A field that cannot be.
    #[must_use]
    pub fn unfit(field: &'static str, value: impl ToString, allowed: impl ToString) -> Self {
        Self::FieldUnfit { field, value: value.to_string(), allowed: allowed.to_string() }
    }
}

impl From<serde_json::Error> for DirectiveError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl Classified for DirectiveError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Read(error) => error.kind,
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::AlreadyReceived { .. }
            | Self::WrongState { .. }
            | Self::NobodyBound
            | Self::NoObligation
            | Self::NotBound => ErrorKind::Conflict,
            Self::BodyUnknown { .. } | Self::FieldUnfit { .. } | Self::InFuture => {
                ErrorKind::InvalidInput
            }
            Self::Write(error) => error.kind(),
            Self::Blob(error) => error.kind(),
            Self::Registry(error) => error.kind(),
            Self::Contacts(error) => error.kind(),
            Self::Ledger(error) => error.kind(),
            Self::Db(error) => error.kind(),
            Self::Internal(_) => ErrorKind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "directive.file_unreadable",
            Self::NotFound { .. } => "not_found",
            Self::AlreadyReceived { .. } => "directive.already_received",
            Self::WrongState { .. } => "directive.wrong_state",
            Self::NobodyBound => "directive.nobody_bound",
            Self::NoObligation => "directive.no_obligation",
            Self::BodyUnknown { .. } => "directive.body_unknown",
            Self::NotBound => "directive.not_bound",
            Self::FieldUnfit { .. } => "directive.field_unfit",
            Self::InFuture => "directive.in_future",
            Self::Write(error) => error.code(),
            Self::Blob(error) => error.code(),
            Self::Registry(error) => error.code(),
            Self::Contacts(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::Db(error) => error.code(),
            Self::Internal(_) => "internal",
        }
    }

    fn arguments(&self) -> Arguments {
        let one = |name: &str, value: &str| Arguments::from([(name.to_owned(), value.to_owned())]);
        match self {
            Self::Read(error) => {
                let mut arguments = error.problem.arguments.clone();
                arguments.insert("file".to_owned(), error.problem.place.file.clone());
                arguments
            }
            Self::NotFound { what } => one("what", what),
            Self::AlreadyReceived { name } => one("name", name),
            Self::WrongState { state } => one("state", state),
            Self::BodyUnknown { id } => one("id", id),
            Self::FieldUnfit { field, value, allowed } => Arguments::from([
                ("field".to_owned(), (*field).to_owned()),
                ("value".to_owned(), value.clone()),
                ("allowed".to_owned(), allowed.clone()),
            ]),
            Self::Write(error) => error.arguments(),
            Self::Blob(error) => error.arguments(),
            Self::Registry(error) => error.arguments(),
            Self::Contacts(error) => error.arguments(),
            Self::Ledger(error) => error.arguments(),
            Self::Db(error) => error.arguments(),
            Self::NobodyBound
            | Self::NoObligation
            | Self::NotBound
            | Self::InFuture
            | Self::Internal(_) => Arguments::new(),
        }
    }
}
