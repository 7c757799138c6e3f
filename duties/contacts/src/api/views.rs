//! How contact points are shown.

use kernel::{PersonId, Timestamp};
use registry::{ContactRole, PhoneDoubt, phone_doubt};
use serde::Serialize;
use web::{Ctx, OrganizationRef, Permission};

use crate::directory::{Card, Reach};
use crate::model::{CallOutcome, Freshness};
use crate::store::CallRow;

/// A telephone number, with what speaks against it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ContactPhone {
    /// As it was written.
    text: String,
    /// Why it cannot be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<PhoneDoubt>,
}

/// A contact point of a body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Contact {
    /// The person.
    pub(super) id: PersonId,
    /// Whose contact point.
    organization: OrganizationRef,
    /// Name.
    name: String,
    /// Position.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    /// In which roles they are called.
    roles: Vec<ContactRole>,
    /// Telephone numbers.
    phones: Vec<ContactPhone>,
    /// E-mail addresses.
    emails: Vec<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// From when.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Timestamp>,
    /// Until when; this instant no longer counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<Timestamp>,
    /// How far they can be relied on.
    pub(super) freshness: Freshness,
    /// When the call was made that decided this.
    #[serde(skip_serializing_if = "Option::is_none")]
    called_at: Option<Timestamp>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<CallOutcome>,
    /// Until when that call counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_until: Option<Timestamp>,
    /// When a file or the body says that they were last checked; it proves nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    said_checked_at: Option<Timestamp>,
    /// Whether they are of a body above, shown since they are meant to be called.
    above: bool,
    /// Whether the caller may change them and record calls.
    may_edit: bool,
}

pub(super) fn view(card: Card, reach: &Reach, ctx: &Ctx) -> Contact {
    let Card { person, freshness, call, counts_until } = card;
    let point = person.record.contact;
    let organization = person.record.organization;
    let phone = |text: String| ContactPhone { doubt: phone_doubt(&text), text };
    Contact {
        id: person.id,
        organization: ctx.reference(organization),
        name: person.name.unwrap_or_default(),
        position: person.position,
        roles: point.roles.iter().collect(),
        phones: person.phones.into_iter().map(phone).collect(),
        emails: person.emails,
        note: person.note,
        valid_from: point.period.from,
        valid_to: point.period.to,
        freshness,
        called_at: call.map(|call| call.called_at),
        outcome: call.map(|call| call.outcome),
        counts_until,
        said_checked_at: point.said_checked_at,
        above: reach.branch.as_ref().is_some_and(|branch| !branch.contains(&organization)),
        may_edit: ctx.scope(Permission::ContactsEdit).allows(organization),
    }
}

/// A call that was recorded.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ContactCheck {
    /// When the call was made.
    called_at: Timestamp,
    /// When it was recorded.
    recorded_at: Timestamp,
    /// What came of it.
    outcome: CallOutcome,
    /// Whether somebody above the body made it; the body's own word proves nothing.
    independent: bool,
    /// Whether it was made to the numbers of today.
    current: bool,
    /// Who recorded it; none: the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<kernel::AccountId>,
    /// Who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<String>,
    /// Which number was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A contact point with the calls to it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ContactDetail {
    /// The contact point.
    #[serde(flatten)]
    contact: Contact,
    /// Calls, newest first.
    checks: Vec<ContactCheck>,
}

pub(super) fn detail(card: Card, calls: Vec<CallRow>, reach: &Reach, ctx: &Ctx) -> ContactDetail {
    let numbers = card.person.record.contact.numbers;
    let organization = card.person.record.organization;
    let checks = calls
        .into_iter()
        .map(|row| {
            let words = row.words.unwrap_or_default();
            ContactCheck {
                called_at: row.call.called_at,
                recorded_at: row.recorded_at,
                outcome: row.call.outcome,
                independent: row.call.independent,
                current: row.call.numbers == numbers && row.call.organization == organization,
                account_id: row.account,
                answered_by: words.answered_by,
                phone: words.phone,
                note: words.note,
            }
        })
        .collect();
    ContactDetail { contact: view(card, reach, ctx), checks }
}
