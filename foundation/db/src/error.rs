//! What can go wrong with the state.

use kernel::{Arguments, Classified, ErrorKind};
use sea_orm::{DbErr, SqlErr};

/// Why a database operation failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// The engine refused or could not be reached.
    #[error("database: {0}")]
    Engine(#[source] DbErr),
    /// A row with this key is there already.
    #[error("a row with this key exists")]
    Duplicate(#[source] DbErr),
    /// The database was changed by a newer program; it must not be touched by this one.
    #[error("the database has step {part}/{step}, which this program does not know")]
    Newer {
        /// Part whose step is unknown.
        part: String,
        /// Number of the unknown step.
        step: i64,
    },
    /// A step that was applied reads differently now.
    #[error("step {part}/{step} was changed after it had been applied")]
    ChangedStep {
        /// Part of the step.
        part: String,
        /// Number of the step.
        step: i64,
    },
    /// A stored value is not of the type that the program expects.
    #[error("column {column}: {reason}")]
    Column {
        /// Name of the column.
        column: String,
        /// What does not fit.
        reason: String,
    },
    /// A row that must be there is not.
    #[error("no such row")]
    Missing,
}

impl From<DbErr> for DbError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate(error),
            _ => Self::Engine(error),
        }
    }
}

impl Classified for DbError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Engine(_) => ErrorKind::Unavailable,
            Self::Duplicate(_) => ErrorKind::Conflict,
            Self::Newer { .. } | Self::ChangedStep { .. } => ErrorKind::Misconfigured,
            Self::Column { .. } => ErrorKind::Internal,
            Self::Missing => ErrorKind::NotFound,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Engine(_) | Self::Column { .. } => "db.unavailable",
            Self::Duplicate(_) => "db.duplicate",
            Self::Newer { .. } => "db.newer",
            Self::ChangedStep { .. } => "db.changed_step",
            Self::Missing => "not_found",
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Self::Newer { part, step } | Self::ChangedStep { part, step } => Arguments::from([
                ("part".to_owned(), part.clone()),
                ("step".to_owned(), step.to_string()),
            ]),
            _ => Arguments::new(),
        }
    }
}
