//! Bodies that go over to others, and who inherits what.

use db::{Tx, params};
use kernel::{OrganizationId, SiteId, Timestamp};
use ledger::{ApplyError, Event, PayloadHash, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::model::SuccessionKind;

/// What one successor inherits. `sites` go with their claims and findings; `findings`, `claims`,
/// `contacts` and `children` stand for all the rest.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Inheritance {
    /// Open findings that no heir's sites name.
    pub findings: bool,
    /// Claims that no heir's sites name, and the sites that are left.
    pub claims: bool,
    /// People, and the contacts that name them.
    pub contacts: bool,
    /// Bodies below.
    pub children: bool,
    /// Sites that go to this heir with their findings and claims.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sites: Vec<SiteId>,
}

/// A successor and its inheritance.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Heir {
    /// The successor.
    pub organization: OrganizationId,
    /// What it inherits.
    #[serde(flatten)]
    pub inherits: Inheritance,
}

/// A body went over to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuccessionEvent {
    /// In which way.
    pub kind: SuccessionKind,
    /// The body.
    pub from: OrganizationId,
    /// First instant of the new state.
    pub at: Timestamp,
    /// Who inherits what. The ledger reads the heirs of open findings from here.
    pub heirs: Vec<Heir>,
    /// New states of the body, of bodies below it, of its claims, sites and people.
    pub changes: Changes,
}

impl Event for SuccessionEvent {
    const STREAM: &'static str = "registry.succession";

    fn action(&self) -> &'static str {
        self.kind.name()
    }

    fn subject(&self) -> Subject {
        Subject::of("organization", self.from)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.from)
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        self.changes.payloads()
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        self.changes.write(stamp, tx).await?;
        tx.execute(
            "INSERT INTO registry_successions (id, from_id, kind, at) VALUES ($1, $2, $3, $4)",
            params![stamp.seq, self.from, self.kind.name(), self.at],
        )
        .await?;
        let (mut heirs, mut sites) = (Vec::new(), Vec::new());
        for heir in &self.heirs {
            let share = &heir.inherits;
            heirs.push(params![
                stamp.seq,
                heir.organization,
                share.findings,
                share.claims,
                share.contacts,
                share.children,
            ]);
            for site in &share.sites {
                sites.push(params![stamp.seq, *site, heir.organization]);
            }
        }
        let columns = ["succession_id", "heir_id", "findings", "claims", "contacts", "children"];
        tx.insert("registry_succession_heirs", &columns, heirs, "").await?;
        let columns = ["succession_id", "site_id", "heir_id"];
        tx.insert("registry_succession_sites", &columns, sites, "").await?;
        Ok(())
    }
}
