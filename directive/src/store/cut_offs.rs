//! Frozen figures ("chốt số liệu").

use db::{Row, Tx, params};
use kernel::{DirectiveId, ReportId};
use ledger::journal::payload;
use ledger::{ApplyError, LedgerError, Stamp};

use super::{hash, unreadable};
use crate::events::CutOffEvent;
use crate::model::CutOff;

pub(crate) async fn apply(
    event: &CutOffEvent,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute(
        "INSERT INTO directive_cut_offs
             (id, directive_id, at, by_id, note, figures, root, head_seq, head_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            event.cut_off,
            event.directive,
            stamp.at,
            stamp.actor.account(),
            event.note.map(|note| note.bytes().to_vec()),
            event.figures.bytes().to_vec(),
            event.root.as_str(),
            event.head_seq,
            event.head_hash.as_str(),
        ],
    )
    .await?;
    Ok(())
}

async fn cut_off(row: &Row, tx: &mut Tx) -> Result<CutOff, LedgerError> {
    let note = match hash(row, "note")? {
        Some(note) => payload::open(note, tx).await?,
        None => None,
    };
    Ok(CutOff {
        id: row.get("id")?,
        directive: row.get("directive_id")?,
        at: row.get("at")?,
        by: row.get("by_id")?,
        note,
        figures: hash(row, "figures")?.ok_or_else(|| unreadable("figures", "missing"))?,
        root: row.get("root")?,
        head_seq: row.get("head_seq")?,
        head_hash: row.get("head_hash")?,
    })
}

/// The frozen figures of a directive, newest first.
///
/// # Errors
///
/// [`LedgerError`].
pub async fn of_directive(directive: DirectiveId, tx: &mut Tx) -> Result<Vec<CutOff>, LedgerError> {
    let sql = "SELECT * FROM directive_cut_offs WHERE directive_id = $1 ORDER BY at DESC, id DESC";
    let mut found = Vec::new();
    for row in tx.query(sql, params![directive]).await? {
        found.push(cut_off(&row, tx).await?);
    }
    Ok(found)
}

/// Frozen figures by their id.
///
/// # Errors
///
/// [`LedgerError`].
pub async fn find(id: ReportId, tx: &mut Tx) -> Result<Option<CutOff>, LedgerError> {
    let row = tx.optional("SELECT * FROM directive_cut_offs WHERE id = $1", params![id]).await?;
    match row {
        Some(row) => Ok(Some(cut_off(&row, tx).await?)),
        None => Ok(None),
    }
}
