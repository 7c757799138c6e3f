//! Numbered steps that bring a database to the program's version; expand, move, contract.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use kernel::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Db, DbError, Engine, params};

/// One step. A step that was released is never changed; a mistake is mended by the next.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The crate that owns the tables.
    pub part: &'static str,
    /// Number within the part, from 1 without a gap.
    pub step: u32,
    /// Statements, each ended by `;` at the end of a line. `{id}` and `{bytes}` are replaced.
    pub sql: &'static str,
}

const OWN_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_steps (
    part TEXT NOT NULL,
    step BIGINT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (part, step)
)";

impl Db {
    /// Applies the steps that are missing, in the order given, all or nothing.
    ///
    /// # Errors
    ///
    /// [`DbError::Newer`] when the database has a step that is not among `steps`,
    /// [`DbError::ChangedStep`] when an applied step reads differently, [`DbError::Engine`].
    pub async fn migrate(&self, steps: &[Migration], now: Timestamp) -> Result<(), DbError> {
        let mut tx = self.write().await?;
        tx.execute(OWN_TABLE, params![]).await?;
        let mut applied = BTreeMap::new();
        for row in tx.query("SELECT part, step, checksum FROM schema_steps", params![]).await? {
            let key = (row.get::<String>("part")?, row.get::<i64>("step")?);
            applied.insert(key, row.get::<String>("checksum")?);
        }
        for migration in steps {
            let checksum = HEXLOWER.encode(&Sha256::digest(migration.sql.as_bytes()));
            let key = (migration.part.to_owned(), i64::from(migration.step));
            match applied.remove(&key) {
                Some(before) if before == checksum => {}
                Some(_) => {
                    return Err(DbError::ChangedStep { part: key.0, step: key.1 });
                }
                None => {
                    for statement in statements(migration.sql, self.engine()) {
                        tx.execute(&statement, params![]).await?;
                    }
                    tx.execute(
                        "INSERT INTO schema_steps (part, step, checksum, applied_at)
                         VALUES ($1, $2, $3, $4)",
                        params![migration.part, key.1, checksum, now],
                    )
                    .await?;
                }
            }
        }
        if let Some(((part, step), _)) = applied.into_iter().next() {
            return Err(DbError::Newer { part, step });
        }
        tx.commit().await
    }
}

fn statements(sql: &str, engine: Engine) -> Vec<String> {
    let (id, bytes) = match engine {
        Engine::Sqlite => ("BLOB", "BLOB"),
        Engine::Postgres => ("UUID", "BYTEA"),
    };
    let without_comments: String = sql
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    without_comments
        .replace("{id}", id)
        .replace("{bytes}", bytes)
        .split(";\n")
        .map(str::trim)
        .filter(|statement| !statement.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_split_and_typed() {
        let sql = "-- why\nCREATE TABLE a (b {id});\n\nCREATE INDEX c ON a (b);\n";
        assert_eq!(
            statements(sql, Engine::Sqlite),
            ["CREATE TABLE a (b BLOB)", "CREATE INDEX c ON a (b)"]
        );
        assert_eq!(statements(sql, Engine::Postgres)[0], "CREATE TABLE a (b UUID)");
    }
}
