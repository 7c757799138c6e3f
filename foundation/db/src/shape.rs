//! The tables of a database as they are, and their rows one after the other: for copies between
//! engines, and for comparing two databases. Knows no table by name.

use futures::TryStreamExt as _;
use sea_orm::{QueryResult, Statement, StreamTrait as _, Value};

use crate::{Column as _, DbError, Engine, Param as _, Row, Tx, params};

/// What a column holds; every column type that migrations may use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Whole numbers: counts, and instants in milliseconds.
    Int,
    /// Fractions.
    Real,
    /// Yes or no.
    Bool,
    /// Text.
    Text,
    /// Bytes; with SQLite also ids.
    Bytes,
    /// Ids, where the engine has a type for them.
    Id,
}

/// A table and its columns, in the order in which they were declared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Name and kind of each column.
    pub columns: Vec<(String, Kind)>,
}

/// One value, alike for both engines: an id is its 16 bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Whole number.
    Int(i64),
    /// Fraction.
    Real(f64),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(String),
    /// Bytes or an id.
    Bytes(Vec<u8>),
}

impl Cell {
    const fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Null | Self::Int(_) | Self::Real(_) | Self::Bool(_) => 8,
        }
    }
}

/// Rows and bytes that are copied at a time: what a copy holds in memory.
const BATCH_ROWS: usize = 500;
const BATCH_BYTES: usize = 4 << 20;

/// All tables of the database (with PostgreSQL: of the present schema), by name.
///
/// # Errors
///
/// [`DbError::Engine`], and [`DbError::Column`] for a column type that migrations must not use.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Table>, DbError> {
    let sql = match tx.engine() {
        Engine::Sqlite => {
            "SELECT m.name AS table_name, c.name AS column_name, c.type AS data_type
             FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_'
             ORDER BY m.name, c.cid"
        }
        Engine::Postgres => {
            "SELECT CAST(t.table_name AS TEXT) AS table_name,
                    CAST(c.column_name AS TEXT) AS column_name,
                    CAST(c.data_type AS TEXT) AS data_type
             FROM information_schema.tables t
             JOIN information_schema.columns c
               ON c.table_schema = t.table_schema AND c.table_name = t.table_name
             WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
             ORDER BY CAST(t.table_name AS TEXT) COLLATE \"C\", c.ordinal_position"
        }
    };
    let mut tables: Vec<Table> = Vec::new();
    for row in tx.query(sql, params![]).await? {
        let name: String = row.get("table_name")?;
        let column: String = row.get("column_name")?;
        let kind = kind_of(&column, &row.get::<String>("data_type")?)?;
        match tables.last_mut() {
            Some(table) if table.name == name => table.columns.push((column, kind)),
            _ => tables.push(Table { name, columns: vec![(column, kind)] }),
        }
    }
    Ok(tables)
}

fn kind_of(column: &str, declared: &str) -> Result<Kind, DbError> {
    match declared.to_ascii_uppercase().as_str() {
        "BIGINT" | "INTEGER" | "INT" | "SMALLINT" => Ok(Kind::Int),
        "DOUBLE PRECISION" | "REAL" | "DOUBLE" => Ok(Kind::Real),
        "BOOLEAN" => Ok(Kind::Bool),
        "TEXT" => Ok(Kind::Text),
        "BLOB" | "BYTEA" => Ok(Kind::Bytes),
        "UUID" => Ok(Kind::Id),
        other => Err(DbError::Column {
            column: column.to_owned(),
            reason: format!("type {other} is none that migrations may use"),
        }),
    }
}

impl Table {
    /// Hands every row to `each`, one after the other, in no fixed order. Memory does not grow
    /// with the table.
    ///
    /// # Errors
    ///
    /// [`DbError`] of the reading, or the one that `each` answers with.
    pub async fn each_row<E: From<DbError>>(
        &self,
        tx: &mut Tx,
        mut each: impl FnMut(Vec<Cell>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = tx.inner().stream_raw(self.select(tx)).await.map_err(DbError::from)?;
        while let Some(row) = rows.try_next().await.map_err(DbError::from)? {
            each(self.cells(&row)?)?;
        }
        Ok(())
    }

    /// Copies every row into `target`, a table of the same name and columns in another database,
    /// telling `told` how many rows are done. Returns how many rows there were.
    pub(crate) async fn copy_rows(
        &self,
        source: &mut Tx,
        target: &Self,
        target_tx: &mut Tx,
        mut told: impl FnMut(u64),
    ) -> Result<u64, DbError> {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut kinds = Vec::new();
        for name in &columns {
            let column = target.columns.iter().find(|(column, _)| column == name);
            kinds.push(column.map(|(_, kind)| *kind).ok_or_else(|| DbError::Column {
                column: format!("{}.{name}", self.name),
                reason: "the target has no such column".to_owned(),
            })?);
        }
        let mut rows = source.inner().stream_raw(self.select(source)).await?;
        let (mut batch, mut bytes, mut copied) = (Vec::new(), 0, 0);
        loop {
            let row = rows.try_next().await?;
            let is_last = row.is_none();
            if let Some(row) = row {
                let mut values = Vec::with_capacity(columns.len());
                for ((cell, kind), column) in
                    self.cells(&row)?.into_iter().zip(&kinds).zip(&columns)
                {
                    bytes += cell.size();
                    values.push(kind.bind(cell, column)?);
                }
                batch.push(values);
            }
            if batch.len() >= BATCH_ROWS || bytes >= BATCH_BYTES || (is_last && !batch.is_empty()) {
                copied += batch.len() as u64;
                let full = std::mem::take(&mut batch);
                target_tx.insert(&target.name, &columns, full, "").await?;
                bytes = 0;
                told(copied);
            }
            if is_last {
                return Ok(copied);
            }
        }
    }

    fn select(&self, tx: &Tx) -> Statement {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, kind)| match kind {
                Kind::Int => format!("CAST({name} AS BIGINT) AS {name}"),
                Kind::Real => format!("CAST({name} AS DOUBLE PRECISION) AS {name}"),
                _ => name.clone(),
            })
            .collect();
        tx.statement(&format!("SELECT {} FROM {}", columns.join(", "), self.name), params![])
    }

    fn cells(&self, row: &QueryResult) -> Result<Vec<Cell>, DbError> {
        self.columns.iter().map(|(name, kind)| kind.read(row, name)).collect()
    }

    /// How many rows it has.
    ///
    /// # Errors
    ///
    /// [`DbError::Engine`].
    pub async fn row_count(&self, tx: &mut Tx) -> Result<u64, DbError> {
        let sql = format!("SELECT COUNT(*) AS n FROM {}", self.name);
        let row: Row = tx.one(&sql, params![]).await?;
        Ok(u64::try_from(row.get::<i64>("n")?).unwrap_or(0))
    }
}

impl Kind {
    fn read(self, row: &QueryResult, name: &str) -> Result<Cell, DbError> {
        let cell = match self {
            Self::Int => Option::<i64>::read(row, name)?.map(Cell::Int),
            Self::Real => Option::<f64>::read(row, name)?.map(Cell::Real),
            Self::Bool => Option::<bool>::read(row, name)?.map(Cell::Bool),
            Self::Text => Option::<String>::read(row, name)?.map(Cell::Text),
            Self::Bytes => Option::<Vec<u8>>::read(row, name)?.map(Cell::Bytes),
            Self::Id => {
                Option::<uuid::Uuid>::read(row, name)?.map(|id| Cell::Bytes(id.as_bytes().to_vec()))
            }
        };
        Ok(cell.unwrap_or(Cell::Null))
    }

    /// The value to bind so that a column of this kind receives `cell`.
    ///
    /// # Errors
    ///
    /// [`DbError::Column`] when the cell does not fit.
    pub(crate) fn bind(self, cell: Cell, column: &str) -> Result<Value, DbError> {
        let misfit = |found: &str| DbError::Column {
            column: column.to_owned(),
            reason: format!("{found} does not fit {self:?}"),
        };
        Ok(match (self, cell) {
            (Self::Int, Cell::Int(value)) => value.into_value(),
            (Self::Int, Cell::Null) => i64::null(),
            (Self::Real, Cell::Real(value)) => value.into_value(),
            (Self::Real, Cell::Null) => f64::null(),
            (Self::Bool, Cell::Bool(value)) => value.into_value(),
            (Self::Bool, Cell::Null) => bool::null(),
            (Self::Text, Cell::Text(value)) => value.into_value(),
            (Self::Text, Cell::Null) => String::null(),
            (Self::Bytes, Cell::Bytes(value)) => value.into_value(),
            (Self::Bytes, Cell::Null) => Vec::<u8>::null(),
            (Self::Id, Cell::Bytes(value)) => uuid::Uuid::from_slice(&value)
                .map_err(|error| misfit(&error.to_string()))?
                .into_value(),
            (Self::Id, Cell::Null) => uuid::Uuid::null(),
            (_, cell) => return Err(misfit(&format!("{cell:?}"))),
        })
    }
}
