//! The changes of directives, as they stand in the log.

use db::Tx;
use kernel::{DirectiveId, ObligationId, OrganizationId, ReportId};
use ledger::{ApplyError, Event, PayloadHash, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::model::{Cited, Fields, Obligation, PopulationQuery, StoredFile};
use crate::store;

/// The streams of this crate, for rebuilding.
#[must_use]
pub fn projections() -> Projections {
    Projections::default().with::<DirectiveEvent>().with::<ExplanationEvent>().with::<CutOffEvent>()
}

/// A field that a person corrected.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Name of the field; for the signer, before and after are hashes of erasable payloads.
    pub field: String,
    /// What stood there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<String>,
    /// What stands there now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<String>,
}

/// A letter as it came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Received {
    /// Which directive.
    pub directive: DirectiveId,
    /// Its file.
    pub file: StoredFile,
    /// The document and everything read from it; it names persons, so it can be erased.
    pub reading: PayloadHash,
    /// What it says of itself.
    pub fields: Fields,
    /// The letter that it carries out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parent: Option<Cited>,
    /// How many letters it says are attached.
    pub said: u32,
    /// What it orders, as proposed.
    pub obligations: Vec<Obligation>,
    /// Whom it binds, as proposed.
    pub bodies: Vec<OrganizationId>,
}

/// What a person confirmed, in full, so that the entry stands for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirmed {
    /// Which directive.
    pub directive: DirectiveId,
    /// What it says of itself, with the time for which it holds.
    pub fields: Fields,
    /// What it orders.
    pub obligations: Vec<Obligation>,
    /// Whom it binds.
    pub bodies: Vec<OrganizationId>,
}

/// What happens to a directive.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum DirectiveEvent {
    /// It came in and was read.
    Received(Box<Received>),
    /// A person corrected what was read.
    Corrected {
        /// Which directive.
        directive: DirectiveId,
        /// What it says of itself from now on.
        fields: Fields,
        /// What was corrected.
        corrections: Vec<Correction>,
    },
    /// A letter that it cites was added.
    FileAttached {
        /// Which directive.
        directive: DirectiveId,
        /// The file.
        file: StoredFile,
        /// Which cited letter it is: index in the letter's citations.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        cited: Option<u32>,
    },
    /// A person settled what it orders.
    ObligationsSet {
        /// Which directive.
        directive: DirectiveId,
        /// What it orders.
        obligations: Vec<Obligation>,
    },
    /// A person settled whom it binds.
    PopulationSet {
        /// Which directive.
        directive: DirectiveId,
        /// The bodies.
        bodies: Vec<OrganizationId>,
        /// The rule by which they were chosen.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        query: Option<PopulationQuery>,
    },
    /// A person confirmed it: it counts from now on.
    Confirmed(Box<Confirmed>),
    /// It is carried out or withdrawn.
    Closed {
        /// Which directive.
        directive: DirectiveId,
    },
    /// It was thrown away before it counted.
    Discarded {
        /// Which directive.
        directive: DirectiveId,
    },
}

impl DirectiveEvent {
    /// The directive that it happens to.
    #[must_use]
    pub fn directive(&self) -> DirectiveId {
        match self {
            Self::Received(received) => received.directive,
            Self::Confirmed(confirmed) => confirmed.directive,
            Self::Corrected { directive, .. }
            | Self::FileAttached { directive, .. }
            | Self::ObligationsSet { directive, .. }
            | Self::PopulationSet { directive, .. }
            | Self::Closed { directive }
            | Self::Discarded { directive } => *directive,
        }
    }
}

impl Event for DirectiveEvent {
    const STREAM: &'static str = "directive.directive";

    fn action(&self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Corrected { .. } => "corrected",
            Self::FileAttached { .. } => "file_attached",
            Self::ObligationsSet { .. } => "obligations_set",
            Self::PopulationSet { .. } => "population_set",
            Self::Confirmed(_) => "confirmed",
            Self::Closed { .. } => "closed",
            Self::Discarded { .. } => "discarded",
        }
    }

    fn subject(&self) -> Subject {
        Subject::of("directive", self.directive())
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match self {
            Self::Received(received) => {
                std::iter::once(received.reading).chain(received.fields.signer).collect()
            }
            Self::Corrected { fields, .. } => fields.signer.into_iter().collect(),
            Self::Confirmed(confirmed) => confirmed.fields.signer.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        store::directives::apply(self, stamp, tx).await
    }
}

/// A body explains a figure ("giải trình").
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplanationEvent {
    /// Which directive.
    pub directive: DirectiveId,
    /// The body.
    pub organization: OrganizationId,
    /// Which obligation.
    pub obligation: ObligationId,
    /// The explanation, in an erasable payload; none: taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<PayloadHash>,
}

impl Event for ExplanationEvent {
    const STREAM: &'static str = "directive.explanation";

    fn action(&self) -> &'static str {
        if self.text.is_some() { "explained" } else { "taken_back" }
    }

    fn subject(&self) -> Subject {
        Subject::of("directive", self.directive)
    }

    fn organization(&self) -> Option<OrganizationId> {
        Some(self.organization)
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        self.text.into_iter().collect()
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        store::explanations::apply(self, stamp, tx).await
    }
}

/// The figures were frozen ("chốt số liệu").
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CutOffEvent {
    /// Its id.
    pub cut_off: ReportId,
    /// Which directive.
    pub directive: DirectiveId,
    /// The figures as JSON, in full.
    pub figures: PayloadHash,
    /// Merkle root over the rows of the figures, in hex, so that a body can check its own.
    pub root: String,
    /// Number of the log's last entry before.
    pub head_seq: i64,
    /// Its hash, in hex.
    pub head_hash: String,
    /// What for, in an erasable payload.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<PayloadHash>,
}

impl Event for CutOffEvent {
    const STREAM: &'static str = "directive.cut_off";

    fn action(&self) -> &'static str {
        "frozen"
    }

    fn subject(&self) -> Subject {
        Subject::of("directive", self.directive)
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        std::iter::once(self.figures).chain(self.note).collect()
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        store::cut_offs::apply(self, stamp, tx).await
    }
}
