//! Proofs of single entries: made here, checked anywhere with nothing but the proof and a key.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use data_encoding::HEXLOWER;
use kernel::{Classified as _, Message, Timestamp, time};
use ledger::journal::{EntryFilter, InclusionProof, ProofError, TrustedKeys, prove};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::commands::{unreadable, unwritable};
use crate::config::Config;
use crate::keys::Keys;
use crate::say::{self, Refusal};
use crate::{heads, upkeep};

/// Bytes of a proof that are read at most: one entry and two short paths.
const MOST_BYTES: u64 = 64 << 20;

fn refusal(error: ProofError) -> anyhow::Error {
    let mut message = Message::new(&format!("errors.{}", error.code()));
    for (name, value) in error.arguments() {
        message = message.with(&name, value);
    }
    match error {
        ProofError::Ledger(error) => error.into(),
        _ => Refusal::of(message).into(),
    }
}

/// `luytre audit proof ENTRY`: the entry by its number, by its receipt `NUMBER:HASH`, or the newest
/// about the thing of an id.
///
/// # Errors
///
/// When there is no such entry, the receipt is not of this log, or the file cannot be written.
pub async fn make(
    config: &Config,
    entry: &str,
    head: Option<&str>,
    out: Option<&Path>,
) -> Result<()> {
    let keys = Keys::open(&config.data, true)?;
    let db = upkeep::open(config).await?;
    let mut tx = db.read().await?;
    let (seq, receipt) = named(entry, &mut tx).await?;
    let head = head.map(heads::read).transpose()?;
    let upto = head.as_ref().map(|(seq, _)| *seq);
    let proof = prove(seq, upto, &keys.node_key()?, &mut tx).await.map_err(refusal)?;
    drop(tx);
    db.close().await?;
    if let Some((seq, hash)) = head
        && proof.head.hash != hash
    {
        return Err(Refusal::of(Message::new("server.audit.other_log").with("entry", seq)).into());
    }
    if let Some(hash) = receipt
        && leaf_of(&proof)? != hash
    {
        return Err(Refusal::of(Message::new("server.audit.other_log").with("entry", seq)).into());
    }
    let text = serde_json::to_string_pretty(&proof)?;
    let Some(out) = out else {
        say::text(&text);
        return Ok(());
    };
    std::fs::write(out, text + "\n").map_err(|error| unwritable(out, &error))?;
    say::line(
        &Message::new("server.audit.proof_made")
            .with("file", out.display())
            .with("entry", seq)
            .with("head", format!("{}:{}", proof.head.seq, proof.head.hash)),
    );
    Ok(())
}

fn leaf_of(proof: &InclusionProof) -> Result<String> {
    Ok(HEXLOWER.encode(&proof.entry.hash().map_err(refusal)?))
}

/// The number of the entry that is meant, and its hash where a receipt names one.
async fn named(entry: &str, tx: &mut db::Tx) -> Result<(i64, Option<String>)> {
    if let Ok(seq) = entry.parse() {
        return Ok((seq, None));
    }
    if let Ok(id) = entry.parse::<Uuid>() {
        let about = EntryFilter { subject_id: Some(id), ..EntryFilter::default() };
        let newest = about.newest_first(None, 1, tx).await?.pop();
        let unknown = || Refusal::of(Message::new("server.audit.no_entry_about").with("id", id));
        return Ok((newest.ok_or_else(unknown)?.seq, None));
    }
    let (seq, hash) = heads::read(entry).map_err(|_| {
        Refusal::misuse(Message::new("server.audit.entry_unfit").with("entry", entry))
    })?;
    Ok((seq, Some(hash)))
}

/// `luytre audit check-proof FILE`: needs no data directory. Returns whether the proof holds.
///
/// # Errors
///
/// When a file cannot be read, or a head or key is none.
pub fn check(file: &Path, head: Option<&str>, key: &str, as_json: bool) -> Result<bool> {
    let content = read(file)?;
    let trusted = trusted(key)?;
    let head = head.map(head_of).transpose()?;
    let result = InclusionProof::read(&content).and_then(|proof| {
        proof.check(&trusted)?;
        Ok(proof)
    });
    let proof = match result {
        Ok(proof) => proof,
        Err(error) => return Ok(told(refusal(error).to_string(), as_json)),
    };
    let own = format!("{}:{}", proof.head.seq, proof.head.hash);
    if head.is_some_and(|(seq, hash)| seq != proof.head.seq || hash != proof.head.hash) {
        let message = Message::new("server.audit.proof_other_head").with("head", own);
        return Ok(told(message.text(say::locale()), as_json));
    }
    if as_json {
        let value = json!({ "ok": true, "entry": proof.entry, "head": own });
        say::text(&serde_json::to_string_pretty(&value)?);
        return Ok(true);
    }
    let entry = &proof.entry;
    say::line(
        &Message::new("server.audit.proof_holds")
            .with("entry", entry.seq)
            .with("at", local(entry.at))
            .with("what", format!("{}.{}", entry.stream, entry.action))
            .with("head", own)
            .with("key", &proof.head.key_id),
    );
    say::text(&entry.body);
    Ok(true)
}

fn local(at: Timestamp) -> String {
    at.with_timezone(&time::VIETNAM).format("%d/%m/%Y %H:%M:%S").to_string()
}

fn told(complaint: String, as_json: bool) -> bool {
    if as_json {
        say::text(&json!({ "ok": false, "problem": complaint }).to_string());
    } else {
        say::text(&complaint);
    }
    false
}

fn read(file: &Path) -> Result<Vec<u8>, Refusal> {
    use std::io::Read as _;
    let mut content = Vec::new();
    std::fs::File::open(file)
        .and_then(|opened| opened.take(MOST_BYTES).read_to_end(&mut content))
        .map_err(|error| unreadable(file, &error))?;
    Ok(content)
}

/// A head: `NUMBER:HASH`, or a file that holds one, alone or in another proof.
fn head_of(text: &str) -> Result<(i64, String)> {
    let file = PathBuf::from(text);
    if !file.is_file() {
        return Ok(heads::read(text)?);
    }
    let content = String::from_utf8_lossy(&read(&file)?).into_owned();
    let Ok(value) = serde_json::from_str::<Value>(&content) else {
        return Ok(heads::read(&content)?);
    };
    let seq = value.pointer("/head/seq").or(value.get("entries")).and_then(Value::as_i64);
    let hash = value.pointer("/head/hash").or(value.get("head")).and_then(Value::as_str);
    let unfit = || Refusal::misuse(Message::new("server.audit.head_unfit").with("head", text));
    Ok(seq.zip(hash.map(str::to_owned)).ok_or_else(unfit)?)
}

/// The public key: 64 hexadecimal digits, or a file that holds them.
fn trusted(key: &str) -> Result<TrustedKeys> {
    let file = PathBuf::from(key);
    let text = if file.is_file() {
        String::from_utf8_lossy(&read(&file)?).into_owned()
    } else {
        key.to_owned()
    };
    let unfit = || Refusal::misuse(Message::new("server.audit.key_unfit"));
    let bytes = HEXLOWER.decode(text.trim().to_ascii_lowercase().as_bytes());
    let public: [u8; 32] = bytes.ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(unfit)?;
    TrustedKeys::default().with(&public).map_err(|_| unfit().into())
}

/// `luytre keys show`: the public half of the key that signs, and those before it.
///
/// # Errors
///
/// When the key file cannot be read.
pub fn show_keys(config: &Config, as_json: bool) -> Result<()> {
    let keys = Keys::open(&config.data, true).context("keys")?;
    let present = keys.node_key()?;
    let public = HEXLOWER.encode(&present.public());
    let earlier: Vec<String> = keys.earlier()?.iter().map(|key| HEXLOWER.encode(key)).collect();
    if as_json {
        let value = json!({ "key_id": present.id(), "public": public, "earlier": earlier });
        say::text(&serde_json::to_string_pretty(&value)?);
        return Ok(());
    }
    let message = Message::new("server.keys.present").with("key", present.id());
    say::line(&message.with("public", public));
    for public in earlier {
        say::line(&Message::new("server.keys.earlier").with("public", public));
    }
    Ok(())
}
