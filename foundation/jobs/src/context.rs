//! What a running job may ask and tell.

use std::sync::Arc;

use db::Tx;
use kernel::{Clock, JobId, Timestamp};
use serde::Serialize;

use crate::live::Live;
use crate::{Failure, JobError, JobState, Progress, store};

/// Handed to the function that does a job. Clones belong to the same attempt.
#[derive(Clone, Debug)]
pub struct Context {
    pub(crate) id: JobId,
    pub(crate) attempt: u32,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) live: Arc<Live>,
}

impl Context {
    /// The job.
    #[must_use]
    pub const fn id(&self) -> JobId {
        self.id
    }

    /// Which attempt this is, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Tells how far the job has come. Cheap enough for every hundredth row; it is shown at once
    /// to whoever asks, and written down at most twice a second.
    pub fn progress(&self, done: u64, total: Option<u64>, stage: &str) {
        let progress = Progress { done, total, stage: Some(stage.to_owned()) };
        self.live.set_progress(self.id, progress);
    }

    /// Whether somebody asked to stop the job, or another worker has taken it over.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.live.get(self.id).is_none_or(|job| job.attempt != self.attempt || job.cancel)
    }

    /// Ends the job with `?` when somebody asked to stop it. To be called between steps.
    ///
    /// # Errors
    ///
    /// [`Failure::cancelled`].
    pub fn check(&self) -> Result<(), Failure> {
        if self.is_cancelled() { Err(Failure::cancelled()) } else { Ok(()) }
    }

    /// Marks the job as done inside the transaction that holds its work, so that the work counts
    /// exactly once: both are kept or neither. The function then commits and returns `output`.
    ///
    /// # Errors
    ///
    /// [`JobError::Lost`] when another worker has taken the job over; drop the transaction then.
    pub async fn finish(&self, output: &impl Serialize, tx: &mut Tx) -> Result<(), JobError> {
        let end = store::End {
            state: JobState::Done,
            result: Some(serde_json::to_string(output)?),
            error: None,
            run_at: None,
            progress: self.live.get(self.id).map(|job| job.progress),
        };
        if store::end(self.id, self.attempt, &end, self.now(), tx).await? {
            Ok(())
        } else {
            Err(JobError::Lost { id: self.id })
        }
    }
}
