//! What changed, told to whoever listens: server-sent events carry a topic and an id, never data.

use kernel::OrganizationId;
use serde::Serialize;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// Changes kept for a slow listener; one that falls further behind is told to look again.
const KEPT: usize = 1_024;
/// Listeners at most.
const MOST_LISTENERS: usize = 1_000;

/// What sort of thing changed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// An indicator list or an import.
    List,
    /// A finding.
    Finding,
    /// The figures of a directive.
    Board,
    /// A background job.
    Job,
    /// The log grew.
    Log,
    /// A body, claim, site or person.
    Registry,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 6] =
        [Self::List, Self::Finding, Self::Board, Self::Job, Self::Log, Self::Registry];

    /// The name, as sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Finding => "finding",
            Self::Board => "board",
            Self::Job => "job",
            Self::Log => "log",
            Self::Registry => "registry",
        }
    }
}

/// One change.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Change {
    /// What sort of thing.
    pub topic: Topic,
    /// Which one; empty: several.
    pub id: String,
    /// The body whose branch may hear of it; none: only those who may see everything.
    #[serde(skip)]
    pub organization: Option<OrganizationId>,
}

/// Where changes are told. An empty message means that the server ends.
#[derive(Clone, Debug)]
pub struct EventHub(broadcast::Sender<Option<Change>>);

impl Default for EventHub {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

/// What a listener hears.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Something changed.
    Change(Change),
    /// The listener was too slow: anything may have changed.
    Missed,
    /// Nothing more will come.
    Closed,
}

/// Somebody who listens.
#[derive(Debug)]
pub struct Listener(broadcast::Receiver<Option<Change>>);

impl Listener {
    /// Waits for the next change.
    pub async fn next(&mut self) -> Heard {
        match self.0.recv().await {
            Ok(Some(change)) => Heard::Change(change),
            Err(RecvError::Lagged(_)) => Heard::Missed,
            Ok(None) | Err(RecvError::Closed) => Heard::Closed,
        }
    }
}

impl EventHub {
    /// Tells a change to whoever listens; call it after the commit.
    pub fn tell(&self, topic: Topic, id: impl ToString, organization: Option<OrganizationId>) {
        // Nobody listening is no fault.
        let _ = self.0.send(Some(Change { topic, id: id.to_string(), organization }));
    }

    /// Listens from now on; nothing when too many listen already.
    #[must_use]
    pub fn listen(&self) -> Option<Listener> {
        (self.0.receiver_count() < MOST_LISTENERS).then(|| Listener(self.0.subscribe()))
    }

    /// Tells all listeners that the server ends, so that their connections can be closed.
    pub fn close(&self) {
        let _ = self.0.send(None);
    }
}
