//! What the log says of a finding at one of its changes: the whole standing, which the tables keep
//! for the present only.

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use kernel::FindingId;

use crate::findings::change::{Change, FindingEvent, FindingsBatch};
use crate::findings::model::Standing;
use crate::journal::{Event as _, entries, payload};
use crate::{LedgerError, PayloadHash};

/// The standings that some findings were given by log entries: for each finding the number of the
/// entry. What an entry does not hold is missing from the answer.
///
/// # Errors
///
/// [`LedgerError`] when the database fails or a payload is damaged.
pub async fn standings_after(
    wanted: &BTreeMap<FindingId, i64>,
    tx: &mut Tx,
) -> Result<BTreeMap<FindingId, Standing>, LedgerError> {
    let mut found = BTreeMap::new();
    let numbers: BTreeSet<i64> = wanted.values().copied().collect();
    for seq in numbers {
        for change in changes_of_entry(seq, tx).await? {
            if wanted.get(&change.finding) == Some(&seq) {
                found.insert(change.finding, change.standing);
            }
        }
    }
    Ok(found)
}

async fn changes_of_entry(seq: i64, tx: &mut Tx) -> Result<Vec<Change>, LedgerError> {
    let Some(entry) = entries(seq - 1, 1, tx).await?.into_iter().find(|entry| entry.seq == seq)
    else {
        return Ok(Vec::new());
    };
    if entry.stream == FindingEvent::STREAM {
        let FindingEvent(change) = serde_json::from_str(&entry.body)?;
        return Ok(vec![change]);
    }
    if entry.stream != FindingsBatch::STREAM {
        return Ok(Vec::new());
    }
    let batch: FindingsBatch = serde_json::from_str(&entry.body)?;
    let mut changes = Vec::new();
    for chunk in batch.chunks {
        changes.extend(changes_of_chunk(chunk, tx).await?);
    }
    Ok(changes)
}

/// The changes of one payload of a batch.
pub(in crate::findings) async fn changes_of_chunk(
    chunk: PayloadHash,
    tx: &mut Tx,
) -> Result<Vec<Change>, LedgerError> {
    let rows = payload::bulk(chunk, tx).await?;
    let lines = rows.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    Ok(lines.map(serde_json::from_slice).collect::<Result<_, _>>()?)
}
