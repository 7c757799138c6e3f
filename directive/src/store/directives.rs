//! Directives with what they order, whom they bind and what came with them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use db::{DbError, Param as _, Row, Tx, Value, params};
use kernel::{DirectiveId, OrganizationId};
use ledger::{ApplyError, PayloadHash, Stamp};

use super::{count, hash, json, optional_json, stored, unreadable};
use crate::events::{DirectiveEvent, Received};
use crate::model::{
    AttachedFile, Directive, DirectiveState, Fields, Obligation, StoredFile, Window,
};

pub(crate) async fn apply(
    event: &DirectiveEvent,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    let id = event.directive();
    match event {
        DirectiveEvent::Received(received) => insert(received, stamp, tx).await?,
        DirectiveEvent::Corrected { fields, .. } => set_fields(id, fields, tx).await?,
        DirectiveEvent::FileAttached { file, cited, .. } => {
            tx.execute(
                "INSERT INTO directive_files (directive_id, position, name, blob, bytes, cited)
                 VALUES ($1, (SELECT COUNT(*) FROM directive_files WHERE directive_id = $1),
                     $2, $3, $4, $5)",
                params![
                    id,
                    file.name.as_str(),
                    file.blob.as_str(),
                    stored(file.bytes),
                    cited.map(i64::from),
                ],
            )
            .await?;
        }
        DirectiveEvent::ObligationsSet { obligations, .. } => {
            set_obligations(id, obligations, tx).await?;
        }
        DirectiveEvent::PopulationSet { bodies, query, .. } => {
            let query = query.as_ref().map(serde_json::to_string).transpose()?;
            tx.execute("UPDATE directives SET population = $2 WHERE id = $1", params![id, query])
                .await?;
            set_bodies(id, bodies, tx).await?;
        }
        DirectiveEvent::Confirmed(confirmed) => {
            set_fields(id, &confirmed.fields, tx).await?;
            set_obligations(id, &confirmed.obligations, tx).await?;
            set_bodies(id, &confirmed.bodies, tx).await?;
            tx.execute(
                "UPDATE directives SET state = $2, confirmed_at = $3 WHERE id = $1",
                params![id, DirectiveState::Confirmed.name(), stamp.at],
            )
            .await?;
        }
        DirectiveEvent::Closed { .. } => {
            tx.execute(
                "UPDATE directives SET state = $2, closed_at = $3 WHERE id = $1",
                params![id, DirectiveState::Closed.name(), stamp.at],
            )
            .await?;
        }
        DirectiveEvent::Discarded { .. } => {
            tx.execute(
                "UPDATE directives SET state = $2 WHERE id = $1",
                params![id, DirectiveState::Discarded.name()],
            )
            .await?;
        }
    }
    Ok(())
}

async fn insert(received: &Received, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
    let parent = received.parent.as_ref().map(serde_json::to_string).transpose()?;
    tx.execute(
        "INSERT INTO directives (id, state, parent, said, received_at, file_name, blob, bytes,
             reading)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            received.directive,
            DirectiveState::Draft.name(),
            parent,
            i64::from(received.said),
            stamp.at,
            received.file.name.as_str(),
            received.file.blob.as_str(),
            stored(received.file.bytes),
            received.reading.bytes().to_vec(),
        ],
    )
    .await?;
    set_fields(received.directive, &received.fields, tx).await?;
    set_obligations(received.directive, &received.obligations, tx).await?;
    set_bodies(received.directive, &received.bodies, tx).await
}

async fn set_fields(id: DirectiveId, fields: &Fields, tx: &mut Tx) -> Result<(), ApplyError> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let window = fields.window.as_ref();
    tx.execute(
        "UPDATE directives SET number = $2, number_folded = $3, symbol = $4, dated = $5,
             issuer = $6, subject = $7, signer = $8, window_text = $9, window_from = $10,
             window_to = $11 WHERE id = $1",
        params![
            id,
            fields.number.clone(),
            fields.number.as_deref().map(kernel::text::fold),
            fields.symbol.clone(),
            day(fields.dated),
            fields.issuer.clone(),
            fields.subject.clone(),
            fields.signer.map(|signer| signer.bytes().to_vec()),
            window.map(|window| window.text.clone()),
            day(window.and_then(|window| window.from)),
            day(window.and_then(|window| window.to)),
        ],
    )
    .await?;
    Ok(())
}

async fn set_obligations(
    id: DirectiveId,
    obligations: &[Obligation],
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute("DELETE FROM directive_obligations WHERE directive_id = $1", params![id]).await?;
    let mut rows = Vec::new();
    for (position, obligation) in (0_i64..).zip(obligations) {
        rows.push(params![
            obligation.id,
            id,
            position,
            obligation.included,
            serde_json::to_string(obligation)?,
        ]);
    }
    let columns = ["id", "directive_id", "position", "included", "obligation"];
    tx.insert("directive_obligations", &columns, rows, "").await?;
    Ok(())
}

async fn set_bodies(
    id: DirectiveId,
    bodies: &[OrganizationId],
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute("DELETE FROM directive_bodies WHERE directive_id = $1", params![id]).await?;
    let mut rows = Vec::new();
    for body in bodies {
        rows.push(params![id, *body]);
    }
    let columns = ["directive_id", "organization_id"];
    tx.insert("directive_bodies", &columns, rows, "ON CONFLICT DO NOTHING").await?;
    Ok(())
}

fn day(row: &Row, column: &str) -> Result<Option<NaiveDate>, DbError> {
    row.get::<Option<String>>(column)?
        .map(|text| text.parse().map_err(|error| unreadable(column, error)))
        .transpose()
}

fn directive(row: &Row) -> Result<Directive, DbError> {
    let state: String = row.get("state")?;
    let window = row.get::<Option<String>>("window_text")?.map(|text| {
        Ok::<_, DbError>(Window {
            from: day(row, "window_from")?,
            to: day(row, "window_to")?,
            text,
        })
    });
    Ok(Directive {
        id: row.get("id")?,
        state: DirectiveState::from_name(&state).ok_or_else(|| unreadable("state", state))?,
        fields: Fields {
            number: row.get("number")?,
            symbol: row.get("symbol")?,
            dated: day(row, "dated")?,
            issuer: row.get("issuer")?,
            subject: row.get("subject")?,
            signer: hash(row, "signer")?,
            window: window.transpose()?,
        },
        parent: optional_json(row, "parent")?,
        said: u32::try_from(row.get::<i64>("said")?).unwrap_or(u32::MAX),
        received_at: row.get("received_at")?,
        confirmed_at: row.get("confirmed_at")?,
        file: StoredFile {
            name: row.get("file_name")?,
            blob: row.get("blob")?,
            bytes: count(row, "bytes")?,
        },
        reading: hash(row, "reading")?.ok_or_else(|| unreadable("reading", "missing"))?,
        population: optional_json(row, "population")?,
        obligations: Vec::new(),
        bodies: Vec::new(),
        files: Vec::new(),
    })
}

/// A directive by its id, whatever its state.
///
/// # Errors
///
/// [`DbError`].
pub async fn find(id: DirectiveId, tx: &mut Tx) -> Result<Option<Directive>, DbError> {
    let row = tx.optional("SELECT * FROM directives WHERE id = $1", params![id]).await?;
    let Some(found) = row.as_ref().map(directive).transpose()? else { return Ok(None) };
    Ok(complete(vec![found], tx).await?.pop())
}

/// All directives that were not thrown away, newest first, at most `limit`.
///
/// # Errors
///
/// [`DbError`].
pub async fn newest(limit: u32, tx: &mut Tx) -> Result<Vec<Directive>, DbError> {
    let rows = tx
        .query(
            "SELECT * FROM directives WHERE state <> 'discarded'
             ORDER BY received_at DESC, id DESC LIMIT $1",
            params![i64::from(limit)],
        )
        .await?;
    complete(rows.iter().map(directive).collect::<Result<_, _>>()?, tx).await
}

/// The directive that came in the same file and was not thrown away, if there is one.
///
/// # Errors
///
/// [`DbError`].
pub async fn of_blob(blob: &str, tx: &mut Tx) -> Result<Option<Directive>, DbError> {
    let sql = "SELECT * FROM directives WHERE blob = $1 AND state <> 'discarded'
        ORDER BY received_at LIMIT 1";
    tx.optional(sql, params![blob]).await?.as_ref().map(directive).transpose()
}

/// Number as it is compared, and day of issue, of every directive that has a number: by these
/// other letters name it.
///
/// # Errors
///
/// [`DbError`].
pub async fn numbers(
    tx: &mut Tx,
) -> Result<Vec<(String, Option<NaiveDate>, DirectiveId)>, DbError> {
    let sql = "SELECT number_folded, dated, id FROM directives
        WHERE state <> 'discarded' AND number_folded IS NOT NULL ORDER BY received_at, id";
    tx.query(sql, params![])
        .await?
        .iter()
        .map(|row| Ok((row.get("number_folded")?, day(row, "dated")?, row.get("id")?)))
        .collect()
}

async fn complete(mut directives: Vec<Directive>, tx: &mut Tx) -> Result<Vec<Directive>, DbError> {
    if directives.is_empty() {
        return Ok(directives);
    }
    let marks: Vec<String> = (1..=directives.len()).map(|mark| format!("${mark}")).collect();
    let marks = marks.join(", ");
    let ids =
        || -> Vec<Value> { directives.iter().map(|directive| directive.id.into_value()).collect() };
    let mut obligations: BTreeMap<DirectiveId, Vec<Obligation>> = BTreeMap::new();
    let sql = format!(
        "SELECT directive_id, obligation FROM directive_obligations WHERE directive_id IN ({marks})
         ORDER BY directive_id, position"
    );
    for row in tx.query(&sql, ids()).await? {
        obligations.entry(row.get("directive_id")?).or_default().push(json(&row, "obligation")?);
    }
    let mut bodies: BTreeMap<DirectiveId, Vec<OrganizationId>> = BTreeMap::new();
    let sql = format!(
        "SELECT directive_id, organization_id FROM directive_bodies WHERE directive_id IN ({marks})
         ORDER BY directive_id, organization_id"
    );
    for row in tx.query(&sql, ids()).await? {
        bodies.entry(row.get("directive_id")?).or_default().push(row.get("organization_id")?);
    }
    let mut files: BTreeMap<DirectiveId, Vec<AttachedFile>> = BTreeMap::new();
    let sql = format!(
        "SELECT * FROM directive_files WHERE directive_id IN ({marks})
         ORDER BY directive_id, position"
    );
    for row in tx.query(&sql, ids()).await? {
        let file = StoredFile {
            name: row.get("name")?,
            blob: row.get("blob")?,
            bytes: count(&row, "bytes")?,
        };
        let cited = row.get::<Option<i64>>("cited")?.and_then(|cited| cited.try_into().ok());
        files.entry(row.get("directive_id")?).or_default().push(AttachedFile { file, cited });
    }
    for directive in &mut directives {
        directive.obligations = obligations.remove(&directive.id).unwrap_or_default();
        directive.bodies = bodies.remove(&directive.id).unwrap_or_default();
        directive.files = files.remove(&directive.id).unwrap_or_default();
        // The order of a UUID column differs between the engines.
        directive.bodies.sort_unstable();
    }
    Ok(directives)
}

/// The signers of directives by the hash of their payload, as far as they were not erased.
///
/// # Errors
///
/// [`ledger::LedgerError`].
pub async fn signer(
    signer: Option<PayloadHash>,
    tx: &mut Tx,
) -> Result<Option<String>, ledger::LedgerError> {
    match signer {
        Some(hash) => ledger::journal::payload::open(hash, tx).await,
        None => Ok(None),
    }
}
