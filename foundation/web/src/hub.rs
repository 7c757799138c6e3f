//! What changed, told to whoever listens: server-sent events carry a topic and an id, never data.

use kernel::OrganizationId;
use serde::Serialize;
use tokio::sync::broadcast;

/// Changes kept for a slow listener; one that falls further behind is told to look again.
const KEPT: usize = 1_024;

/// What sort of thing changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, utoipa::ToSchema)]
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

/// Where changes are told.
#[derive(Clone, Debug)]
pub struct EventHub(broadcast::Sender<Change>);

impl Default for EventHub {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl EventHub {
    /// Tells a change to whoever listens; call it after the commit.
    pub fn tell(&self, topic: Topic, id: impl ToString, organization: Option<OrganizationId>) {
        // Nobody listening is no fault.
        let _ = self.0.send(Change { topic, id: id.to_string(), organization });
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
    }
}
