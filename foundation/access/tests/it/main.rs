//! Accounts over a real database of either engine: replay, erasure, scopes, concurrency.

mod replay;
mod scopes;
