//! Whether the log alone gives every table back: the check behind every figure.

use std::collections::BTreeMap;

use anyhow::Result;
use db::Db;
use db::shape::{self, Cell};
use kernel::{Clock as _, Message};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::config::Config;
use crate::machine::MachineClock;
use crate::{house, say, upkeep};

/// Tables that the log does not restore: secrets, sessions, work that is going on, previews.
pub const NOT_IN_THE_LOG: [&str; 11] = [
    "access_secrets",
    "access_recovery_codes",
    "access_sessions",
    "access_token_secrets",
    "access_links",
    "access_attempts",
    "jobs",
    "list_work",
    "registry_import_drafts",
    "schema_steps",
    "server_idempotency",
];

/// How many rows a table has, and a sum over them in which their order does not count.
type Sum = (u64, u128);

/// `luytre audit rebuild`: builds the state from the log in a database beside the live one and
/// compares table by table. The live database is only read. Returns whether they are equal.
///
/// # Errors
///
/// When a database cannot be read or written, or the log cannot be applied.
pub async fn check(config: &Config, as_json: bool) -> Result<bool> {
    let live = upkeep::open(config).await?;
    let file = config.data.join("rebuild.tmp.db");
    remove(&file);
    let result = compare(&live, &file).await;
    remove(&file);
    live.close().await?;
    let (entries, tables, different) = result?;
    let equal = different.is_empty();
    if as_json {
        let value = json!({
            "ok": equal, "entries": entries, "tables": tables, "different": different
        });
        say::text(&serde_json::to_string_pretty(&value)?);
        return Ok(equal);
    }
    let code = if equal { "server.audit.rebuilt" } else { "server.audit.rebuilt_other" };
    let message = Message::new(code).with("entries", entries).with("tables", tables);
    say::line(&message.with("different", different.join(", ")));
    Ok(equal)
}

fn remove(file: &std::path::Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(name);
    }
}

async fn compare(live: &Db, file: &std::path::Path) -> Result<(i64, usize, Vec<String>)> {
    let built = Db::open_file(file).await?;
    built.migrate(&house::migrations(), MachineClock.now()).await?;
    // One transaction on the live side: what is written meanwhile is not seen by either half.
    let mut source = live.read().await?;
    let mut target = built.write().await?;
    let entries = house::projections().rebuild(&mut source, &mut target, None).await?;
    target.commit().await?;
    let wanted = sums(&mut source).await?;
    drop(source);
    let found = sums(&mut built.read().await?).await?;
    built.close().await?;
    let different = wanted
        .iter()
        .filter(|(name, sum)| found.get(*name) != Some(sum))
        .map(|(name, _)| name.clone())
        .collect();
    Ok((entries, wanted.len(), different))
}

async fn sums(tx: &mut db::Tx) -> Result<BTreeMap<String, Sum>> {
    let mut sums = BTreeMap::new();
    for table in shape::tables(tx).await? {
        if NOT_IN_THE_LOG.contains(&table.name.as_str()) {
            continue;
        }
        let (mut rows, mut sum) = (0_u64, 0_u128);
        table
            .each_row(tx, |cells| {
                rows += 1;
                sum = sum.wrapping_add(row_sum(&cells));
                Ok::<(), db::DbError>(())
            })
            .await?;
        sums.insert(table.name, (rows, sum));
    }
    Ok(sums)
}

fn row_sum(cells: &[Cell]) -> u128 {
    let mut hasher = Sha256::new();
    for cell in cells {
        let (kind, bytes) = match cell {
            Cell::Null => (0, Vec::new()),
            Cell::Int(value) => (1, value.to_be_bytes().to_vec()),
            Cell::Real(value) => (2, value.to_be_bytes().to_vec()),
            // SQLite keeps yes and no as numbers, PostgreSQL as a type of their own.
            Cell::Bool(value) => (1, i64::from(*value).to_be_bytes().to_vec()),
            Cell::Text(text) => (3, text.as_bytes().to_vec()),
            Cell::Bytes(bytes) => (4, bytes.clone()),
        };
        hasher.update([kind]);
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    }
    let hash: [u8; 32] = hasher.finalize().into();
    hash.iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte))
}
