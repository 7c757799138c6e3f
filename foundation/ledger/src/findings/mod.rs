//! Findings: what is owed, the evidence, and the way to `verified`.

mod change;
mod error;
mod model;
pub mod rules;
pub mod store;

pub use change::{Cause, Change, Created, FindingEvent, FindingsBatch, Undone, record_batch};
pub use error::FindingError;
pub use model::{
    Attestation, CleanPath, Evidence, Finding, FindingKind, Severity, Standing, State,
};

use crate::Projections;

/// The streams of this module, for rebuilding.
#[must_use]
pub fn projections() -> Projections {
    Projections::default().with::<FindingEvent>().with::<FindingsBatch>()
}
