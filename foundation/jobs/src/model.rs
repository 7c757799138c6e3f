//! What a job is, how far it is, and why it failed.

use std::fmt;

use kernel::{AccountId, Classified, JobId, Message, OrganizationId, Problem, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A kind of job; the type's fields are its arguments.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Name of the kind, `part.verb_thing`; it never changes once released.
    const KIND: &'static str;
    /// Of the jobs of a lane, whatever their kind, one runs at a time.
    const LANE: Option<&'static str> = None;
    /// How often it is begun at most before it has failed.
    const MOST_ATTEMPTS: u32 = 3;
    /// What it gives.
    type Output: Serialize + Send + 'static;
}

/// Where a job stands.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for its time or for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// It is done, and its result is there.
    Done,
    /// It will not be tried again; the error says why.
    Failed,
    /// A person stopped it.
    Cancelled,
}

impl JobState {
    /// The name, as stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled]
            .into_iter()
            .find(|state| state.name() == name)
    }

    /// Whether nothing will change any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// How far a job has come.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Progress {
    /// Steps done (rows, bytes, bodies).
    pub done: u64,
    /// Steps in all, where known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<u64>,
    /// What it is doing, as a key in the translation files.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<String>,
}

/// Why a job failed, in words that people can read.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Failure {
    /// What happened.
    pub message: Message,
    /// What is wrong in the file that the job read.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub problems: Vec<Problem>,
    /// Whether trying again may help.
    pub retry: bool,
}

impl Failure {
    /// A failure that is final, with a key of the translation files.
    #[must_use]
    pub const fn new(message: Message) -> Self {
        Self { message, problems: Vec::new(), retry: false }
    }

    /// The failure of a job that found it had been cancelled.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(Message::new("errors.jobs.cancelled"))
    }

    /// Adds what is wrong in the file.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems = problems;
        self
    }
}

/// Any error of the house ends a job with `?`: its kind says whether to try again. A cause that is
/// ours is logged here, since people are shown the message only.
impl<E: Classified> From<E> for Failure {
    fn from(error: E) -> Self {
        if error.kind().is_ours() {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = %chain(cause), "a job failed");
        }
        Self { message: error.message(), problems: Vec::new(), retry: error.kind().is_retryable() }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}

/// How a job is queued, beside its arguments.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// While a job with this key waits or runs, no second one is queued.
    pub key: Option<String>,
    /// Not before this instant; none: as soon as may be.
    pub run_at: Option<Timestamp>,
    /// Who asked for it.
    pub account: Option<AccountId>,
    /// The body whose branch may see it; none: only those who may see everything.
    pub organization: Option<OrganizationId>,
}

impl Order {
    /// An order with a key.
    #[must_use]
    pub fn keyed(key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..Self::default() }
    }
}

/// What became of an order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Queued {
    /// A new job.
    New(JobId),
    /// A job with the same key waits or runs already.
    Already(JobId),
}

impl Queued {
    /// The job, new or not.
    #[must_use]
    pub const fn id(self) -> JobId {
        match self {
            Self::New(id) | Self::Already(id) => id,
        }
    }
}

/// A job as people see it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How far it has come; from memory while it runs here.
    pub progress: Progress,
    /// How often it was begun.
    pub attempts: u32,
    /// Whether somebody asked to stop it.
    pub cancel_requested: bool,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it runs next or was to run.
    pub run_at: Timestamp,
    /// When it was last begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// What it gave, once it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub result: Option<serde_json::Value>,
    /// Why it failed, or why the last attempt did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
    /// Who asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The body whose branch may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
}
