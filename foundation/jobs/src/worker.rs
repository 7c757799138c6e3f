//! The loop that takes jobs and does them. It neither sleeps nor reads the clock by itself.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use db::Db;
use futures::FutureExt as _;
use kernel::{Clock, Message, Timestamp};
use tokio::task::JoinSet;

use crate::live::LiveJob;
use crate::registry::Kind;
use crate::store::{self, Due, End};
use crate::{Context, Failure, JobError, JobState, Jobs, Progress, Registry};

/// Waits for a length of time: tokio's `sleep` in the program, something quicker in tests.
pub type Wait = Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// How often progress is written down and sent out.
const BEAT: Duration = Duration::from_millis(500);
/// How often the table is looked at while there is nothing to do.
const ROUND: Duration = Duration::from_secs(1);
/// How long running jobs may go on after the stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long a job counts as running without being heard of.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Beats between two prolongations of the leases of jobs that tell nothing.
const BEATS_PER_LEASE: u32 = 30;
/// Pause before the second attempt, and the longest pause.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(10);

/// Does jobs, several at a time.
#[derive(Clone, Debug)]
pub struct Worker {
    jobs: Jobs,
    db: Db,
    registry: Arc<Registry>,
    clock: Arc<dyn Clock>,
    owner: String,
    slots: usize,
}

impl Worker {
    /// A worker that does the jobs of `registry`, at most `slots` at a time. `owner` is noted with
    /// what it takes, for people who look at the table.
    #[must_use]
    pub fn new(
        jobs: Jobs,
        db: Db,
        registry: Registry,
        clock: Arc<dyn Clock>,
        owner: &str,
        slots: usize,
    ) -> Self {
        let (owner, slots) = (owner.to_owned(), slots.max(1));
        Self { jobs, db, registry: Arc::new(registry), clock, owner, slots }
    }

    /// Takes and does jobs until `stop` is ready. Then nothing new is begun; what runs may end
    /// within ten seconds, and what does not is given back to the queue.
    pub async fn run(&self, wait: Wait, stop: impl Future<Output = ()> + Send) {
        let sending = async {
            loop {
                wait(BEAT).await;
                self.jobs.live.send_changes();
            }
        };
        // Apart from the sending, since it may have to wait for SQLite's only writer.
        let writing = async {
            let mut beats = 0;
            loop {
                wait(BEAT).await;
                beats = (beats + 1) % BEATS_PER_LEASE;
                if let Err(error) = self.write_down(beats == 0).await {
                    tracing::warn!(%error, "the progress of jobs could not be written down");
                }
            }
        };
        tokio::select! {
            () = self.take_and_do(&wait, stop) => {}
            () = sending => {}
            () = writing => {}
        }
    }

    async fn take_and_do(&self, wait: &Wait, stop: impl Future<Output = ()> + Send) {
        let mut running = JoinSet::new();
        let mut stop = std::pin::pin!(stop.fuse());
        loop {
            let mut next = ROUND;
            while running.len() < self.slots {
                let taken = tokio::select! {
                    () = &mut stop => return self.let_end(wait, running).await,
                    taken = self.take() => taken,
                };
                match taken {
                    Ok(Some((due, kind))) => {
                        let worker = self.clone();
                        running.spawn(async move { worker.do_one(due, kind).await });
                        next = Duration::ZERO;
                    }
                    Ok(None) => break,
                    Err(error) => {
                        tracing::warn!(%error, "no job could be taken");
                        break;
                    }
                }
            }
            if next.is_zero() {
                continue;
            }
            tokio::select! {
                () = &mut stop => return self.let_end(wait, running).await,
                () = wait(next) => {}
                () = self.jobs.wake.notified() => {}
                Some(_) = running.join_next() => {}
            }
        }
    }

    async fn let_end(&self, wait: &Wait, mut running: JoinSet<()>) {
        let all = async { while running.join_next().await.is_some() {} };
        tokio::select! {
            () = all => {}
            () = wait(GRACE) => {}
        }
        running.shutdown().await;
        for (id, job) in self.jobs.live.to_write(true) {
            let given_back = async {
                let mut tx = self.db.write().await?;
                store::give_back(id, job.attempt, self.clock.now(), &mut tx).await?;
                tx.commit().await
            };
            if let Err(error) = given_back.await {
                tracing::warn!(%error, job.id = %id, "a job could not be given back");
            }
            self.jobs.live.end(id, JobState::Queued);
        }
    }

    /// Does the jobs that are due, one after the other, until none is; for tests and for commands
    /// that run without a server. Returns how many attempts it made.
    ///
    /// # Errors
    ///
    /// [`JobError`] when the queue itself fails; a job that fails is no error here.
    pub async fn run_until_idle(&self) -> Result<u64, JobError> {
        let mut attempts = 0;
        while let Some((due, kind)) = self.take().await? {
            self.do_one(due, kind).await;
            attempts += 1;
        }
        Ok(attempts)
    }

    async fn take(&self) -> Result<Option<(Due, Kind)>, JobError> {
        let kinds = self.registry.names();
        loop {
            // Looking needs no writer: an idle worker writes nothing.
            let now = self.clock.now();
            let mut tx = self.db.read().await?;
            let due = store::due(&kinds, &self.jobs.live.ids(), now, &mut tx).await?;
            tx.commit().await?;
            let Some(mut due) = due else { return Ok(None) };
            let Some(kind) = self.registry.kind(&due.kind) else { return Ok(None) };
            let mut tx = self.db.write().await?;
            let now = self.clock.now();
            if !store::take(&due, &self.owner, now + LEASE, now, &mut tx).await? {
                continue;
            }
            due.attempts += 1;
            if let Some(end) = ends_unbegun(&due, kind) {
                let end = end?;
                store::end(due.id, due.attempts, &end, now, &mut tx).await?;
                tx.commit().await?;
                tell_given_up(&due, kind, &end, now).await;
                continue;
            }
            // Known as running before the table says so, so that it cannot be taken twice here.
            self.jobs.live.begin(due.id, live(&due));
            if let Err(error) = tx.commit().await {
                self.jobs.live.end(due.id, JobState::Queued);
                return Err(error.into());
            }
            return Ok(Some((due, kind.clone())));
        }
    }

    async fn do_one(&self, due: Due, kind: Kind) {
        let context = Context {
            id: due.id,
            attempt: due.attempts,
            clock: Arc::clone(&self.clock),
            live: Arc::clone(&self.jobs.live),
        };
        let doing = async { (kind.handler)(&due.args, context).await };
        let outcome = AssertUnwindSafe(doing).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(job.id = %due.id, job.kind = %due.kind, "a job panicked");
            Err(Failure::new(Message::new("errors.jobs.fault")))
        });
        let live = self.jobs.live.get(due.id);
        let cancelled = live.as_ref().is_some_and(|live| live.cancel);
        let now = self.clock.now();
        let progress = live.map(|live| live.progress);
        let end = ending(&due, kind.most_attempts, outcome, cancelled, progress, now);
        let state = end.state;
        // Before the end is written: told twice is better than never.
        tell_given_up(&due, &kind, &end, now).await;
        let written = async {
            let mut tx = self.db.write().await?;
            let ended = store::end(due.id, due.attempts, &end, now, &mut tx).await?;
            tx.commit().await?;
            Ok::<bool, JobError>(ended)
        };
        match written.await {
            Ok(true) => {}
            // `Context::finish` has ended it already, or another worker has it now.
            Ok(false) => tracing::debug!(job.id = %due.id, "the job had been ended before"),
            // Its lease runs out, and it is done again.
            Err(error) => {
                tracing::warn!(%error, job.id = %due.id, "the end of a job could not be written");
            }
        }
        self.jobs.live.end(due.id, state);
    }

    async fn write_down(&self, all: bool) -> Result<(), JobError> {
        let jobs = self.jobs.live.to_write(all);
        if jobs.is_empty() {
            return Ok(());
        }
        let lease_until = self.clock.now() + LEASE;
        let mut tx = self.db.write().await?;
        for (id, job) in jobs {
            // What changed while we waited for the writer is newer.
            let job = self.jobs.live.get(id).unwrap_or(job);
            let (progress, cancel) = (&job.progress, job.cancel);
            let stop = store::beat(id, job.attempt, progress, cancel, lease_until, &mut tx).await?;
            if stop.unwrap_or(true) && !cancel {
                // Asked by another process, or the job is no longer ours.
                self.jobs.live.cancel(id);
            }
        }
        Ok(tx.commit().await?)
    }
}

async fn tell_given_up(due: &Due, kind: &Kind, end: &End, now: Timestamp) {
    let failure = end.error.as_deref().and_then(|error| serde_json::from_str(error).ok());
    if end.state.is_final()
        && let (Some(tell), Some(failure)) = (&kind.gave_up, failure)
        && AssertUnwindSafe(tell(&due.args, failure, now)).catch_unwind().await.is_err()
    {
        tracing::error!(job.id = %due.id, job.kind = %due.kind, "nobody could be told of its end");
    }
}

/// The end of a job that is not begun (again): it was cancelled, or it takes its process down each
/// time.
fn ends_unbegun(due: &Due, kind: &Kind) -> Option<Result<End, JobError>> {
    let (state, failure) = if due.cancel_requested {
        (JobState::Cancelled, Failure::cancelled())
    } else if due.state == JobState::Running && due.attempts > kind.most_attempts {
        let message = Message::new("errors.jobs.gave_up").with("attempts", kind.most_attempts);
        (JobState::Failed, Failure::new(message))
    } else {
        return None;
    };
    Some(serde_json::to_string(&failure).map_err(JobError::from).map(|error| End {
        state,
        result: None,
        error: Some(error),
        run_at: None,
        progress: None,
    }))
}

fn ending(
    due: &Due,
    most_attempts: u32,
    outcome: Result<String, Failure>,
    cancelled: bool,
    progress: Option<Progress>,
    now: Timestamp,
) -> End {
    let (state, failure) = match outcome {
        Ok(result) => {
            let result = Some(result);
            return End { state: JobState::Done, result, error: None, run_at: None, progress };
        }
        Err(failure) if cancelled => (JobState::Cancelled, failure),
        Err(failure) if failure.retry && due.attempts < most_attempts => {
            (JobState::Queued, failure)
        }
        Err(failure) => (JobState::Failed, failure),
    };
    let run_at = (state == JobState::Queued).then(|| now + pause(due.attempts));
    // A failure is plain text; it can always be written.
    let error = serde_json::to_string(&failure).ok();
    End { state, result: None, error, run_at, progress }
}

/// The pause after that many attempts: 5 s, 15 s, 45 s, … at most 10 minutes.
fn pause(attempts: u32) -> TimeDelta {
    let factor = 3_i32.saturating_pow(attempts.saturating_sub(1));
    FIRST_PAUSE.checked_mul(factor).map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

fn live(due: &Due) -> LiveJob {
    LiveJob {
        kind: due.kind.clone(),
        organization: due.organization,
        attempt: due.attempts,
        progress: Progress::default(),
        cancel: due.cancel_requested,
        unwritten: false,
        unsent: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        let seconds: Vec<i64> = (1..=7).map(|attempts| pause(attempts).num_seconds()).collect();
        assert_eq!(seconds, [5, 15, 45, 135, 405, 600, 600]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }
}
