//! The tables of directives: written by the events, read by everybody.

pub mod cut_offs;
pub mod directives;
pub mod explanations;
pub mod search;

use db::{DbError, Row};
use serde::de::DeserializeOwned;

/// A stored value that cannot be read.
pub(crate) fn unreadable(column: &str, reason: impl ToString) -> DbError {
    DbError::Column { column: column.to_owned(), reason: reason.to_string() }
}

/// A column that holds JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T, DbError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}

/// A column that holds JSON or nothing.
pub(crate) fn optional_json<T: DeserializeOwned>(
    row: &Row,
    column: &str,
) -> Result<Option<T>, DbError> {
    row.get::<Option<String>>(column)?
        .map(|text| serde_json::from_str(&text).map_err(|error| unreadable(column, error)))
        .transpose()
}

/// A column that holds the hash of a payload, or nothing.
pub(crate) fn hash(row: &Row, column: &str) -> Result<Option<ledger::PayloadHash>, DbError> {
    row.get::<Option<Vec<u8>>>(column)?
        .map(|bytes| {
            <[u8; 32]>::try_from(bytes.as_slice())
                .map(ledger::PayloadHash::from_bytes)
                .map_err(|_| unreadable(column, "a hash has 32 bytes"))
        })
        .transpose()
}

pub(crate) fn count(row: &Row, column: &str) -> Result<u64, DbError> {
    Ok(u64::try_from(row.get::<i64>(column)?).unwrap_or(0))
}

pub(crate) fn stored(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}
