//! Rows that are bodies. Parents may stand in any row of the file, or be known already.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{OrganizationId, Period};

use super::cells::{
    CLEAR, read_from, read_kind, read_to, read_zone, write_from, write_kind, write_to,
};
use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable, RowChange};
use super::plan::{Cells, Finished, ImportPlan, ImportScope, Planned, RowReader, assemble, rows};
use crate::model::{
    Name, OrganizationKind, OrganizationName, OrganizationRecord, Zone, optional_text,
};
use crate::rules::Bodies;
use crate::{OrganizationCode, RegistryError, Timeline};

/// What a row says, before it is compared with what is known.
struct Said<'a> {
    reader: RowReader<'a>,
    id: Option<OrganizationId>,
    is_new: bool,
    code: Option<Option<OrganizationCode>>,
    name: Option<Name>,
    short_name: Option<Option<String>>,
    kind: Option<OrganizationKind>,
    parent: Option<Option<OrganizationId>>,
}

/// Plans the import of bodies.
pub(super) fn plan(
    import: ImportId,
    table: &ImportTable,
    columns: &Columns,
    bodies: &Bodies,
    scope: &ImportScope<'_>,
) -> ImportPlan {
    let mut directory = Directory::new(bodies, scope.now);
    let known = directory.clone();
    let mut said: Vec<Said<'_>> = rows(table, columns).into_iter().map(read).collect();
    for row in &mut said {
        identify(row, &known, bodies, scope);
        if row.is_new
            && let (Some(id), Some(name)) = (row.id, &row.name)
        {
            let short = row.short_name.clone().flatten();
            directory.add(
                id,
                row.code.as_ref().and_then(Option::as_ref),
                name.as_str(),
                short.as_deref(),
            );
        }
    }
    // Bodies that the file itself enters are in reach as soon as their parents are.
    let new: BTreeSet<OrganizationId> =
        said.iter().filter(|row| row.is_new).filter_map(|row| row.id).collect();
    for row in &mut said {
        find_parent(row, &directory, &new, scope);
    }
    let mut after = bodies.clone();
    let mut records: Vec<Option<OrganizationRecord>> =
        said.iter_mut().map(|row| build(row, bodies, scope)).collect();
    begin_with_parents(&said, &mut records, bodies);
    for (row, record) in said.iter().zip(&records) {
        if let (Some(id), Some(record)) = (row.id, record) {
            after.set(id, Some(record.clone()));
        }
    }
    for (row, record) in said.iter_mut().zip(&records) {
        let (Some(id), Some(record)) = (row.id, record) else { continue };
        let Err(error) = after.check(id) else { continue };
        // A child that outlives it is the child's mistake, unless this row ends it earlier.
        let same_period = bodies.body(id).is_some_and(|before| before.period == record.period);
        if !(same_period && matches!(error, RegistryError::HasChildren { .. })) {
            row.reader.refuse(column_of(&error), &error);
        }
    }
    let finished = said
        .into_iter()
        .zip(records)
        .map(|(row, record)| finish(row, record, &directory, &after, bodies));
    assemble(import, ImportKind::Organizations, table, finished.collect())
}

/// A new body of which no beginning is said begins with its parent; the preview shows the day.
fn begin_with_parents(
    said: &[Said<'_>],
    records: &mut [Option<OrganizationRecord>],
    bodies: &Bodies,
) {
    let at: BTreeMap<OrganizationId, usize> =
        said.iter().enumerate().filter_map(|(at, row)| Some((row.id?, at))).collect();
    loop {
        let mut later = Vec::new();
        for (row, (index, record)) in said.iter().zip(records.iter().enumerate()) {
            let Some(record) = record else { continue };
            let parent = *record.parents.latest();
            let (true, None, Some(parent)) = (row.is_new, row.reader.cell(Field::From), parent)
            else {
                continue;
            };
            let above = at
                .get(&parent)
                .and_then(|at| records.get(*at))
                .and_then(Option::as_ref)
                .or_else(|| bodies.body(parent));
            let from = above.and_then(|above| above.period.from);
            let ends = |from| record.period.to.is_some_and(|to| to <= from);
            if let Some(from) = from
                && record.period.from.is_none_or(|own| own < from)
                && !ends(from)
            {
                later.push((index, from));
            }
        }
        if later.is_empty() {
            return;
        }
        for (index, from) in later {
            if let Some(Some(record)) = records.get_mut(index) {
                record.period.from = Some(from);
            }
        }
    }
}

const fn column_of(error: &RegistryError) -> Field {
    match error {
        RegistryError::CodeTaken { .. } => Field::Code,
        RegistryError::HasChildren { .. } => Field::To,
        _ => Field::Parent,
    }
}

fn read(mut reader: RowReader<'_>) -> Said<'_> {
    let cleared = |text: &str| text == CLEAR;
    let code = reader.cell(Field::Code).and_then(|text| {
        if cleared(text) { Some(None) } else { reader.take(Field::Code, text.parse()).map(Some) }
    });
    let name =
        reader.required(Field::Name).and_then(|text| reader.take(Field::Name, Name::new(text)));
    let short_name = reader.cell(Field::ShortName).and_then(|text| {
        if cleared(text) {
            Some(None)
        } else {
            reader.take(Field::ShortName, optional_text(Some(text)))
        }
    });
    let kind = reader.cell(Field::Kind).and_then(|text| {
        let read = read_kind(text);
        if let Err(expected) = &read {
            let problem = reader.problem(Field::Kind, "registry.kind_invalid");
            reader.problems.push(problem.with("text", text).with("expected", expected));
        }
        read.ok()
    });
    let id = reader.id();
    Said { reader, id, is_new: false, code, name, short_name, kind, parent: None }
}

/// Which body the row is about: by its number, its code, or its name below its parent.
fn identify(row: &mut Said<'_>, known: &Directory, bodies: &Bodies, scope: &ImportScope<'_>) {
    if let Some(id) = row.id {
        if bodies.body(id).is_none() || !scope.reaches(id) {
            row.reader.unknown_id(&id.to_string());
            row.id = None;
        }
        return;
    }
    if row.reader.cell(Field::Id).is_some() {
        return;
    }
    let by_code = row.code.clone().flatten().and_then(|code| known.coded(&code).next());
    let by_name = || {
        let name = row.name.as_ref()?;
        let parent = row.reader.cell(Field::Parent);
        let parent = match parent {
            None => None,
            Some(CLEAR) => Some(None),
            // A parent that is not known yet is new, and so is what is below it.
            Some(text) => Some(Some(known.find(text, |_| true).ok()?)),
        };
        let mut fitting = known.named(name.as_str()).filter(|id| {
            bodies.body(*id).is_some_and(|record| {
                // A code of its own that is not the row's: another body of the same name.
                let other_code = matches!((&record.code, &row.code),
                    (Some(own), Some(Some(said))) if own.key() != said.key());
                let same_name = record.names.latest().name.folded() == name.folded();
                let same_parent = parent.is_none_or(|parent| *record.parents.latest() == parent);
                same_name && same_parent && !other_code
            })
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    };
    let found = by_code.or_else(by_name);
    if let Some(id) = found.filter(|id| !scope.reaches(*id)) {
        let problem = row.reader.problem(Field::Name, "registry.outside_branch");
        row.reader.problems.push(problem.with("text", bodies.name(id)));
        return;
    }
    row.is_new = found.is_none();
    row.id = Some(found.unwrap_or_else(|| scope.ids.next(scope.now)));
}

fn find_parent(
    row: &mut Said<'_>,
    directory: &Directory,
    new: &BTreeSet<OrganizationId>,
    scope: &ImportScope<'_>,
) {
    row.parent = match row.reader.cell(Field::Parent) {
        Some(CLEAR) => Some(None),
        None => row.is_new.then_some(None),
        Some(text) => {
            let reached = |id| scope.reaches(id) || new.contains(&id);
            match directory.find(text, reached) {
                Ok(id) => Some(Some(id)),
                Err(miss) => {
                    let problem = row.reader.problem(Field::Parent, miss.code("parent"));
                    row.reader.problems.push(miss.explain(problem, text));
                    None
                }
            }
        }
    };
    if scope.within.is_some() && row.parent == Some(None) {
        let problem = row.reader.problem(Field::Parent, "registry.cell_missing");
        row.reader.problems.push(problem);
    }
}

fn build(
    row: &mut Said<'_>,
    bodies: &Bodies,
    scope: &ImportScope<'_>,
) -> Option<OrganizationRecord> {
    let before = row.id.and_then(|id| bodies.body(id));
    let zone = match row.reader.cell(Field::Zone) {
        Some(text) => row.reader.take(Field::Zone, read_zone(text))?,
        None => before.map_or(Zone::VIETNAM, |record| record.zone),
    };
    let period = period(&mut row.reader, before.map(|record| record.period), zone)?;
    let name = row.name.clone()?;
    if !row.reader.problems.is_empty() {
        return None;
    }
    let Some(before) = before else {
        let short_name = row.short_name.clone().flatten();
        return Some(OrganizationRecord {
            code: row.code.clone().flatten(),
            kind: row.kind.unwrap_or(OrganizationKind::State),
            zone,
            period,
            names: Timeline::new(OrganizationName { name, short_name }),
            parents: Timeline::new(row.parent.flatten()),
        });
    };
    let mut record = OrganizationRecord { zone, period, ..before.clone() };
    record.code = row.code.clone().unwrap_or(record.code);
    record.kind = row.kind.unwrap_or(record.kind);
    let latest = record.names.latest().clone();
    let short_name = row.short_name.clone().unwrap_or_else(|| latest.short_name.clone());
    let name = OrganizationName { name, short_name };
    if name != latest {
        record.names.set(Some(scope.now), name);
    }
    if let Some(parent) = row.parent
        && parent != *record.parents.latest()
    {
        record.parents.set(Some(scope.now), parent);
    }
    Some(record)
}

/// Reads a period; empty cells leave what is there.
pub(super) fn period(
    reader: &mut RowReader<'_>,
    before: Option<Period>,
    zone: Zone,
) -> Option<Period> {
    let before = before.unwrap_or_default();
    let mut edge = |field, read: fn(&str, Zone) -> Option<_>, before| match reader.cell(field) {
        None => Some(before),
        Some(CLEAR) => Some(None),
        Some(text) => {
            let instant = read(text, zone);
            if instant.is_none() {
                let problem = reader.problem(field, "registry.date_invalid").with("text", text);
                reader.problems.push(problem);
            }
            instant.map(Some)
        }
    };
    let from = edge(Field::From, read_from, before.from);
    let to = edge(Field::To, read_to, before.to);
    let period = Period::new(from?, to?).ok_or(RegistryError::PeriodInvalid);
    reader.take(Field::To, period)
}

fn finish<'a>(
    row: Said<'a>,
    record: Option<OrganizationRecord>,
    directory: &Directory,
    after: &Bodies,
    bodies: &Bodies,
) -> Finished<'a> {
    let before = row.id.and_then(|id| bodies.body(id));
    let cells_before = before.map(|record| cells(row.id, record, directory, after));
    let said = row.name.as_ref().map(|name| name.as_str().to_owned());
    let key = said.or_else(|| row.reader.cell(Field::Code).map(str::to_owned));
    let mut cells_after = record.as_ref().map(|record| cells(row.id, record, directory, after));
    if row.is_new
        && let Some(cells) = &mut cells_after
    {
        cells.remove(Field::Id.name());
    }
    Finished {
        key: key.unwrap_or_default(),
        change: row.id.zip(record).map(|(id, after)| {
            let before = before.cloned();
            Planned::Ready(RowChange::Organization { id, before, after: Some(after) })
        }),
        before: cells_before,
        after: cells_after,
        reader: row.reader,
    }
}

/// A body as cells, by its latest name and parent.
pub(super) fn cells(
    id: Option<OrganizationId>,
    record: &OrganizationRecord,
    directory: &Directory,
    bodies: &Bodies,
) -> Cells {
    let name = record.names.latest();
    let parent = record.parents.latest().map(|parent| directory.reference(parent, bodies));
    [
        (Field::Id, id.map(|id| id.to_string())),
        (Field::Code, record.code.as_ref().map(ToString::to_string)),
        (Field::Name, Some(name.name.as_str().to_owned())),
        (Field::ShortName, name.short_name.clone()),
        (Field::Kind, Some(write_kind(record.kind).to_owned())),
        (Field::Parent, parent),
        (Field::From, Some(write_from(record.period, record.zone))),
        (Field::To, Some(write_to(record.period, record.zone))),
        (Field::Zone, Some(record.zone.name().to_owned())),
    ]
    .into_iter()
    .filter_map(|(field, cell)| {
        Some((field.name().to_owned(), cell.filter(|cell| !cell.is_empty())?))
    })
    .collect()
}
