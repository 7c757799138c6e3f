//! Reading sites.

use db::{Row, Tx, params};
use kernel::{OrganizationId, SiteId};

use super::{Conditions, pattern};
use crate::RegistryError;
use crate::model::{Name, SiteRecord};

/// A site with its id.
pub type SiteRow = (SiteId, SiteRecord);

/// Which sites to read.
#[derive(Clone, Debug, Default)]
pub struct SiteFilter {
    /// Of one of these bodies; none: of all.
    pub within: Option<Vec<OrganizationId>>,
    /// Of this body.
    pub organization: Option<OrganizationId>,
    /// Part of the name.
    pub q: Option<String>,
    /// Behind this one.
    pub after: Option<SiteId>,
}

fn read(row: &Row) -> Result<SiteRow, RegistryError> {
    let name = Name::new(&row.get::<String>("name")?)
        .map_err(|_| RegistryError::Stored { what: "site" })?;
    let organization = row.get("organization_id")?;
    Ok((row.get("id")?, SiteRecord { organization, name, address: row.get("address")? }))
}

/// One page of sites, in the order in which they were entered.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn sites(
    filter: &SiteFilter,
    limit: u32,
    tx: &mut Tx,
) -> Result<Vec<SiteRow>, RegistryError> {
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
    let sql = format!("SELECT * FROM registry_sites WHERE 1 = 1{tail}");
    tx.query(&sql, values).await?.iter().map(read).collect()
}

/// One site.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn site(id: SiteId, tx: &mut Tx) -> Result<Option<SiteRecord>, RegistryError> {
    let sql = "SELECT * FROM registry_sites WHERE id = $1";
    let row = tx.optional(sql, params![id]).await?;
    Ok(row.as_ref().map(read).transpose()?.map(|(_, site)| site))
}

/// All sites.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn all_sites(tx: &mut Tx) -> Result<Vec<SiteRow>, RegistryError> {
    let sql = "SELECT * FROM registry_sites ORDER BY id";
    tx.query(sql, params![]).await?.iter().map(read).collect()
}
