//! Bringing files in: a table as read becomes a plan (a dry run with a diff), the plan is confirmed
//! against an unchanged base as one event, and can be undone as another.

mod model;

pub use model::{
    ImportId, ImportKind, ImportTable, ImportTableRow, ImportedRow, RowChange, changes_of,
};
