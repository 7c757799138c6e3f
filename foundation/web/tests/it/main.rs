//! The frame with real routes, layers and a real database.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests, which clippy does not know as such"
)]

mod accounts;
mod frame;
mod matrix;
mod registry;
mod session;
mod support;
mod uploads;
