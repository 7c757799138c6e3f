//! The events of findings: one change, or a batch that an import makes.

use db::Tx;
use kernel::{AssetId, EvidenceId, FindingId, Id, OrganizationId, SystemId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Evidence, FindingKind, Severity, Standing, names};
use super::store;
use crate::journal::merkle;
use crate::journal::payload;
use crate::{Actor, ApplyError, Event, Journal, LedgerError, PayloadHash, Stamp, Subject};

/// Changes in one bulk payload.
const CHUNK: usize = 5_000;

names! {
    /// Why a finding changed; a key under `ledger.cause` in the translation files, and what the log
    /// calls the change.
    Cause {
        /// Found for the first time.
        Found = "found",
        /// Found again where it was owed already.
        FoundAgain = "found_again",
        /// Found again after it had been claimed or proved.
        Returned = "returned",
        /// Taken up.
        Acknowledged = "acknowledged",
        /// The cleaning was claimed.
        Claimed = "claimed",
        /// Evidence came in.
        EvidenceAdded = "evidence_added",
        /// A second person attested.
        Attested = "attested",
        /// The risk is borne.
        RiskAccepted = "risk_accepted",
        /// A replacement is planned.
        DeclaredUnsupported = "declared_unsupported",
        /// It never was.
        DeclaredFalsePositive = "declared_false_positive",
        /// Taken back.
        Reopened = "reopened",
        /// The term of an acceptance or a plan ended.
        TermEnded = "term_ended",
        /// The sensor was lost.
        SensorLost = "sensor_lost",
        /// The sensor is back.
        SensorBack = "sensor_back",
        /// The evidence outlived its shelf life.
        ProofExpired = "proof_expired",
        /// Given to somebody.
        Assigned = "assigned",
        /// Traced to another body or site.
        Reattributed = "reattributed",
        /// The other way of cleaning applies.
        PathChanged = "path_changed",
        /// The due date was set.
        DueSet = "due_set",
        /// A remark.
        Commented = "commented",
        /// A list or other source that it stood on was withdrawn.
        SourceWithdrawn = "source_withdrawn",
    }
}

/// What a finding is when it is found; none of it changes later.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Created {
    /// Its rule set.
    pub kind: FindingKind,
    /// What makes it the same finding when it is found again.
    pub key: String,
    /// What it is about: the family of a botnet.
    pub subject: String,
    /// How bad it is.
    pub severity: Severity,
    /// The information system, where one is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub system: Option<SystemId>,
    /// The machine, where one is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asset: Option<AssetId>,
    /// The finding of the site that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parent: Option<FindingId>,
    /// Oldest sign of it.
    pub first_seen_at: Timestamp,
}

/// One change of one finding: the whole standing after it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Which finding.
    pub finding: FindingId,
    /// Set when it is new.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub created: Option<Created>,
    /// Why.
    pub cause: Cause,
    /// Where it stands from now on.
    pub standing: Standing,
    /// Evidence that came with the change.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<Evidence>,
    /// Words that go with it, in an erasable payload.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<PayloadHash>,
    /// What a withdrawn source takes back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undone: Option<Undone>,
}

/// What a withdrawn source takes back from a finding. The history keeps it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Undone {
    /// Oldest sign of it that still counts.
    pub first_seen_at: Timestamp,
    /// Evidence that no longer counts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<EvidenceId>,
}

impl Change {
    /// A change of a finding that is known, with nothing beside its standing.
    #[must_use]
    pub const fn of(finding: FindingId, cause: Cause, standing: Standing) -> Self {
        let evidence = Vec::new();
        Self { finding, created: None, cause, standing, evidence, note: None, undone: None }
    }
}

/// A single change as an event.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FindingEvent(pub Change);

impl Event for FindingEvent {
    const STREAM: &'static str = "ledger.finding";

    fn action(&self) -> &'static str {
        self.0.cause.name()
    }

    fn subject(&self) -> Subject {
        Subject::of("finding", self.0.finding)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.0.standing.accountable)
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        let notes = self.0.evidence.iter().filter_map(|evidence| evidence.note);
        self.0.note.into_iter().chain(notes).collect()
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        store::apply(std::slice::from_ref(&self.0), stamp, tx).await
    }
}

/// Many changes that one cause made together, such as the import of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindingsBatch {
    /// Kind of thing that caused it, such as `indicator_list`.
    pub cause_kind: String,
    /// Its id.
    pub cause_id: Uuid,
    /// How many changes.
    pub count: u64,
    /// Merkle root over the changes as written, in hex.
    pub root: String,
    /// The changes, one JSON document a line.
    pub chunks: Vec<PayloadHash>,
}

impl Event for FindingsBatch {
    const STREAM: &'static str = "ledger.findings_batch";

    fn action(&self) -> &'static str {
        "changed_together"
    }

    fn subject(&self) -> Subject {
        Subject { kind: "findings_batch", id: Some(self.cause_id) }
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        self.chunks.clone()
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        for chunk in &self.chunks {
            let changes = store::changes_of_chunk(*chunk, tx).await?;
            store::apply(&changes, stamp, tx).await?;
        }
        Ok(())
    }
}

/// Records many changes as one entry of the log. Each finding may occur once.
///
/// # Errors
///
/// [`LedgerError`] when the database refuses.
pub async fn record_batch(
    journal: &Journal,
    cause_kind: &str,
    cause_id: impl Id,
    changes: &[Change],
    by: Actor,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Stamp>, LedgerError> {
    if changes.is_empty() {
        return Ok(None);
    }
    let mut root = merkle::Builder::default();
    let mut chunks = Vec::new();
    for part in changes.chunks(CHUNK) {
        let mut rows = Vec::new();
        for change in part {
            let line = serde_json::to_vec(change)?;
            root.push(&line);
            rows.extend_from_slice(&line);
            rows.push(b'\n');
        }
        chunks.push(payload::put_bulk(&rows, tx).await?);
    }
    let batch = FindingsBatch {
        cause_kind: cause_kind.to_owned(),
        cause_id: cause_id.uuid(),
        count: changes.len() as u64,
        root: data_encoding::HEXLOWER.encode(&root.root()),
        chunks,
    };
    journal.record(&batch, by, now, tx).await.map(Some)
}
