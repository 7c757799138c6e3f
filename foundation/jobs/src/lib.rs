//! A queue of background work in the database. See `README.md`.
#![doc = include_str!("../README.md")]

mod context;
mod error;
mod live;
mod model;
mod queue;
mod registry;
mod store;
mod worker;

pub use context::Context;
pub use error::JobError;
pub use live::JobUpdate;
pub use model::{Failure, Job, JobState, JobView, Order, Progress, Queued};
pub use queue::{Cancelled, JobFilter, Jobs};
pub use registry::Registry;
pub use worker::{Wait, Worker};

use db::Migration;

/// The steps of this crate's table.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "jobs", step: 1, sql: include_str!("../migrations/001_jobs.sql") }];
