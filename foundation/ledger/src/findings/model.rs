//! Findings, their standing, and evidence.

use kernel::{
    AccountId, AssetId, EvidenceId, FindingId, OrganizationId, SiteId, SystemId, Timestamp,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::PayloadHash;

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:tt),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize,
            utoipa::ToSchema,
        )]
        pub enum $type {
            $($(#[$vdoc])* #[serde(rename = $name)] $variant,)*
        }

        impl $type {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as stored and sent.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The one of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}
pub(super) use names;

names! {
    /// Where a finding stands. Exactly these (design, decision 5.1).
    State {
        /// Found, nobody has taken it up.
        Open = "open",
        /// Somebody has taken it up.
        Acknowledged = "acknowledged",
        /// The acting body says that it is cleaned; nothing proves it yet.
        ClaimedFixed = "claimed_fixed",
        /// Cleaning is proved; the quiet time runs.
        UnderWatch = "under_watch",
        /// Proved by newer, independent evidence, or attested by a second person.
        Verified = "verified",
        /// It came back.
        Regressed = "regressed",
        /// It was proved once, and the sensor or the evidence is gone.
        Unknown = "unknown",
        /// An approver bears the risk until a date; counts as not done.
        RiskAccepted = "risk_accepted",
        /// Cannot be mended; a replacement is planned; counts as not done.
        Unsupported = "unsupported",
        /// It never was; leaves the denominator.
        FalsePositive = "false_positive",
    }
}

impl State {
    /// Whether somebody still owes the cleaning, so that the due date counts.
    #[must_use]
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Open | Self::Acknowledged | Self::Regressed)
    }

    /// Whether the finding counts in a denominator.
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::FalsePositive)
    }
}

names! {
    /// Which rule set a finding is judged by; a file of that name in `data/kinds`.
    FindingKind {
        /// A public address of a body stands on a list of infected addresses.
        BotnetAddress = "botnet_address",
    }
}

names! {
    /// How the thing behind a finding is cleaned.
    CleanPath {
        /// A server or workstation: swept.
        Computer = "computer",
        /// A camera, router or TV box that no agent can enter: reset or replaced.
        Device = "device",
    }
}

names! {
    /// How bad it is, independent of how soon it must be done.
    Severity {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Critical.
        Critical = "critical",
    }
}

/// What of a finding changes in its life. A change carries the whole standing after it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// The body that owns (chủ quản) and answers for it.
    pub accountable: OrganizationId,
    /// The body that operates (vận hành) and has to act.
    pub acting: OrganizationId,
    /// The place it was traced to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub site: Option<SiteId>,
    /// Whether the sensor that would tell is lost; the state is owed all the same.
    #[serde(skip_serializing_if = "is_false", default)]
    pub stale: bool,
    /// Whether some of the proof is a second person's word.
    #[serde(skip_serializing_if = "is_false", default)]
    pub attested: bool,
    /// 1 (first) to 4.
    pub priority: u8,
    /// End of the time for cleaning, UTC; none where nobody set one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub clean_by: Option<Timestamp>,
    /// Newest sign of it.
    pub last_seen_at: Timestamp,
    /// How often it came back.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub recurrences: u32,
    /// How it is cleaned.
    pub path: CleanPath,
    /// When the cleaning was claimed, and by whom.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub claimed_at: Option<Timestamp>,
    /// The claimant, who cannot verify.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub claimed_by: Option<AccountId>,
    /// From when on the quiet time counts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cleaned_at: Option<Timestamp>,
    /// End of an accepted risk or of a replacement plan.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Timestamp>,
    /// Who works on it, as the acting body wrote it (a role or a name in the body's own words).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<AccountId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(value: &u32) -> bool {
    *value == 0
}

impl Standing {
    /// The order of work, smallest first: what is owed, what waits for proof, what only has to stay
    /// as it is, what is done; within each by priority.
    #[must_use]
    pub fn urgency(&self) -> u8 {
        let stage = match self.state {
            State::Open | State::Acknowledged | State::Regressed => 0,
            State::Unknown | State::ClaimedFixed => 1,
            State::UnderWatch => 2,
            State::RiskAccepted | State::Unsupported => 3,
            State::Verified => 4,
            State::FalsePositive => 5,
        };
        stage * 10 + self.priority.min(9)
    }

    /// The order among what is as urgent, smallest first: by due date where one counts, so that what
    /// is late comes first; then what was seen last.
    #[must_use]
    pub fn turn(&self) -> i64 {
        /// Later than every due date in milliseconds, so that what has none comes after.
        const AFTER_ALL: i64 = i64::MAX / 2;
        match self.clean_by.filter(|_| self.state.is_owed()) {
            Some(clean_by) => clean_by.millis(),
            None => AFTER_ALL - self.last_seen_at.millis(),
        }
    }

    /// Whether the cleaning is late at `now`.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_owed() && self.clean_by.is_some_and(|clean_by| clean_by < now)
    }
}

/// A finding as it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Its rule set.
    pub kind: FindingKind,
    /// What makes it the same finding when it is found again; unique within its kind.
    pub key: String,
    /// What it is about in the kind's own words: the family of a botnet.
    pub subject: String,
    /// How bad it is.
    pub severity: Severity,
    /// The information system, where one is known.
    pub system: Option<SystemId>,
    /// The machine, where one is known.
    pub asset: Option<AssetId>,
    /// The finding of the site that this finding of a host belongs to.
    pub parent: Option<FindingId>,
    /// Oldest sign of it.
    pub first_seen_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// What changes.
    pub standing: Standing,
}

/// Proofs that a second person answers for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Attestation {
    /// Proofs of the kind's table that are attested.
    pub proofs: Vec<String>,
}

/// Something that was seen, measured or said about a finding.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Method of the kind's table.
    pub method: String,
    /// Whether it speaks for the cleaning; `false`: it found the malware again.
    pub supports: bool,
    /// When the observation ended.
    pub produced_at: Timestamp,
    /// The time that was watched, for methods that cover time: from, to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub covers: Option<(Timestamp, Timestamp)>,
    /// The person who gave it; none: a machine, sensor or list.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<AccountId>,
    /// Where it comes from, such as the name of a list.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub source: String,
    /// The thing that made it, such as a list of indicators: it is taken back with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub origin: Option<Uuid>,
    /// Files that go with it, by their content hash.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attachments: Vec<String>,
    /// For an attestation: what is attested.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attests: Option<Attestation>,
    /// Words that go with it, in an erasable payload.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<PayloadHash>,
}
