//! The heads file: the end of the log, kept beside the database, so that a cut tail is found.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use kernel::Message;
use ledger::Head;

use crate::say::Refusal;

/// Heads that are kept.
const MOST: usize = 1_000;

fn path(data: &Path) -> PathBuf {
    data.join("heads")
}

/// The heads that were kept: number and hash.
#[must_use]
pub fn kept(data: &Path) -> Vec<(i64, String)> {
    let text = fs::read_to_string(path(data)).unwrap_or_default();
    let mut heads: Vec<(i64, String)> = text
        .lines()
        .filter_map(|line| {
            let (seq, hash) = line.split_once(' ')?;
            Some((seq.parse().ok()?, hash.trim().to_owned()))
        })
        .collect();
    let skipped = heads.len().saturating_sub(MOST);
    heads.drain(..skipped);
    heads
}

/// Reads a head as it stands on a report: `NUMBER:HASH`.
///
/// # Errors
///
/// When the text is no such head: bad use.
pub fn read(text: &str) -> Result<(i64, String), Refusal> {
    let unfit = || Refusal::misuse(Message::new("server.audit.head_unfit").with("head", text));
    let (seq, hash) = text.trim().split_once(':').ok_or_else(unfit)?;
    let is_hex = !hash.is_empty() && hash.chars().all(|sign| sign.is_ascii_hexdigit());
    let seq = seq.trim().parse().ok().filter(|seq| *seq > 0 && is_hex).ok_or_else(unfit)?;
    Ok((seq, hash.to_ascii_lowercase()))
}

/// Keeps a head, unless it is the one that was kept last.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep(data: &Path, head: &Head) -> Result<()> {
    let last = kept(data).pop();
    if last.is_some_and(|(seq, hash)| seq == head.seq && hash == head.hash) {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path(data))?;
    writeln!(file, "{} {}", head.seq, head.hash)?;
    Ok(())
}

/// Forgets the heads of a log that was put away, keeping them beside the new file.
///
/// # Errors
///
/// When the file cannot be moved.
pub fn begin_again(data: &Path) -> Result<()> {
    match fs::rename(path(data), data.join("heads.sample")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
