//! Rows that are people, and the roles in which others call them.

use std::collections::BTreeMap;

use kernel::text::fold;
use kernel::{Period, PersonId};

use super::cells::{
    CLEAR, read_from, read_lines, read_roles, read_to, write_from, write_roles, write_to,
};
use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable};
use super::plan::{Cells, Finished, ImportPlan, ImportScope, Planned, RowReader, assemble, rows};
use crate::contact::{ContactPoint, ContactRoles};
use crate::model::{Name, PersonData, Zone};
use crate::rules::Bodies;
use crate::store::PersonRow;

/// Plans the import of people. A file of contacts also says their roles; one of people leaves
/// these as they are.
pub(super) fn plan(
    import: ImportId,
    kind: ImportKind,
    table: &ImportTable,
    columns: &Columns,
    bodies: &Bodies,
    people: &BTreeMap<PersonId, PersonRow>,
    scope: &ImportScope<'_>,
) -> ImportPlan {
    let directory = Directory::new(bodies, scope.now);
    let mut named: BTreeMap<(kernel::OrganizationId, String), Vec<PersonId>> = BTreeMap::new();
    for person in people.values().filter(|person| !person.erased) {
        let key = (person.record.organization, fold(person.name.as_deref().unwrap_or_default()));
        named.entry(key).or_default().push(person.id);
    }
    let mut finished = Vec::new();
    for mut reader in rows(table, columns) {
        let organization = reader.organization(&directory, scope);
        let name = reader.required(Field::Name);
        let said = reader.id::<PersonId>();
        let known = said.filter(|id| {
            people
                .get(id)
                .is_some_and(|person| !person.erased && scope.reaches(person.record.organization))
        });
        if let Some(id) = said.filter(|_| known.is_none()) {
            reader.unknown_id(&id.to_string());
        }
        let id = known.or_else(|| {
            let key = (organization?, fold(name?));
            match named.get(&key).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            }
        });
        let before = id.and_then(|id| people.get(&id));
        let zone =
            organization.and_then(|id| bodies.body(id)).map_or(Zone::VIETNAM, |body| body.zone);
        let data = name.and_then(|name| read(kind, &mut reader, name, before));
        let known = before.map(|row| (&row.record.contact, row.phones.as_slice()));
        let mut contact = known.map(|(point, _)| *point);
        if kind == ImportKind::Contacts {
            contact = read_point(&mut reader, contact.unwrap_or_default(), zone, scope.now);
        }
        let phones = data.as_ref().map_or(&[][..], |data| data.phones.as_slice());
        let contact = contact.unwrap_or_default().with_numbers(known, phones);
        let id = id.unwrap_or_else(|| scope.ids.next(scope.now));
        let shown = before.map(|_| id);
        finished.push(Finished {
            key: name.unwrap_or_default().to_owned(),
            before: before.map(|person| cells_of_row(kind, person, &directory, bodies)),
            after: organization.zip(data.as_ref()).map(|(organization, data)| {
                cells(
                    kind,
                    shown,
                    data,
                    (&contact, zone),
                    directory.reference(organization, bodies),
                )
            }),
            change: organization.zip(data).map(|(organization, data)| {
                let before = before.map(|person| person.record);
                Planned::Person { id, before, organization, contact, data }
            }),
            reader,
        });
    }
    assemble(import, kind, table, finished)
}

/// Roles, validity and the day of the check that a row says; an empty cell leaves what is there.
fn read_point(
    reader: &mut RowReader<'_>,
    before: ContactPoint,
    zone: Zone,
    now: kernel::Timestamp,
) -> Option<ContactPoint> {
    let mut point = before;
    match reader.cell(Field::Roles) {
        Some(CLEAR) => point.roles = ContactRoles::default(),
        Some(text) => match read_roles(text) {
            Ok(roles) => point.roles = roles,
            Err((word, expected)) => {
                let problem = reader.problem(Field::Roles, "registry.contact_role_invalid");
                reader.problems.push(problem.with("text", word).with("expected", expected));
            }
        },
        None if point.roles.is_empty() => {
            reader.required(Field::Roles);
        }
        None => {}
    }
    let mut edge = |field, before, read: &dyn Fn(&str) -> Option<kernel::Timestamp>| match reader
        .cell(field)
    {
        None => before,
        Some(CLEAR) => None,
        Some(text) => {
            let day = read(text);
            if day.is_none() {
                let problem = reader.problem(field, "registry.date_invalid").with("text", text);
                reader.problems.push(problem);
            }
            day
        }
    };
    let from = edge(Field::From, before.period.from, &|text| read_from(text, zone));
    let to = edge(Field::To, before.period.to, &|text| read_to(text, zone));
    point.said_checked_at =
        edge(Field::Checked, before.said_checked_at, &|text| read_from(text, zone));
    if point.said_checked_at.is_some_and(|at| at > now) {
        let problem = reader.problem(Field::Checked, "registry.checked_in_future");
        reader.problems.push(problem);
    }
    let period = Period::new(from, to);
    if period.is_none() {
        let problem = reader.problem(Field::To, "registry.period_invalid");
        reader.problems.push(problem);
    }
    point.period = period?;
    Some(point)
}

fn read(
    kind: ImportKind,
    reader: &mut RowReader<'_>,
    name: &str,
    before: Option<&PersonRow>,
) -> Option<PersonData> {
    let position = match reader.cell(Field::Position) {
        None => before.and_then(|person| person.position.clone()),
        Some(CLEAR) => None,
        Some(text) => Some(text.to_owned()),
    };
    let lines = |field, before: Option<&Vec<String>>| match reader.cell(field) {
        None => before.cloned().unwrap_or_default(),
        Some(CLEAR) => Vec::new(),
        Some(text) => read_lines(text),
    };
    let known = before.map(|person| &person.phones);
    let phones = match reader.cell(Field::Mobile) {
        None | Some(CLEAR) => lines(Field::Phones, known),
        // Both columns together are all numbers.
        Some(mobile) => {
            let mut all = lines(Field::Phones, None);
            all.extend(
                read_lines(mobile).into_iter().filter(|one| !all.contains(one)).collect::<Vec<_>>(),
            );
            all
        }
    };
    let emails = lines(Field::Emails, before.map(|person| &person.emails));
    let name = reader.take(Field::Name, Name::new(name))?;
    // Field by field, so that each mistake is found at its own column.
    let phones = PersonData::new(name.as_str(), None, &phones, &[]);
    let phones = reader.take(Field::Phones, phones).map(|data| data.phones);
    let emails = PersonData::new(name.as_str(), None, &[], &emails);
    let emails = reader.take(Field::Emails, emails).map(|data| data.emails);
    let position = crate::model::optional_text(position.as_deref());
    let position = reader.take(Field::Position, position)?;
    let note = match reader.cell(Field::Note).filter(|_| kind == ImportKind::Contacts) {
        None => before.and_then(|person| person.note.clone()),
        Some(CLEAR) => None,
        Some(text) => Some(text.to_owned()),
    };
    let note = reader.take(Field::Note, crate::model::optional_text(note.as_deref()))?;
    Some(PersonData { name, position, phones: phones?, emails: emails?, note })
}

/// A person as cells.
pub(super) fn cells(
    kind: ImportKind,
    id: Option<PersonId>,
    data: &PersonData,
    (point, zone): (&ContactPoint, Zone),
    organization: String,
) -> Cells {
    let mut cells = vec![
        (Field::Id, id.map(|id| id.to_string())),
        (Field::Organization, Some(organization)),
        (Field::Name, Some(data.name.as_str().to_owned())),
        (Field::Position, data.position.clone()),
        (Field::Phones, Some(data.phones.join("; "))),
        (Field::Emails, Some(data.emails.join("; "))),
    ];
    if kind == ImportKind::Contacts {
        let checked = Period { from: point.said_checked_at, to: None };
        cells.extend([
            (Field::Roles, Some(write_roles(point.roles))),
            (Field::From, Some(write_from(point.period, zone))),
            (Field::To, Some(write_to(point.period, zone))),
            (Field::Checked, Some(write_from(checked, zone))),
            (Field::Note, data.note.clone()),
        ]);
    }
    cells
        .into_iter()
        .filter_map(|(field, cell)| {
            Some((field.name().to_owned(), cell.filter(|cell| !cell.is_empty())?))
        })
        .collect()
}

/// A stored person as cells.
pub(super) fn cells_of_row(
    kind: ImportKind,
    person: &PersonRow,
    directory: &Directory,
    bodies: &Bodies,
) -> Cells {
    let organization = directory.reference(person.record.organization, bodies);
    let Some(Ok(name)) = person.name.as_deref().map(Name::new) else {
        return Cells::from([(Field::Organization.name().to_owned(), organization)]);
    };
    let data = PersonData {
        name,
        position: person.position.clone(),
        phones: person.phones.clone(),
        emails: person.emails.clone(),
        note: person.note.clone(),
    };
    let zone = bodies.body(person.record.organization).map_or(Zone::VIETNAM, |body| body.zone);
    cells(kind, Some(person.id), &data, (&person.record.contact, zone), organization)
}
