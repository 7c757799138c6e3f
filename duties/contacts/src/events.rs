//! What the log keeps of this duty; the only code that writes its tables.

use db::{Tx, params};
use kernel::{OrganizationId, PersonId, Timestamp};
use ledger::{ApplyError, Event, PayloadHash, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::model::CallOutcome;

/// What was said in a call: personal, and erased with the person.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct CallWords {
    /// Who answered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub answered_by: Option<String>,
    /// Which number was called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

impl CallWords {
    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something happened to a contact point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum ContactEvent {
    /// Somebody called.
    Checked {
        /// Whom.
        person: PersonId,
        /// Whose contact point they were.
        organization: OrganizationId,
        /// Which numbers they had.
        numbers: u32,
        /// When the call was made.
        called_at: Timestamp,
        /// What came of it.
        outcome: CallOutcome,
        /// Whether somebody above the body made it.
        independent: bool,
        /// Hash of the sealed [`CallWords`].
        #[serde(skip_serializing_if = "Option::is_none", default)]
        words: Option<PayloadHash>,
    },
}

impl Event for ContactEvent {
    const STREAM: &'static str = "contacts.check";

    fn action(&self) -> &'static str {
        match self {
            Self::Checked { .. } => "checked",
        }
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Checked { person, .. } => Subject::of("person", *person),
        }
    }

    fn organization(&self) -> Option<OrganizationId> {
        match self {
            Self::Checked { organization, .. } => Some(*organization),
        }
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match self {
            Self::Checked { words, .. } => words.iter().copied().collect(),
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        let Self::Checked { person, organization, numbers, called_at, outcome, independent, words } =
            self;
        tx.execute(
            "INSERT INTO contacts_checks (seq, person_id, organization_id, numbers, called_at,
                 recorded_at, outcome, independent, account_id, words)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                stamp.seq,
                *person,
                *organization,
                i64::from(*numbers),
                *called_at,
                stamp.at,
                outcome.name(),
                *independent,
                stamp.actor.account(),
                words.map(|hash| hash.bytes().to_vec()),
            ],
        )
        .await?;
        if let Some(words) = words {
            registry::store::keep_with_person(*person, *words, tx)
                .await
                .map_err(|error| ApplyError::Unreadable { reason: error.to_string() })?;
        }
        Ok(())
    }
}

/// The streams of this duty, for rebuilding the state from the log.
#[must_use]
pub fn projections() -> Projections {
    Projections::default().with::<ContactEvent>()
}
