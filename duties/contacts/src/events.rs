//! What the log keeps of this duty; the only code that writes its tables.

use db::Tx;
use kernel::{OrganizationId, PersonId, Timestamp};
use ledger::{ApplyError, Event, PayloadHash, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::model::{Call, CallOutcome};
use crate::store;

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
        let call = Call {
            person: *person,
            organization: *organization,
            numbers: *numbers,
            called_at: *called_at,
            outcome: *outcome,
            independent: *independent,
        };
        store::write_call(&call, *words, stamp, tx).await?;
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
