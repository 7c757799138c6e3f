//! The state into one SQLite file, and from there into an empty database.

use std::path::Path;

use kernel::Timestamp;

use super::{BackupError, Progress};
use crate::shape::{self, Table};
use crate::{Db, Engine, Migration, Tx, params};

const COPYING: &str = "jobs.stages.backup.state";
const RESTORING: &str = "jobs.stages.restore.state";
const OWN_TABLE: &str = "schema_steps";

/// Copies the state, as it is at one instant, into a new SQLite file, while others read and write.
/// `steps` are those of the program, which the database must have.
///
/// # Errors
///
/// [`BackupError::Exists`] when there is such a file, [`BackupError::Disk`], [`BackupError::Db`].
/// No file is left behind then.
pub async fn copy_to(
    db: &Db,
    steps: &[Migration],
    path: &Path,
    now: Timestamp,
    progress: &Progress,
) -> Result<(), BackupError> {
    if path.exists() {
        return Err(BackupError::Exists { path: path.to_owned() });
    }
    let copied = match db.engine() {
        Engine::Sqlite => copy_sqlite(db, path, progress).await,
        Engine::Postgres => copy_postgres(db, steps, path, now, progress).await,
    };
    let copied = match copied {
        Ok(()) => sync(path),
        Err(error) => Err(error),
    };
    if copied.is_err() {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            // What is not there needs no removal.
            let _ = std::fs::remove_file(name);
        }
    }
    copied
}

async fn copy_sqlite(db: &Db, path: &Path, progress: &Progress) -> Result<(), BackupError> {
    let Some(name) = path.to_str() else {
        let reason = std::io::Error::new(std::io::ErrorKind::InvalidInput, "not UTF-8");
        return Err(BackupError::disk(path)(reason));
    };
    progress(0, None, COPYING);
    // One read transaction; the writer goes on in its write-ahead log.
    db.run_beside(&format!("VACUUM INTO '{}'", name.replace('\'', "''"))).await?;
    let bytes = std::fs::metadata(path).map_err(BackupError::disk(path))?.len();
    progress(bytes, Some(bytes), COPYING);
    Ok(())
}

async fn copy_postgres(
    db: &Db,
    steps: &[Migration],
    path: &Path,
    now: Timestamp,
    progress: &Progress,
) -> Result<(), BackupError> {
    let copy = Db::open_file(path).await?;
    copy.migrate(steps, now).await?;
    let mut source = db.read().await?;
    let mut target = copy.write().await?;
    copy_all(&mut source, &mut target, progress, COPYING).await?;
    target.commit().await?;
    source.commit().await?;
    copy.close().await?;
    Ok(())
}

/// Fills an empty database of either engine from a copy that [`copy_to`] made. A copy of an older
/// program is first brought to the program's steps, in its own file. Returns the rows restored.
///
/// # Errors
///
/// [`BackupError::NotEmpty`], [`BackupError::Shape`] when a table is not what the steps make,
/// [`crate::DbError::Newer`] for a copy of a newer program, [`BackupError::Db`]. The database
/// holds no rows then.
pub async fn restore(
    copy: &Path,
    db: &Db,
    steps: &[Migration],
    now: Timestamp,
    progress: &Progress,
) -> Result<u64, BackupError> {
    if !copy.is_file() {
        let reason = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(BackupError::disk(copy)(reason));
    }
    let mut tx = db.read().await?;
    for table in shape::tables(&mut tx).await? {
        if table.name != OWN_TABLE && table.row_count(&mut tx).await? > 0 {
            return Err(BackupError::NotEmpty { table: table.name });
        }
    }
    tx.commit().await?;

    let copy = Db::open_file(copy).await?;
    let filled = fill(&copy, db, steps, now, progress).await;
    copy.close().await?;
    filled
}

async fn fill(
    copy: &Db,
    db: &Db,
    steps: &[Migration],
    now: Timestamp,
    progress: &Progress,
) -> Result<u64, BackupError> {
    let mut source = copy.read().await?;
    if !shape::tables(&mut source).await?.iter().any(|table| table.name == OWN_TABLE) {
        return Err(BackupError::NotABackup { reason: format!("no table {OWN_TABLE}") });
    }
    source.commit().await?;
    copy.migrate(steps, now).await?;
    db.migrate(steps, now).await?;
    let mut source = copy.read().await?;
    let mut target = db.write().await?;
    let foreign_keys = match target.engine() {
        Engine::Sqlite => Vec::new(),
        Engine::Postgres => drop_foreign_keys(&mut target).await?,
    };
    let rows = copy_all(&mut source, &mut target, progress, RESTORING).await?;
    for (table, name, definition) in foreign_keys {
        let sql = format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}");
        target.execute(&sql, params![]).await?;
    }
    target.commit().await?;
    source.commit().await?;
    Ok(rows)
}

/// Copies all rows of all tables, in whose place nothing stays.
async fn copy_all(
    source: &mut Tx,
    target: &mut Tx,
    progress: &Progress,
    stage: &'static str,
) -> Result<u64, BackupError> {
    let tables = paired(shape::tables(source).await?, shape::tables(target).await?)?;
    let mut total = 0;
    for (table, _) in &tables {
        total += table.row_count(source).await?;
    }
    if target.engine() == Engine::Sqlite {
        // Rows come in no order; what they refer to is checked at the commit.
        target.execute("PRAGMA defer_foreign_keys = ON", params![]).await?;
    }
    for (_, table) in &tables {
        target.execute(&format!("DELETE FROM {}", table.name), params![]).await?;
    }
    let mut done = 0;
    progress(done, Some(total), stage);
    for (table, into) in &tables {
        let before = done;
        let told = |copied| progress(before + copied, Some(total), stage);
        done += table.copy_rows(source, into, target, told).await?;
    }
    Ok(done)
}

fn paired(source: Vec<Table>, target: Vec<Table>) -> Result<Vec<(Table, Table)>, BackupError> {
    let misfit = |table: &Table, reason: &str| BackupError::Shape {
        table: table.name.clone(),
        reason: reason.to_owned(),
    };
    if let Some(table) =
        target.iter().find(|table| !source.iter().any(|other| other.name == table.name))
    {
        return Err(misfit(table, "not in the source"));
    }
    let mut pairs = Vec::new();
    for table in source {
        let Some(into) = target.iter().find(|into| into.name == table.name) else {
            return Err(misfit(&table, "not in the target"));
        };
        let names = |table: &Table| {
            let mut names: Vec<String> =
                table.columns.iter().map(|(name, _)| name.clone()).collect();
            names.sort();
            names
        };
        if names(&table) != names(into) {
            return Err(misfit(&table, "other columns"));
        }
        pairs.push((table, into.clone()));
    }
    Ok(pairs)
}

/// Takes the foreign keys of the present schema away until the rows are in, since PostgreSQL checks
/// them with every statement; within the transaction nobody sees it.
async fn drop_foreign_keys(tx: &mut Tx) -> Result<Vec<(String, String, String)>, BackupError> {
    let rows = tx
        .query(
            "SELECT CAST(c.conrelid AS regclass)::text AS table_name,
                    quote_ident(c.conname) AS name, pg_get_constraintdef(c.oid) AS definition
             FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
             WHERE c.contype = 'f' AND n.nspname = current_schema()
             ORDER BY 1, 2",
            params![],
        )
        .await?;
    let mut keys = Vec::new();
    for row in rows {
        let (table, name): (String, String) = (row.get("table_name")?, row.get("name")?);
        tx.execute(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}"), params![]).await?;
        keys.push((table, name, row.get("definition")?));
    }
    Ok(keys)
}

fn sync(path: &Path) -> Result<(), BackupError> {
    let file = std::fs::OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(BackupError::disk(path))
}
