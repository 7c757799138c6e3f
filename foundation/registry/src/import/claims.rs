//! Rows that are claims of address space.

use std::collections::BTreeMap;

use kernel::text::fold;
use kernel::{ClaimId, OrganizationId, SiteId};

use super::cells::{CLEAR, read_state, read_yes, write_from, write_state, write_to, write_yes};
use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable, RowChange};
use super::organizations::period;
use super::plan::{Cells, Finished, ImportPlan, ImportScope, Planned, RowReader, assemble, rows};
use crate::model::{ClaimRecord, ClaimState, Holder, SiteRecord, Zone, optional_text};
use crate::rules::{Bodies, conflict};
use crate::{RegistryError, Space, Timeline};

/// What the planning of claims starts from.
pub(super) struct ClaimBase<'a> {
    pub(super) bodies: &'a Bodies,
    pub(super) claims: &'a BTreeMap<ClaimId, ClaimRecord>,
    pub(super) sites: &'a BTreeMap<SiteId, SiteRecord>,
}

struct Said<'a> {
    reader: RowReader<'a>,
    id: Option<ClaimId>,
    record: Option<ClaimRecord>,
}

/// Plans the import of claims.
pub(super) fn plan(
    import: ImportId,
    table: &ImportTable,
    columns: &Columns,
    base: &ClaimBase<'_>,
    scope: &ImportScope<'_>,
) -> ImportPlan {
    let directory = Directory::new(base.bodies, scope.now);
    let mut held: BTreeMap<(OrganizationId, &Space), Vec<ClaimId>> = BTreeMap::new();
    for (id, claim) in base.claims {
        let holder = claim.holders.latest().organization;
        held.entry((holder, &claim.space)).or_default().push(*id);
    }
    let mut said: Vec<Said<'_>> = rows(table, columns)
        .into_iter()
        .map(|reader| read(reader, &held, &directory, base, scope))
        .collect();
    refuse_conflicts(&mut said, base);
    let finished = said.into_iter().map(|row| finish(row, &directory, base)).collect();
    assemble(import, ImportKind::Claims, table, finished)
}

fn read<'a>(
    mut reader: RowReader<'a>,
    held: &BTreeMap<(OrganizationId, &Space), Vec<ClaimId>>,
    directory: &Directory,
    base: &ClaimBase<'_>,
    scope: &ImportScope<'_>,
) -> Said<'a> {
    let organization = reader.organization(directory, scope);
    let space =
        reader.required(Field::Space).and_then(|text| reader.take(Field::Space, text.parse()));
    let zone = organization
        .and_then(|id| base.bodies.body(id))
        .map_or(Zone::VIETNAM, |record| record.zone);
    let said_id = reader.id::<ClaimId>();
    let known = said_id.filter(|id| {
        base.claims.get(id).is_some_and(|claim| scope.reaches(claim.holders.latest().organization))
    });
    if let Some(id) = said_id.filter(|_| known.is_none()) {
        reader.unknown_id(&id.to_string());
    }
    let (Some(organization), Some(space)) = (organization, space) else {
        return Said { reader, id: known, record: None };
    };
    let same = held.get(&(organization, &space)).map_or(&[][..], Vec::as_slice);
    let id = known.or_else(|| find_same(same, &mut reader, zone, base));
    let before = id.and_then(|id| base.claims.get(&id));
    let record = build(&mut reader, organization, space, before, zone, base, scope);
    let id = id.unwrap_or_else(|| scope.ids.next(scope.now));
    Said { reader, id: Some(id), record }
}

/// Among the body's claims of this space the one that still stands, or of which the row says the
/// same beginning.
fn find_same(
    same: &[ClaimId],
    reader: &mut RowReader<'_>,
    zone: Zone,
    base: &ClaimBase<'_>,
) -> Option<ClaimId> {
    let from = reader.cell(Field::From).and_then(|text| super::cells::read_from(text, zone));
    let claim = |id: &ClaimId| base.claims.get(id).map(|claim| (*id, claim));
    let fits = |(_, claim): &(ClaimId, &ClaimRecord)| claim.period.from == from;
    let live = |(_, claim): &(ClaimId, &ClaimRecord)| claim.state.is_live();
    let all = || same.iter().filter_map(claim);
    let found = all()
        .find(|one| live(one) && fits(one))
        .or_else(|| all().find(live))
        .or_else(|| all().find(fits));
    found.map(|(id, _)| id)
}

fn build(
    reader: &mut RowReader<'_>,
    organization: OrganizationId,
    space: Space,
    before: Option<&ClaimRecord>,
    zone: Zone,
    base: &ClaimBase<'_>,
    scope: &ImportScope<'_>,
) -> Option<ClaimRecord> {
    let period = period(reader, before.map(|claim| claim.period), zone)?;
    let state = state(reader, before, scope)?;
    let shared_exit = match reader.cell(Field::SharedExit) {
        None => before.is_some_and(|claim| claim.shared_exit),
        Some(text) => {
            let yes = read_yes(text);
            if yes.is_none() {
                let problem = reader.problem(Field::SharedExit, "registry.yes_no_invalid");
                reader.problems.push(problem.with("text", text));
            }
            yes?
        }
    };
    let site = match reader.cell(Field::Site) {
        None => before.and_then(|claim| claim.holders.latest().site),
        Some(CLEAR) => None,
        Some(text) => Some(find_site(reader, organization, text, base)?),
    };
    let note = match reader.cell(Field::Note) {
        None => before.and_then(|claim| claim.note.clone()),
        Some(CLEAR) => None,
        Some(text) => reader.take(Field::Note, optional_text(Some(text)))?,
    };
    let holder = Holder { organization, site };
    let holders = match before {
        None => Timeline::new(holder),
        Some(claim) => {
            let mut holders = claim.holders.clone();
            let same_body = holders.latest().organization == organization;
            if *holders.latest() != holder {
                // A site that was left out is a correction; another body is a change of hands.
                let from =
                    if same_body && holders.spans().count() == 1 { None } else { Some(scope.now) };
                holders.set(from, holder);
            }
            holders
        }
    };
    let reason = before.and_then(|claim| claim.reason.clone());
    Some(ClaimRecord { space, period, state, shared_exit, holders, note, reason })
}

fn state(
    reader: &mut RowReader<'_>,
    before: Option<&ClaimRecord>,
    scope: &ImportScope<'_>,
) -> Option<ClaimState> {
    let usual = if scope.may_approve { ClaimState::Approved } else { ClaimState::Claimed };
    let before = before.map(|claim| claim.state);
    let Some(text) = reader.cell(Field::State) else {
        return Some(before.unwrap_or(usual));
    };
    match read_state(text) {
        Ok(state) => {
            let decides = matches!(state, ClaimState::Approved | ClaimState::Rejected);
            if decides && before != Some(state) && !scope.may_approve {
                let problem = reader.problem(Field::State, "registry.state_not_yours");
                reader.problems.push(problem);
                return None;
            }
            Some(state)
        }
        Err(expected) => {
            let problem = reader.problem(Field::State, "registry.state_invalid");
            reader.problems.push(problem.with("text", text).with("expected", expected));
            None
        }
    }
}

fn find_site(
    reader: &mut RowReader<'_>,
    organization: OrganizationId,
    text: &str,
    base: &ClaimBase<'_>,
) -> Option<SiteId> {
    let folded = fold(text);
    let found = base
        .sites
        .iter()
        .find(|(id, site)| {
            site.organization == organization
                && (site.name.folded() == folded || id.to_string() == text)
        })
        .map(|(id, _)| *id);
    if found.is_none() {
        let problem = reader.problem(Field::Site, "registry.site_unknown").with("text", text);
        reader.problems.push(problem);
    }
    found
}

/// Refuses rows whose space another body holds at the same time, in the file or before it.
fn refuse_conflicts(said: &mut [Said<'_>], base: &ClaimBase<'_>) {
    let mut by_space: BTreeMap<Space, BTreeMap<ClaimId, ClaimRecord>> = BTreeMap::new();
    let spaces: std::collections::BTreeSet<Space> =
        said.iter().filter_map(|row| Some(row.record.as_ref()?.space.clone())).collect();
    for (id, claim) in base.claims {
        if spaces.contains(&claim.space) {
            by_space.entry(claim.space.clone()).or_default().insert(*id, claim.clone());
        }
    }
    for row in said.iter() {
        if let (Some(id), Some(record)) = (row.id, &row.record) {
            by_space.entry(record.space.clone()).or_default().insert(id, record.clone());
        }
    }
    for row in said {
        let (Some(id), Some(record)) = (row.id, &row.record) else { continue };
        let others = by_space.get(&record.space).into_iter().flatten();
        if let Some((_, other)) = conflict(id, record, others.map(|(id, claim)| (*id, claim))) {
            let error = RegistryError::ClaimOverlaps {
                space: record.space.to_string(),
                name: base.bodies.name(other),
            };
            row.reader.refuse(Field::Space, &error);
        }
    }
}

fn finish<'a>(row: Said<'a>, directory: &Directory, base: &ClaimBase<'_>) -> Finished<'a> {
    let before = row.id.and_then(|id| base.claims.get(&id));
    let is_new = before.is_none();
    let key = row
        .record
        .as_ref()
        .map(|record| record.space.to_string())
        .or_else(|| row.reader.cell(Field::Space).map(str::to_owned));
    let id = row.id.filter(|_| !is_new);
    Finished {
        key: key.unwrap_or_default(),
        before: before.map(|claim| cells(id, claim, directory, base)),
        after: row.record.as_ref().map(|claim| cells(id, claim, directory, base)),
        change: row.id.zip(row.record).map(|(id, after)| {
            let before = before.cloned();
            Planned::Ready(RowChange::Claim { id, before, after: Some(after) })
        }),
        reader: row.reader,
    }
}

/// A claim as cells, by its latest holder.
pub(super) fn cells(
    id: Option<ClaimId>,
    claim: &ClaimRecord,
    directory: &Directory,
    base: &ClaimBase<'_>,
) -> Cells {
    let holder = claim.holders.latest();
    let zone = base.bodies.body(holder.organization).map_or(Zone::VIETNAM, |record| record.zone);
    let site = holder.site.and_then(|site| base.sites.get(&site));
    [
        (Field::Id, id.map(|id| id.to_string())),
        (Field::Organization, Some(directory.reference(holder.organization, base.bodies))),
        (Field::Space, Some(claim.space.to_string())),
        (Field::From, Some(write_from(claim.period, zone))),
        (Field::To, Some(write_to(claim.period, zone))),
        (Field::State, Some(write_state(claim.state).to_owned())),
        (Field::SharedExit, Some(write_yes(claim.shared_exit).to_owned())),
        (Field::Site, site.map(|site| site.name.as_str().to_owned())),
        (Field::Note, claim.note.clone()),
    ]
    .into_iter()
    .filter_map(|(field, cell)| {
        Some((field.name().to_owned(), cell.filter(|cell| !cell.is_empty())?))
    })
    .collect()
}
