//! The parts of a letter that are lists of their own: clauses, contacts, recipients, signature.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{Confidence, Field, Reading, Span};

/// What a piece of the body does.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClauseRole {
    /// Bases, reasons and explanations before the first order.
    Preamble,
    /// The sentence that opens the list of what is to be done.
    LeadIn,
    /// A numbered or dashed item.
    Item,
    /// A paragraph without a mark.
    Text,
    /// A row of a table of tasks.
    Task,
}

/// One clause of the body.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Clause {
    /// Labels from the top, joined by `/`: `1/-3` is the third dash under 1.
    pub path: String,
    /// The mark as written (`1.1.`, `a)`, `-`, `+`), empty where there is none.
    pub marker: String,
    /// What it does.
    pub role: ClauseRole,
    /// Nesting, 0 for the top.
    pub depth: usize,
    /// Index of the clause above it.
    pub parent: Option<usize>,
    /// The text without its mark, lines that were broken by copying joined.
    pub text: String,
    /// Where it stands, one span for each line.
    pub spans: Vec<Span>,
    /// For a row of a table of tasks: who leads, as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assigned_to: Option<Reading<String>>,
    /// For a row of a table of tasks: when, as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<Reading<String>>,
}

/// Why a contact is given.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ContactPurpose {
    /// Help is offered: a contact card, not a duty.
    Help,
    /// Reports are to be sent there.
    Report,
    /// Given for another reason.
    Other,
}

/// A telephone number as written, and what it comes to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Phone {
    /// As written.
    pub text: String,
    /// Digits only, with the leading 0 of the national form.
    pub digits: String,
    /// Whether the count of digits fits a Vietnamese number.
    pub plausible: bool,
    /// Where it stands.
    pub spans: Vec<Span>,
}

/// A contact that the letter gives.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Who: the text before the first number or address.
    pub name: String,
    /// The heading under which it stands, such as the body it belongs to.
    pub under: Option<String>,
    /// Why it is given.
    pub purpose: ContactPurpose,
    /// Telephone numbers in order.
    pub phones: Vec<Phone>,
    /// E-mail addresses in order.
    pub emails: Vec<Reading<String>>,
    /// Postal address, where one is labelled.
    pub address: Option<Reading<String>>,
    /// Path of the clause.
    pub clause: String,
    /// Where it stands.
    pub spans: Vec<Span>,
}

/// What a recipient is to do with its copy.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RecipientRole {
    /// `Như trên`: the addressees, who act.
    Act,
    /// `b/c`: for report.
    Report,
    /// `t/h`: to carry out.
    CarryOut,
    /// `p/h`: to coordinate.
    Coordinate,
    /// For information, said so or not said otherwise.
    Information,
    /// `Lưu`: the archive.
    Archive,
}

/// The archive line: where the copies are kept.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Archive {
    /// Units that keep it, such as `VT`.
    pub units: Vec<String>,
    /// Initials of the typist.
    pub typist: Option<String>,
    /// Number of copies.
    pub copies: Option<u32>,
}

/// One line of `Nơi nhận`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Recipient {
    /// Who, without the marks in brackets.
    pub name: String,
    /// What for, in the order written; `Information` where nothing is said.
    pub roles: Vec<RecipientRole>,
    /// Sent as an electronic document (`VBĐT`).
    pub electronic: bool,
    /// For the archive line.
    pub archive: Option<Archive>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// In what capacity a letter is signed (Decree 30/2020/NĐ-CP, annex I, box 7a).
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Capacity {
    /// For a collective.
    Tm,
    /// Deputy for the head.
    Kt,
    /// By order.
    Tl,
    /// By authorisation.
    Tuq,
    /// Acting.
    Q,
}

/// The signature block.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Signing {
    /// Capacities with the post or collective signed for, such as KT of `GIÁM ĐỐC`.
    pub capacities: Vec<Reading<SigningFor>>,
    /// The signer's own post.
    pub title: Field<String>,
    /// The signer's name, only if a real name stands there.
    pub signer: Field<String>,
}

/// For whom it is signed, and how.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SigningFor {
    /// The capacity.
    pub capacity: Capacity,
    /// The post or collective, as written.
    pub of: String,
}
