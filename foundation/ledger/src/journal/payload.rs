//! Payloads: content that the log names by hash, so that it can be large, or be erased.
//!
//! Personal data is salted before it is hashed: after an erasure nobody can find out by trying
//! which name or number had stood there. (Law 91/2025 on personal data: the right to erasure.)

use std::fmt;

use data_encoding::HEXLOWER;
use db::{Tx, params};
use kernel::{Ids, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::LedgerError;

/// Level of compression for bulk rows: quick.
const ZSTD_LEVEL: i32 = 3;

/// Bytes that one bulk payload may hold when unpacked.
pub const MOST_BYTES: usize = 64 << 20;

/// SHA-256 of a payload (of salt and content for personal data).
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PayloadHash([u8; 32]);

impl PayloadHash {
    /// The bytes of the hash.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A hash from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for PayloadHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for PayloadHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for PayloadHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PayloadHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(serde::de::Error::custom)?;
        bytes.try_into().map(Self).map_err(|_| serde::de::Error::custom("a hash has 32 bytes"))
    }
}

/// What a payload is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PayloadKind {
    /// About a person; can be erased.
    Personal,
    /// Many rows of one event, compressed.
    Bulk,
}

impl PayloadKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Bulk => "bulk",
        }
    }
}

/// Stores personal data and returns the hash to put into the event.
///
/// # Errors
///
/// [`LedgerError::Db`], [`LedgerError::Json`].
pub async fn seal<T: Serialize>(
    person: &T,
    ids: &Ids,
    tx: &mut Tx,
) -> Result<PayloadHash, LedgerError> {
    let salt = ids.bytes::<16>();
    let content = serde_json::to_vec(person)?;
    let hash = hash_of(Some(&salt), &content);
    tx.execute(
        "INSERT INTO log_payloads (hash, kind, salt, content) VALUES ($1, $2, $3, $4)
         ON CONFLICT (hash) DO NOTHING",
        params![hash.0.to_vec(), PayloadKind::Personal.name(), salt.to_vec(), content],
    )
    .await?;
    Ok(hash)
}

/// Reads personal data; `None` once it has been erased.
///
/// # Errors
///
/// [`LedgerError::Payload`] when the log names it and it is not there, [`LedgerError::Db`].
pub async fn open<T: DeserializeOwned>(
    hash: PayloadHash,
    tx: &mut Tx,
) -> Result<Option<T>, LedgerError> {
    let Some(content) = content(hash, tx).await? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&content)?))
}

/// Erases personal data for good. The entries that name it stay, and the chain still holds.
///
/// # Errors
///
/// [`LedgerError::Db`].
pub async fn erase(hash: PayloadHash, now: Timestamp, tx: &mut Tx) -> Result<(), LedgerError> {
    tx.execute(
        "UPDATE log_payloads SET content = NULL, salt = NULL, erased_at = $2
         WHERE hash = $1 AND kind = 'personal' AND erased_at IS NULL",
        params![hash.0.to_vec(), now],
    )
    .await?;
    Ok(())
}

/// Stores many rows of one event, compressed.
///
/// # Errors
///
/// [`LedgerError::Payload`] above [`MOST_BYTES`], [`LedgerError::Db`].
pub async fn put_bulk(rows: &[u8], tx: &mut Tx) -> Result<PayloadHash, LedgerError> {
    let hash = hash_of(None, rows);
    if rows.len() > MOST_BYTES {
        return Err(damaged(hash, "too large"));
    }
    let packed = zstd::bulk::compress(rows, ZSTD_LEVEL)
        .map_err(|error| damaged(hash, &error.to_string()))?;
    tx.execute(
        "INSERT INTO log_payloads (hash, kind, salt, content) VALUES ($1, $2, NULL, $3)
         ON CONFLICT (hash) DO NOTHING",
        params![hash.0.to_vec(), PayloadKind::Bulk.name(), packed],
    )
    .await?;
    Ok(hash)
}

/// Reads a bulk payload and checks it against its hash.
///
/// # Errors
///
/// [`LedgerError::Payload`] when it is missing or damaged, [`LedgerError::Db`].
pub async fn bulk(hash: PayloadHash, tx: &mut Tx) -> Result<Vec<u8>, LedgerError> {
    let packed = content(hash, tx).await?.ok_or_else(|| damaged(hash, "erased"))?;
    let rows = unpack(hash, &packed)?;
    if hash_of(None, &rows) == hash { Ok(rows) } else { Err(damaged(hash, "changed")) }
}

async fn content(hash: PayloadHash, tx: &mut Tx) -> Result<Option<Vec<u8>>, LedgerError> {
    tx.optional("SELECT content FROM log_payloads WHERE hash = $1", params![hash.0.to_vec()])
        .await?
        .ok_or_else(|| damaged(hash, "missing"))?
        .get::<Option<Vec<u8>>>("content")
        .map_err(Into::into)
}

/// A payload as stored, to be carried to another log.
#[derive(Clone, Debug)]
pub struct Stored {
    hash: PayloadHash,
    kind: String,
    salt: Option<Vec<u8>>,
    content: Option<Vec<u8>>,
    erased_at: Option<Timestamp>,
}

/// Takes a payload as it is stored, erased ones too.
///
/// # Errors
///
/// [`LedgerError::Db`], also when there is none.
pub async fn stored(hash: PayloadHash, tx: &mut Tx) -> Result<Stored, LedgerError> {
    let row = tx
        .one(
            "SELECT kind, salt, content, erased_at FROM log_payloads WHERE hash = $1",
            params![hash.0.to_vec()],
        )
        .await?;
    Ok(Stored {
        hash,
        kind: row.get("kind")?,
        salt: row.get("salt")?,
        content: row.get("content")?,
        erased_at: row.get("erased_at")?,
    })
}

/// Puts a payload that was taken from a log into another, unless it is there.
///
/// # Errors
///
/// [`LedgerError::Db`].
pub async fn put_stored(stored: &Stored, tx: &mut Tx) -> Result<(), LedgerError> {
    tx.execute(
        "INSERT INTO log_payloads (hash, kind, salt, content, erased_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING",
        params![
            stored.hash.0.to_vec(),
            stored.kind.as_str(),
            stored.salt.clone(),
            stored.content.clone(),
            stored.erased_at,
        ],
    )
    .await?;
    Ok(())
}

/// What is the matter with a stored payload, if anything; used by `audit verify`.
pub(super) async fn fault(
    hash: PayloadHash,
    tx: &mut Tx,
) -> Result<Option<&'static str>, LedgerError> {
    let Some(row) = tx
        .optional(
            "SELECT kind, salt, content, erased_at FROM log_payloads WHERE hash = $1",
            params![hash.0.to_vec()],
        )
        .await?
    else {
        return Ok(Some("missing"));
    };
    let (salt, content) =
        (row.get::<Option<Vec<u8>>>("salt")?, row.get::<Option<Vec<u8>>>("content")?);
    let Some(content) = content else {
        let erasable = row.get::<String>("kind")? == PayloadKind::Personal.name();
        return Ok((!erasable).then_some("missing"));
    };
    let found = match salt {
        Some(salt) => hash_of(Some(&salt), &content),
        None => match unpack(hash, &content) {
            Ok(rows) => hash_of(None, &rows),
            Err(_) => return Ok(Some("changed")),
        },
    };
    Ok((found != hash).then_some("changed"))
}

fn unpack(hash: PayloadHash, packed: &[u8]) -> Result<Vec<u8>, LedgerError> {
    zstd::bulk::decompress(packed, MOST_BYTES).map_err(|error| damaged(hash, &error.to_string()))
}

fn hash_of(salt: Option<&[u8]>, content: &[u8]) -> PayloadHash {
    let mut hasher = Sha256::new();
    hasher.update(b"luytre.payload.v1\0");
    if let Some(salt) = salt {
        hasher.update(salt);
    }
    hasher.update(content);
    PayloadHash(hasher.finalize().into())
}

fn damaged(hash: PayloadHash, reason: &str) -> LedgerError {
    LedgerError::Payload { hash: hash.to_string(), reason: reason.to_owned() }
}
