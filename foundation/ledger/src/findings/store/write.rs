//! Writing changes of findings, one or many, and the counts that follow.

use std::collections::{BTreeMap, BTreeSet};

use db::{Tx, Value, params};
use kernel::FindingId;

use super::read::standings;
use super::tally::{Bucket, add};
use crate::findings::change::{Change, Created};
use crate::findings::model::{FindingKind, Standing};
use crate::{ApplyError, Stamp};

/// Writes changes, in order. A finding occurs once in a call.
pub(in crate::findings) async fn apply(
    changes: &[Change],
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    let known: Vec<FindingId> = changes
        .iter()
        .filter(|change| change.created.is_none())
        .map(|change| change.finding)
        .collect();
    let before = standings(&known, tx).await?;
    let mut deltas: BTreeMap<Bucket, i64> = BTreeMap::new();
    let mut kinds = BTreeMap::new();
    for change in changes {
        let kind = match (&change.created, before.get(&change.finding)) {
            (Some(created), _) => created.kind,
            (None, Some((kind, standing))) => {
                *deltas.entry(Bucket::of(*kind, standing)).or_default() -= 1;
                *kind
            }
            (None, None) => {
                return Err(ApplyError::Missing { what: format!("finding {}", change.finding) });
            }
        };
        *deltas.entry(Bucket::of(kind, &change.standing)).or_default() += 1;
        kinds.insert(change.finding, kind);
    }
    insert_new(changes, stamp, tx).await?;
    for change in changes.iter().filter(|change| change.created.is_none()) {
        update(change.finding, &change.standing, stamp, tx).await?;
    }
    insert_history(changes, &kinds, stamp, tx).await?;
    insert_evidence(changes, stamp, tx).await?;
    take_back(changes, stamp, tx).await?;
    add(&deltas, tx).await
}

const STANDING: [&str; 19] = [
    "state",
    "accountable_id",
    "acting_id",
    "site_id",
    "stale",
    "attested",
    "priority",
    "urgency",
    "turn",
    "clean_by",
    "last_seen_at",
    "recurrences",
    "path",
    "claimed_at",
    "claimed_by",
    "cleaned_at",
    "until_at",
    "assignee_id",
    "updated_at",
];

fn standing_values(standing: &Standing, stamp: &Stamp) -> Vec<Value> {
    params![
        standing.state.name(),
        standing.accountable,
        standing.acting,
        standing.site,
        standing.stale,
        standing.attested,
        i64::from(standing.priority),
        i64::from(standing.urgency()),
        standing.turn(),
        standing.clean_by,
        standing.last_seen_at,
        i64::from(standing.recurrences),
        standing.path.name(),
        standing.claimed_at,
        standing.claimed_by,
        standing.cleaned_at,
        standing.until,
        standing.assignee,
        stamp.at,
    ]
}

async fn insert_new(changes: &[Change], stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
    let columns: Vec<&str> = [
        "id",
        "kind",
        "key",
        "subject",
        "severity",
        "system_id",
        "asset_id",
        "parent_id",
        "first_seen_at",
    ]
    .into_iter()
    .chain(STANDING)
    .collect();
    let rows: Vec<_> = changes
        .iter()
        .filter_map(|change| Some(new_values(change, change.created.as_ref()?, stamp)))
        .collect();
    tx.insert("findings", &columns, rows, "").await?;
    Ok(())
}

fn new_values(change: &Change, created: &Created, stamp: &Stamp) -> Vec<Value> {
    let mut values = params![
        change.finding,
        created.kind.name(),
        created.key.as_str(),
        created.subject.as_str(),
        created.severity.name(),
        created.system,
        created.asset,
        created.parent,
        created.first_seen_at,
    ];
    values.extend(standing_values(&change.standing, stamp));
    values
}

async fn update(
    finding: FindingId,
    standing: &Standing,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    let set: Vec<String> = STANDING
        .iter()
        .enumerate()
        .map(|(index, column)| format!("{column} = ${}", index + 1))
        .collect();
    let sql = format!("UPDATE findings SET {} WHERE id = ${}", set.join(", "), STANDING.len() + 1);
    let mut values = standing_values(standing, stamp);
    values.extend(params![finding]);
    tx.execute(&sql, values).await?;
    Ok(())
}

async fn insert_history(
    changes: &[Change],
    kinds: &BTreeMap<FindingId, FindingKind>,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    let row = |change: &Change| {
        let standing = &change.standing;
        params![
            change.finding,
            stamp.seq,
            stamp.at,
            kinds.get(&change.finding).map_or("", |kind| kind.name()),
            change.cause.name(),
            standing.state.name(),
            standing.stale,
            standing.attested,
            standing.accountable,
            standing.acting,
            standing.clean_by,
            stamp.actor.kind(),
            stamp.actor.account(),
            change.note.map(|note| note.bytes().to_vec()),
        ]
    };
    let rows: Vec<_> = changes.iter().map(row).collect();
    let columns = [
        "finding_id",
        "seq",
        "at",
        "kind",
        "cause",
        "state",
        "stale",
        "attested",
        "accountable_id",
        "acting_id",
        "clean_by",
        "actor_kind",
        "actor_id",
        "note",
    ];
    tx.insert("finding_changes", &columns, rows, "").await?;
    Ok(())
}

async fn insert_evidence(changes: &[Change], stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    for change in changes {
        for evidence in change.evidence.iter().filter(|evidence| seen.insert(evidence.id)) {
            let attests = evidence.attests.as_ref().map(serde_json::to_string).transpose()?;
            rows.push(params![
                evidence.id,
                change.finding,
                stamp.seq,
                evidence.method.as_str(),
                evidence.supports,
                evidence.produced_at,
                stamp.at,
                evidence.covers.map(|(from, _)| from),
                evidence.covers.map(|(_, to)| to),
                evidence.by,
                evidence.source.as_str(),
                serde_json::to_string(&evidence.attachments)?,
                attests,
                evidence.note.map(|note| note.bytes().to_vec()),
                evidence.origin,
            ]);
        }
    }
    let columns = [
        "id",
        "finding_id",
        "seq",
        "method",
        "supports",
        "produced_at",
        "received_at",
        "covers_from",
        "covers_to",
        "by_id",
        "source",
        "attachments",
        "attests",
        "note",
        "origin_id",
    ];
    tx.insert("evidence", &columns, rows, "").await?;
    Ok(())
}

/// What withdrawn sources take back stays in the tables, marked.
async fn take_back(changes: &[Change], stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
    for change in changes {
        let Some(undone) = &change.undone else { continue };
        tx.execute(
            "UPDATE findings SET first_seen_at = $2 WHERE id = $1",
            params![change.finding, undone.first_seen_at],
        )
        .await?;
        for evidence in &undone.evidence {
            tx.execute(
                "UPDATE evidence SET withdrawn_at = $2 WHERE id = $1",
                params![*evidence, stamp.at],
            )
            .await?;
        }
    }
    Ok(())
}
