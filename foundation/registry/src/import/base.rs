//! What is known when an import is planned, confirmed or undone, and what must hold afterwards.

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use kernel::{ClaimId, OrganizationId, PersonId, Place, Problem, SiteId};
use uuid::Uuid;

use super::lookup::Directory;
use super::model::{ImportKind, RowChange};
use super::plan::{Cells, Planned};
use super::{claims, organizations, people, sites};
use crate::model::{ClaimRecord, OrganizationRecord, PersonData, PersonRecord, SiteRecord, Zone};
use crate::rules::{Bodies, conflict};
use crate::store::{self, PersonRow};
use crate::{RegistryError, Space};

/// All that is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    pub(super) bodies: Bodies,
    pub(super) claims: BTreeMap<ClaimId, ClaimRecord>,
    pub(super) sites: BTreeMap<SiteId, SiteRecord>,
    pub(super) people: BTreeMap<PersonId, PersonRow>,
    by_space: BTreeMap<Space, BTreeSet<ClaimId>>,
    by_site_name: BTreeMap<(OrganizationId, String), BTreeSet<SiteId>>,
}

impl Base {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, RegistryError> {
        let mut base = Self {
            bodies: store::load_bodies(tx).await?,
            people: store::all_people(tx).await?.into_iter().map(|row| (row.id, row)).collect(),
            ..Self::default()
        };
        for (id, claim) in store::all_claims(tx).await? {
            base.set_claim(id, Some(&claim));
        }
        for (id, site) in store::all_sites(tx).await? {
            base.set_site(id, Some(&site));
        }
        Ok(base)
    }

    fn set_claim(&mut self, id: ClaimId, after: Option<&ClaimRecord>) {
        if let Some(before) = self.claims.remove(&id)
            && let Some(ids) = self.by_space.get_mut(&before.space)
        {
            ids.remove(&id);
        }
        if let Some(after) = after {
            self.by_space.entry(after.space.clone()).or_default().insert(id);
            self.claims.insert(id, after.clone());
        }
    }

    fn set_site(&mut self, id: SiteId, after: Option<&SiteRecord>) {
        let key = |site: &SiteRecord| (site.organization, site.name.folded());
        if let Some(before) = self.sites.remove(&id)
            && let Some(ids) = self.by_site_name.get_mut(&key(&before))
        {
            ids.remove(&id);
        }
        if let Some(after) = after {
            self.by_site_name.entry(key(after)).or_default().insert(id);
            self.sites.insert(id, after.clone());
        }
    }

    /// Whether the thing stands as the change found it.
    pub(super) fn is_unmoved(&self, change: &Planned) -> bool {
        match change {
            Planned::Ready(RowChange::Organization { id, before, .. }) => {
                self.bodies.body(*id) == before.as_ref()
            }
            Planned::Ready(RowChange::Claim { id, before, .. }) => {
                self.claims.get(id) == before.as_ref()
            }
            Planned::Ready(RowChange::Site { id, before, .. }) => {
                self.sites.get(id) == before.as_ref()
            }
            Planned::Ready(RowChange::Person { id, before, .. })
            | Planned::Person { id, before, .. } => {
                self.people.get(id).map(|row| row.record) == *before
            }
        }
    }

    /// Puts the state in that a change leads to.
    pub(super) fn set(&mut self, change: &Planned) {
        match change {
            Planned::Ready(RowChange::Organization { id, after, .. }) => {
                self.bodies.set(*id, after.clone());
            }
            Planned::Ready(RowChange::Claim { id, after, .. }) => {
                self.set_claim(*id, after.as_ref());
            }
            Planned::Ready(RowChange::Site { id, after, .. }) => {
                self.set_site(*id, after.as_ref());
            }
            Planned::Ready(RowChange::Person { id, after, .. }) => match after {
                Some(after) => {
                    if let Some(row) = self.people.get_mut(id) {
                        row.record = *after;
                    }
                }
                None => {
                    self.people.remove(id);
                }
            },
            Planned::Person { .. } => {}
        }
    }

    /// Why the state that a change led to cannot stand; the change is already put in.
    pub(super) fn refusal(&self, change: &Planned) -> Option<RegistryError> {
        let not_found = |what| RegistryError::NotFound { what };
        let exists = |id: OrganizationId| self.bodies.body(id).is_some();
        match change {
            Planned::Ready(RowChange::Organization { id, after: Some(after), .. }) => {
                self.bodies.check(*id).err().or_else(|| self.twin(*id, after))
            }
            Planned::Ready(RowChange::Claim { id, after: Some(after), .. }) => {
                if !exists(after.holders.latest().organization) {
                    return Some(not_found("organization"));
                }
                let same = self.by_space.get(&after.space).into_iter().flatten();
                let others = same.filter_map(|id| Some((*id, self.claims.get(id)?)));
                let (_, other) = conflict(*id, after, others)?;
                Some(RegistryError::ClaimOverlaps {
                    space: after.space.to_string(),
                    name: self.bodies.name(other),
                })
            }
            Planned::Ready(RowChange::Site { id, after: Some(after), .. }) => {
                if !exists(after.organization) {
                    return Some(not_found("organization"));
                }
                let key = (after.organization, after.name.folded());
                self.by_site_name
                    .get(&key)
                    .is_some_and(|ids| ids.iter().any(|other| other != id))
                    .then(|| RegistryError::SiteExists { name: after.name.as_str().to_owned() })
            }
            Planned::Ready(RowChange::Person { after: Some(after), .. }) => {
                (!exists(after.organization)).then(|| not_found("organization"))
            }
            Planned::Person { organization, .. } => {
                (!exists(*organization)).then(|| not_found("organization"))
            }
            Planned::Ready(_) => None,
        }
    }

    /// Another body of the same name below the same parent, entered meanwhile.
    fn twin(&self, id: OrganizationId, record: &OrganizationRecord) -> Option<RegistryError> {
        let parent = (*record.parents.latest())?;
        let folded = record.names.latest().name.folded();
        let is_twin = |other: &OrganizationId| {
            *other != id
                && self.bodies.body(*other).is_some_and(|other| {
                    *other.parents.latest() == Some(parent)
                        && other.code.is_none()
                        && record.code.is_none()
                        && other.period.overlaps(&record.period)
                        && other.names.latest().name.folded() == folded
                })
        };
        self.bodies
            .ever_below(parent)
            .any(|other| is_twin(&other))
            .then(|| RegistryError::InUse { by: record.names.latest().name.as_str().to_owned() })
    }

    /// What still names a thing that a change takes away, out of [`Self::users`].
    pub(super) fn user_of(&self, change: &Planned, users: &Users) -> Option<String> {
        match change {
            Planned::Ready(RowChange::Organization { id, after: None, .. }) => {
                let child = self.bodies.ever_below(*id).next().map(|child| self.bodies.name(child));
                child.or_else(|| users.organizations.get(id).cloned())
            }
            Planned::Ready(RowChange::Site { id, after: None, .. }) => users.sites.get(id).cloned(),
            _ => None,
        }
    }

    /// For each body and site, one thing that names it. `held` are bodies that something outside
    /// needs, and what it is.
    pub(super) fn users(&self, held: &BTreeMap<OrganizationId, String>) -> Users {
        let mut users = Users::default();
        let bodies = &mut users.organizations;
        for row in self.people.values() {
            bodies.insert(row.record.organization, row.name.clone().unwrap_or_default());
        }
        for site in self.sites.values() {
            bodies.insert(site.organization, site.name.as_str().to_owned());
        }
        for claim in self.claims.values() {
            for (_, holder) in claim.holders.spans() {
                bodies.insert(holder.organization, claim.space.to_string());
                if let Some(site) = holder.site {
                    users.sites.insert(site, claim.space.to_string());
                }
            }
        }
        for (id, by) in held {
            users.organizations.insert(*id, by.clone());
        }
        users
    }

    /// A change as key and cells before and after, for people.
    pub(super) fn show(
        &self,
        change: &RowChange,
        directory: &Directory,
        open: &BTreeMap<Uuid, PersonData>,
    ) -> (String, Option<Cells>, Option<Cells>) {
        let claim_base =
            claims::ClaimBase { bodies: &self.bodies, claims: &self.claims, sites: &self.sites };
        match change {
            RowChange::Organization { id, before, after } => {
                let cells =
                    |record| organizations::cells(Some(*id), record, directory, &self.bodies);
                let key = after.as_ref().or(before.as_ref()).map(name).unwrap_or_default();
                (key.to_owned(), before.as_ref().map(cells), after.as_ref().map(cells))
            }
            RowChange::Claim { id, before, after } => {
                let cells = |claim| claims::cells(Some(*id), claim, directory, &claim_base);
                let key = after.as_ref().or(before.as_ref()).map(|claim| claim.space.to_string());
                (key.unwrap_or_default(), before.as_ref().map(cells), after.as_ref().map(cells))
            }
            RowChange::Site { id, before, after } => {
                let cells = |site: &SiteRecord| {
                    sites::cells(
                        Some(*id),
                        site,
                        directory.reference(site.organization, &self.bodies),
                    )
                };
                let key = after.as_ref().or(before.as_ref()).map(|site| site.name.as_str());
                (
                    key.unwrap_or_default().to_owned(),
                    before.as_ref().map(cells),
                    after.as_ref().map(cells),
                )
            }
            RowChange::Person { id, before, after } => {
                let cells = |person: &PersonRecord| {
                    let organization = directory.reference(person.organization, &self.bodies);
                    let data = payload_key(person).and_then(|key| open.get(&key));
                    data.map_or_else(Cells::new, |data| {
                        let zone = self.bodies.body(person.organization);
                        let zone = zone.map_or(Zone::VIETNAM, |body| body.zone);
                        let point = (&person.contact, zone);
                        people::cells(ImportKind::Contacts, Some(*id), data, point, organization)
                    })
                };
                let person = after.as_ref().or(before.as_ref());
                let data = person.and_then(payload_key).and_then(|key| open.get(&key));
                let key = data.map(|data| data.name.as_str().to_owned());
                (key.unwrap_or_default(), before.as_ref().map(cells), after.as_ref().map(cells))
            }
        }
    }
}

/// For each body and site, one thing that names it.
#[derive(Clone, Debug, Default)]
pub(super) struct Users {
    organizations: BTreeMap<OrganizationId, String>,
    sites: BTreeMap<SiteId, String>,
}

/// Half of a payload's hash, by which opened personal data is found again.
pub(super) fn payload_key(person: &PersonRecord) -> Option<Uuid> {
    person.data.bytes().first_chunk::<16>().map(|half| Uuid::from_bytes(*half))
}

fn name(record: &OrganizationRecord) -> &str {
    record.names.latest().name.as_str()
}

/// A problem about a whole row.
pub(super) fn row_problem(file: &str, row: u64, code: &str) -> Problem {
    let place = Place { file: file.to_owned(), row: Some(row), ..Place::default() };
    Problem::new(place, code)
}
