//! Accounts over a real database of either engine: replay, erasure, scopes, concurrency.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy does not know as such")]

mod replay;
mod scopes;
mod seal;
