//! Accounts over a real database of either engine.
