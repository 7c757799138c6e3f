//! The duty "contacts": know whom to call.
#![doc = include_str!("../README.md")]

pub mod api;
pub mod directory;
pub mod error;
pub mod events;
pub mod import;
pub mod measure;
pub mod model;
pub mod rules;
pub mod store;

use db::Migration;

pub use error::ContactsError;
pub use events::projections;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "contacts", step: 1, sql: include_str!("../migrations/001_contacts.sql") }];
