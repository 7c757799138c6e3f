//! The things of this duty, as types that cannot be wrong.

use kernel::{OrganizationId, PersonId, Timestamp};
use registry::ContactRole;
use serde::{Deserialize, Serialize};

/// What came of a call.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// The person, or somebody for them, answered.
    Answered,
    /// Nobody answered.
    NotAnswered,
    /// The number belongs to somebody else, or to nobody.
    WrongNumber,
}

impl CallOutcome {
    /// All, in a fixed order.
    pub const ALL: [Self; 3] = [Self::Answered, Self::NotAnswered, Self::WrongNumber];

    /// The name as stored and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NotAnswered => "not_answered",
            Self::WrongNumber => "wrong_number",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// How far one may rely on a contact point.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Somebody else called and was answered within the days that count.
    Verified,
    /// That was too long ago.
    Due,
    /// Nobody called these numbers yet; a file or the body says that they are right.
    NeverChecked,
    /// The last call was not answered, or reached somebody else.
    Failed,
    /// There is no number, or none that can be right.
    CannotBeRight,
}

impl Freshness {
    /// All, from the most to the least reliable.
    pub const ALL: [Self; 5] =
        [Self::Verified, Self::Due, Self::NeverChecked, Self::Failed, Self::CannotBeRight];

    /// The name as sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Due => "due",
            Self::NeverChecked => "never_checked",
            Self::Failed => "failed",
            Self::CannotBeRight => "cannot_be_right",
        }
    }
}

/// A call, as much of it as is not personal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Call {
    /// Whom it was to reach.
    pub person: PersonId,
    /// Whose contact point they were.
    pub organization: OrganizationId,
    /// Which numbers they had (see [`registry::ContactPoint::numbers`]).
    pub numbers: u32,
    /// When it was made.
    pub called_at: Timestamp,
    /// What came of it.
    pub outcome: CallOutcome,
    /// Whether somebody above the body made it.
    pub independent: bool,
}

/// What stands for one mandatory role of one body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RoleStanding {
    /// The body.
    pub organization: OrganizationId,
    /// The role.
    pub role: ContactRole,
    /// The most reliable contact point in the role; none: there is nobody.
    pub best: Option<Freshness>,
}
