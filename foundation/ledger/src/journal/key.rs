//! The node's signing key (Ed25519, RFC 8032) and the keys that a verifier trusts.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};

use super::LedgerError;

/// What is signed: this, then the hash of the entry.
const DOMAIN: &[u8] = b"luytre.log.head.v1\0";

/// The key with which this node signs the log. Lives in the key file, never in the database.
#[derive(Clone)]
pub struct NodeKey(SigningKey);

impl std::fmt::Debug for NodeKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "NodeKey({})", self.id())
    }
}

impl NodeKey {
    /// A key from 32 secret bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Public half, 32 bytes.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Short name of the key: the first 8 bytes of the public half's SHA-256, in hex.
    #[must_use]
    pub fn id(&self) -> String {
        key_id(&self.public())
    }

    pub(super) fn sign(&self, hash: &[u8; 32]) -> [u8; 64] {
        self.0.sign(&[DOMAIN, hash].concat()).to_bytes()
    }
}

pub(super) fn key_id(public: &[u8; 32]) -> String {
    HEXLOWER.encode(Sha256::digest(public).get(..8).unwrap_or_default())
}

/// The public keys that a verifier accepts, by their short name.
#[derive(Clone, Debug, Default)]
pub struct TrustedKeys(BTreeMap<String, VerifyingKey>);

impl TrustedKeys {
    /// Adds a public key.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Key`] when the bytes are no Ed25519 key.
    pub fn with(mut self, public: &[u8; 32]) -> Result<Self, LedgerError> {
        let key = VerifyingKey::from_bytes(public)
            .map_err(|error| LedgerError::Key { reason: error.to_string() })?;
        self.0.insert(key_id(public), key);
        Ok(self)
    }

    /// Whether `signature` over `hash` is by the key of that name, and the name is trusted.
    #[must_use]
    pub fn accepts(&self, key_id: &str, hash: &[u8], signature: &[u8]) -> bool {
        let (Some(key), Ok(signature)) = (self.0.get(key_id), Signature::from_slice(signature))
        else {
            return false;
        };
        key.verify(&[DOMAIN, hash].concat(), &signature).is_ok()
    }
}
