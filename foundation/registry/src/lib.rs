//! The registry: dated bodies, people, sites, and the address space that bodies claim.
#![doc = include_str!("../README.md")]

mod changes;
mod claim_index;
mod code;
mod commands;
mod contact;
mod error;
mod events;
pub mod import;
pub mod model;
mod names;
mod phone;
mod rules;
mod space;
pub mod store;
mod timeline;
mod tree;

pub use changes::Changes;
pub use claim_index::{Candidate, ClaimIndex, Lookup, Verdict};
pub use code::OrganizationCode;
pub use commands::{NewClaim, NewOrganization, OrganizationPatch, Pen};
pub use contact::{ContactPoint, ContactRole, ContactRoles};
pub use error::RegistryError;
pub use events::{
    ClaimAction, ClaimEvent, Heir, ImportEvent, Inheritance, OrganizationAction, OrganizationEvent,
    PersonEvent, SiteAction, SiteEvent, SuccessionEvent, projections,
};
pub use model::{ClaimState, Name, OrganizationKind, SuccessionKind};
pub use names::{EXACT, NameIndex, NameMatch};
pub use phone::{PhoneDoubt, phone_doubt};
pub use rules::{Bodies, Decision, Estate, Heirs, Overlap, OverlapKind, Passing, overlaps};
pub use space::{Space, SpaceKind, normal_domain};
pub use store::{ancestry, load_claim_index, load_heirs, load_names, load_tree};
pub use timeline::{Dated, Timeline};
pub use tree::{Tree, TreeBody, TreeNode};

use db::Migration;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "registry", step: 1, sql: include_str!("../migrations/001_registry.sql") }];
