//! A transaction: all reading and writing of a `store.rs` goes through it.

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, TransactionTrait,
    Value,
};

use crate::{Column, DbError, Engine};

/// Values bound to one statement at most; SQLite allows 32,766 and PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;

/// A running transaction. Dropped without a commit, it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
}

/// One row of an answer.
#[derive(Debug)]
pub struct Row(QueryResult);

impl Row {
    /// Reads a column by its name.
    ///
    /// # Errors
    ///
    /// [`DbError::Column`] when the column is missing or holds something else.
    pub fn get<T: Column>(&self, name: &str) -> Result<T, DbError> {
        T::read(&self.0, name)
    }
}

impl Tx {
    pub(crate) const fn new(inner: DatabaseTransaction) -> Self {
        Self { inner }
    }

    /// Which engine answers, for the few statements that differ.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.inner.get_database_backend() {
            DbBackend::Postgres => Engine::Postgres,
            _ => Engine::Sqlite,
        }
    }

    pub(crate) const fn inner(&self) -> &DatabaseTransaction {
        &self.inner
    }

    pub(crate) fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.inner.get_database_backend(), sql, values)
    }

    /// Runs a statement and returns how many rows it touched.
    ///
    /// # Errors
    ///
    /// [`DbError::Duplicate`] for a key that exists, [`DbError::Engine`] for anything else.
    pub async fn execute(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, DbError> {
        Ok(self.inner.execute_raw(self.statement(sql, values)).await?.rows_affected())
    }

    /// All rows of a query.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn query(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let rows = self.inner.query_all_raw(self.statement(sql, values)).await?;
        Ok(rows.into_iter().map(Row).collect())
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn optional(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, DbError> {
        Ok(self.inner.query_one_raw(self.statement(sql, values)).await?.map(Row))
    }

    /// The first row of a query that must have one.
    ///
    /// # Errors
    ///
    /// [`DbError::Missing`] when there is none, [`DbError::Engine`].
    pub async fn one(&mut self, sql: &str, values: Vec<Value>) -> Result<Row, DbError> {
        self.optional(sql, values).await?.ok_or(DbError::Missing)
    }

    /// Inserts many rows with few statements. `tail` may hold an `ON CONFLICT` clause.
    ///
    /// # Errors
    ///
    /// [`DbError::Duplicate`] for a key that exists, [`DbError::Engine`] for anything else.
    pub async fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<Value>>,
        tail: &str,
    ) -> Result<u64, DbError> {
        // SQLite searches the names of all marks for each mark: thousands of `$n` cost seconds. A
        // bare `?` has no name.
        let numbered = self.engine() == Engine::Postgres;
        let per_statement = (MOST_VALUES / columns.len().max(1)).clamp(1, 1_000);
        let mut rows = rows.into_iter();
        let mut written = 0;
        let mut full = String::new();
        loop {
            let mut values = Vec::new();
            let mut count = 0;
            for row in rows.by_ref().take(per_statement) {
                values.extend(row);
                count += 1;
            }
            if count == 0 {
                return Ok(written);
            }
            if count == per_statement && full.is_empty() {
                full = insert_sql(table, columns, count, numbered, tail);
            }
            let sql = if count == per_statement {
                full.clone()
            } else {
                insert_sql(table, columns, count, numbered, tail)
            };
            written += self.execute(&sql, values).await?;
        }
    }

    /// Begins a transaction inside this one, to be undone alone; used for rows that may fail.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn nested(&mut self) -> Result<Self, DbError> {
        Ok(Self { inner: self.inner.begin().await? })
    }

    /// Makes everything that was done lasting.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`]; nothing is kept then.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.inner.commit().await?)
    }
}

fn insert_sql(table: &str, columns: &[&str], rows: usize, numbered: bool, tail: &str) -> String {
    use std::fmt::Write as _;
    let mut sql = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    let mut next = 1;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            let comma = if column == 0 { "" } else { ", " };
            if numbered {
                // Writing to a string cannot fail.
                let _ = write!(sql, "{comma}${next}");
                next += 1;
            } else {
                sql.push_str(comma);
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push(' ');
    sql.push_str(tail);
    sql
}

#[cfg(test)]
mod tests {
    #[test]
    fn many_rows_are_numbered_through() {
        assert_eq!(
            super::insert_sql("t", &["a", "b"], 2, true, "ON CONFLICT DO NOTHING"),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING"
        );
        assert_eq!(
            super::insert_sql("t", &["a", "b"], 2, false, ""),
            "INSERT INTO t (a, b) VALUES (?, ?), (?, ?) "
        );
    }
}
