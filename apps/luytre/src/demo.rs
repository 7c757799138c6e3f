//! The sample province, loaded through the same importers that a user has.

use access::AccountEvent;
use anyhow::{Context as _, Result};
use db::params;
use kernel::Message;
use ledger::journal::payload;
use ledger::{Actor, Event as _};
use rust_embed::RustEmbed;

use web::settings::{Settings, SettingsChanged};

use crate::client::Client;
use crate::house::House;
use crate::{import, say};

#[derive(RustEmbed)]
#[folder = "../../examples/tre-xanh"]
struct Files;

/// The files in the order in which they build on each other.
const REGISTRY: [(&str, &str); 4] = [
    ("organizations", "don-vi.xlsx"),
    ("sites", "dia-diem.csv"),
    ("claims", "dai-dia-chi.csv"),
    ("people", "dau-moi.xlsx"),
];
const LISTS: [&str; 3] = [
    "danh-sach-botnet-2025-11.xlsx",
    "danh-sach-botnet-2025-12.docx",
    "danh-sach-botnet-2026-01.csv",
];
const LETTERS: [&str; 2] = ["cong-van-ubnd.docx", "cong-van-tet.docx"];
/// The zone of times that state none, as the person who keeps the lists would answer.
const ZONE: &str = "Asia/Ho_Chi_Minh";

fn content(name: &str) -> Result<Vec<u8>> {
    let file = Files::get(name).with_context(|| format!("{name} is not in the program"))?;
    Ok(file.data.into_owned())
}

/// Loads the sample into an empty house, once: not again after it was cleared or real data came.
///
/// # Errors
///
/// When a file is refused.
pub async fn load_once(house: &House) -> Result<()> {
    let entries = ledger::journal::entry_count(&mut house.state.db.read().await?).await?;
    if entries > 0 {
        return Ok(());
    }
    say::line(&Message::new("server.demo.loading"));
    set_flag(house, true).await?;
    load(&Client::within(house.clone())).await?;
    say::line(&Message::new("server.demo.loaded"));
    Ok(())
}

/// Loads the sample.
///
/// # Errors
///
/// When a file is refused.
pub async fn load(client: &Client) -> Result<()> {
    for (kind, name) in REGISTRY {
        import::registry(client, kind, name, &content(name)?, false).await?;
    }
    for name in LISTS {
        import::list(client, name, &content(name)?, Some(ZONE), false).await?;
    }
    for name in LETTERS {
        import::letter(client, name, &content(name)?, false).await?;
    }
    Ok(())
}

/// Notes whether the sample is loaded, so that the console can say so and offer to clear it.
///
/// # Errors
///
/// When the log cannot be written.
pub async fn set_flag(house: &House, loaded: bool) -> Result<()> {
    let state = &house.state;
    let mut tx = state.db.write().await?;
    let mut changed = settings(&mut tx).await?;
    changed.demo_loaded = loaded;
    let event = SettingsChanged { settings: changed };
    state.journal.record(&event, Actor::System, state.clock.now(), &mut tx).await?;
    tx.commit().await?;
    Ok(())
}

async fn settings(tx: &mut db::Tx) -> Result<Settings> {
    Settings::load(tx).await.map_err(|error| anyhow::anyhow!("settings: {}", error.code()))
}

/// Clears the sample: everything is removed but the accounts, which begin a new log.
///
/// The sample's log ends with its last head; the new log begins with the accounts as they stand,
/// so that whoever set the house up can go on.
///
/// # Errors
///
/// When the sample is not loaded or the database fails; nothing is changed then.
pub async fn clear(house: &House) -> Result<()> {
    let state = &house.state;
    let mut tx = state.db.write().await?;
    if !settings(&mut tx).await?.demo_loaded {
        anyhow::bail!("the sample province is not loaded");
    }
    let mut kept = Vec::new();
    let mut last = 0;
    loop {
        let page = ledger::journal::entries(last, 500, &mut tx).await?;
        let Some(end) = page.last() else { break };
        last = end.seq;
        kept.extend(page.into_iter().filter(|entry| entry.stream == AccountEvent::STREAM));
    }
    let mut payloads = Vec::new();
    for hash in kept.iter().flat_map(|entry| &entry.payloads) {
        payloads.push(payload::stored(*hash, &mut tx).await?);
    }
    for table in db::shape::tables(&mut tx).await? {
        if !KEPT_TABLES.contains(&table.name.as_str()) {
            tx.execute(&format!("DELETE FROM {}", table.name), params![]).await?;
        }
    }
    for stored in &payloads {
        payload::put_stored(stored, &mut tx).await?;
    }
    for entry in kept {
        let event: AccountEvent = serde_json::from_str(&entry.body)?;
        state.journal.record(&event, entry.actor, state.clock.now(), &mut tx).await?;
    }
    tx.commit().await?;
    crate::heads::begin_again(&house.config.data)?;
    Ok(())
}

/// Tables that outlive the sample: what secures the accounts, and what the schema is.
const KEPT_TABLES: [&str; 7] = [
    "schema_steps",
    "access_secrets",
    "access_recovery_codes",
    "access_sessions",
    "access_token_secrets",
    "access_links",
    "access_attempts",
];
