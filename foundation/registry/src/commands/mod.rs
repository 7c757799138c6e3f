//! What a person or a file can have done to the registry: load what is needed, decide by the rules,
//! record. Whether the caller may do it is checked before, by the caller's branch.

mod claims;
mod organizations;
mod people;
mod sites;

use db::Tx;
use kernel::{Ids, OrganizationId, Timestamp};
use ledger::{Actor, Journal};

pub use claims::NewClaim;
pub use organizations::{NewOrganization, OrganizationPatch};

use crate::{RegistryError, store};

/// The pen for one change: who does it, when, and how it is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// Where it is recorded.
    pub journal: &'a Journal,
    /// Where new ids come from.
    pub ids: &'a Ids,
    /// Who does it.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
}

fn found<T>(thing: Option<T>, what: &'static str) -> Result<T, RegistryError> {
    thing.ok_or(RegistryError::NotFound { what })
}

async fn exists(id: OrganizationId, tx: &mut Tx) -> Result<(), RegistryError> {
    found(store::organization(id, tx).await?, "organization").map(|_| ())
}
