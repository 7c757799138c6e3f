//! A proof that an entry is in the log, for whoever holds nothing but the proof, a public key and,
//! where there is one, a head printed on a report (design, decision 5.1).
//!
//! The leaves of the tree are the hashes of all entries up to the head (RFC 6962, section 2.1). The
//! node signs the root together with the head, so that one head cannot stand for two trees.

use data_encoding::HEXLOWER;
use db::{Tx, params};
use kernel::{Arguments, Classified, ErrorKind, OrganizationId, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::merkle::{self, Hash};
use super::read::Entry;
use super::record::entry_hash;
use super::{Actor, LedgerError, NodeKey, PayloadHash, TrustedKeys, entries};

/// What is hashed before the signature over a tree.
const DOMAIN: &[u8] = b"luytre.log.tree.v1\0";
/// Version of a proof's form.
const VERSION: u32 = 1;
/// Hashes in a path at most: a log of 2^63 entries has no longer one.
const MOST_STEPS: usize = 64;

/// The signed tree of the log up to a head.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TreeHead {
    /// Number of the last entry; as many leaves has the tree.
    pub seq: i64,
    /// Hash of the last entry, in hex: the head as reports print it.
    pub hash: String,
    /// Root of the tree, in hex.
    pub root: String,
    /// Short name of the key that signed.
    pub key_id: String,
    /// Ed25519 signature over the three, in hex.
    pub signature: String,
}

/// The entry that a proof is about, with everything that its hash covers.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProvedEntry {
    /// Number.
    pub seq: i64,
    /// Instant of the recording.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// Stream of the event.
    pub stream: String,
    /// What happened.
    pub action: String,
    /// Kind of thing that it happened to.
    pub subject_kind: String,
    /// Id of the thing.
    pub subject_id: Option<Uuid>,
    /// Body whose branch may read it.
    pub organization: Option<OrganizationId>,
    /// The event as JSON, as it was hashed.
    pub body: String,
    /// Payloads that the body names.
    pub payloads: Vec<PayloadHash>,
    /// Hash of the entry before, in hex.
    pub previous: String,
}

/// A proof that an entry is in the log up to a head.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InclusionProof {
    /// Version of this form.
    pub version: u32,
    /// The entry.
    pub entry: ProvedEntry,
    /// The hashes, in hex, that lead from the entry to the root.
    pub path: Vec<String>,
    /// The hashes, in hex, that lead from the head's own entry to the root.
    pub head_path: Vec<String>,
    /// The tree.
    pub head: TreeHead,
}

/// Why there is no proof, or why one proves nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The log cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The log has no such entry, or the head is not at or after it.
    #[error("no entry {seq} in the log up to {head}")]
    NoSuchEntry {
        /// Number that was asked for.
        seq: i64,
        /// Number of the head.
        head: i64,
    },
    /// The proof is of another form.
    #[error("the proof cannot be read: {reason}")]
    Unreadable {
        /// What does not fit.
        reason: String,
    },
    /// The entry is not what the tree was built of.
    #[error("entry {seq} is not in the tree")]
    NotInTree {
        /// Its number.
        seq: i64,
    },
    /// The head is not the last leaf of the tree.
    #[error("head {seq} is not the end of the tree")]
    OtherHead {
        /// Its number.
        seq: i64,
    },
    /// The signature is wrong, or by a key that is not trusted.
    #[error("the signature by {key_id} is not by a trusted key")]
    BadSignature {
        /// Short name of the key that it claims.
        key_id: String,
    },
}

impl Classified for ProofError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Ledger(error) => error.kind(),
            Self::NoSuchEntry { .. } => ErrorKind::NotFound,
            _ => ErrorKind::InvalidInput,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::NoSuchEntry { .. } => "ledger.proof.no_such_entry",
            Self::Unreadable { .. } => "ledger.proof.unreadable",
            Self::NotInTree { .. } => "ledger.proof.not_in_tree",
            Self::OtherHead { .. } => "ledger.proof.other_head",
            Self::BadSignature { .. } => "ledger.proof.bad_signature",
        }
    }

    fn arguments(&self) -> Arguments {
        let pairs = match self {
            Self::Ledger(error) => return error.arguments(),
            Self::NoSuchEntry { seq, head } => {
                vec![("entry", seq.to_string()), ("head", head.to_string())]
            }
            Self::Unreadable { reason } => vec![("reason", reason.clone())],
            Self::NotInTree { seq } => vec![("entry", seq.to_string())],
            Self::OtherHead { seq } => vec![("head", seq.to_string())],
            Self::BadSignature { key_id } => vec![("key", key_id.clone())],
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Proves that entry `seq` is in the log up to entry `head`; up to its end where none is named.
///
/// # Errors
///
/// [`ProofError::NoSuchEntry`], [`ProofError::Ledger`].
pub async fn prove(
    seq: i64,
    head: Option<i64>,
    key: &NodeKey,
    tx: &mut Tx,
) -> Result<InclusionProof, ProofError> {
    let leaves = leaves(head.unwrap_or(i64::MAX), tx).await?;
    let size = i64::try_from(leaves.len()).unwrap_or(i64::MAX);
    let missing = || ProofError::NoSuchEntry { seq, head: head.unwrap_or(size) };
    if head.is_some_and(|head| head != size) {
        return Err(missing());
    }
    let index = index_of(seq).ok_or_else(missing)?;
    let path = merkle::proof(&leaves, index).ok_or_else(missing)?;
    let head_path = merkle::proof(&leaves, leaves.len().saturating_sub(1)).ok_or_else(missing)?;
    let root = merkle::root(&leaves);
    let entry = entry_at(seq, tx).await?.ok_or_else(missing)?;
    let last = entry_at(size, tx).await?.ok_or_else(missing)?;
    let signature = key.sign(&signed(size, &last.hash, &root));
    Ok(InclusionProof {
        version: VERSION,
        entry: ProvedEntry::from(entry),
        path: path.iter().map(|hash| HEXLOWER.encode(hash)).collect(),
        head_path: head_path.iter().map(|hash| HEXLOWER.encode(hash)).collect(),
        head: TreeHead {
            seq: size,
            hash: HEXLOWER.encode(&last.hash),
            root: HEXLOWER.encode(&root),
            key_id: key.id(),
            signature: HEXLOWER.encode(&signature),
        },
    })
}

impl InclusionProof {
    /// Reads a proof from its file.
    ///
    /// # Errors
    ///
    /// [`ProofError::Unreadable`].
    pub fn read(text: &[u8]) -> Result<Self, ProofError> {
        let unreadable = |reason: String| ProofError::Unreadable { reason };
        let proof: Self =
            serde_json::from_slice(text).map_err(|error| unreadable(error.to_string()))?;
        if proof.version != VERSION {
            return Err(unreadable(format!("version {}", proof.version)));
        }
        Ok(proof)
    }

    /// Checks the proof, with nothing but itself and the trusted keys: the entry's content, its way
    /// to the root, the head's way to the root, and the signature over both.
    ///
    /// # Errors
    ///
    /// [`ProofError`] with what does not hold.
    pub fn check(&self, trusted: &TrustedKeys) -> Result<(), ProofError> {
        let head = &self.head;
        let root = hash_of(&head.root)?;
        let last = hash_of(&head.hash)?;
        let signature = bytes_of(&head.signature)?;
        if !trusted.accepts(&head.key_id, &signed(head.seq, &last, &root), &signature) {
            return Err(ProofError::BadSignature { key_id: head.key_id.clone() });
        }
        let size = usize::try_from(head.seq).unwrap_or(0);
        let end = size.saturating_sub(1);
        if !merkle::holds(merkle::leaf(&last), end, size, &path_of(&self.head_path)?, &root) {
            return Err(ProofError::OtherHead { seq: head.seq });
        }
        let seq = self.entry.seq;
        let own = self.entry.hash()?;
        let holds = index_of(seq).is_some_and(|index| {
            let path = path_of(&self.path).unwrap_or_default();
            merkle::holds(merkle::leaf(&own), index, size, &path, &root)
        });
        if holds { Ok(()) } else { Err(ProofError::NotInTree { seq }) }
    }
}

impl From<Entry> for ProvedEntry {
    fn from(entry: Entry) -> Self {
        Self {
            seq: entry.seq,
            at: entry.at,
            actor: entry.actor,
            stream: entry.stream,
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            organization: entry.organization,
            body: entry.body,
            payloads: entry.payloads,
            previous: HEXLOWER.encode(&entry.previous),
        }
    }
}

impl ProvedEntry {
    /// The hash of the entry as it stands here.
    ///
    /// # Errors
    ///
    /// [`ProofError::Unreadable`] when it names no hash of the entry before.
    pub fn hash(&self) -> Result<[u8; 32], ProofError> {
        Ok(entry_hash(&self.as_entry()?))
    }

    fn as_entry(&self) -> Result<Entry, ProofError> {
        Ok(Entry {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            stream: self.stream.clone(),
            action: self.action.clone(),
            subject_kind: self.subject_kind.clone(),
            subject_id: self.subject_id,
            organization: self.organization,
            body: self.body.clone(),
            payloads: self.payloads.clone(),
            previous: hash_of(&self.previous)?.to_vec(),
            hash: Vec::new(),
            key_id: String::new(),
            signature: Vec::new(),
        })
    }
}

fn signed(seq: i64, head: &[u8], root: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(seq.to_be_bytes());
    hasher.update(head);
    hasher.update(root);
    hasher.finalize().into()
}

fn index_of(seq: i64) -> Option<usize> {
    usize::try_from(seq.checked_sub(1)?).ok()
}

fn bytes_of(hex: &str) -> Result<Vec<u8>, ProofError> {
    let unreadable = |_| ProofError::Unreadable { reason: format!("{hex}: not hexadecimal") };
    HEXLOWER.decode(hex.as_bytes()).map_err(unreadable)
}

fn hash_of(hex: &str) -> Result<Hash, ProofError> {
    let unreadable = |_| ProofError::Unreadable { reason: format!("{hex}: not 32 bytes") };
    Hash::try_from(bytes_of(hex)?).map_err(unreadable)
}

fn path_of(path: &[String]) -> Result<Vec<Hash>, ProofError> {
    if path.len() > MOST_STEPS {
        return Err(ProofError::Unreadable { reason: format!("{} steps", path.len()) });
    }
    path.iter().map(|hex| hash_of(hex)).collect()
}

async fn entry_at(seq: i64, tx: &mut Tx) -> Result<Option<Entry>, LedgerError> {
    let found = entries(seq.saturating_sub(1), 1, tx).await?.pop();
    Ok(found.filter(|entry| entry.seq == seq))
}

/// The leaves of all entries up to `head`.
async fn leaves(head: i64, tx: &mut Tx) -> Result<Vec<Hash>, LedgerError> {
    let sql = "SELECT hash FROM log_entries WHERE seq <= $1 ORDER BY seq";
    let rows = tx.query(sql, params![head]).await?;
    rows.iter().map(|row| Ok(merkle::leaf(&row.get::<Vec<u8>>("hash")?))).collect()
}
