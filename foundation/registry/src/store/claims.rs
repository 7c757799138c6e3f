//! Reading claims.

use std::collections::BTreeMap;

use db::{Row, Tx, params};
use kernel::{ClaimId, OrganizationId, Period, Timestamp};

use super::{Conditions, pattern};
use crate::claim_index::ClaimIndex;
use crate::model::{ClaimRecord, ClaimState, Holder};
use crate::timeline::Dated;
use crate::tree::read_edge;
use crate::{RegistryError, Space, Timeline};

/// A claim with its id.
pub type ClaimRow = (ClaimId, ClaimRecord);

/// Which claims to read.
#[derive(Clone, Debug, Default)]
pub struct ClaimFilter {
    /// Held by one of these at the instant; none: by anybody.
    pub within: Option<Vec<OrganizationId>>,
    /// Held by this body at the instant.
    pub organization: Option<OrganizationId>,
    /// In this state.
    pub state: Option<ClaimState>,
    /// Part of the space or of the note, or a space that lies in it.
    pub q: Option<String>,
    /// Only these.
    pub ids: Option<Vec<ClaimId>>,
    /// Only claims that are valid at the instant.
    pub valid_only: bool,
    /// Behind this one: kind, first key and id of the last one seen.
    pub after: Option<ClaimId>,
}

const COLUMNS: &str = "c.id, c.space, c.valid_from, c.valid_to, c.state, c.shared_exit, c.note,
    c.reason";

/// One page of claims by space, with who holds them at `as_of`.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn claims(
    filter: &ClaimFilter,
    limit: u32,
    as_of: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<ClaimRow>, RegistryError> {
    let mut conditions = Conditions::after(params![as_of]);
    conditions.and_within("h.organization_id", filter.within.as_deref());
    if let Some(organization) = filter.organization {
        conditions.and("h.organization_id = ?", organization);
    }
    if let Some(state) = filter.state {
        conditions.and("c.state = ?", state.name());
    }
    if let Some(ids) = &filter.ids {
        conditions.and_in("c.id", ids.iter().copied());
    }
    if filter.valid_only {
        conditions.and_plain("c.valid_from <= $1 AND $1 < c.valid_to");
    }
    if let Some(q) = filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        match q.parse::<Space>() {
            Ok(space) if space.kind() != crate::SpaceKind::Domain => meets(&space, &mut conditions),
            _ => {
                let text = format!("%{}%", q.to_lowercase());
                conditions.and("(c.space LIKE ?", text.as_str());
                let at = conditions.values.len();
                conditions.values.push(db::Param::into_value(pattern(q)));
                conditions.sql.push_str(&format!(
                    " OR LOWER(COALESCE(c.note, '')) LIKE ${at}
                      OR EXISTS (SELECT 1 FROM registry_organization_names n
                          WHERE n.organization_id = h.organization_id
                            AND n.name_folded LIKE ${}))",
                    at + 1
                ));
            }
        }
    }
    if let Some(after) = filter.after {
        conditions.and(
            "(c.kind, c.first_key, c.id) > (SELECT l.kind, l.first_key, l.id
                 FROM registry_claims l WHERE l.id = ?)",
            after,
        );
    }
    let (tail, values) = conditions.finish("c.kind, c.first_key, c.id", limit);
    let sql = format!(
        "SELECT {COLUMNS} FROM registry_claims c
         JOIN registry_claim_holders h
             ON h.claim_id = c.id AND h.from_at <= $1 AND $1 < h.to_at
         WHERE 1 = 1{tail}"
    );
    let rows = tx.query(&sql, values).await?;
    with_holders(&rows, tx).await
}

fn meets(space: &Space, conditions: &mut Conditions) {
    let (first, last) = space.keys();
    conditions.and("c.kind = ?", space.kind().name());
    conditions.and("c.first_key <= ?", last);
    conditions.and("c.last_key >= ?", first);
}

/// The live claims whose space meets `space`, whenever they are valid, narrow and wide.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn meeting_claims(space: &Space, tx: &mut Tx) -> Result<Vec<ClaimRow>, RegistryError> {
    let mut conditions = Conditions::default();
    meets(space, &mut conditions);
    let (tail, values) = conditions.parts();
    let sql = format!(
        "SELECT {COLUMNS} FROM registry_claims c
         WHERE c.state IN ('claimed', 'approved'){tail} ORDER BY c.kind, c.first_key, c.id"
    );
    let rows = tx.query(&sql, values).await?;
    with_holders(&rows, tx).await
}

/// One claim.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn claim(id: ClaimId, tx: &mut Tx) -> Result<Option<ClaimRecord>, RegistryError> {
    Ok(claims_by_id([id], tx).await?.remove(&id))
}

/// Claims by id.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn claims_by_id(
    ids: impl IntoIterator<Item = ClaimId>,
    tx: &mut Tx,
) -> Result<BTreeMap<ClaimId, ClaimRecord>, RegistryError> {
    let mut conditions = Conditions::default();
    conditions.and_in("c.id", ids);
    let (tail, values) = conditions.parts();
    let sql = format!("SELECT {COLUMNS} FROM registry_claims c WHERE 1 = 1{tail}");
    let rows = tx.query(&sql, values).await?;
    Ok(with_holders(&rows, tx).await?.into_iter().collect())
}

/// All claims, by space.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn all_claims(tx: &mut Tx) -> Result<Vec<ClaimRow>, RegistryError> {
    let sql = format!("SELECT {COLUMNS} FROM registry_claims c ORDER BY c.kind, c.first_key, c.id");
    let rows = tx.query(&sql, params![]).await?;
    let holders = holders("", params![], tx).await?;
    read_all(&rows, holders)
}

/// The index over all claims that still stand, for look-ups in memory.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_claim_index(tx: &mut Tx) -> Result<ClaimIndex, RegistryError> {
    let claims = all_claims(tx).await?;
    Ok(ClaimIndex::build(claims.iter().map(|(id, claim)| (*id, claim))))
}

/// The index of the claims whose space meets `space`: the same answers for it as the index of all.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_claim_index_at(space: &Space, tx: &mut Tx) -> Result<ClaimIndex, RegistryError> {
    let mut conditions = Conditions::default();
    meets(space, &mut conditions);
    let (tail, values) = conditions.parts();
    let sql = format!(
        "SELECT {COLUMNS} FROM registry_claims c WHERE 1 = 1{tail}
         ORDER BY c.kind, c.first_key, c.id"
    );
    let rows = tx.query(&sql, values).await?;
    let claims = with_holders(&rows, tx).await?;
    Ok(ClaimIndex::build(claims.iter().map(|(id, claim)| (*id, claim))))
}

type Holders = BTreeMap<ClaimId, Vec<Dated<Holder>>>;

async fn with_holders(rows: &[Row], tx: &mut Tx) -> Result<Vec<ClaimRow>, RegistryError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ClaimId> = rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?;
    let mut found = Holders::new();
    for part in ids.chunks(1_000) {
        let mut conditions = Conditions::default();
        conditions.and_in("claim_id", part.iter().copied());
        let (tail, values) = conditions.parts();
        found.append(&mut holders(&format!(" WHERE 1 = 1{tail}"), values, tx).await?);
    }
    read_all(rows, found)
}

async fn holders(
    condition: &str,
    values: Vec<db::Value>,
    tx: &mut Tx,
) -> Result<Holders, RegistryError> {
    let sql = format!(
        "SELECT claim_id, from_at, organization_id, site_id FROM registry_claim_holders{condition}
         ORDER BY claim_id, from_at"
    );
    let mut holders = Holders::new();
    for row in tx.query(&sql, values).await? {
        let value = Holder { organization: row.get("organization_id")?, site: row.get("site_id")? };
        let from = read_edge(row.get("from_at")?);
        holders.entry(row.get("claim_id")?).or_default().push(Dated { from, value });
    }
    Ok(holders)
}

fn read_all(rows: &[Row], mut holders: Holders) -> Result<Vec<ClaimRow>, RegistryError> {
    let stored = |what| RegistryError::Stored { what };
    let read = |row: &Row| {
        let id = row.get("id")?;
        let record = ClaimRecord {
            space: row.get::<String>("space")?.parse().map_err(|_| stored("space"))?,
            period: Period {
                from: read_edge(row.get("valid_from")?),
                to: read_edge(row.get("valid_to")?),
            },
            state: ClaimState::by_name(&row.get::<String>("state")?)
                .ok_or_else(|| stored("state"))?,
            shared_exit: row.get("shared_exit")?,
            holders: holders
                .remove(&id)
                .and_then(Timeline::from_changes)
                .ok_or_else(|| stored("holders"))?,
            note: row.get("note")?,
            reason: row.get("reason")?,
        };
        Ok((id, record))
    };
    rows.iter().map(read).collect()
}
