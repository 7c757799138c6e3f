//! The tables of findings: written by the events, read by everybody.

mod list;
mod read;
mod tally;
mod write;

pub use list::{FindingFilter, FindingOrder, FindingPage, PageKey, list};
pub use read::{
    PastChange, aged_before, by_keys, changes, evidence, evidence_of_many, find, in_states,
    not_stale_among, of_bodies,
};
pub use tally::{Tally, TallyRow, tallies, tallies_as_of};

pub(super) use write::apply;
