//! Reading findings, their history and their evidence.

use std::collections::BTreeMap;

use db::{DbError, Param as _, Row, Tx, Value, params};
use kernel::{AccountId, EvidenceId, FindingId, OrganizationId, Timestamp};
use uuid::Uuid;

use crate::findings::model::{
    Attestation, CleanPath, Evidence, Finding, FindingKind, Severity, Standing, State,
};
use crate::{Actor, PayloadHash};

/// Ids in one `IN` list.
const IN_LIST: usize = 500;

/// One past change of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct PastChange {
    /// Number of the log entry.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Why; a key under `ledger.cause`.
    pub cause: String,
    /// Where it stood from then on.
    pub state: State,
    /// The body that answered for it from then on.
    pub accountable: OrganizationId,
    /// Who did it.
    pub actor: Actor,
    /// Words that went with it.
    pub note: Option<PayloadHash>,
}

fn named<T>(row: &Row, column: &str, read: fn(&str) -> Option<T>) -> Result<T, DbError> {
    let name: String = row.get(column)?;
    read(&name).ok_or_else(|| DbError::Column { column: column.to_owned(), reason: name })
}

fn hash(bytes: Option<Vec<u8>>) -> Option<PayloadHash> {
    bytes.and_then(|bytes| bytes.try_into().ok()).map(PayloadHash::from_bytes)
}

fn small<T: TryFrom<i64>>(row: &Row, column: &str) -> Result<T, DbError> {
    let number: i64 = row.get(column)?;
    T::try_from(number)
        .map_err(|_| DbError::Column { column: column.to_owned(), reason: number.to_string() })
}

fn standing(row: &Row) -> Result<Standing, DbError> {
    Ok(Standing {
        state: named(row, "state", State::from_name)?,
        accountable: row.get("accountable_id")?,
        acting: row.get("acting_id")?,
        site: row.get("site_id")?,
        stale: row.get("stale")?,
        attested: row.get("attested")?,
        priority: small(row, "priority")?,
        clean_by: row.get("clean_by")?,
        last_seen_at: row.get("last_seen_at")?,
        recurrences: small(row, "recurrences")?,
        path: named(row, "path", CleanPath::from_name)?,
        claimed_at: row.get("claimed_at")?,
        claimed_by: row.get("claimed_by")?,
        cleaned_at: row.get("cleaned_at")?,
        until: row.get("until_at")?,
        assignee: row.get("assignee_id")?,
    })
}

pub(super) fn finding(row: &Row) -> Result<Finding, DbError> {
    Ok(Finding {
        id: row.get("id")?,
        kind: named(row, "kind", FindingKind::from_name)?,
        key: row.get("key")?,
        subject: row.get("subject")?,
        severity: named(row, "severity", Severity::from_name)?,
        system: row.get("system_id")?,
        asset: row.get("asset_id")?,
        parent: row.get("parent_id")?,
        first_seen_at: row.get("first_seen_at")?,
        updated_at: row.get("updated_at")?,
        standing: standing(row)?,
    })
}

/// Numbered marks `$from, $from+1, …` for an `IN` list.
pub(super) fn marks(from: usize, count: usize) -> String {
    (from..from + count).map(|index| format!("${index}")).collect::<Vec<_>>().join(", ")
}

/// A finding by its id.
///
/// # Errors
///
/// [`DbError`].
pub async fn find(id: FindingId, tx: &mut Tx) -> Result<Option<Finding>, DbError> {
    tx.optional("SELECT * FROM findings WHERE id = $1", params![id])
        .await?
        .as_ref()
        .map(finding)
        .transpose()
}

/// The findings of a kind that have one of these keys.
///
/// # Errors
///
/// [`DbError`].
pub async fn by_keys(
    kind: FindingKind,
    keys: &[String],
    tx: &mut Tx,
) -> Result<BTreeMap<String, Finding>, DbError> {
    let mut found = BTreeMap::new();
    for part in keys.chunks(IN_LIST) {
        let sql =
            format!("SELECT * FROM findings WHERE kind = $1 AND key IN ({})", marks(2, part.len()));
        let mut values: Vec<Value> = params![kind.name()];
        values.extend(part.iter().map(|key| key.as_str().into_value()));
        for row in tx.query(&sql, values).await? {
            let finding = finding(&row)?;
            found.insert(finding.key.clone(), finding);
        }
    }
    Ok(found)
}

/// All findings of a kind in one of these states, oldest change first.
///
/// # Errors
///
/// [`DbError`].
pub async fn in_states(
    kind: FindingKind,
    states: &[State],
    tx: &mut Tx,
) -> Result<Vec<Finding>, DbError> {
    let sql = format!(
        "SELECT * FROM findings WHERE kind = $1 AND state IN ({}) ORDER BY updated_at, id",
        marks(2, states.len())
    );
    let mut values: Vec<Value> = params![kind.name()];
    values.extend(states.iter().map(|state| state.name().into_value()));
    tx.query(&sql, values).await?.iter().map(finding).collect()
}

/// Findings that time may have changed: proved ones that nothing has touched since `shelf_from`,
/// and accepted or planned ones whose term has ended by `now`; at most `limit`, oldest first.
///
/// # Errors
///
/// [`DbError`].
pub async fn aged_before(
    kind: FindingKind,
    shelf_from: Timestamp,
    now: Timestamp,
    limit: usize,
    tx: &mut Tx,
) -> Result<Vec<Finding>, DbError> {
    tx.query(
        "SELECT * FROM findings WHERE kind = $1
           AND ((state = 'verified' AND updated_at < $2)
             OR (state IN ('risk_accepted', 'unsupported') AND until_at <= $3))
         ORDER BY updated_at, id LIMIT $4",
        params![kind.name(), shelf_from, now, i64::try_from(limit).unwrap_or(i64::MAX)],
    )
    .await?
    .iter()
    .map(finding)
    .collect()
}

/// The findings of a kind that some bodies answer for or act on.
///
/// # Errors
///
/// [`DbError`].
pub async fn of_bodies(
    kind: FindingKind,
    bodies: &[OrganizationId],
    tx: &mut Tx,
) -> Result<Vec<Finding>, DbError> {
    let mut found = BTreeMap::new();
    for part in bodies.chunks(IN_LIST) {
        let marks = marks(2, part.len());
        let sql = format!(
            "SELECT * FROM findings WHERE kind = $1
               AND (accountable_id IN ({marks}) OR acting_id IN ({marks}))"
        );
        let mut values: Vec<Value> = params![kind.name()];
        values.extend(part.iter().map(|id| id.into_value()));
        for row in tx.query(&sql, values).await? {
            let finding = finding(&row)?;
            found.insert(finding.id, finding);
        }
    }
    Ok(found.into_values().collect())
}

/// Those of some findings that are not marked as having lost their source; at most `limit`.
///
/// # Errors
///
/// [`DbError`].
pub async fn not_stale_among(
    ids: &[FindingId],
    limit: usize,
    tx: &mut Tx,
) -> Result<Vec<Finding>, DbError> {
    let mut found = Vec::new();
    for part in ids.chunks(IN_LIST) {
        let sql = format!(
            "SELECT * FROM findings WHERE stale = FALSE AND state <> 'false_positive'
               AND id IN ({}) ORDER BY id",
            marks(1, part.len())
        );
        let values = part.iter().map(|id| id.into_value()).collect();
        for row in tx.query(&sql, values).await? {
            found.push(finding(&row)?);
        }
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

pub(super) async fn standings(
    ids: &[FindingId],
    tx: &mut Tx,
) -> Result<BTreeMap<FindingId, (FindingKind, Standing)>, DbError> {
    let found = by_ids(ids, tx).await?;
    Ok(found.into_iter().map(|(id, finding)| (id, (finding.kind, finding.standing))).collect())
}

/// The changes of a finding, oldest first.
///
/// # Errors
///
/// [`DbError`].
pub async fn changes(id: FindingId, tx: &mut Tx) -> Result<Vec<PastChange>, DbError> {
    let rows = tx
        .query("SELECT * FROM finding_changes WHERE finding_id = $1 ORDER BY seq", params![id])
        .await?;
    rows.iter().map(past_change).collect()
}

/// The changes of many findings, each oldest first.
///
/// # Errors
///
/// [`DbError`].
pub async fn changes_of_many(
    ids: &[FindingId],
    tx: &mut Tx,
) -> Result<BTreeMap<FindingId, Vec<PastChange>>, DbError> {
    let mut found: BTreeMap<FindingId, Vec<PastChange>> = BTreeMap::new();
    for part in ids.chunks(IN_LIST) {
        let sql = format!(
            "SELECT * FROM finding_changes WHERE finding_id IN ({}) ORDER BY seq",
            marks(1, part.len())
        );
        let values = part.iter().map(|id| id.into_value()).collect();
        for row in tx.query(&sql, values).await? {
            found.entry(row.get("finding_id")?).or_default().push(past_change(&row)?);
        }
    }
    Ok(found)
}

fn past_change(row: &Row) -> Result<PastChange, DbError> {
    let kind: String = row.get("actor_kind")?;
    let actor = match (kind.as_str(), row.get::<Option<AccountId>>("actor_id")?) {
        ("account", Some(account)) => Actor::Account(account),
        ("command_line", _) => Actor::CommandLine,
        _ => Actor::System,
    };
    Ok(PastChange {
        seq: row.get("seq")?,
        at: row.get("at")?,
        cause: row.get("cause")?,
        state: named(row, "state", State::from_name)?,
        accountable: row.get("accountable_id")?,
        actor,
        note: hash(row.get("note")?),
    })
}

fn one_evidence(row: &Row) -> Result<Evidence, DbError> {
    let unreadable = |column: &str, error: &serde_json::Error| DbError::Column {
        column: column.to_owned(),
        reason: error.to_string(),
    };
    let (from, to) =
        (row.get::<Option<Timestamp>>("covers_from")?, row.get::<Option<Timestamp>>("covers_to")?);
    let attests: Option<Attestation> = row
        .get::<Option<String>>("attests")?
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| unreadable("attests", &error))?;
    Ok(Evidence {
        id: row.get::<EvidenceId>("id")?,
        method: row.get("method")?,
        supports: row.get("supports")?,
        produced_at: row.get("produced_at")?,
        covers: from.zip(to),
        by: row.get("by_id")?,
        source: row.get("source")?,
        origin: row.get("origin_id")?,
        attachments: serde_json::from_str(&row.get::<String>("attachments")?)
            .map_err(|error| unreadable("attachments", &error))?,
        attests,
        note: hash(row.get("note")?),
    })
}

/// The evidence of a finding that counts, oldest first.
///
/// # Errors
///
/// [`DbError`].
pub async fn evidence(id: FindingId, tx: &mut Tx) -> Result<Vec<Evidence>, DbError> {
    let sql = "SELECT * FROM evidence WHERE finding_id = $1 AND withdrawn_at IS NULL
        ORDER BY produced_at, id";
    tx.query(sql, params![id]).await?.iter().map(one_evidence).collect()
}

/// The evidence of a finding whose source was withdrawn, oldest first, with when it was.
///
/// # Errors
///
/// [`DbError`].
pub async fn withdrawn_evidence(
    id: FindingId,
    tx: &mut Tx,
) -> Result<Vec<(Evidence, Timestamp)>, DbError> {
    let sql = "SELECT * FROM evidence WHERE finding_id = $1 AND withdrawn_at IS NOT NULL
        ORDER BY produced_at, id";
    let rows = tx.query(sql, params![id]).await?;
    rows.iter().map(|row| Ok((one_evidence(row)?, row.get("withdrawn_at")?))).collect()
}

/// The findings that have evidence of an origin, such as a list, which still counts.
///
/// # Errors
///
/// [`DbError`].
pub async fn with_evidence_of(origin: Uuid, tx: &mut Tx) -> Result<Vec<FindingId>, DbError> {
    let sql = "SELECT DISTINCT finding_id FROM evidence
        WHERE origin_id = $1 AND withdrawn_at IS NULL ORDER BY finding_id";
    tx.query(sql, params![origin]).await?.iter().map(|row| row.get("finding_id")).collect()
}

/// Findings by their ids.
///
/// # Errors
///
/// [`DbError`].
pub async fn by_ids(
    ids: &[FindingId],
    tx: &mut Tx,
) -> Result<BTreeMap<FindingId, Finding>, DbError> {
    let mut found = BTreeMap::new();
    for part in ids.chunks(IN_LIST) {
        let sql = format!("SELECT * FROM findings WHERE id IN ({})", marks(1, part.len()));
        let values = part.iter().map(|id| id.into_value()).collect();
        for row in tx.query(&sql, values).await? {
            let finding = finding(&row)?;
            found.insert(finding.id, finding);
        }
    }
    Ok(found)
}

/// The evidence of many findings that counts, each oldest first.
///
/// # Errors
///
/// [`DbError`].
pub async fn evidence_of_many(
    ids: &[FindingId],
    tx: &mut Tx,
) -> Result<BTreeMap<FindingId, Vec<Evidence>>, DbError> {
    let mut found: BTreeMap<FindingId, Vec<Evidence>> = BTreeMap::new();
    for part in ids.chunks(IN_LIST) {
        let sql = format!(
            "SELECT * FROM evidence WHERE finding_id IN ({}) AND withdrawn_at IS NULL
             ORDER BY produced_at, id",
            marks(1, part.len())
        );
        let values = part.iter().map(|id| id.into_value()).collect();
        for row in tx.query(&sql, values).await? {
            found.entry(row.get("finding_id")?).or_default().push(one_evidence(&row)?);
        }
    }
    Ok(found)
}
