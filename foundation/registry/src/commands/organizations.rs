//! Bodies: entered, changed, gone over to others.

use db::Tx;
use kernel::{OrganizationId, Period, Timestamp};

use super::Pen;
use crate::events::{Heir, OrganizationAction, OrganizationEvent, SuccessionEvent};
use crate::model::{
    Name, OrganizationKind, OrganizationName, OrganizationRecord, SuccessionKind, Zone,
    optional_text,
};
use crate::rules::{Estate, succeed};
use crate::store::{PeopleFilter, SiteFilter};
use crate::{OrganizationCode, RegistryError, Timeline, store};

/// A body to be entered.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    /// Full name.
    pub name: Name,
    /// Short name.
    pub short_name: Option<String>,
    /// National code.
    pub code: Option<OrganizationCode>,
    /// Sort of body.
    pub kind: OrganizationKind,
    /// The body above.
    pub parent: Option<OrganizationId>,
    /// When it exists.
    pub period: Period,
    /// Its zone; none: that of Việt Nam.
    pub zone: Option<Zone>,
}

impl NewOrganization {
    /// The record of the new body.
    ///
    /// # Errors
    ///
    /// [`RegistryError::TextTooLong`].
    pub fn record(self) -> Result<OrganizationRecord, RegistryError> {
        let short_name = optional_text(self.short_name.as_deref())?;
        Ok(OrganizationRecord {
            code: self.code,
            kind: self.kind,
            zone: self.zone.unwrap_or(Zone::VIETNAM),
            period: self.period,
            names: Timeline::new(OrganizationName { name: self.name, short_name }),
            parents: Timeline::new(self.parent),
        })
    }
}

/// Changes of a body; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct OrganizationPatch {
    /// A new name, from `at` on.
    pub name: Option<Name>,
    /// A new short name, from `at` on; empty takes it away.
    pub short_name: Option<Option<String>>,
    /// Another parent, from `at` on.
    pub parent: Option<Option<OrganizationId>>,
    /// From when name and parent change; none: from now on.
    pub at: Option<Timestamp>,
    /// Corrected code.
    pub code: Option<Option<OrganizationCode>>,
    /// Corrected kind.
    pub kind: Option<OrganizationKind>,
    /// Corrected zone.
    pub zone: Option<Zone>,
    /// Corrected validity.
    pub period: Option<Period>,
}

impl Pen<'_> {
    /// Enters a body.
    ///
    /// # Errors
    ///
    /// What [`crate::rules::Bodies::check`] refuses; [`RegistryError::Ledger`].
    pub async fn create_organization(
        &self,
        new: NewOrganization,
        tx: &mut Tx,
    ) -> Result<OrganizationId, RegistryError> {
        let id = self.ids.next(self.now);
        let mut record = new.record()?;
        let mut bodies = store::load_bodies(tx).await?;
        // Without a beginning of its own it begins with its parent.
        let parent = record.parents.latest().and_then(|parent| bodies.body(parent));
        record.period.from =
            record.period.from.or_else(|| parent.and_then(|parent| parent.period.from));
        bodies.set(id, Some(record.clone()));
        bodies.check(id)?;
        let event = OrganizationEvent { action: OrganizationAction::Created, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(id)
    }

    /// Changes a body: one event for each sort of change. Nothing is recorded where nothing changes.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`], what [`crate::rules::Bodies::check`] refuses.
    pub async fn change_organization(
        &self,
        id: OrganizationId,
        patch: OrganizationPatch,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let mut bodies = store::load_bodies(tx).await?;
        let mut record =
            bodies.body(id).ok_or(RegistryError::NotFound { what: "organization" })?.clone();
        let at = patch.at.unwrap_or(self.now);
        let mut steps = Vec::new();
        let before = record.clone();
        record.code = patch.code.unwrap_or(record.code);
        record.kind = patch.kind.unwrap_or(record.kind);
        record.zone = patch.zone.unwrap_or(record.zone);
        record.period = patch.period.unwrap_or(record.period);
        if record != before {
            steps.push((OrganizationAction::Changed, record.clone()));
        }
        let before = record.names.clone();
        let mut name = record.names.at(at).clone();
        name.name = patch.name.unwrap_or(name.name);
        if let Some(short) = patch.short_name {
            name.short_name = optional_text(short.as_deref())?;
        }
        record.names.set(Some(at), name);
        if record.names != before {
            steps.push((OrganizationAction::Renamed, record.clone()));
        }
        if let Some(parent) = patch.parent {
            let before = record.parents.clone();
            record.parents.set(Some(at), parent);
            if record.parents != before {
                steps.push((OrganizationAction::Moved, record.clone()));
            }
        }
        bodies.set(id, Some(record));
        bodies.check(id)?;
        for (action, record) in steps {
            let event = OrganizationEvent { action, id, record };
            self.journal.record(&event, self.actor, self.now, tx).await?;
        }
        Ok(())
    }

    /// Has a body followed by others.
    ///
    /// # Errors
    ///
    /// What the rules of succession refuse.
    pub async fn succeed_organization(
        &self,
        from: OrganizationId,
        kind: SuccessionKind,
        at: Timestamp,
        heirs: Vec<Heir>,
        tx: &mut Tx,
    ) -> Result<SuccessionEvent, RegistryError> {
        let bodies = store::load_bodies(tx).await?;
        let followed = store::load_heirs(tx).await?;
        let ended = followed
            .of(from)
            .iter()
            .any(|passing| passing.heirs.iter().all(|heir| heir.organization != from));
        if ended {
            return Err(RegistryError::AlreadySucceeded { name: bodies.name(from) });
        }
        let estate = estate(from, tx).await?;
        let event = succeed(kind, from, at, heirs, &estate, &bodies)?;
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(event)
    }
}

async fn estate(from: OrganizationId, tx: &mut Tx) -> Result<Estate, RegistryError> {
    let mut claims = store::all_claims(tx).await?;
    claims
        .retain(|(_, claim)| claim.holders.spans().any(|(_, holder)| holder.organization == from));
    let of_body = SiteFilter { organization: Some(from), ..SiteFilter::default() };
    let sites = store::sites(&of_body, u32::MAX, tx).await?;
    let of_body = PeopleFilter { organization: Some(from), ..PeopleFilter::default() };
    let people = store::people(&of_body, u32::MAX, tx).await?;
    let people = people.into_iter().map(|person| (person.id, person.record)).collect();
    Ok(Estate { claims, sites, people })
}
