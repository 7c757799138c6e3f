//! The words everything else is written in: ids, time, errors, text.
//!
//! This crate does no input or output and reads no clock. See `README.md`.
#![doc = include_str!("../README.md")]

pub mod error;
pub mod id;
pub mod problem;
pub mod text;
pub mod time;
pub mod words;

pub use error::{Classified, ErrorKind};
pub use id::{
    AccountId, AssetId, ClaimId, ContactId, DirectiveId, EvidenceId, FindingId, Id, Ids, ImportId,
    IndicatorListId, JobId, ObligationId, OrganizationId, PersonId, ReportId, RowId, SiteId,
    SystemId, TokenId, UploadId,
};
pub use problem::{Place, Problem};
pub use time::{Clock, Period, Timestamp};
pub use words::{Arguments, Locale, Message};
