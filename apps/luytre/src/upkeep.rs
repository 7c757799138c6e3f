//! Care of an installation: copies, keys, accounts from the machine itself, the sample's end.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::http::Method;
use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use db::Db;
use db::backup::{self, Contents};
use kernel::{Clock as _, Message};
use serde_json::{Value, json};

use crate::client::{Client, socket};
use crate::config::Config;
use crate::house::{self, House};
use crate::keys::{self, Keys};
use crate::machine::MachineClock;
use crate::say::Refusal;
use crate::{Account, heads, machine, say};

/// Facts of a copy that the restore compares.
const HEAD_SEQ: &str = "log_head_seq";
const HEAD_HASH: &str = "log_head_hash";

fn progress() -> backup::Progress {
    Arc::new(|done, total, step| {
        tracing::debug!(done, total, step, "copying");
    })
}

pub(crate) async fn open(config: &Config) -> Result<Db> {
    Ok(match &config.database {
        Some(address) => Db::open_postgres(address, None).await?,
        None => Db::open_file(&house::database_file(&config.data)).await?,
    })
}

fn of_folder(code: &str, config: &Config) -> Refusal {
    Refusal::about(code, "folder", config.data.display())
}

/// `luytre backup`: state, files and the head of the log in one file. The key file is not in it.
///
/// # Errors
///
/// When the file is there already or cannot be written.
pub async fn backup(config: &Config, out: &Path) -> Result<()> {
    if config.database.is_none() && !house::database_file(&config.data).exists() {
        return Err(of_folder("server.backup.nothing", config).into());
    }
    let now = MachineClock.now();
    let db = open(config).await?;
    let state = out.with_extension("state.tmp");
    let _ = std::fs::remove_file(&state);
    backup::copy_to(&db, &house::migrations(), &state, now, &progress()).await?;
    let copied = Db::open_file(&state).await?;
    let head = ledger::journal::head(&mut copied.read().await?).await?;
    copied.close().await?;
    let mut facts = BTreeMap::new();
    if let Some(head) = head {
        facts.insert(HEAD_SEQ.to_owned(), head.seq.to_string());
        facts.insert(HEAD_HASH.to_owned(), HEXLOWER.encode(&head.hash));
    }
    let keys = Keys::open(&config.data, true)?;
    let contents = Contents {
        state: state.clone(),
        folders: BTreeMap::from([("files/objects".to_owned(), files(config))]),
        facts,
        keys_needed: BTreeMap::from([(keys::FILE.to_owned(), keys.node_key()?.id())]),
        program: format!("luytre {}", env!("CARGO_PKG_VERSION")),
        made_at: now,
    };
    let packed = backup::pack(contents, out, &progress()).await;
    let _ = std::fs::remove_file(&state);
    let manifest = packed?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    say::line(
        &Message::new("server.backup.made")
            .with("file", out.display())
            .with("files", manifest.files.len())
            .with("bytes", bytes)
            .with("keys", config.data.join(keys::FILE).display()),
    );
    Ok(())
}

fn files(config: &Config) -> PathBuf {
    config.data.join("files").join("objects")
}

/// `luytre restore`: into an empty data directory; the log is checked before anything counts.
///
/// # Errors
///
/// When the directory is not empty, a sum does not fit, or the log is not sound.
pub async fn restore(config: &Config, archive: &Path) -> Result<()> {
    let _lock = house::lock(&config.data)?;
    if config.database.is_none() && house::database_file(&config.data).exists() {
        return Err(of_folder("server.backup.not_empty", config).into());
    }
    let keys = Keys::open(&config.data, true).with_context(|| {
        let file = config.data.join(keys::FILE);
        Refusal::about("server.backup.keys_first", "file", file.display())
    })?;
    let folder = config.data.join("restore.tmp");
    let _ = std::fs::remove_dir_all(&folder);
    let limits = backup::Limits::default();
    let manifest = backup::unpack(archive, &folder, limits, &progress()).await?;
    let now = MachineClock.now();
    let target = if config.database.is_some() {
        open(config).await?
    } else {
        Db::open_file(&folder.join("restored.db")).await?
    };
    let steps = house::migrations();
    backup::restore(&folder.join(backup::STATE), &target, &steps, now, &progress()).await?;
    let kept: Vec<(i64, String)> = manifest
        .facts
        .get(HEAD_SEQ)
        .zip(manifest.facts.get(HEAD_HASH))
        .and_then(|(seq, hash)| Some((seq.parse().ok()?, hash.clone())))
        .into_iter()
        .collect();
    let mut tx = target.read().await?;
    let found = ledger::journal::verify(&keys.trusted()?, &kept, &mut tx).await?;
    drop(tx);
    if found.is_sound() {
        house::reseal(&keys, &machine::ids(), &target).await?;
    }
    target.close().await?;
    if !found.is_sound() {
        let fault = format!("{:?}", found.faults.first());
        return Err(Refusal::about("server.backup.unsound", "fault", fault).into());
    }
    let objects = folder.join("files").join("objects");
    if objects.exists() {
        std::fs::create_dir_all(config.data.join("files"))?;
        std::fs::rename(objects, files(config)).context("the files cannot be put in place")?;
    }
    if config.database.is_none() {
        // The database last: it says that the directory is whole.
        let restored = folder.join("restored.db");
        std::fs::rename(restored, house::database_file(&config.data))?;
    }
    std::fs::remove_dir_all(&folder)?;
    if let Some(head) = found.head {
        heads::keep(&config.data, &head)?;
    }
    say::line(&Message::new("server.backup.restored").with("entries", found.entries));
    Ok(())
}

/// `luytre keys rotate`
///
/// # Errors
///
/// When a server has the data directory, the file cannot be written, or the database cannot be
/// opened.
pub async fn rotate(config: &Config) -> Result<()> {
    let _lock = house::lock(&config.data)?;
    let id = Keys::rotate(&config.data)?;
    if config.database.is_some() || house::database_file(&config.data).exists() {
        // Were this cut short, the next start would go on with it.
        let db = open(config).await?;
        db.migrate(&house::migrations(), MachineClock.now()).await?;
        house::reseal(&Keys::open(&config.data, true)?, &machine::ids(), &db).await?;
        db.close().await?;
    }
    say::line(&Message::new("server.keys.rotated").with("key", id));
    Ok(())
}

/// `luytre openapi`: the description of the API, from an empty house.
///
/// # Errors
///
/// When the temporary house cannot be made.
pub async fn openapi() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("luytre-openapi-{}", std::process::id()));
    let house = House::open(Config::read(&folder, Some("127.0.0.1:0"))?).await?;
    let document = house.openapi();
    house.state.db.clone().close().await?;
    drop(house);
    let _ = std::fs::remove_dir_all(&folder);
    say::text(&serde_json::to_string_pretty(&document)?);
    Ok(())
}

/// `luytre account reset|first`
///
/// # Errors
///
/// When there is no such account, or a first account exists.
pub async fn account(config: &Config, what: &Account) -> Result<()> {
    match what {
        Account::Reset { login } => {
            let client = Client::open(config.clone()).await?;
            let page = client.get("/api/v1/accounts").await?;
            let found = page
                .get("items")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .find(|item| item.get("login").and_then(Value::as_str) == Some(login));
            let id = found
                .and_then(|item| item.get("id"))
                .and_then(Value::as_str)
                .ok_or_else(|| Refusal::about("server.account.unknown", "login", login))?;
            let path = format!("/api/v1/accounts/{id}/reset");
            let answer = client.send(Method::POST, &path, &json!({})).await?;
            let link = answer.get("link").and_then(Value::as_str).unwrap_or_default();
            say::line(&Message::new("server.account.reset").with("link", link));
        }
        Account::First => {
            let db = open(config).await?;
            let mut tx = db.write().await?;
            let secret =
                access::links::first_account_link(&machine::ids(), MachineClock.now(), &mut tx)
                    .await?;
            tx.commit().await?;
            let secret = secret.ok_or_else(|| Refusal::new("server.account.exists"))?;
            let link = format!("{}/bat-dau?token={}", config.public_url, secret.expose());
            say::line(&Message::new("server.welcome.first_account").with("link", link));
        }
    }
    Ok(())
}

/// `luytre demo clear` where no server runs; a running server does it by its own route.
///
/// # Errors
///
/// When a server has the data directory.
pub async fn clear_demo(config: &Config) -> Result<()> {
    if tokio::net::UnixStream::connect(socket(&config.data)).await.is_ok() {
        let client = Client::open(config.clone()).await?;
        client.send(Method::POST, "/api/v1/demo/clear", &json!({ "confirm": "xoa" })).await?;
    } else {
        let house = House::open(config.clone()).await?;
        crate::demo::clear(&house).await?;
    }
    say::line(&Message::new("server.demo.cleared"));
    Ok(())
}

/// Days after which a registry file that was previewed and never confirmed is forgotten, with the
/// personal data in it.
const DRAFT_DAYS: i64 = 7;

/// Forgets previews of registry files that nobody goes on with. Returns how many there were.
///
/// # Errors
///
/// When the database cannot be written.
pub async fn forget_drafts(house: &House) -> Result<u64> {
    let before = house.state.clock.now() - TimeDelta::days(DRAFT_DAYS);
    let mut tx = house.state.db.write().await?;
    let forgotten = registry::store::forget_drafts(before, &mut tx).await?;
    tx.commit().await?;
    Ok(forgotten)
}

/// Whether a board shows something of a sort.
#[must_use]
pub fn owes(board: &Value, what: &str) -> bool {
    let totals = board.get("totals").and_then(Value::as_array).into_iter().flatten();
    totals.filter_map(|tally| tally.get(what).and_then(Value::as_u64)).any(|count| count > 0)
}

/// Percent-encodes a value of a query (RFC 3986).
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
