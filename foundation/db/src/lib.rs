//! State on SQLite and PostgreSQL by the same SQL. See `README.md`.
#![doc = include_str!("../README.md")]

pub mod backup;
mod error;
mod migrate;
mod open;
pub mod shape;
mod tx;
mod value;

pub use error::DbError;
pub use migrate::Migration;
pub use open::{Db, Engine};
pub use tx::{Row, Tx};
pub use value::{Column, Param};

/// A value as bound to a statement.
pub use sea_orm::Value;

/// The values of a statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::Param::into_value($value)),*] };
}
