//! Opening a database: a file of SQLite, or PostgreSQL by its address.

use std::path::Path;
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::{DbError, Tx};

/// Which engine holds the state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    /// One file, the default.
    Sqlite,
    /// PostgreSQL 13 or later.
    Postgres,
}

/// An open database: many readers, and with SQLite exactly one writer.
#[derive(Clone, Debug)]
pub struct Db {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    engine: Engine,
}

/// Memory that SQLite's page cache may take, in KiB, for the writer and for each reader.
const WRITER_CACHE_KIB: u32 = 32 << 10;
const READER_CACHE_KIB: u32 = 8 << 10;

impl Db {
    /// Opens or creates a SQLite file: write-ahead log, foreign keys on, one writer.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`] when the file cannot be opened.
    pub async fn open_file(path: &Path) -> Result<Self, DbError> {
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let writer = Database::connect(sqlite(&url, 1, WRITER_CACHE_KIB)).await?;
        let reader = Database::connect(sqlite(&url, 4, READER_CACHE_KIB)).await?;
        Ok(Self { reader, writer, engine: Engine::Sqlite })
    }

    /// Opens PostgreSQL by its address (`postgres://…`), in `schema` if one is given.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`] when the server cannot be reached.
    pub async fn open_postgres(url: &str, schema: Option<&str>) -> Result<Self, DbError> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(8).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
        if let Some(schema) = schema {
            options.set_schema_search_path(schema);
        }
        let connection = Database::connect(options).await?;
        Ok(Self { reader: connection.clone(), writer: connection, engine: Engine::Postgres })
    }

    /// Which engine this is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// A transaction that only reads; it sees one state from beginning to end.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn read(&self) -> Result<Tx, DbError> {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions::default(),
            // PostgreSQL's default sees another state with every statement.
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(Tx::new(self.reader.begin_with_options(options).await?))
    }

    /// A transaction that may write. With SQLite it waits until the writer is free.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn write(&self) -> Result<Tx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx::new(self.writer.begin_with_options(options).await?))
    }

    /// Runs one statement outside a transaction, such as `VACUUM INTO` or `CREATE SCHEMA`.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn run_alone(&self, sql: &str) -> Result<(), DbError> {
        use sea_orm::ConnectionTrait as _;
        self.writer.execute_unprepared(sql).await?;
        Ok(())
    }

    /// Runs one statement on a connection for reading, so that writers go on meanwhile.
    pub(crate) async fn run_beside(&self, sql: &str) -> Result<(), DbError> {
        use sea_orm::ConnectionTrait as _;
        self.reader.execute_unprepared(sql).await?;
        Ok(())
    }

    /// Closes all connections; with SQLite the write-ahead log is folded into the file.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn close(self) -> Result<(), DbError> {
        self.reader.close().await?;
        if self.engine == Engine::Sqlite {
            self.writer.close().await?;
        }
        Ok(())
    }
}

fn sqlite(url: &str, connections: u32, cache_kib: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(120))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(60))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                .pragma("temp_store", "FILE")
                .pragma("cache_size", format!("-{cache_kib}"))
        });
    options
}
