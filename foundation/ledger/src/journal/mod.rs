//! The append-only, hash-chained, signed log of every change.

mod error;
mod event;
mod key;
pub mod merkle;
pub mod payload;
mod proof;
mod read;
mod rebuild;
mod record;
mod verify;

pub use error::{ApplyError, LedgerError};
pub use event::{Actor, Event, Stamp, Subject};
pub use key::{NodeKey, TrustedKeys};
pub use payload::{PayloadHash, PayloadKind};
pub use proof::{InclusionProof, ProofError, ProvedEntry, TreeHead, prove};
pub use read::{Entry, EntryFilter, entries, entry_count, head};
pub use rebuild::Projections;
pub use record::{Head, Journal};
pub use verify::{Fault, Verification, verify};
