//! What happens to the registry, as recorded in the log.
//!
//! An event carries the whole new state of what it touches, ids included, so that replay is exact.

mod imports;
mod people;
mod successions;

use db::Tx;
use kernel::{ClaimId, OrganizationId, SiteId};
use ledger::{ApplyError, Event, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};

pub use imports::ImportEvent;
pub(crate) use imports::read_rows;
pub use people::PersonEvent;
pub use successions::{Heir, Inheritance, SuccessionEvent};

use crate::changes::Changes;
use crate::model::{ClaimRecord, OrganizationRecord, SiteRecord, named};

named! {
    /// What happened to a body.
    OrganizationAction {
        /// It was entered.
        Created = "created",
        /// It has another name from a day on.
        Renamed = "renamed",
        /// It has another parent from a day on.
        Moved = "moved",
        /// Code, kind, zone or validity were corrected.
        Changed = "changed",
    }
}

/// A body was entered or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganizationEvent {
    /// What happened.
    pub action: OrganizationAction,
    /// The body.
    pub id: OrganizationId,
    /// All that is known of it from now on.
    pub record: OrganizationRecord,
}

impl Event for OrganizationEvent {
    const STREAM: &'static str = "registry.organization";

    fn action(&self) -> &'static str {
        self.action.name()
    }

    fn subject(&self) -> Subject {
        Subject::of("organization", self.id)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.id)
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        let organizations = vec![(self.id, Some(self.record.clone()))];
        Changes { organizations, ..Changes::default() }.write(stamp, tx).await
    }
}

named! {
    /// What happened to a site.
    SiteAction {
        /// It was entered.
        Created = "created",
        /// It was changed.
        Changed = "changed",
    }
}

/// A site was entered or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteEvent {
    /// What happened.
    pub action: SiteAction,
    /// The site.
    pub id: SiteId,
    /// All that is known of it from now on.
    pub record: SiteRecord,
}

impl Event for SiteEvent {
    const STREAM: &'static str = "registry.site";

    fn action(&self) -> &'static str {
        self.action.name()
    }

    fn subject(&self) -> Subject {
        Subject::of("site", self.id)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.record.organization)
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        let sites = vec![(self.id, Some(self.record.clone()))];
        Changes { sites, ..Changes::default() }.write(stamp, tx).await
    }
}

named! {
    /// What happened to a claim.
    ClaimAction {
        /// A body has claimed the space.
        Claimed = "claimed",
        /// The province has approved it.
        Approved = "approved",
        /// The province has refused it.
        Rejected = "rejected",
        /// The body has taken it back.
        Withdrawn = "withdrawn",
        /// Validity, site, note or sharing were changed.
        Changed = "changed",
    }
}

/// A claim was made, decided or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimEvent {
    /// What happened.
    pub action: ClaimAction,
    /// The claim.
    pub id: ClaimId,
    /// All that is known of it from now on.
    pub record: ClaimRecord,
}

impl Event for ClaimEvent {
    const STREAM: &'static str = "registry.claim";

    fn action(&self) -> &'static str {
        self.action.name()
    }

    fn subject(&self) -> Subject {
        Subject::of("claim", self.id)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.record.holders.latest().organization)
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        let claims = vec![(self.id, Some(self.record.clone()))];
        Changes { claims, ..Changes::default() }.write(stamp, tx).await
    }
}

/// Every stream of the registry, for rebuilding the state from the log.
#[must_use]
pub fn projections() -> Projections {
    Projections::default()
        .with::<OrganizationEvent>()
        .with::<SiteEvent>()
        .with::<ClaimEvent>()
        .with::<PersonEvent>()
        .with::<SuccessionEvent>()
        .with::<ImportEvent>()
}
