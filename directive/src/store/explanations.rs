//! Explanations ("giải trình") of a body on an obligation.

use std::collections::BTreeMap;

use db::{DbError, Tx, Value, params};
use kernel::{DirectiveId, ObligationId, OrganizationId, Timestamp};
use ledger::{ApplyError, PayloadHash, Stamp};

use super::hash;
use crate::events::ExplanationEvent;
use crate::model::ExplanationRef;

/// Explanations by body and obligation.
pub type Explanations = BTreeMap<(OrganizationId, ObligationId), ExplanationRef>;

pub(crate) async fn apply(
    event: &ExplanationEvent,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute(
        "INSERT INTO directive_explanations
             (directive_id, organization_id, obligation_id, seq, at, by_id, text)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            event.directive,
            event.organization,
            event.obligation,
            stamp.seq,
            stamp.at,
            stamp.actor.account(),
            event.text.map(|text| text.bytes().to_vec()),
        ],
    )
    .await?;
    Ok(())
}

/// The explanations that stood at `at`.
///
/// # Errors
///
/// [`DbError`].
pub async fn standing(
    directive: DirectiveId,
    at: Timestamp,
    tx: &mut Tx,
) -> Result<Explanations, DbError> {
    let rows = tx
        .query(
            "SELECT organization_id, obligation_id, at, by_id, text FROM directive_explanations
             WHERE directive_id = $1 AND at <= $2 ORDER BY seq",
            params![directive, at],
        )
        .await?;
    let mut found = Explanations::new();
    for row in rows {
        let key = (row.get("organization_id")?, row.get("obligation_id")?);
        match hash(&row, "text")? {
            Some(text) => {
                let given = ExplanationRef { at: row.get("at")?, by: row.get("by_id")?, text };
                found.insert(key, given);
            }
            None => {
                found.remove(&key);
            }
        }
    }
    Ok(found)
}

/// The texts behind hashes, as far as they were not erased; one query for 500 of them.
///
/// # Errors
///
/// [`DbError`].
pub async fn texts(
    hashes: &[PayloadHash],
    tx: &mut Tx,
) -> Result<BTreeMap<PayloadHash, String>, DbError> {
    let mut texts = BTreeMap::new();
    for part in hashes.chunks(500) {
        let marks: Vec<String> = (1..=part.len()).map(|mark| format!("${mark}")).collect();
        let sql = format!(
            "SELECT hash, content FROM log_payloads WHERE kind = 'personal' AND hash IN ({})",
            marks.join(", ")
        );
        let values: Vec<Value> =
            part.iter().flat_map(|hash| params![hash.bytes().to_vec()]).collect();
        for row in tx.query(&sql, values).await? {
            let content: Option<Vec<u8>> = row.get("content")?;
            let text = content.and_then(|bytes| serde_json::from_slice::<String>(&bytes).ok());
            if let (Some(hash), Some(text)) = (hash(&row, "hash")?, text) {
                texts.insert(hash, text);
            }
        }
    }
    Ok(texts)
}
