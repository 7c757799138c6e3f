//! Pure decisions about findings: no clock, no database.
//!
//! Two tables decide: `data/transitions.toml` (which step leads where, and who may do it) and one
//! file for each kind in `data/kinds` (which methods carry which proof).

mod kinds;
mod proofs;
mod quiet;
mod step;
mod table;

#[cfg(test)]
mod tests;

pub use kinds::{Kind, Method, Path, Producer, Proof, Stage};
pub use proofs::{ProofStatus, assess, evidence_refusal};
pub use quiet::{Watched, quiet_time};
pub use step::{Facts, Given, Refusal, Trigger, advance, step};
pub use table::{Needs, Table, Transition, Who};
