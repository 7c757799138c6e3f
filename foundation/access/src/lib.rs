//! Accounts, roles, sessions, tokens: who may do what, and how far.
#![doc = include_str!("../README.md")]

mod caller;
mod error;
mod permission;
mod scope;

pub use caller::{Caller, Credential, Grant};
pub use error::AccessError;
pub use permission::{Permission, Role, UnknownName};
pub use scope::{Branches, Scope};
