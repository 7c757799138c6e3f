//! What can go wrong with the queue itself.

use db::DbError;
use kernel::{Arguments, Classified, ErrorKind, JobId};

/// Why the queue could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Arguments or result cannot be written or read as JSON.
    #[error("not readable as JSON")]
    Json(#[from] serde_json::Error),
    /// There is no such job.
    #[error("no job {id}")]
    NoJob {
        /// Its id.
        id: JobId,
    },
    /// The job is no longer this worker's: its lease ran out and another took it up, or it was
    /// cancelled. What was done in the same transaction must not be kept.
    #[error("job {id} is no longer ours")]
    Lost {
        /// Its id.
        id: JobId,
    },
    /// A stored state has a name that is not known.
    #[error("job {id} has the unknown state {state}")]
    UnknownState {
        /// Its id.
        id: JobId,
        /// What is stored.
        state: String,
    },
}

impl Classified for JobError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Db(error) => error.kind(),
            Self::Json(_) | Self::UnknownState { .. } => ErrorKind::Internal,
            Self::NoJob { .. } => ErrorKind::NotFound,
            Self::Lost { .. } => ErrorKind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Db(error) => error.code(),
            Self::Json(_) | Self::UnknownState { .. } => "jobs.damaged",
            Self::NoJob { .. } => "jobs.no_job",
            Self::Lost { .. } => "jobs.lost",
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Self::Db(error) => error.arguments(),
            _ => Arguments::new(),
        }
    }
}
