//! The web frame: state, context, errors, pages, layers, and the routes of the foundation.
#![doc = include_str!("../README.md")]

pub mod api;
mod app;
mod bodies;
mod console;
mod context;
mod cookie;
mod elsewhere;
mod error;
mod etag;
mod extract;
mod hub;
mod layers;
pub mod matrix;
mod metrics;
mod openapi;
mod page;
pub mod settings;
mod state;
pub mod testing;
pub mod uploads;

pub use access::{Permission, Role, Scope};
pub use app::{app, app_with_console};
pub use bodies::{Bodies, Body, OrganizationRef};
pub use console::{Asset, Console};
pub use context::{Ctx, RequestInfo, Visitor};
pub use elsewhere::Elsewhere;
pub use error::{ApiError, ApiResult, Problem};
pub use etag::{check_unchanged, tag_of, tagged};
pub use extract::{Json, Path, Query};
pub use hub::{Change, EventHub, Heard, Listener, Topic};
pub use layers::idempotency::ShownOnce;
pub use layers::proxies::{ForwardedHeader, Proxies};
pub use metrics::Metrics;
pub use openapi::{openapi, shortcomings};
pub use page::{Page, Paging, decode_cursor, encode_cursor};
pub use state::{AppState, Options};

use db::Migration;

/// The steps of this crate's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "server", step: 1, sql: include_str!("../migrations/001_server.sql") }];

/// The streams of this crate, for rebuilding the state from the log.
#[must_use]
pub fn projections() -> ledger::Projections {
    ledger::Projections::default().with::<settings::SettingsChanged>()
}
