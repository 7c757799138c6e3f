//! The web frame: state, context, errors, pages, layers, and the routes of the foundation.
#![doc = include_str!("../README.md")]

pub mod api;
mod app;
mod context;
mod error;
mod extract;
mod hub;
mod layers;
mod metrics;
mod openapi;
mod page;
mod state;
pub mod testing;

pub use access::{Permission, Role, Scope};
pub use app::app;
pub use context::{Ctx, RequestInfo, Visitor};
pub use error::{ApiError, ApiResult, Problem};
pub use extract::{Json, Path, Query};
pub use hub::{Change, EventHub, Topic};
pub use metrics::Metrics;
pub use openapi::openapi;
pub use page::{Page, Paging, decode_cursor, encode_cursor};
pub use state::{AppState, Options};
