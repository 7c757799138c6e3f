//! Reading people. An erased person keeps the row, without anything personal.

use db::{Row, Tx, params};
use kernel::{OrganizationId, Period, PersonId, Timestamp};
use ledger::PayloadHash;

use super::{Conditions, pattern};
use crate::contact::ContactPoint;
use crate::model::PersonRecord;
use crate::tree::read_edge;
use crate::{ContactRoles, RegistryError};

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
    /// A remark.
    pub note: Option<String>,
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

fn roles(row: &Row) -> Result<ContactRoles, RegistryError> {
    serde_json::from_str(&row.get::<String>("roles")?)
        .map_err(|_| RegistryError::Stored { what: "roles" })
}

fn numbers(row: &Row) -> Result<u32, RegistryError> {
    u32::try_from(row.get::<i64>("numbers")?).map_err(|_| RegistryError::Stored { what: "numbers" })
}

fn read(row: &Row) -> Result<PersonRow, RegistryError> {
    let stored = |_| RegistryError::Stored { what: "person" };
    let payload: Vec<u8> = row.get("payload")?;
    let data = <[u8; 32]>::try_from(payload)
        .map(PayloadHash::from_bytes)
        .map_err(|_| RegistryError::Stored { what: "payload" })?;
    let contact = ContactPoint {
        roles: roles(row)?,
        period: Period {
            from: read_edge(row.get("valid_from")?),
            to: read_edge(row.get("valid_to")?),
        },
        said_checked_at: row.get("said_checked_at")?,
        numbers: numbers(row)?,
        callable: row.get("callable")?,
    };
    Ok(PersonRow {
        id: row.get("id")?,
        record: PersonRecord { organization: row.get("organization_id")?, data, contact },
        name: row.get("name")?,
        position: row.get("position")?,
        phones: serde_json::from_str(&row.get::<String>("phones")?).map_err(stored)?,
        emails: serde_json::from_str(&row.get::<String>("emails")?).map_err(stored)?,
        note: row.get("note")?,
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

/// A contact point as it was known at an instant; nothing personal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KnownContact {
    /// Who.
    pub person: PersonId,
    /// Whose contact point.
    pub organization: OrganizationId,
    /// In which roles.
    pub roles: ContactRoles,
    /// Counts how often the numbers changed.
    pub numbers: u32,
    /// Whether one of the numbers can be right.
    pub callable: bool,
}

/// The contact points that were known at `at` and stood then, in the order of their ids.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn contacts_as_of(
    at: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<KnownContact>, RegistryError> {
    let sql = "SELECT * FROM registry_contact_history
        WHERE known_from <= $1 AND $1 < known_to AND valid_from <= $1 AND $1 < valid_to
        ORDER BY person_id, seq";
    let rows = tx.query(sql, params![at]).await?;
    rows.iter()
        .map(|row| {
            Ok(KnownContact {
                person: row.get("person_id")?,
                organization: row.get("organization_id")?,
                roles: roles(row)?,
                numbers: numbers(row)?,
                callable: row.get("callable")?,
            })
        })
        .collect()
}

/// Has a payload erased together with a person, such as the words that were noted of a call. Only
/// `apply` of an event calls this.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn keep_with_person(
    id: PersonId,
    data: PayloadHash,
    tx: &mut Tx,
) -> Result<(), RegistryError> {
    tx.execute(
        "INSERT INTO registry_person_payloads (person_id, payload) VALUES ($1, $2)
         ON CONFLICT DO NOTHING",
        params![id, data.bytes().as_slice()],
    )
    .await?;
    Ok(())
}
