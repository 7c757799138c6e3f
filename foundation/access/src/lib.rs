//! Accounts, roles, sessions, tokens: who may do what, and how far.
#![doc = include_str!("../README.md")]

pub mod accounts;
mod caller;
mod error;
mod event;
pub mod links;
pub mod own;
pub mod password;
mod permission;
mod scope;
mod seal;
pub mod secret;
pub mod sessions;
pub mod sign_in;
pub mod store;
mod throttle;
pub mod tokens;
pub mod totp;

pub use accounts::Pen;
pub use caller::{Caller, Credential, Grant};
pub use error::AccessError;
pub use event::{AccountChange, AccountEvent, Profile};
pub use password::Hasher;
pub use permission::{Permission, Role, UnknownName};
pub use scope::{Branches, Scope};
pub use seal::{Resealed, Sealer, SealingKey, reseal};
pub use secret::Secret;
pub use sessions::SessionRules;
pub use store::Account;

use db::Migration;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "access", step: 1, sql: include_str!("../migrations/001_access.sql") }];

/// The streams of this crate, for rebuilding the state from the log.
#[must_use]
pub fn projections() -> ledger::Projections {
    ledger::Projections::default().with::<AccountEvent>()
}
