//! Recording: append, sign and apply, in the caller's transaction.

use db::{Engine, Tx, params};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::read::{Entry, head};
use super::{Actor, Event, LedgerError, NodeKey, Stamp};

/// The pen: holds the node's key and appends to the log.
#[derive(Clone, Debug)]
pub struct Journal {
    key: NodeKey,
}

/// The end of the log: whoever holds it can tell whether the tail was cut later.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Head {
    /// Number of the last entry; 0 while the log is empty.
    pub seq: i64,
    /// Hash of the last entry, in hex.
    pub hash: String,
    /// Short name of the key that signed it.
    pub key_id: String,
    /// Ed25519 signature of the hash, in hex.
    pub signature: String,
}

impl Journal {
    /// A journal that signs with `key`.
    #[must_use]
    pub const fn new(key: NodeKey) -> Self {
        Self { key }
    }

    /// The key that signs.
    #[must_use]
    pub const fn key(&self) -> &NodeKey {
        &self.key
    }

    /// Appends an event to the log and applies it to the tables.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] when the database refuses; the caller's transaction must then be dropped.
    pub async fn record<E: Event>(
        &self,
        event: &E,
        by: Actor,
        now: Timestamp,
        tx: &mut Tx,
    ) -> Result<Stamp, LedgerError> {
        if tx.engine() == Engine::Postgres {
            // One pen at a time: the number and the hash of the last entry must not move meanwhile.
            tx.execute("LOCK TABLE log_entries IN EXCLUSIVE MODE", params![]).await?;
        }
        let (last, previous) = match head(tx).await? {
            Some(entry) => (entry.seq, entry.hash),
            None => (0, vec![0; 32]),
        };
        let subject = event.subject();
        let mut entry = Entry {
            seq: last + 1,
            at: now,
            actor: by,
            stream: E::STREAM.to_owned(),
            action: event.action().to_owned(),
            subject_kind: subject.kind.to_owned(),
            subject_id: subject.id,
            organization: event.organization(),
            body: serde_json::to_string(event)?,
            payloads: event.payloads(),
            previous,
            hash: Vec::new(),
            key_id: self.key.id(),
            signature: Vec::new(),
        };
        let hash = entry_hash(&entry);
        entry.hash = hash.to_vec();
        entry.signature = self.key.sign(&hash).to_vec();
        insert(&entry, tx).await?;
        let stamp = Stamp { seq: entry.seq, at: now, actor: by };
        event
            .apply(&stamp, tx)
            .await
            .map_err(|source| LedgerError::Apply { stream: E::STREAM.to_owned(), source })?;
        Ok(stamp)
    }
}

/// The hash of an entry: over the previous hash and every field, each with its length before it.
pub(super) fn entry_hash(entry: &Entry) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"luytre.log.entry.v1\0");
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    field(&entry.previous);
    field(&entry.seq.to_be_bytes());
    field(&entry.at.millis().to_be_bytes());
    field(entry.actor.kind().as_bytes());
    field(entry.actor.account().map(kernel::Id::uuid).unwrap_or_default().as_bytes());
    field(entry.stream.as_bytes());
    field(entry.action.as_bytes());
    field(entry.subject_kind.as_bytes());
    field(entry.subject_id.unwrap_or_default().as_bytes());
    field(entry.organization.map(kernel::Id::uuid).unwrap_or_default().as_bytes());
    field(entry.body.as_bytes());
    for payload in &entry.payloads {
        field(payload.bytes());
    }
    hasher.finalize().into()
}

pub(super) async fn insert(entry: &Entry, tx: &mut Tx) -> Result<(), LedgerError> {
    tx.execute(
        "INSERT INTO log_entries (seq, at, actor_kind, actor_id, stream, action, subject_kind,
             subject_id, organization_id, body, payloads, previous, hash, key_id, signature)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            entry.seq,
            entry.at,
            entry.actor.kind(),
            entry.actor.account(),
            entry.stream.as_str(),
            entry.action.as_str(),
            entry.subject_kind.as_str(),
            entry.subject_id,
            entry.organization,
            entry.body.as_str(),
            serde_json::to_string(&entry.payloads)?,
            entry.previous.as_slice(),
            entry.hash.as_slice(),
            entry.key_id.as_str(),
            entry.signature.as_slice(),
        ],
    )
    .await?;
    Ok(())
}
