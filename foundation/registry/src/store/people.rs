//! Reading people. An erased person keeps the row, without anything personal.

use db::{Row, Tx, params};
use kernel::{OrganizationId, PersonId};
use ledger::PayloadHash;

use super::{Conditions, pattern};
use crate::RegistryError;
use crate::model::PersonRecord;

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// Body and payload.
    pub record: PersonRecord,
    /// Name; none once erased.
    pub name: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Whether the personal data was erased.
    pub erased: bool,
}

/// Which people to read.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Of one of these bodies; none: of all.
    pub within: Option<Vec<OrganizationId>>,
    /// Of this body.
    pub organization: Option<OrganizationId>,
    /// Part of the name.
    pub q: Option<String>,
    /// Behind this one.
    pub after: Option<PersonId>,
}

fn read(row: &Row) -> Result<PersonRow, RegistryError> {
    let stored = |_| RegistryError::Stored { what: "person" };
    let payload: Vec<u8> = row.get("payload")?;
    let data = <[u8; 32]>::try_from(payload)
        .map(PayloadHash::from_bytes)
        .map_err(|_| RegistryError::Stored { what: "payload" })?;
    Ok(PersonRow {
        id: row.get("id")?,
        record: PersonRecord { organization: row.get("organization_id")?, data },
        name: row.get("name")?,
        position: row.get("position")?,
        phones: serde_json::from_str(&row.get::<String>("phones")?).map_err(stored)?,
        emails: serde_json::from_str(&row.get::<String>("emails")?).map_err(stored)?,
        erased: row.get("erased")?,
    })
}

/// One page of people, in the order in which they were entered.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn people(
    filter: &PeopleFilter,
    limit: u32,
    tx: &mut Tx,
) -> Result<Vec<PersonRow>, RegistryError> {
    let mut conditions = Conditions::default();
    conditions.and_within("organization_id", filter.within.as_deref());
    if let Some(organization) = filter.organization {
        conditions.and("organization_id = ?", organization);
    }
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        conditions.and("name_folded LIKE ?", pattern(q));
    }
    if let Some(after) = filter.after {
        conditions.and("id > ?", after);
    }
    let (tail, values) = conditions.finish("id", limit);
    let sql = format!("SELECT * FROM registry_people WHERE 1 = 1{tail}");
    tx.query(&sql, values).await?.iter().map(read).collect()
}

/// One person.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn person(id: PersonId, tx: &mut Tx) -> Result<Option<PersonRow>, RegistryError> {
    let sql = "SELECT * FROM registry_people WHERE id = $1";
    tx.optional(sql, params![id]).await?.as_ref().map(read).transpose()
}

/// Everybody.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn all_people(tx: &mut Tx) -> Result<Vec<PersonRow>, RegistryError> {
    let sql = "SELECT * FROM registry_people ORDER BY id";
    tx.query(sql, params![]).await?.iter().map(read).collect()
}
