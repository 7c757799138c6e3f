//! What a person or a file can have done to the registry: load what is needed, decide by the rules,
//! record. Whether the caller may do it is checked before, by the caller's branch.

use db::Tx;
use kernel::{ClaimId, Ids, OrganizationId, Period, PersonId, SiteId, Timestamp};
use ledger::journal::payload;
use ledger::{Actor, Journal};

use crate::contact::ContactPoint;
use crate::events::{
    ClaimAction, ClaimEvent, Heir, OrganizationAction, OrganizationEvent, PersonEvent, SiteAction,
    SiteEvent, SuccessionEvent,
};
use crate::model::{
    ClaimRecord, ClaimState, Holder, Name, OrganizationKind, OrganizationName, OrganizationRecord,
    PersonData, PersonRecord, SiteRecord, SuccessionKind, Zone, optional_text,
};
use crate::rules::{Bodies, Decision, Estate, conflict, decide, succeed};
use crate::store::{self, PeopleFilter, SiteFilter};
use crate::{OrganizationCode, RegistryError, Space, Timeline};

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
    /// What [`Bodies::check`] refuses; [`RegistryError::Ledger`].
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
    /// [`RegistryError::NotFound`], what [`Bodies::check`] refuses.
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

    /// Enters a site.
    ///
    /// # Errors
    ///
    /// [`RegistryError::SiteExists`], [`RegistryError::NotFound`].
    pub async fn create_site(
        &self,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<SiteId, RegistryError> {
        let id = self.ids.next(self.now);
        self.save_site(SiteAction::Created, id, record, tx).await?;
        Ok(id)
    }

    /// Changes a site. It goes over to another body only by a succession.
    ///
    /// # Errors
    ///
    /// [`RegistryError::SiteExists`], [`RegistryError::SiteOfOther`],
    /// [`RegistryError::NotFound`].
    pub async fn change_site(
        &self,
        id: SiteId,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let before = store::site(id, tx).await?.ok_or(RegistryError::NotFound { what: "site" })?;
        if before.organization != record.organization {
            return Err(RegistryError::SiteOfOther);
        }
        if before == record {
            return Ok(());
        }
        self.save_site(SiteAction::Changed, id, record, tx).await
    }

    async fn save_site(
        &self,
        action: SiteAction,
        id: SiteId,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        exists(record.organization, tx).await?;
        let filter =
            SiteFilter { organization: Some(record.organization), ..SiteFilter::default() };
        let folded = record.name.folded();
        let mut others = store::sites(&filter, u32::MAX, tx).await?;
        others.retain(|(other, site)| *other != id && site.name.folded() == folded);
        if !others.is_empty() {
            return Err(RegistryError::SiteExists { name: record.name.as_str().to_owned() });
        }
        let event = SiteEvent { action, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }

    /// Enters a claim; approved at once where the caller may approve and says so.
    ///
    /// # Errors
    ///
    /// [`RegistryError::ClaimOverlaps`] when another body's live claim has the same space at the
    /// same time, [`RegistryError::SiteOfOther`], [`RegistryError::NotFound`].
    pub async fn create_claim(&self, new: NewClaim, tx: &mut Tx) -> Result<ClaimId, RegistryError> {
        let id = self.ids.next(self.now);
        exists(new.organization, tx).await?;
        let state = if new.approved { ClaimState::Approved } else { ClaimState::Claimed };
        let record = ClaimRecord {
            space: new.space,
            period: new.period,
            state,
            shared_exit: new.shared_exit,
            holders: Timeline::new(Holder { organization: new.organization, site: new.site }),
            note: optional_text(new.note.as_deref())?,
            reason: None,
        };
        check_claim(id, &record, tx).await?;
        let event = ClaimEvent { action: ClaimAction::Claimed, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(id)
    }

    /// Changes validity, sharing, site or note of a claim.
    ///
    /// # Errors
    ///
    /// As [`Self::create_claim`].
    pub async fn change_claim(
        &self,
        id: ClaimId,
        change: impl FnOnce(&mut ClaimRecord) + Send,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let before = found(store::claim(id, tx).await?, "claim")?;
        let mut record = before.clone();
        change(&mut record);
        if record == before {
            return Ok(());
        }
        record.note = optional_text(record.note.as_deref())?;
        check_claim(id, &record, tx).await?;
        let event = ClaimEvent { action: ClaimAction::Changed, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }

    /// Approves, rejects or withdraws a claim.
    ///
    /// # Errors
    ///
    /// What the rules of claims refuse; [`RegistryError::NotFound`].
    pub async fn decide_claim(
        &self,
        id: ClaimId,
        decision: Decision,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let claim = found(store::claim(id, tx).await?, "claim")?;
        let others = store::meeting_claims(&claim.space, tx).await?;
        let bodies = store::load_bodies(tx).await?;
        let others = others.iter().map(|(id, claim)| (*id, claim));
        let record = decide(id, &claim, decision, others, |id| bodies.name(id))?;
        let action = match record.state {
            ClaimState::Approved => ClaimAction::Approved,
            ClaimState::Rejected => ClaimAction::Rejected,
            ClaimState::Withdrawn => ClaimAction::Withdrawn,
            ClaimState::Claimed => ClaimAction::Claimed,
        };
        let event = ClaimEvent { action, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }

    /// Enters a person (`id` none) or changes one. The personal data goes into an erasable payload.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn save_person(
        &self,
        id: Option<PersonId>,
        organization: OrganizationId,
        data: &PersonData,
        tx: &mut Tx,
    ) -> Result<PersonId, RegistryError> {
        self.save_contact(id, organization, data, None, tx).await
    }

    /// Enters or changes a person with the roles in which others call them; without `point` those
    /// that they have stay.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn save_contact(
        &self,
        id: Option<PersonId>,
        organization: OrganizationId,
        data: &PersonData,
        point: Option<ContactPoint>,
        tx: &mut Tx,
    ) -> Result<PersonId, RegistryError> {
        exists(organization, tx).await?;
        let before = match id {
            Some(id) => Some(found(store::person(id, tx).await?, "person")?),
            None => None,
        };
        let known = before.as_ref().map(|row| (&row.record.contact, row.phones.as_slice()));
        let point = point.or(known.map(|(point, _)| *point)).unwrap_or_default();
        let contact = point.with_numbers(known, &data.phones);
        let id = id.unwrap_or_else(|| self.ids.next(self.now));
        let sealed = payload::seal(data, self.ids, tx).await?;
        let record = PersonRecord { organization, data: sealed, contact };
        let event = PersonEvent::Saved { id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(id)
    }

    /// Erases everything personal about a person, in the log too.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn erase_person(&self, id: PersonId, tx: &mut Tx) -> Result<(), RegistryError> {
        let person = found(store::person(id, tx).await?, "person")?;
        let event = PersonEvent::Erased { id, organization: person.record.organization };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }
}

/// A claim to be entered.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// Who claims.
    pub organization: OrganizationId,
    /// What.
    pub space: Space,
    /// From when until when.
    pub period: Period,
    /// The place behind it.
    pub site: Option<SiteId>,
    /// Whether several bodies go out through it.
    pub shared_exit: bool,
    /// A remark.
    pub note: Option<String>,
    /// Whether it counts at once; only the province may say so.
    pub approved: bool,
}

fn found<T>(thing: Option<T>, what: &'static str) -> Result<T, RegistryError> {
    thing.ok_or(RegistryError::NotFound { what })
}

async fn exists(id: OrganizationId, tx: &mut Tx) -> Result<(), RegistryError> {
    found(store::organization(id, tx).await?, "organization").map(|_| ())
}

async fn check_claim(id: ClaimId, record: &ClaimRecord, tx: &mut Tx) -> Result<(), RegistryError> {
    for (_, holder) in record.holders.spans() {
        let Some(site) = holder.site else { continue };
        let site = found(store::site(site, tx).await?, "site")?;
        let is_latest = record.holders.latest() == holder;
        if is_latest && site.organization != holder.organization {
            return Err(RegistryError::SiteOfOther);
        }
    }
    let others = store::meeting_claims(&record.space, tx).await?;
    let others = others.iter().map(|(id, claim)| (*id, claim));
    match conflict(id, record, others) {
        Some((_, organization)) => {
            let bodies: Bodies = store::load_bodies(tx).await?;
            Err(RegistryError::ClaimOverlaps {
                space: record.space.to_string(),
                name: bodies.name(organization),
            })
        }
        None => Ok(()),
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
