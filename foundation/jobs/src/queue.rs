//! The queue as the rest of the program sees it.

use std::sync::Arc;

use db::{Db, Tx};
use kernel::{Ids, JobId, OrganizationId, Timestamp};
use tokio::sync::{Notify, broadcast};

use crate::live::{JobUpdate, Live};
use crate::{Job, JobError, JobState, JobView, Order, Queued, store};

/// Queues jobs and tells about them. Clones share what runs here; the program has one.
#[derive(Clone, Debug)]
pub struct Jobs {
    ids: Ids,
    pub(crate) live: Arc<Live>,
    pub(crate) wake: Arc<Notify>,
}

/// What became of a wish to stop a job.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cancelled {
    /// It is asked to stop: at its next step, or before it begins.
    Requested,
    /// It had ended in this state.
    TooLate(JobState),
}

/// Which jobs to list, newest first; everything that is not said is not asked for.
#[derive(Clone, Debug)]
pub struct JobFilter {
    /// Only in these states; none named: all.
    pub states: Vec<JobState>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only of these bodies; `None`: all jobs.
    pub organizations: Option<Vec<OrganizationId>>,
    /// Only older than this one: the last of the page before.
    pub before: Option<JobId>,
    /// How many at most, 1 to 1,000.
    pub limit: u32,
}

impl Default for JobFilter {
    fn default() -> Self {
        Self { states: Vec::new(), kind: None, organizations: None, before: None, limit: 50 }
    }
}

impl Jobs {
    /// A queue whose ids come from `ids`.
    #[must_use]
    pub fn new(ids: Ids) -> Self {
        Self { ids, live: Arc::default(), wake: Arc::default() }
    }

    /// Queues a job in the caller's transaction. After its commit, [`Self::wake`] makes the worker
    /// look at once.
    ///
    /// # Errors
    ///
    /// [`JobError::Json`] for arguments that cannot be written, [`JobError::Db`].
    pub async fn enqueue<J: Job>(
        &self,
        job: &J,
        order: &Order,
        now: Timestamp,
        tx: &mut Tx,
    ) -> Result<Queued, JobError> {
        let new = store::NewJob {
            id: self.ids.next(now),
            kind: J::KIND,
            args: serde_json::to_string(job)?,
            lane: J::LANE,
            order,
        };
        loop {
            if store::insert(&new, now, tx).await? {
                return Ok(Queued::New(new.id));
            }
            // Only a key can stand in the way. If its job ended just now, the key is free.
            let Some(key) = &order.key else { return Err(JobError::Lost { id: new.id }) };
            if let Some(id) = store::by_key(key, tx).await? {
                return Ok(Queued::Already(id));
            }
        }
    }

    /// Makes the worker look for jobs now, instead of at its next round.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// A job as it stands. While it runs in this process, its progress comes from memory, so that
    /// it is right also while the job holds the only writer.
    ///
    /// # Errors
    ///
    /// [`JobError::NoJob`], [`JobError::Db`].
    pub async fn status(&self, id: JobId, tx: &mut Tx) -> Result<JobView, JobError> {
        let view = store::view(id, tx).await?.ok_or(JobError::NoJob { id })?;
        Ok(self.with_live(view))
    }

    /// Jobs, newest first.
    ///
    /// # Errors
    ///
    /// [`JobError::Db`].
    pub async fn list(&self, filter: &JobFilter, tx: &mut Tx) -> Result<Vec<JobView>, JobError> {
        let jobs = store::list(filter, tx).await?;
        Ok(jobs.into_iter().map(|view| self.with_live(view)).collect())
    }

    fn with_live(&self, mut view: JobView) -> JobView {
        if view.state == JobState::Running
            && let Some(live) = self.live.get(view.id)
            && live.attempt == view.attempts
        {
            view.progress = live.progress;
            view.cancel_requested |= live.cancel;
        }
        view
    }

    /// Asks to stop a job. Needs no writer while the job runs in this process.
    ///
    /// # Errors
    ///
    /// [`JobError::NoJob`], [`JobError::Db`].
    pub async fn cancel(&self, id: JobId, now: Timestamp, db: &Db) -> Result<Cancelled, JobError> {
        if self.live.cancel(id) {
            return Ok(Cancelled::Requested);
        }
        let mut tx = db.write().await?;
        let before = store::cancel(id, now, &mut tx).await?.ok_or(JobError::NoJob { id })?;
        tx.commit().await?;
        // It may have begun here meanwhile.
        self.live.cancel(id);
        self.wake();
        Ok(match before {
            JobState::Queued | JobState::Running => Cancelled::Requested,
            JobState::Done | JobState::Failed | JobState::Cancelled => Cancelled::TooLate(before),
        })
    }

    /// What changes about the jobs that run here, at most twice a second for each, and every
    /// beginning and end at once.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<JobUpdate> {
        self.live.subscribe()
    }

    /// Ends the leases of all running jobs, so that they are taken up again at once. For the start
    /// of a process that alone uses the database (SQLite). Returns how many there were.
    ///
    /// # Errors
    ///
    /// [`JobError::Db`].
    pub async fn release_all(&self, now: Timestamp, tx: &mut Tx) -> Result<u64, JobError> {
        Ok(store::release_all(now, tx).await?)
    }

    /// Removes jobs that ended before an instant. Returns how many.
    ///
    /// # Errors
    ///
    /// [`JobError::Db`].
    pub async fn prune(&self, before: Timestamp, tx: &mut Tx) -> Result<u64, JobError> {
        Ok(store::prune(before, tx).await?)
    }
}
