//! What the registry allows: pure decisions over what is known, no clock, no database.

mod bodies;
mod claims;
mod succession;

pub use bodies::Bodies;
pub use claims::{Decision, Overlap, OverlapKind, conflict, decide, overlaps};
pub use succession::{Estate, Heirs, Passing, succeed};
