//! Directives, obligations and what stands beside them, as types.

use chrono::NaiveDate;
use kernel::{AccountId, DirectiveId, ObligationId, OrganizationId, ReportId, Timestamp};
use ledger::{Head, PayloadHash};
use registry::OrganizationKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::letter::{Letter, Measure, Population, ProofClass, Span};

/// Where a directive stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DirectiveState {
    /// Read, not confirmed by a person; nothing of it counts.
    Draft,
    /// Confirmed: its obligations bind.
    Confirmed,
    /// Carried out or withdrawn; its figures can still be read.
    Closed,
    /// Thrown away before it was confirmed.
    Discarded,
}

impl DirectiveState {
    /// The name as stored and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
            Self::Closed => "closed",
            Self::Discarded => "discarded",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Draft, Self::Confirmed, Self::Closed, Self::Discarded]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// What a letter says of itself. What it does not say is none.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// Number and symbol, such as `12/UBND-KGVX`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// The symbol alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub symbol: Option<String>,
    /// Day of issue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dated: Option<NaiveDate>,
    /// The issuing body.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<String>,
    /// The signer's name, in an erasable payload.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signer: Option<PayloadHash>,
    /// The time for which it holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub window: Option<Window>,
}

/// The time for which a directive holds.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// First day, if stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<NaiveDate>,
    /// Last day, if stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<NaiveDate>,
    /// As written in the letter.
    #[serde(default)]
    pub text: String,
}

/// A letter that another one names, by what identifies it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Cited {
    /// Number and symbol, if stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Day of issue, if stated in full.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dated: Option<NaiveDate>,
    /// As written.
    pub text: String,
}

/// What has to be done, and how its completion is computed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its id.
    pub id: ObligationId,
    /// Its measure.
    pub code: Measure,
    /// How it is called on the board.
    pub title: String,
    /// Path of the clause.
    pub clause: String,
    /// The words that order it, exactly.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// Share among the obligations, from 1.
    pub weight: u32,
    /// When it is due, only where the issuer or a person set a day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_at: Option<Timestamp>,
    /// What stands behind a claim of completion.
    pub proof: ProofClass,
    /// Over what completion is counted.
    pub population: Population,
    /// Whether it counts.
    pub included: bool,
}

impl Obligation {
    /// Largest weight.
    pub const MOST_WEIGHT: u32 = 100;
    /// Longest title, in letters.
    pub const MOST_TITLE: usize = 300;
}

/// The file that a letter came in, or one that came with it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Name as the person knows it; empty for pasted text.
    pub name: String,
    /// Content hash.
    pub blob: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A file that came with a letter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AttachedFile {
    /// The file.
    pub file: StoredFile,
    /// Which cited letter it is: index in the letter's citations.
    pub cited: Option<u32>,
}

/// The whole reading: what the document holds and what was read from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LetterReading {
    /// The document.
    pub document: documents::Document,
    /// What was read.
    pub letter: Letter,
}

/// A directive as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// Its id.
    pub id: DirectiveId,
    /// Where it stands.
    pub state: DirectiveState,
    /// What it says of itself, as confirmed or corrected.
    pub fields: Fields,
    /// The letter that it carries out.
    pub parent: Option<Cited>,
    /// How many letters it says are attached.
    pub said: u32,
    /// When it came in.
    pub received_at: Timestamp,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// Its file.
    pub file: StoredFile,
    /// Its reading.
    pub reading: PayloadHash,
    /// How the bodies were chosen, where it was by a rule.
    pub population: Option<PopulationQuery>,
    /// What it orders, in the order of its clauses.
    pub obligations: Vec<Obligation>,
    /// The bodies that it binds, by id.
    pub bodies: Vec<OrganizationId>,
    /// Files that came with it, in order.
    pub files: Vec<AttachedFile>,
}

impl Directive {
    /// The obligations that count.
    pub fn included(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|obligation| obligation.included)
    }

    /// From when on lists concern it: the earliest of its window, its date and its arrival.
    #[must_use]
    pub fn begins_at(&self) -> Timestamp {
        let window = self.fields.window.as_ref().and_then(|window| window.from);
        let days = window.into_iter().chain(self.fields.dated);
        days.map(crate::time::start_of_day)
            .chain([self.received_at])
            .min()
            .unwrap_or(self.received_at)
    }
}

/// Bodies by a rule: of these kinds, below this body.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationQuery {
    /// Kinds of body; empty: all.
    #[serde(default)]
    pub kinds: Vec<OrganizationKind>,
    /// Only this body and those below it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub under: Option<OrganizationId>,
    /// Only bodies that are at most so many steps below the top of the tree.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub depth: Option<u32>,
}

/// An explanation as stored.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExplanationRef {
    /// When it was given.
    pub at: Timestamp,
    /// Who gave it; none: not a person.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<AccountId>,
    /// Hash of its text, which stands in an erasable payload.
    #[schema(value_type = String)]
    pub text: PayloadHash,
}

/// Frozen figures, without the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct CutOff {
    /// Its id.
    pub id: ReportId,
    /// The directive.
    pub directive: DirectiveId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<AccountId>,
    /// What for.
    pub note: Option<String>,
    /// The figures, as a payload of the log.
    pub figures: PayloadHash,
    /// Merkle root over the rows, in hex.
    pub root: String,
    /// Number of the log's last entry before.
    pub head_seq: i64,
    /// Its hash, in hex.
    pub head_hash: String,
}

/// The end of the log when figures were computed.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LogHead {
    /// Number of the last entry; 0 for an empty log.
    pub seq: i64,
    /// Its hash, in hex.
    pub hash: String,
}

impl From<Head> for LogHead {
    fn from(head: Head) -> Self {
        Self { seq: head.seq, hash: head.hash }
    }
}
