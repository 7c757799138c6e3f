//! What happens to people, whose data can be erased.

use db::{Tx, params};
use kernel::{OrganizationId, PersonId, Timestamp};
use ledger::journal::payload;
use ledger::{ApplyError, Event, PayloadHash, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::changes::{Changes, close_contact_history};
use crate::model::PersonRecord;

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

pub(super) async fn erase_payloads(
    id: PersonId,
    at: Timestamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
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
