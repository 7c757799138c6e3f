//! The directive: clauses, obligations, the board, the answer. Where the duties meet.
#![doc = include_str!("../README.md")]

pub mod api;
pub mod asked;
pub mod board;
pub mod commands;
pub mod error;
pub mod events;
pub mod letter;
pub mod measures;
pub mod model;
pub mod population;
pub mod reading;
pub mod report;
pub mod store;
pub mod tasks;
pub mod time;

use std::sync::Arc;

use db::{Db, Migration};
use kernel::Ids;
use ledger::Journal;

pub use error::DirectiveError;
pub use events::projections;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] = &[Migration {
    part: "directive",
    step: 1,
    sql: include_str!("../migrations/001_directives.sql"),
}];

/// What directives are worked on with.
#[derive(Clone, Debug)]
pub struct Directives {
    /// The database.
    pub db: Db,
    /// The pen of the log.
    pub journal: Journal,
    /// Where new ids come from.
    pub ids: Ids,
    /// Stored files.
    pub blobs: blobs::Blobs,
    /// Where changes are told to listeners.
    pub hub: web::EventHub,
    /// The words by which clauses become obligations.
    pub patterns: Arc<letter::Patterns>,
    /// Reads PDF in a process of its own; none: in this process, off the async threads.
    pub pdf: Option<documents::pdf::PdfChild>,
    /// Bounds on what is read of a letter.
    pub limits: documents::Limits,
}

impl Directives {
    /// Bounds for letters: they are small, so what is large is no letter.
    #[must_use]
    pub fn usual_limits() -> documents::Limits {
        documents::Limits {
            bytes: 32 << 20,
            unpacked_bytes: 256 << 20,
            rows: 20_000,
            pages: 300,
            ..documents::Limits::default()
        }
    }
}
