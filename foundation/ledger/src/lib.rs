//! The ledger: an append-only, hash-chained log of every change, and the findings that stand in it.
#![doc = include_str!("../README.md")]

pub mod findings;
pub mod journal;

pub use journal::{
    Actor, ApplyError, Event, Head, Journal, LedgerError, NodeKey, PayloadHash, PayloadKind,
    Projections, Stamp, Subject,
};

use db::Migration;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "ledger", step: 1, sql: include_str!("../migrations/001_journal.sql") },
    Migration { part: "ledger", step: 2, sql: include_str!("../migrations/002_findings.sql") },
];
