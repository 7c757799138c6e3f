//! Files that are brought in, and imports that are undone.

use db::{Tx, params};
use ledger::journal::payload;
use ledger::{ApplyError, Event, PayloadHash, Stamp, Subject};
use serde::{Deserialize, Serialize};

use super::people::erase_payloads;
use crate::import::{ImportId, ImportKind, ImportedRow, changes_of};

/// A file was brought in, or its import undone: one event, whatever its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum ImportEvent {
    /// A previewed file was confirmed.
    Imported {
        /// The import.
        id: ImportId,
        /// What the rows are.
        kind: ImportKind,
        /// Name of the file.
        file: String,
        /// Rows that added something.
        added: u64,
        /// Rows that changed something.
        changed: u64,
        /// Rows that changed nothing.
        unchanged: u64,
        /// The rows with what stood before and stands after, as lines of JSON.
        rows: PayloadHash,
        /// Root of the Merkle tree over the lines (RFC 6962), in hex.
        root: String,
        /// Personal data that the rows name.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        personal: Vec<PayloadHash>,
    },
    /// What the import had done was taken back.
    Undone {
        /// The import.
        id: ImportId,
        /// The rows of the undoing: what stood before it and stands after.
        rows: PayloadHash,
        /// Root of the Merkle tree over the lines, in hex.
        root: String,
        /// Personal data that the rows name.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        personal: Vec<PayloadHash>,
    },
}

impl Event for ImportEvent {
    const STREAM: &'static str = "registry.import";

    fn action(&self) -> &'static str {
        match self {
            Self::Imported { .. } => "imported",
            Self::Undone { .. } => "undone",
        }
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Imported { id, .. } | Self::Undone { id, .. } => Subject::of("import", *id),
        }
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match self {
            Self::Imported { rows, personal, .. } | Self::Undone { rows, personal, .. } => {
                std::iter::once(*rows).chain(personal.iter().copied()).collect()
            }
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        match self {
            Self::Imported { id, kind, file, added, changed, unchanged, rows, root, .. } => {
                changes_of(&read_rows(*rows, tx).await?).write(stamp, tx).await?;
                let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
                tx.execute(
                    "INSERT INTO registry_imports (id, kind, file, state, added, changed,
                         unchanged, confirmed_seq, confirmed_at, account_id, rows_payload, root)
                     VALUES ($1, $2, $3, 'confirmed', $4, $5, $6, $7, $8, $9, $10, $11)",
                    params![
                        *id,
                        kind.name(),
                        file.as_str(),
                        count(*added),
                        count(*changed),
                        count(*unchanged),
                        stamp.seq,
                        stamp.at,
                        stamp.actor.account(),
                        rows.bytes().as_slice(),
                        root.as_str(),
                    ],
                )
                .await?;
            }
            Self::Undone { id, rows, .. } => {
                let rows = read_rows(*rows, tx).await?;
                let changes = changes_of(&rows);
                for (person, record) in &changes.people {
                    if record.is_none() {
                        erase_payloads(*person, stamp.at, tx).await?;
                    }
                }
                changes.write(stamp, tx).await?;
                tx.execute(
                    "UPDATE registry_imports SET state = 'undone', undone_at = $2 WHERE id = $1",
                    params![*id, stamp.at],
                )
                .await?;
            }
        }
        Ok(())
    }
}

/// Reads the rows of an import from their payload.
pub(crate) async fn read_rows(
    hash: PayloadHash,
    tx: &mut Tx,
) -> Result<Vec<ImportedRow>, ApplyError> {
    let bytes = payload::bulk(hash, tx).await?;
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).map_err(ApplyError::from))
        .collect()
}
