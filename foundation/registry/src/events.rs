//! What happens to the registry, as recorded in the log.
//!
//! An event carries the whole new state of what it touches, ids included, so that replay is exact.

use db::{Tx, params};
use kernel::{ClaimId, OrganizationId, PersonId, SiteId, Timestamp};
use ledger::journal::payload;
use ledger::{ApplyError, Event, PayloadHash, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::changes::{Changes, close_contact_history};
use crate::import::{ImportId, ImportKind, ImportedRow, changes_of};
use crate::model::{
    ClaimRecord, OrganizationRecord, PersonRecord, SiteRecord, SuccessionKind, named,
};

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

/// A person was entered, changed, or their data erased.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum PersonEvent {
    /// Entered or changed.
    Saved {
        /// The person.
        id: PersonId,
        /// Body and hash of the personal data.
        record: PersonRecord,
    },
    /// Every payload of the person was erased (Law 91/2025 on personal data).
    Erased {
        /// The person.
        id: PersonId,
        /// Where they worked.
        organization: OrganizationId,
    },
}

impl Event for PersonEvent {
    const STREAM: &'static str = "registry.person";

    fn action(&self) -> &'static str {
        match self {
            Self::Saved { .. } => "saved",
            Self::Erased { .. } => "erased",
        }
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Saved { id, .. } | Self::Erased { id, .. } => Subject::of("person", *id),
        }
    }

    fn organization(&self) -> Option<OrganizationId> {
        match self {
            Self::Saved { record, .. } => Some(record.organization),
            Self::Erased { organization, .. } => Some(*organization),
        }
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match self {
            Self::Saved { record, .. } => vec![record.data],
            Self::Erased { .. } => Vec::new(),
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        match self {
            Self::Saved { id, record } => {
                let people = vec![(*id, Some(*record))];
                Changes { people, ..Changes::default() }.write(stamp, tx).await
            }
            Self::Erased { id, .. } => {
                erase_payloads(*id, stamp.at, tx).await?;
                tx.execute(
                    "UPDATE registry_people SET name = NULL, name_folded = NULL, position = NULL,
                         phones = '[]', emails = '[]', note = NULL, erased = TRUE
                     WHERE id = $1",
                    params![*id],
                )
                .await?;
                close_contact_history(params![*id], stamp, tx).await
            }
        }
    }
}

async fn erase_payloads(id: PersonId, at: Timestamp, tx: &mut Tx) -> Result<(), ApplyError> {
    let rows = tx
        .query(
            "SELECT payload FROM registry_person_payloads WHERE person_id = $1 ORDER BY payload",
            params![id],
        )
        .await?;
    for row in rows {
        let hash: Vec<u8> = row.get("payload")?;
        let hash = <[u8; 32]>::try_from(hash)
            .map_err(|_| ApplyError::Unreadable { reason: "a hash has 32 bytes".to_owned() })?;
        payload::erase(PayloadHash::from_bytes(hash), at, tx).await?;
    }
    Ok(())
}

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

/// A file was brought in, or its import undone: one event, whatever its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum ImportEvent {
    /// A previewed file was confirmed.
    Imported {
        /// The import.
        id: ImportId,
        /// What the rows are.
        kind: ImportKind,
        /// Name of the file.
        file: String,
        /// Rows that added something.
        added: u64,
        /// Rows that changed something.
        changed: u64,
        /// Rows that changed nothing.
        unchanged: u64,
        /// The rows with what stood before and stands after, as lines of JSON.
        rows: PayloadHash,
        /// Root of the Merkle tree over the lines (RFC 6962), in hex.
        root: String,
        /// Personal data that the rows name.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        personal: Vec<PayloadHash>,
    },
    /// What the import had done was taken back.
    Undone {
        /// The import.
        id: ImportId,
        /// The rows of the undoing: what stood before it and stands after.
        rows: PayloadHash,
        /// Root of the Merkle tree over the lines, in hex.
        root: String,
        /// Personal data that the rows name.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        personal: Vec<PayloadHash>,
    },
}

impl Event for ImportEvent {
    const STREAM: &'static str = "registry.import";

    fn action(&self) -> &'static str {
        match self {
            Self::Imported { .. } => "imported",
            Self::Undone { .. } => "undone",
        }
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Imported { id, .. } | Self::Undone { id, .. } => Subject::of("import", *id),
        }
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match self {
            Self::Imported { rows, personal, .. } | Self::Undone { rows, personal, .. } => {
                std::iter::once(*rows).chain(personal.iter().copied()).collect()
            }
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        match self {
            Self::Imported { id, kind, file, added, changed, unchanged, rows, root, .. } => {
                changes_of(&read_rows(*rows, tx).await?).write(stamp, tx).await?;
                let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
                tx.execute(
                    "INSERT INTO registry_imports (id, kind, file, state, added, changed,
                         unchanged, confirmed_seq, confirmed_at, account_id, rows_payload, root)
                     VALUES ($1, $2, $3, 'confirmed', $4, $5, $6, $7, $8, $9, $10, $11)",
                    params![
                        *id,
                        kind.name(),
                        file.as_str(),
                        count(*added),
                        count(*changed),
                        count(*unchanged),
                        stamp.seq,
                        stamp.at,
                        stamp.actor.account(),
                        rows.bytes().as_slice(),
                        root.as_str(),
                    ],
                )
                .await?;
            }
            Self::Undone { id, rows, .. } => {
                let rows = read_rows(*rows, tx).await?;
                let changes = changes_of(&rows);
                for (person, record) in &changes.people {
                    if record.is_none() {
                        erase_payloads(*person, stamp.at, tx).await?;
                    }
                }
                changes.write(stamp, tx).await?;
                tx.execute(
                    "UPDATE registry_imports SET state = 'undone', undone_at = $2 WHERE id = $1",
                    params![*id, stamp.at],
                )
                .await?;
            }
        }
        Ok(())
    }
}

/// Reads the rows of an import from their payload.
pub(crate) async fn read_rows(
    hash: PayloadHash,
    tx: &mut Tx,
) -> Result<Vec<ImportedRow>, ApplyError> {
    let bytes = payload::bulk(hash, tx).await?;
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).map_err(ApplyError::from))
        .collect()
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
