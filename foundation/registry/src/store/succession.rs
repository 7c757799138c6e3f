//! Reading who followed whom.

use std::collections::BTreeMap;

use db::{Tx, params};
use kernel::SiteId;

use crate::RegistryError;
use crate::events::{Heir, Inheritance};
use crate::model::SuccessionKind;
use crate::rules::{Heirs, Passing};

/// All successions, for asking who answers for what.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn load_heirs(tx: &mut Tx) -> Result<Heirs, RegistryError> {
    let mut sites: BTreeMap<(i64, kernel::OrganizationId), Vec<SiteId>> = BTreeMap::new();
    let sql = "SELECT * FROM registry_succession_sites ORDER BY succession_id, site_id";
    for row in tx.query(sql, params![]).await? {
        let key = (row.get("succession_id")?, row.get("heir_id")?);
        sites.entry(key).or_default().push(row.get("site_id")?);
    }
    let mut heirs: BTreeMap<i64, Vec<Heir>> = BTreeMap::new();
    let sql = "SELECT * FROM registry_succession_heirs ORDER BY succession_id, heir_id";
    for row in tx.query(sql, params![]).await? {
        let (id, organization) = (row.get("succession_id")?, row.get("heir_id")?);
        let inherits = Inheritance {
            findings: row.get("findings")?,
            claims: row.get("claims")?,
            contacts: row.get("contacts")?,
            children: row.get("children")?,
            sites: sites.remove(&(id, organization)).unwrap_or_default(),
        };
        heirs.entry(id).or_default().push(Heir { organization, inherits });
    }
    let sql = "SELECT * FROM registry_successions ORDER BY id";
    let mut passings = Vec::new();
    for row in tx.query(sql, params![]).await? {
        let seq = row.get("id")?;
        passings.push(Passing {
            seq,
            from: row.get("from_id")?,
            kind: SuccessionKind::by_name(&row.get::<String>("kind")?)
                .ok_or(RegistryError::Stored { what: "succession" })?,
            at: row.get("at")?,
            heirs: heirs.remove(&seq).unwrap_or_default(),
        });
    }
    Ok(Heirs::new(passings))
}
