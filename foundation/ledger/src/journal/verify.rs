//! Checking the log: removed, edited and reordered entries, a cut tail, a full rewrite.

use data_encoding::HEXLOWER;
use db::Tx;
use serde::Serialize;

use super::read::{Entry, entries};
use super::record::entry_hash;
use super::{Head, LedgerError, TrustedKeys, payload};

/// Entries read at a time.
const PAGE: u32 = 2_000;

/// Something that is wrong with the log.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The entry that should follow is not there.
    Gap {
        /// Number that was expected.
        expected: i64,
        /// Number that was found.
        found: i64,
    },
    /// The entry does not name the hash of the one before: removed, reordered or replaced.
    BrokenChain {
        /// Number of the entry.
        seq: i64,
    },
    /// The content of the entry is not what was hashed.
    Edited {
        /// Number of the entry.
        seq: i64,
    },
    /// The signature is missing, wrong, or by a key that is not trusted.
    BadSignature {
        /// Number of the entry.
        seq: i64,
        /// Short name of the key that it claims.
        key_id: String,
    },
    /// A payload that the entry names is missing or changed.
    Payload {
        /// Number of the entry.
        seq: i64,
        /// Hash of the payload.
        hash: String,
        /// `missing` or `changed`.
        what: String,
    },
    /// A head that was kept elsewhere is not in the log: its tail was cut, or all was rewritten.
    HeadNotFound {
        /// Number of the head.
        seq: i64,
        /// Hash of the head.
        hash: String,
    },
}

/// The result of a check.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Verification {
    /// Entries read.
    pub entries: i64,
    /// The last entry, if there is one.
    pub head: Option<Head>,
    /// What is wrong, in the order of the log; at most [`Verification::MOST_FAULTS`].
    pub faults: Vec<Fault>,
}

impl Verification {
    /// Faults listed at most.
    pub const MOST_FAULTS: usize = 1_000;

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Reads the whole log and lists what is wrong with it.
///
/// `kept` are heads that were kept elsewhere (the heads file, a printed report): each must still
/// be in the log.
///
/// # Errors
///
/// [`LedgerError::Db`] when the log cannot be read at all.
pub async fn verify(
    trusted: &TrustedKeys,
    kept: &[(i64, String)],
    tx: &mut Tx,
) -> Result<Verification, LedgerError> {
    let mut faults = Vec::new();
    let mut last: Option<Entry> = None;
    let mut count = 0;
    let mut missing: Vec<(i64, String)> = kept.to_vec();
    loop {
        let after = last.as_ref().map_or(i64::MIN, |entry| entry.seq);
        let page = entries(after, PAGE, tx).await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            count += 1;
            check(&entry, last.as_ref(), trusted, &mut faults);
            for hash in &entry.payloads {
                if let Some(what) = payload::fault(*hash, tx).await? {
                    let (hash, what) = (hash.to_string(), what.to_owned());
                    faults.push(Fault::Payload { seq: entry.seq, hash, what });
                }
            }
            let hash = HEXLOWER.encode(&entry.hash);
            missing.retain(|(seq, kept)| *seq != entry.seq || *kept != hash);
            last = Some(entry);
        }
    }
    faults.extend(missing.into_iter().map(|(seq, hash)| Fault::HeadNotFound { seq, hash }));
    faults.truncate(Verification::MOST_FAULTS);
    Ok(Verification { entries: count, head: last.map(|entry| entry.as_head()), faults })
}

fn check(entry: &Entry, before: Option<&Entry>, trusted: &TrustedKeys, faults: &mut Vec<Fault>) {
    let (expected, previous) =
        before.map_or((1, vec![0; 32]), |before| (before.seq + 1, before.hash.clone()));
    let seq = entry.seq;
    if seq != expected {
        faults.push(Fault::Gap { expected, found: seq });
    }
    if entry.previous != previous {
        faults.push(Fault::BrokenChain { seq });
    }
    if entry_hash(entry).as_slice() != entry.hash {
        faults.push(Fault::Edited { seq });
    }
    if !trusted.accepts(&entry.key_id, &entry.hash, &entry.signature) {
        faults.push(Fault::BadSignature { seq, key_id: entry.key_id.clone() });
    }
}
