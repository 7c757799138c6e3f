//! The tables of findings: written by the events, read by everybody.

mod list;
mod past;
mod read;
mod tally;
mod write;

pub use list::{FindingFilter, FindingOrder, FindingPage, PageKey, list};
pub use past::standings_after;
pub use read::{
    PastChange, aged_before, by_ids, by_keys, changes, changes_of_many, evidence, evidence_of_many,
    find, in_states, not_stale_among, of_bodies, with_evidence_of, withdrawn_evidence,
};
pub use tally::{Tally, TallyRow, tallies, tallies_as_of};

pub(super) use past::changes_of_chunk;
pub(super) use write::apply;
