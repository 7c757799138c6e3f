//! The jobs that run in this process: their progress and whether they are to stop. In memory, so
//! that it is there while a job holds SQLite's only writer.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kernel::{JobId, OrganizationId};
use serde::Serialize;
use tokio::sync::broadcast;

use crate::{JobState, Progress};

/// Updates that a slow subscriber may be behind before it misses some.
const BACKLOG: usize = 256;

/// Something that changed about a job, for live views.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, utoipa::ToSchema)]
pub struct JobUpdate {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How far it has come.
    pub progress: Progress,
    /// The body whose branch may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
}

#[derive(Debug)]
pub(crate) struct Live {
    running: Mutex<BTreeMap<JobId, LiveJob>>,
    updates: broadcast::Sender<JobUpdate>,
}

/// A job that runs here.
#[derive(Clone, Debug)]
pub(crate) struct LiveJob {
    pub(crate) kind: String,
    pub(crate) organization: Option<OrganizationId>,
    /// The attempt, which fences off whoever had the job before.
    pub(crate) attempt: u32,
    pub(crate) progress: Progress,
    pub(crate) cancel: bool,
    pub(crate) unwritten: bool,
    pub(crate) unsent: bool,
}

impl Default for Live {
    fn default() -> Self {
        Self { running: Mutex::default(), updates: broadcast::channel(BACKLOG).0 }
    }
}

impl Live {
    fn running(&self) -> MutexGuard<'_, BTreeMap<JobId, LiveJob>> {
        // No code can panic while it holds the lock in a half-changed state.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<JobUpdate> {
        self.updates.subscribe()
    }

    pub(crate) fn begin(&self, id: JobId, job: LiveJob) {
        self.send(id, &job, JobState::Running);
        self.running().insert(id, job);
    }

    pub(crate) fn end(&self, id: JobId, state: JobState) {
        if let Some(job) = self.running().remove(&id) {
            self.send(id, &job, state);
        }
    }

    pub(crate) fn get(&self, id: JobId) -> Option<LiveJob> {
        self.running().get(&id).cloned()
    }

    pub(crate) fn ids(&self) -> Vec<JobId> {
        self.running().keys().copied().collect()
    }

    pub(crate) fn set_progress(&self, id: JobId, progress: Progress) {
        if let Some(job) = self.running().get_mut(&id) {
            job.progress = progress;
            job.unwritten = true;
            job.unsent = true;
        }
    }

    /// Asks a job to stop; `false` when it does not run here.
    pub(crate) fn cancel(&self, id: JobId) -> bool {
        let mut running = self.running();
        let Some(job) = running.get_mut(&id) else { return false };
        job.cancel = true;
        job.unwritten = true;
        job.unsent = true;
        true
    }

    /// Tells the subscribers what changed since the last call.
    pub(crate) fn send_changes(&self) {
        for (id, job) in self.running().iter_mut().filter(|(_, job)| job.unsent) {
            job.unsent = false;
            self.send(*id, job, JobState::Running);
        }
    }

    fn send(&self, id: JobId, job: &LiveJob, state: JobState) {
        // That nobody listens is no error.
        let _ = self.updates.send(JobUpdate {
            id,
            kind: job.kind.clone(),
            state,
            progress: job.progress.clone(),
            organization: job.organization,
        });
    }

    /// The jobs to write down: those that changed, or all of them.
    pub(crate) fn to_write(&self, all: bool) -> Vec<(JobId, LiveJob)> {
        let mut running = self.running();
        let mut jobs = Vec::new();
        for (id, job) in running.iter_mut().filter(|(_, job)| all || job.unwritten) {
            job.unwritten = false;
            jobs.push((*id, job.clone()));
        }
        jobs
    }
}
