//! Who follows a body, and who inherits its open findings, claims and contacts.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{ClaimId, OrganizationId, Period, PersonId, SiteId, Timestamp};

use super::Bodies;
use crate::RegistryError;
use crate::changes::Changes;
use crate::events::{Heir, SuccessionEvent};
use crate::model::{ClaimRecord, Holder, PersonRecord, SiteRecord, SuccessionKind};

/// What a body leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Estate {
    /// Its claims.
    pub claims: Vec<(ClaimId, ClaimRecord)>,
    /// Its sites.
    pub sites: Vec<(SiteId, SiteRecord)>,
    /// Its people.
    pub people: Vec<(PersonId, PersonRecord)>,
}

/// Decides a succession. A body that is among its own successors goes on existing (a split).
///
/// # Errors
///
/// [`RegistryError::Successors`], [`RegistryError::HeirCount`], [`RegistryError::HeirSites`],
/// [`RegistryError::NotValid`], [`RegistryError::AlreadySucceeded`], and what
/// [`Bodies::check`] refuses.
pub fn succeed(
    kind: SuccessionKind,
    from: OrganizationId,
    at: Timestamp,
    heirs: Vec<Heir>,
    estate: &Estate,
    bodies: &Bodies,
) -> Result<SuccessionEvent, RegistryError> {
    let body = bodies.body(from).ok_or(RegistryError::NotFound { what: "organization" })?;
    if !body.period.contains(at) || body.period.from == Some(at) {
        return Err(RegistryError::NotValid { name: bodies.name(from) });
    }
    let goes_on = heirs.iter().any(|heir| heir.organization == from);
    check_heirs(kind, from, at, &heirs, goes_on, bodies)?;
    check_sites(&heirs, estate)?;
    let children = bodies.children(from, at);
    check_shares(&heirs, !children.is_empty() && !goes_on)?;

    let mut after = bodies.clone();
    let mut changes = Changes::default();
    let children_heir = heir_of(&heirs, |heir| heir.inherits.children);
    if let Some(heir) = children_heir.filter(|heir| *heir != from) {
        for child in bodies.ever_below(from) {
            let Some(record) = bodies.body(child) else { continue };
            let mut record = record.clone();
            if pass_on(&mut record.parents, at, Some(from), Some(heir)) {
                after.set(child, Some(record.clone()));
                changes.organizations.push((child, Some(record)));
            }
        }
    }
    if !goes_on {
        let mut record = body.clone();
        record.period = Period { from: record.period.from, to: Some(at) };
        after.set(from, Some(record.clone()));
        changes.organizations.push((from, Some(record)));
    }
    for (id, _) in &changes.organizations {
        after.check(*id)?;
    }
    pass_estate(from, at, &heirs, estate, &mut changes);
    Ok(SuccessionEvent { kind, from, at, heirs, changes })
}

/// Replaces `old` by `new` wherever it holds from `at` on.
fn pass_on<T: Clone + Eq>(
    timeline: &mut crate::Timeline<T>,
    at: Timestamp,
    old: T,
    new: T,
) -> bool {
    let before = timeline.clone();
    for (span, value) in before.spans() {
        let starts = span.from.map_or(at, |from| from.max(at));
        if *value == old && span.to.is_none_or(|to| to > starts) {
            timeline.set(Some(starts), new.clone());
        }
    }
    *timeline != before
}

fn check_heirs(
    kind: SuccessionKind,
    from: OrganizationId,
    at: Timestamp,
    heirs: &[Heir],
    goes_on: bool,
    bodies: &Bodies,
) -> Result<(), RegistryError> {
    let distinct: BTreeSet<_> = heirs.iter().map(|heir| heir.organization).collect();
    let right = match kind {
        SuccessionKind::Merged | SuccessionKind::Renamed => heirs.len() == 1 && !goes_on,
        SuccessionKind::Split => heirs.len() >= 2,
        SuccessionKind::Abolished => !heirs.is_empty() && !goes_on,
    };
    if !right || distinct.len() != heirs.len() {
        return Err(RegistryError::Successors { kind: kind.name() });
    }
    for heir in distinct.into_iter().filter(|heir| *heir != from) {
        let record = bodies.body(heir).ok_or(RegistryError::NotFound { what: "organization" })?;
        if !record.period.contains(at) {
            return Err(RegistryError::NotValid { name: bodies.name(heir) });
        }
    }
    Ok(())
}

fn check_sites(heirs: &[Heir], estate: &Estate) -> Result<(), RegistryError> {
    let own: BTreeSet<SiteId> = estate.sites.iter().map(|(id, _)| *id).collect();
    let mut given = BTreeSet::new();
    let fits = heirs
        .iter()
        .flat_map(|heir| &heir.inherits.sites)
        .all(|site| own.contains(site) && given.insert(*site));
    if fits { Ok(()) } else { Err(RegistryError::HeirSites) }
}

/// Each share has exactly one heir: what no heir's sites name must go somewhere.
fn check_shares(heirs: &[Heir], has_children: bool) -> Result<(), RegistryError> {
    let count = |share: fn(&Heir) -> bool| heirs.iter().filter(|heir| share(heir)).count();
    let shares = [
        ("findings", count(|heir| heir.inherits.findings), true),
        ("claims", count(|heir| heir.inherits.claims), true),
        ("contacts", count(|heir| heir.inherits.contacts), true),
        ("children", count(|heir| heir.inherits.children), has_children),
    ];
    for (what, count, needed) in shares {
        if count > 1 || (needed && count == 0) {
            return Err(RegistryError::HeirCount { what, count });
        }
    }
    Ok(())
}

fn heir_of(heirs: &[Heir], share: impl Fn(&Heir) -> bool) -> Option<OrganizationId> {
    heirs.iter().find(|heir| share(heir)).map(|heir| heir.organization)
}

fn pass_estate(
    from: OrganizationId,
    at: Timestamp,
    heirs: &[Heir],
    estate: &Estate,
    changes: &mut Changes,
) {
    let by_site: BTreeMap<SiteId, OrganizationId> = heirs
        .iter()
        .flat_map(|heir| heir.inherits.sites.iter().map(|site| (*site, heir.organization)))
        .collect();
    let rest = heir_of(heirs, |heir| heir.inherits.claims).unwrap_or(from);
    let heir_at =
        |site: Option<SiteId>| site.and_then(|site| by_site.get(&site)).copied().unwrap_or(rest);
    for (id, claim) in &estate.claims {
        let mut claim = claim.clone();
        let mut passed = false;
        for (_, holder) in claim.holders.clone().spans() {
            if holder.organization == from {
                let heir = Holder { organization: heir_at(holder.site), site: holder.site };
                passed |= pass_on(&mut claim.holders, at, *holder, heir);
            }
        }
        if passed {
            changes.claims.push((*id, Some(claim)));
        }
    }
    for (id, site) in &estate.sites {
        let organization = heir_at(Some(*id));
        if organization != from {
            changes.sites.push((*id, Some(SiteRecord { organization, ..site.clone() })));
        }
    }
    let contacts = heir_of(heirs, |heir| heir.inherits.contacts).unwrap_or(from);
    if contacts != from {
        let pass = |(id, person): &(PersonId, PersonRecord)| {
            (*id, Some(PersonRecord { organization: contacts, ..*person }))
        };
        changes.people.extend(estate.people.iter().map(pass));
    }
}

/// One succession, as the ledger and the contacts read it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Passing {
    /// Number of its log entry.
    pub seq: i64,
    /// The body that was followed.
    pub from: OrganizationId,
    /// In which way.
    pub kind: SuccessionKind,
    /// First instant of the new state.
    pub at: Timestamp,
    /// Who inherits what.
    pub heirs: Vec<Heir>,
}

/// All successions, to ask who answers for what today.
#[derive(Clone, Debug, Default)]
pub struct Heirs {
    by_body: BTreeMap<OrganizationId, Vec<Passing>>,
}

impl Heirs {
    /// From all successions, in any order.
    #[must_use]
    pub fn new(passings: Vec<Passing>) -> Self {
        let mut by_body: BTreeMap<OrganizationId, Vec<Passing>> = BTreeMap::new();
        for passing in passings {
            by_body.entry(passing.from).or_default().push(passing);
        }
        for passings in by_body.values_mut() {
            passings.sort_by_key(|passing| (passing.at, passing.seq));
        }
        Self { by_body }
    }

    /// The bodies that passed something on, in the order of their ids.
    pub fn bodies(&self) -> impl Iterator<Item = OrganizationId> + '_ {
        self.by_body.keys().copied()
    }

    /// The successions of a body, oldest first.
    #[must_use]
    pub fn of(&self, body: OrganizationId) -> &[Passing] {
        self.by_body.get(&body).map_or(&[], Vec::as_slice)
    }

    /// Who answers at `at` for an open finding that was `body`'s, at `site` if it names one.
    #[must_use]
    pub fn heir_of_findings(
        &self,
        body: OrganizationId,
        site: Option<SiteId>,
        at: Timestamp,
    ) -> OrganizationId {
        self.follow(body, at, |passing| {
            let named = |heir: &&Heir| site.is_some_and(|site| heir.inherits.sites.contains(&site));
            let rest = |heir: &&Heir| heir.inherits.findings;
            passing.heirs.iter().find(named).or_else(|| passing.heirs.iter().find(rest))
        })
    }

    /// Who holds at `at` the contacts that were `body`'s.
    #[must_use]
    pub fn heir_of_contacts(&self, body: OrganizationId, at: Timestamp) -> OrganizationId {
        self.follow(body, at, |passing| passing.heirs.iter().find(|heir| heir.inherits.contacts))
    }

    fn follow(
        &self,
        mut body: OrganizationId,
        at: Timestamp,
        heir: impl Fn(&Passing) -> Option<&Heir>,
    ) -> OrganizationId {
        // Later successions only, so that a body that got something back does not pass it on twice.
        let mut after: Option<(Timestamp, i64)> = None;
        loop {
            let next = self.of(body).iter().find(|passing| {
                passing.at <= at && after.is_none_or(|after| (passing.at, passing.seq) > after)
            });
            let Some(passing) = next else { return body };
            after = Some((passing.at, passing.seq));
            if let Some(heir) = heir(passing) {
                body = heir.organization;
            }
        }
    }
}
