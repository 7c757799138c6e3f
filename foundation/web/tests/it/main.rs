//! The frame with real routes, layers and a real database.

mod accounts;
mod frame;
mod matrix;
mod session;
mod support;
