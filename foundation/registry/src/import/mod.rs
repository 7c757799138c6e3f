//! Bringing files in: a table as read becomes a plan (a dry run with a diff), the plan is confirmed
//! against an unchanged base as one event, and can be undone as another.

mod base;
mod cells;
mod claims;
mod columns;
mod export;
mod lookup;
mod model;
mod organizations;
mod people;
mod plan;
mod run;
mod sites;

pub use cells::{read_from, read_to};
pub use columns::{Columns, Field, fields};
pub use export::{ExportTable, export};
pub use model::{
    ImportId, ImportKind, ImportTable, ImportTableRow, ImportedRow, RowChange, changes_of,
};
pub use plan::{Cells, DiffRow, ImportPlan, ImportScope, Planned, PlannedRow, RowAction};
pub use run::{ImportDetail, Undone, import, preview};
