//! A dry run: what a file would do, row by row, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Classified, Id as _, Ids, OrganizationId, PersonId, Place, Problem, Timestamp};
use serde::{Deserialize, Serialize};

use super::columns::{Columns, Field};
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable, RowChange};
use crate::RegistryError;
use crate::contact::ContactPoint;
use crate::model::{PersonData, PersonRecord, named};

named! {
    /// What a row does.
    RowAction {
        /// It adds something.
        Add = "add",
        /// It changes something.
        Change = "change",
        /// It says what is known.
        Unchanged = "unchanged",
        /// Something is wrong with it.
        Error = "error",
    }
}

/// Cells by field.
pub type Cells = BTreeMap<String, String>;

/// One row of the difference that an import makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DiffRow {
    /// Number of the row in the file.
    pub row: u64,
    /// What it does.
    pub action: RowAction,
    /// How a person recognizes it: a name, a space.
    pub key: String,
    /// What stands now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<Cells>,
    /// What would stand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<Cells>,
}

/// A change as planned. Personal data is sealed only when the plan is confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Planned {
    /// As it will be recorded.
    Ready(RowChange),
    /// A person, with the data still open.
    Person {
        /// The person.
        id: PersonId,
        /// Before.
        before: Option<PersonRecord>,
        /// Where the person works afterwards.
        organization: OrganizationId,
        /// In which roles others call them afterwards.
        #[serde(default)]
        contact: ContactPoint,
        /// The personal data afterwards.
        data: PersonData,
    },
}

impl Planned {
    pub(super) fn uuid(&self) -> uuid::Uuid {
        match self {
            Self::Ready(change) => change.uuid(),
            Self::Person { id, .. } => id.uuid(),
        }
    }
}

/// A row with its planned change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// Number of the row in the file.
    pub row: u64,
    /// How a person recognizes it.
    pub key: String,
    /// The change.
    pub change: Planned,
}

/// The result of a dry run. Nothing counts before it is confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// The import.
    pub id: ImportId,
    /// What the rows are.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Rows with content below the header.
    pub rows: u64,
    /// Rows that would add something.
    pub added: u64,
    /// Rows that would change something.
    pub changed: u64,
    /// Rows that say what is known.
    pub unchanged: u64,
    /// What is wrong, by row and column.
    pub problems: Vec<Problem>,
    /// What each row does.
    pub diff: Vec<DiffRow>,
    /// The changes.
    pub changes: Vec<PlannedRow>,
}

impl ImportPlan {
    /// Whether it can be confirmed: something changes and nothing is wrong. An import is all or
    /// nothing.
    #[must_use]
    pub fn can_confirm(&self) -> bool {
        self.problems.is_empty() && !self.changes.is_empty()
    }
}

/// For whom and when a dry run is made.
#[derive(Clone, Debug)]
pub struct ImportScope<'a> {
    /// The bodies that the caller reaches; none: all.
    pub within: Option<BTreeSet<OrganizationId>>,
    /// Whether the caller may approve claims.
    pub may_approve: bool,
    /// The present.
    pub now: Timestamp,
    /// Where new ids come from.
    pub ids: &'a Ids,
}

impl ImportScope<'_> {
    pub(super) fn reaches(&self, id: OrganizationId) -> bool {
        self.within.as_ref().is_none_or(|within| within.contains(&id))
    }
}

/// One row while it is read.
#[derive(Clone, Debug)]
pub(super) struct RowReader<'a> {
    pub(super) number: u64,
    cells: &'a [String],
    columns: &'a Columns,
    table: &'a ImportTable,
    pub(super) problems: Vec<Problem>,
}

impl<'a> RowReader<'a> {
    /// The cell of a field; empty cells are none.
    pub(super) fn cell(&self, field: Field) -> Option<&'a str> {
        self.columns.cell(field, self.cells)
    }

    pub(super) fn problem(&self, field: Field, code: &str) -> Problem {
        let place = Place {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
            row: Some(self.number),
            column: self.columns.header(field).map(str::to_owned),
        };
        Problem::new(place, code)
    }

    /// Notes what the rules refuse at a field.
    pub(super) fn refuse(&mut self, field: Field, error: &RegistryError) {
        let mut problem = self.problem(field, error.code());
        problem.arguments = error.arguments();
        self.problems.push(problem);
    }

    /// The value, or none and a problem at the field.
    pub(super) fn take<T>(&mut self, field: Field, read: Result<T, RegistryError>) -> Option<T> {
        read.map_err(|error| self.refuse(field, &error)).ok()
    }

    /// A cell that must not be empty.
    pub(super) fn required(&mut self, field: Field) -> Option<&'a str> {
        let cell = self.cell(field);
        if cell.is_none() {
            let problem = self.problem(field, "registry.cell_missing");
            self.problems.push(problem);
        }
        cell
    }

    /// A cell read as an id of this installation.
    pub(super) fn id<I: std::str::FromStr>(&mut self) -> Option<I> {
        let text = self.cell(Field::Id)?;
        let id = text.parse().ok();
        if id.is_none() {
            self.unknown_id(text);
        }
        id
    }

    pub(super) fn unknown_id(&mut self, text: &str) {
        let problem = self.problem(Field::Id, "registry.id_unknown").with("text", text);
        self.problems.push(problem);
    }

    /// The body that a cell names, within the caller's reach.
    pub(super) fn organization(
        &mut self,
        directory: &Directory,
        scope: &ImportScope<'_>,
    ) -> Option<OrganizationId> {
        let text = self.required(Field::Organization)?;
        match directory.find(text, |id| scope.reaches(id)) {
            Ok(id) => Some(id),
            Err(miss) => {
                let problem = self.problem(Field::Organization, miss.code("organization"));
                self.problems.push(miss.explain(problem, text));
                None
            }
        }
    }
}

/// The rows of a table that have content, with what the file's reader noticed about each.
pub(super) fn rows<'a>(table: &'a ImportTable, columns: &'a Columns) -> Vec<RowReader<'a>> {
    let mut noticed: BTreeMap<u64, Vec<Problem>> = BTreeMap::new();
    for problem in &table.problems {
        if let Some(row) = problem.place.row {
            noticed.entry(row).or_default().push(problem.clone());
        }
    }
    table
        .rows
        .iter()
        .skip(columns.first_row)
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        .map(|row| RowReader {
            number: row.number,
            cells: &row.cells,
            columns,
            table,
            problems: noticed.remove(&row.number).unwrap_or_default(),
        })
        .collect()
}

/// A row when everything about it is known.
pub(super) struct Finished<'a> {
    pub(super) reader: RowReader<'a>,
    pub(super) key: String,
    pub(super) change: Option<Planned>,
    pub(super) before: Option<Cells>,
    pub(super) after: Option<Cells>,
}

/// Puts the rows together; two rows about one thing are refused.
pub(super) fn assemble(
    id: ImportId,
    kind: ImportKind,
    table: &ImportTable,
    mut finished: Vec<Finished<'_>>,
) -> ImportPlan {
    let mut first: BTreeMap<uuid::Uuid, u64> = BTreeMap::new();
    for row in &mut finished {
        let Some(change) = &row.change else { continue };
        let number = row.reader.number;
        let earlier = *first.entry(change.uuid()).or_insert(number);
        if earlier != number {
            let field = if kind == ImportKind::Claims { Field::Space } else { Field::Name };
            let problem = row.reader.problem(field, "registry.duplicate_row");
            row.reader.problems.push(problem.with("row", earlier));
        }
    }
    let mut plan = ImportPlan {
        id,
        kind,
        file: table.file.clone(),
        rows: finished.len() as u64,
        added: 0,
        changed: 0,
        unchanged: 0,
        problems: table.problems.iter().filter(|one| one.place.row.is_none()).cloned().collect(),
        diff: Vec::with_capacity(finished.len()),
        changes: Vec::new(),
    };
    for row in finished {
        let action = if !row.reader.problems.is_empty() {
            RowAction::Error
        } else if row.before.is_none() {
            plan.added += 1;
            RowAction::Add
        } else if row.before == row.after {
            plan.unchanged += 1;
            RowAction::Unchanged
        } else {
            plan.changed += 1;
            RowAction::Change
        };
        let number = row.reader.number;
        plan.problems.extend(row.reader.problems);
        if let Some(change) = row.change
            && matches!(action, RowAction::Add | RowAction::Change)
        {
            plan.changes.push(PlannedRow { row: number, key: row.key.clone(), change });
        }
        let (before, after) = (row.before, row.after);
        plan.diff.push(DiffRow { row: number, action, key: row.key, before, after });
    }
    plan
}
