//! Why a step of a finding is refused.

use kernel::{Arguments, Classified, ErrorKind};

use super::rules::Refusal;
use crate::LedgerError;
use db::DbError;

/// Why a finding was not changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FindingError {
    /// The rules refuse the step.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// The log could not be written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Classified for FindingError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Refused(refusal) => refusal.kind(),
            Self::Ledger(error) => error.kind(),
            Self::Db(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Ledger(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Self::Refused(refusal) => refusal.arguments(),
            Self::Ledger(error) => error.arguments(),
            Self::Db(error) => error.arguments(),
        }
    }
}
