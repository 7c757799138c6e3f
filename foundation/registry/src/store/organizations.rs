//! Reading bodies: by id, as lists, as a tree at an instant.

use std::collections::BTreeMap;

use db::{Row, Tx, params};
use kernel::{OrganizationId, Period, Timestamp};

use super::{Conditions, pattern};
use crate::model::{Name, OrganizationKind, OrganizationName, OrganizationRecord};
use crate::names::NameIndex;
use crate::rules::Bodies;
use crate::timeline::Dated;
use crate::tree::{Tree, TreeBody, read_edge};
use crate::{OrganizationCode, RegistryError, Timeline};

/// A body as it stood at an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganizationRow {
    /// The body.
    pub id: OrganizationId,
    /// Name at the instant.
    pub name: String,
    /// Short name at the instant.
    pub short_name: Option<String>,
    /// National code.
    pub code: Option<String>,
    /// Sort of body.
    pub kind: OrganizationKind,
    /// Parent at the instant, with its name.
    pub parent: Option<(OrganizationId, String, Option<String>)>,
    /// When it exists.
    pub period: Period,
    /// Its zone.
    pub zone: String,
    /// The name for searching and ordering.
    pub name_folded: String,
}

/// What belongs to a body.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Bodies directly below.
    pub children: i64,
    /// Claims that still stand.
    pub claims: i64,
    /// Sites.
    pub sites: i64,
    /// People.
    pub people: i64,
}

/// Which bodies to read.
#[derive(Clone, Debug, Default)]
pub struct OrganizationFilter {
    /// Only these and nothing else; none: all.
    pub within: Option<Vec<OrganizationId>>,
    /// Part of a name, or a code.
    pub q: Option<String>,
    /// Directly below this body.
    pub parent: Option<OrganizationId>,
    /// Also bodies that do not exist at the instant.
    pub ended_too: bool,
    /// Behind this position: folded name and id of the last one seen.
    pub after: Option<(String, OrganizationId)>,
}

const COLUMNS: &str = "o.id, o.code, o.kind, o.zone, o.valid_from, o.valid_to, n.name,
    n.short_name, n.name_folded, p.parent_id, pn.name AS parent_name, po.code AS parent_code
    FROM registry_organizations o
    JOIN registry_organization_names n
        ON n.organization_id = o.id AND n.from_at <= $1 AND $1 < n.to_at
    JOIN registry_organization_parents p
        ON p.organization_id = o.id AND p.from_at <= $1 AND $1 < p.to_at
    LEFT JOIN registry_organizations po ON po.id = p.parent_id
    LEFT JOIN registry_organization_names pn
        ON pn.organization_id = p.parent_id AND pn.from_at <= $1 AND $1 < pn.to_at";

fn kind(row: &Row) -> Result<OrganizationKind, RegistryError> {
    OrganizationKind::by_name(&row.get::<String>("kind")?)
        .ok_or(RegistryError::Stored { what: "kind" })
}

fn period(row: &Row) -> Result<Period, RegistryError> {
    Ok(Period { from: read_edge(row.get("valid_from")?), to: read_edge(row.get("valid_to")?) })
}

fn read(row: &Row) -> Result<OrganizationRow, RegistryError> {
    let parent = match row.get::<Option<OrganizationId>>("parent_id")? {
        Some(id) => Some((
            id,
            row.get::<Option<String>>("parent_name")?.unwrap_or_default(),
            row.get("parent_code")?,
        )),
        None => None,
    };
    Ok(OrganizationRow {
        id: row.get("id")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        code: row.get("code")?,
        kind: kind(row)?,
        parent,
        period: period(row)?,
        zone: row.get("zone")?,
        name_folded: row.get("name_folded")?,
    })
}

/// One page of bodies as they stood at `as_of`, by name.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn organizations(
    filter: &OrganizationFilter,
    limit: u32,
    as_of: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<OrganizationRow>, RegistryError> {
    let mut conditions = Conditions::after(params![as_of]);
    if !filter.ended_too {
        conditions.and_plain("o.valid_from <= $1 AND $1 < o.valid_to");
    }
    conditions.and_within("o.id", filter.within.as_deref());
    if let Some(parent) = filter.parent {
        conditions.and("p.parent_id = ?", parent);
    }
    if let Some(q) = filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        match q.parse::<OrganizationCode>() {
            Ok(code) => conditions.and("(o.code_key = ?)", code.key()),
            Err(_) => conditions.and("n.name_folded LIKE ?", pattern(q)),
        }
    }
    if let Some((name, id)) = &filter.after {
        conditions.and("(n.name_folded > ?", name.as_str());
        let at = conditions.values.len();
        conditions.values.push(db::Param::into_value(*id));
        conditions.sql.push_str(&format!(" OR (n.name_folded = ${at} AND o.id > ${}))", at + 1));
    }
    let (tail, values) = conditions.finish("n.name_folded, o.id", limit);
    let sql = format!("SELECT {COLUMNS} WHERE 1 = 1{tail}");
    tx.query(&sql, values).await?.iter().map(read).collect()
}

/// Bodies by id, as they stood at `as_of`, whether they exist then or not.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn organizations_by_id(
    ids: impl IntoIterator<Item = OrganizationId>,
    as_of: Timestamp,
    tx: &mut Tx,
) -> Result<BTreeMap<OrganizationId, OrganizationRow>, RegistryError> {
    let mut conditions = Conditions::after(params![as_of]);
    conditions.and_in("o.id", ids);
    let (tail, values) = conditions.parts();
    let sql = format!("SELECT {COLUMNS} WHERE 1 = 1{tail}");
    let rows = tx.query(&sql, values).await?;
    rows.iter().map(|row| read(row).map(|body| (body.id, body))).collect()
}

impl Counts {
    /// Counts what belongs to each of some bodies at `as_of`; bodies that have nothing are left out.
    ///
    /// # Errors
    ///
    /// [`RegistryError::Db`].
    pub async fn load(
        ids: &[OrganizationId],
        as_of: Timestamp,
        tx: &mut Tx,
    ) -> Result<BTreeMap<OrganizationId, Self>, RegistryError> {
        type Set = fn(&mut Counts, i64);
        const QUERIES: [(&str, Set); 4] = [
            (
                "SELECT p.parent_id AS id, COUNT(*) AS n FROM registry_organization_parents p
                 JOIN registry_organizations o ON o.id = p.organization_id
                 WHERE p.from_at <= $1 AND $1 < p.to_at
                   AND o.valid_from <= $1 AND $1 < o.valid_to AND {in} GROUP BY p.parent_id",
                |counts, n| counts.children = n,
            ),
            (
                "SELECT h.organization_id AS id, COUNT(*) AS n FROM registry_claim_holders h
                 JOIN registry_claims c ON c.id = h.claim_id
                 WHERE h.from_at <= $1 AND $1 < h.to_at
                   AND c.valid_from <= $1 AND $1 < c.valid_to
                   AND c.state IN ('claimed', 'approved') AND {in} GROUP BY h.organization_id",
                |counts, n| counts.claims = n,
            ),
            (
                "SELECT s.organization_id AS id, COUNT(*) AS n FROM registry_sites s
                 WHERE $1 = $1 AND {in} GROUP BY s.organization_id",
                |counts, n| counts.sites = n,
            ),
            (
                "SELECT p.organization_id AS id, COUNT(*) AS n FROM registry_people p
                 WHERE $1 = $1 AND {in} GROUP BY p.organization_id",
                |counts, n| counts.people = n,
            ),
        ];
        let mut found: BTreeMap<OrganizationId, Self> = BTreeMap::new();
        for (sql, set) in QUERIES {
            let column = sql.split(' ').nth(1).unwrap_or("id");
            let mut conditions = Conditions::after(params![as_of]);
            conditions.and_in(column, ids.iter().copied());
            let (condition, values) = conditions.parts();
            let condition = condition.trim_start_matches(" AND ");
            for row in tx.query(&sql.replace("{in}", condition), values).await? {
                set(found.entry(row.get("id")?).or_default(), row.get("n")?);
            }
        }
        Ok(found)
    }
}

/// The tree of the bodies that exist at `as_of`.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_tree(as_of: Timestamp, tx: &mut Tx) -> Result<Tree, RegistryError> {
    let sql = "SELECT o.id, o.code, o.kind, n.name, n.short_name, n.name_folded, p.parent_id
        FROM registry_organizations o
        JOIN registry_organization_names n
            ON n.organization_id = o.id AND n.from_at <= $1 AND $1 < n.to_at
        JOIN registry_organization_parents p
            ON p.organization_id = o.id AND p.from_at <= $1 AND $1 < p.to_at
        WHERE o.valid_from <= $1 AND $1 < o.valid_to";
    let body = |row: &Row| {
        Ok(TreeBody {
            id: row.get("id")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            name_folded: row.get("name_folded")?,
            code: code(row)?,
            kind: kind(row)?,
            parent: row.get("parent_id")?,
        })
    };
    let rows = tx.query(sql, params![as_of]).await?;
    Ok(Tree::build(rows.iter().map(body).collect::<Result<_, RegistryError>>()?))
}

/// Every body with its parent at `as_of`, those included that have ended or are yet to come, so
/// that access control reaches their history.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn ancestry(
    as_of: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<(OrganizationId, Option<OrganizationId>)>, RegistryError> {
    let sql = "SELECT organization_id, parent_id FROM registry_organization_parents
        WHERE from_at <= $1 AND $1 < to_at ORDER BY organization_id";
    let rows = tx.query(sql, params![as_of]).await?;
    rows.iter().map(|row| Ok((row.get("organization_id")?, row.get("parent_id")?))).collect()
}

/// The names by which bodies are recognized at `as_of`.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_names(as_of: Timestamp, tx: &mut Tx) -> Result<NameIndex, RegistryError> {
    let tree = load_tree(as_of, tx).await?;
    Ok(NameIndex::build(&tree))
}

fn code(row: &Row) -> Result<Option<OrganizationCode>, RegistryError> {
    row.get::<Option<String>>("code")?
        .map(|code| code.parse().map_err(|_| RegistryError::Stored { what: "code" }))
        .transpose()
}

/// All that is known of one body.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn organization(
    id: OrganizationId,
    tx: &mut Tx,
) -> Result<Option<OrganizationRecord>, RegistryError> {
    let bodies = records(" WHERE organization_id = $1", " WHERE id = $1", params![id], tx).await?;
    Ok(bodies.into_iter().next().map(|(_, record)| record))
}

/// All that is known of all bodies.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_bodies(tx: &mut Tx) -> Result<Bodies, RegistryError> {
    Ok(records("", "", params![], tx).await?.into_iter().collect())
}

async fn records(
    dated: &str,
    plain: &str,
    values: Vec<db::Value>,
    tx: &mut Tx,
) -> Result<Vec<(OrganizationId, OrganizationRecord)>, RegistryError> {
    let sql = format!(
        "SELECT organization_id, from_at, name, short_name FROM registry_organization_names{dated}
         ORDER BY organization_id, from_at"
    );
    let mut names: BTreeMap<OrganizationId, Vec<Dated<OrganizationName>>> = BTreeMap::new();
    for row in tx.query(&sql, values.clone()).await? {
        let name = Name::new(&row.get::<String>("name")?)
            .map_err(|_| RegistryError::Stored { what: "name" })?;
        names.entry(row.get("organization_id")?).or_default().push(Dated {
            from: read_edge(row.get("from_at")?),
            value: OrganizationName { name, short_name: row.get("short_name")? },
        });
    }
    let sql = format!(
        "SELECT organization_id, from_at, parent_id FROM registry_organization_parents{dated}
         ORDER BY organization_id, from_at"
    );
    let mut parents: BTreeMap<OrganizationId, Vec<Dated<Option<OrganizationId>>>> = BTreeMap::new();
    for row in tx.query(&sql, values.clone()).await? {
        parents
            .entry(row.get("organization_id")?)
            .or_default()
            .push(Dated { from: read_edge(row.get("from_at")?), value: row.get("parent_id")? });
    }
    let sql = format!(
        "SELECT id, code, kind, zone, valid_from, valid_to FROM registry_organizations{plain}
         ORDER BY id"
    );
    let mut bodies = Vec::new();
    for row in tx.query(&sql, values).await? {
        let id: OrganizationId = row.get("id")?;
        let stored = |what| RegistryError::Stored { what };
        let record = OrganizationRecord {
            code: code(&row)?,
            kind: kind(&row)?,
            zone: row.get::<String>("zone")?.parse().map_err(|_| stored("zone"))?,
            period: period(&row)?,
            names: names
                .remove(&id)
                .and_then(Timeline::from_changes)
                .ok_or_else(|| stored("names"))?,
            parents: parents
                .remove(&id)
                .and_then(Timeline::from_changes)
                .ok_or_else(|| stored("parents"))?,
        };
        bodies.push((id, record));
    }
    Ok(bodies)
}
