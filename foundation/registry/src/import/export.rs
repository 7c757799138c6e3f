//! Taking the registry out as tables that import again without a change.

use std::collections::BTreeSet;

use db::Tx;
use kernel::{Locale, Message, OrganizationId, Timestamp};

use super::base::Base;
use super::columns::{Field, fields};
use super::lookup::Directory;
use super::model::{ImportKind, ImportTable, ImportTableRow};
use super::plan::Cells;
use super::{claims, organizations, people, sites};
use crate::RegistryError;

/// A table to be written as CSV or XLSX. All cells are text.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportTable {
    /// Name of the sheet.
    pub name: String,
    /// The header.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl ExportTable {
    /// The table as CSV (RFC 4180): UTF-8 with a mark, which spreadsheet programs need for
    /// Vietnamese. A cell that such a program would compute is led by a quote.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::from("\u{feff}");
        for row in std::iter::once(&self.header).chain(&self.rows) {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
                if cell.contains([',', '"', '\n', '\r', ';']) {
                    text.push('"');
                    text.push_str(guard);
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(guard);
                    text.push_str(cell);
                }
            }
            text.push_str("\r\n");
        }
        text
    }

    /// The table as it would be read from a file.
    #[must_use]
    pub fn to_import(&self, file: &str) -> ImportTable {
        let rows = std::iter::once(&self.header).chain(&self.rows);
        let row =
            |(number, cells): (u64, &Vec<String>)| ImportTableRow { number, cells: cells.clone() };
        ImportTable {
            file: file.to_owned(),
            sheet: Some(self.name.clone()),
            rows: (1_u64..).zip(rows).map(row).collect(),
            problems: Vec::new(),
        }
    }
}

/// Reads what the caller reaches as a table; bodies that have ended are left out, with what
/// belongs to them.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn export(
    kind: ImportKind,
    within: Option<&BTreeSet<OrganizationId>>,
    locale: Locale,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<ExportTable, RegistryError> {
    let base = Base::load(tx).await?;
    let directory = Directory::new(&base.bodies, now);
    let reached = |id: OrganizationId| {
        within.is_none_or(|within| within.contains(&id))
            && base.bodies.body(id).is_some_and(|record| record.period.to.is_none_or(|to| to > now))
    };
    let rows: Vec<Cells> = match kind {
        ImportKind::Organizations => base
            .bodies
            .iter()
            .filter(|(id, _)| reached(*id))
            .map(|(id, record)| organizations::cells(Some(id), record, &directory, &base.bodies))
            .collect(),
        ImportKind::Claims => {
            let claim_base = claims::ClaimBase {
                bodies: &base.bodies,
                claims: &base.claims,
                sites: &base.sites,
            };
            base.claims
                .iter()
                .filter(|(_, claim)| reached(claim.holders.latest().organization))
                .map(|(id, claim)| claims::cells(Some(*id), claim, &directory, &claim_base))
                .collect()
        }
        ImportKind::People | ImportKind::Contacts => base
            .people
            .values()
            .filter(|person| !person.erased && reached(person.record.organization))
            .filter(|person| kind == ImportKind::People || !person.record.contact.roles.is_empty())
            .map(|person| people::cells_of_row(kind, person, &directory, &base.bodies))
            .collect(),
        ImportKind::Sites => base
            .sites
            .iter()
            .filter(|(_, site)| reached(site.organization))
            .map(|(id, site)| {
                let organization = directory.reference(site.organization, &base.bodies);
                sites::cells(Some(*id), site, organization)
            })
            .collect(),
    };
    // All numbers of a person stand in one cell.
    let fields: Vec<Field> =
        fields(kind).iter().map(|(field, _)| *field).filter(|one| *one != Field::Mobile).collect();
    let label =
        |name: &str| Message::new(&format!("registry.columns.{}.{name}", kind.name())).text(locale);
    let row = |cells: Cells| {
        fields.iter().map(|field| cells.get(field.name()).cloned().unwrap_or_default()).collect()
    };
    Ok(ExportTable {
        name: Message::new(&format!("registry.kinds.{}", kind.name())).text(locale),
        header: fields.iter().map(|field| label(field.name())).collect(),
        rows: rows.into_iter().map(row).collect(),
    })
}
