//! Which function does which kind of job.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use kernel::Timestamp;

use crate::{Context, Failure, Job};

pub(crate) type Running = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>>;
type Ended = Pin<Box<dyn Future<Output = ()> + Send>>;
type GaveUp = Arc<dyn Fn(&str, Failure, Timestamp) -> Ended + Send + Sync>;
type Handler = Arc<dyn Fn(&str, Context) -> Running + Send + Sync>;

#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) handler: Handler,
    pub(crate) most_attempts: u32,
    /// Told when a job is not tried again.
    pub(crate) gave_up: Option<GaveUp>,
}

/// The kinds of job that a program can do.
#[derive(Clone, Default)]
pub struct Registry {
    kinds: BTreeMap<&'static str, Kind>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(self.kinds.keys()).finish()
    }
}

impl Registry {
    /// Adds a kind. `handler` may run twice for one job and must bear it; see
    /// [`Context::finish`]. What it needs (database, files) it captures.
    #[must_use]
    pub fn with<J, F>(mut self, handler: impl Fn(J, Context) -> F + Send + Sync + 'static) -> Self
    where
        J: Job,
        F: Future<Output = Result<J::Output, Failure>> + Send + 'static,
    {
        let handler = move |args: &str, context: Context| -> Running {
            match serde_json::from_str::<J>(args) {
                Ok(job) => {
                    let running = handler(job, context);
                    Box::pin(async move {
                        let output = running.await?;
                        Ok(serde_json::to_string(&output).map_err(crate::JobError::from)?)
                    })
                }
                Err(error) => {
                    Box::pin(async move { Err(Failure::from(crate::JobError::from(error))) })
                }
            }
        };
        let kind =
            Kind { handler: Arc::new(handler), most_attempts: J::MOST_ATTEMPTS, gave_up: None };
        self.kinds.insert(J::KIND, kind);
        self
    }

    /// Says who is told when a job of a kind that was added is not tried again: it failed for good,
    /// was cancelled, or took its process down each time. May be told twice.
    #[must_use]
    pub fn when_given_up<J, F>(
        mut self,
        tell: impl Fn(J, Failure, Timestamp) -> F + Send + Sync + 'static,
    ) -> Self
    where
        J: Job,
        F: Future<Output = ()> + Send + 'static,
    {
        let gave_up = move |args: &str, failure: Failure, now: Timestamp| -> Ended {
            match serde_json::from_str::<J>(args) {
                Ok(job) => Box::pin(tell(job, failure, now)),
                Err(_) => Box::pin(async {}),
            }
        };
        if let Some(kind) = self.kinds.get_mut(J::KIND) {
            kind.gave_up = Some(Arc::new(gave_up));
        }
        self
    }

    /// Adds all kinds of another registry.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.kinds.extend(other.kinds);
        self
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.kinds.keys().copied().collect()
    }

    pub(crate) fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }
}
