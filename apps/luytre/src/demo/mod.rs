//! The sample province, loaded through the same importers and routes that a user has.
//!
//! Its files tell of some months. The loader moves them in time so that whoever opens the sample
//! sees a directive that is alive, and lets everything happen at its own hour: a clock that only
//! the loader holds stands at each step where the story stands. No route and no flag sets it.

mod shift;
mod story;

use std::collections::BTreeSet;
use std::path::Path;

use access::AccountEvent;
use anyhow::{Context as _, Result};
use db::params;
use kernel::Message;
use ledger::journal::payload;
use ledger::{Actor, Event as _};
use rust_embed::RustEmbed;
use tokio::net::UnixStream;
use tracing::instrument::WithSubscriber as _;
use tracing::subscriber::NoSubscriber;
use web::settings::{Settings, SettingsChanged};

use crate::client::socket;
use crate::config::Config;
use crate::house::House;
use crate::say::{self, Refusal};

pub use shift::Shift;

#[derive(RustEmbed)]
#[folder = "../../examples/tre-xanh"]
struct Files;

fn content(name: &str) -> Result<Vec<u8>> {
    let file = Files::get(name).with_context(|| format!("{name} is not in the program"))?;
    Ok(file.data.into_owned())
}

async fn is_empty(house: &House) -> Result<bool> {
    Ok(ledger::journal::entry_count(&mut house.state.db.read().await?).await? == 0)
}

/// Loads the sample into an empty house, once: not again after it was cleared or real data came.
///
/// Nobody else may use the house meanwhile: its clock stands where the story stands.
///
/// # Errors
///
/// When a file is refused.
pub async fn load_once(house: &House) -> Result<()> {
    if !is_empty(house).await? {
        return Ok(());
    }
    say::line(&Message::new("server.demo.loading"));
    // Hundreds of requests that nobody sent would bury the link to the first account.
    load(house).with_subscriber(NoSubscriber::default()).await?;
    say::line(&Message::new("server.demo.loaded"));
    Ok(())
}

/// `luytre demo load`
///
/// # Errors
///
/// When a server runs, since the log of its house goes on by the machine's clock; when the log has
/// entries, since the sample's would be older than those; when a file is refused.
pub async fn load_here(config: Config) -> Result<()> {
    if UnixStream::connect(&socket(&config.data)).await.is_ok() {
        return Err(Refusal::new("server.demo.running").into());
    }
    let data = config.data.clone();
    let house = House::open(config).await?;
    if !is_empty(&house).await? {
        return Err(not_empty(&data).into());
    }
    load_once(&house).await
}

fn not_empty(data: &Path) -> Refusal {
    Refusal::of(Message::new("server.demo.not_empty").with("folder", data.display()))
}

/// Loads the sample into an empty house as it stands today.
///
/// # Errors
///
/// When a file or a step of the story is refused.
pub async fn load(house: &House) -> Result<()> {
    let now = house.state.clock.now();
    let story = story::Story::begin(house, Shift::to(now))?;
    set_flag(story.house(), true).await?;
    story.tell(now).await?;
    let bodies = house.state.fresh_bodies().await;
    bodies.map_err(|error| anyhow::anyhow!("bodies: {}", error.code()))?;
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
/// so that whoever set the house up can go on. The sample's own people go with it.
///
/// # Errors
///
/// When the sample is not loaded or the database fails; nothing is changed then.
pub async fn clear(house: &House) -> Result<()> {
    let state = &house.state;
    let mut tx = state.db.write().await?;
    if !settings(&mut tx).await?.demo_loaded {
        return Err(Refusal::new("errors.server.demo_not_loaded").into());
    }
    let mut kept = Vec::new();
    let mut last = 0;
    loop {
        let page = ledger::journal::entries(last, 500, &mut tx).await?;
        let Some(end) = page.last() else { break };
        last = end.seq;
        kept.extend(page.into_iter().filter(|entry| entry.stream == AccountEvent::STREAM));
    }
    // People of the sample joined by the loader's hand; everybody else followed a link.
    let invented: BTreeSet<_> = kept
        .iter()
        .filter(|entry| entry.action == "joined" && entry.actor == Actor::CommandLine)
        .filter_map(|entry| entry.subject_id)
        .collect();
    kept.retain(|entry| entry.subject_id.is_none_or(|id| !invented.contains(&id)));
    let mut payloads = Vec::new();
    for hash in kept.iter().flat_map(|entry| &entry.payloads) {
        payloads.push(payload::stored(*hash, &mut tx).await?);
    }
    // From the last name to the first: what refers to accounts goes before the accounts.
    for table in db::shape::tables(&mut tx).await?.into_iter().rev() {
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
