//! Rows that are people.

use std::collections::BTreeMap;

use kernel::PersonId;
use kernel::text::fold;

use super::cells::{CLEAR, read_lines};
use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable};
use super::plan::{Cells, Finished, ImportPlan, ImportScope, Planned, RowReader, assemble, rows};
use crate::model::{Name, PersonData};
use crate::rules::Bodies;
use crate::store::PersonRow;

/// Plans the import of people.
pub(super) fn plan(
    import: ImportId,
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
        let data = name.and_then(|name| read(&mut reader, name, before));
        let id = id.unwrap_or_else(|| scope.ids.next(scope.now));
        let shown = before.map(|_| id);
        finished.push(Finished {
            key: name.unwrap_or_default().to_owned(),
            before: before.map(|person| cells_of_row(person, &directory, bodies)),
            after: organization.zip(data.as_ref()).map(|(organization, data)| {
                cells(shown, data, directory.reference(organization, bodies))
            }),
            change: organization.zip(data).map(|(organization, data)| {
                let before = before.map(|person| person.record);
                Planned::Person { id, before, organization, data }
            }),
            reader,
        });
    }
    assemble(import, ImportKind::People, table, finished)
}

fn read(reader: &mut RowReader<'_>, name: &str, before: Option<&PersonRow>) -> Option<PersonData> {
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
    let phones = lines(Field::Phones, before.map(|person| &person.phones));
    let emails = lines(Field::Emails, before.map(|person| &person.emails));
    let name = reader.take(Field::Name, Name::new(name))?;
    // Field by field, so that each mistake is found at its own column.
    let phones = PersonData::new(name.as_str(), None, &phones, &[]);
    let phones = reader.take(Field::Phones, phones).map(|data| data.phones);
    let emails = PersonData::new(name.as_str(), None, &[], &emails);
    let emails = reader.take(Field::Emails, emails).map(|data| data.emails);
    let position = crate::model::optional_text(position.as_deref());
    let position = reader.take(Field::Position, position)?;
    Some(PersonData { name, position, phones: phones?, emails: emails? })
}

/// A person as cells.
pub(super) fn cells(id: Option<PersonId>, data: &PersonData, organization: String) -> Cells {
    [
        (Field::Id, id.map(|id| id.to_string())),
        (Field::Organization, Some(organization)),
        (Field::Name, Some(data.name.as_str().to_owned())),
        (Field::Position, data.position.clone()),
        (Field::Phones, Some(data.phones.join("; "))),
        (Field::Emails, Some(data.emails.join("; "))),
    ]
    .into_iter()
    .filter_map(|(field, cell)| {
        Some((field.name().to_owned(), cell.filter(|cell| !cell.is_empty())?))
    })
    .collect()
}

/// A stored person as cells.
pub(super) fn cells_of_row(person: &PersonRow, directory: &Directory, bodies: &Bodies) -> Cells {
    let organization = directory.reference(person.record.organization, bodies);
    let Some(Ok(name)) = person.name.as_deref().map(Name::new) else {
        return Cells::from([(Field::Organization.name().to_owned(), organization)]);
    };
    let data = PersonData {
        name,
        position: person.position.clone(),
        phones: person.phones.clone(),
        emails: person.emails.clone(),
    };
    cells(Some(person.id), &data, organization)
}
