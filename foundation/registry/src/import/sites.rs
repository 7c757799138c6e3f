//! Rows that are sites.

use std::collections::BTreeMap;

use kernel::text::fold;
use kernel::{OrganizationId, SiteId};

use super::cells::CLEAR;
use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable, RowChange};
use super::plan::{Cells, Finished, ImportPlan, ImportScope, Planned, assemble, rows};
use crate::RegistryError;
use crate::model::{Name, SiteRecord, optional_text};
use crate::rules::Bodies;

/// Plans the import of sites.
pub(super) fn plan(
    import: ImportId,
    table: &ImportTable,
    columns: &Columns,
    bodies: &Bodies,
    sites: &BTreeMap<SiteId, SiteRecord>,
    scope: &ImportScope<'_>,
) -> ImportPlan {
    let directory = Directory::new(bodies, scope.now);
    // Grows with the file, so that a name stands once in a body.
    let mut named: BTreeMap<(OrganizationId, String), SiteId> =
        sites.iter().map(|(id, site)| ((site.organization, site.name.folded()), *id)).collect();
    let mut finished = Vec::new();
    for mut reader in rows(table, columns) {
        let organization = reader.organization(&directory, scope);
        let name = reader.required(Field::Name);
        let said = reader.id::<SiteId>();
        let known =
            said.filter(|id| sites.get(id).is_some_and(|site| scope.reaches(site.organization)));
        if let Some(id) = said.filter(|_| known.is_none()) {
            reader.unknown_id(&id.to_string());
        }
        let key = organization.zip(name.map(fold));
        let by_name = key.as_ref().and_then(|key| named.get(key)).copied();
        let id = known.or(by_name).unwrap_or_else(|| scope.ids.next(scope.now));
        if let Some(key) = key {
            let holder = *named.entry(key).or_insert(id);
            if holder != id {
                let problem = reader.problem(Field::Name, "registry.site_exists");
                reader.problems.push(problem.with("name", name.unwrap_or_default()));
            }
        }
        let before = sites.get(&id);
        if let (Some(before), Some(organization)) = (before, organization)
            && before.organization != organization
        {
            // Claims and findings hang on it; it goes over only by a succession.
            reader.refuse(Field::Organization, &RegistryError::SiteOfOther);
        }
        let address = match reader.cell(Field::Address) {
            None => Some(before.and_then(|site| site.address.clone())),
            Some(CLEAR) => Some(None),
            Some(text) => reader.take(Field::Address, optional_text(Some(text))),
        };
        let record =
            organization.zip(name).zip(address).and_then(|((organization, name), address)| {
                let name = reader.take(Field::Name, Name::new(name))?;
                Some(SiteRecord { organization, name, address })
            });
        let shown = before.map(|_| id);
        let reference =
            |site: &SiteRecord| cells(shown, site, directory.reference(site.organization, bodies));
        finished.push(Finished {
            key: name.unwrap_or_default().to_owned(),
            before: before.map(reference),
            after: record.as_ref().map(reference),
            change: record.map(|after| {
                let before = before.cloned();
                Planned::Ready(RowChange::Site { id, before, after: Some(after) })
            }),
            reader,
        });
    }
    assemble(import, ImportKind::Sites, table, finished)
}

/// A site as cells.
pub(super) fn cells(id: Option<SiteId>, site: &SiteRecord, organization: String) -> Cells {
    [
        (Field::Id, id.map(|id| id.to_string())),
        (Field::Organization, Some(organization)),
        (Field::Name, Some(site.name.as_str().to_owned())),
        (Field::Address, site.address.clone()),
    ]
    .into_iter()
    .filter_map(|(field, cell)| {
        Some((field.name().to_owned(), cell.filter(|cell| !cell.is_empty())?))
    })
    .collect()
}
