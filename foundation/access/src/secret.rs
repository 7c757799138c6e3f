//! Secrets that are handed out once: random, and only their SHA-256 is kept.
//!
//! 256 random bits need no slow hash: there is nothing to guess. They are looked up by their hash,
//! so that no comparison of secrets takes a time that tells something.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use kernel::Ids;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Characters that a secret from outside may have at most.
const MOST_CHARACTERS: usize = 128;

/// A secret as it is handed out.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new secret of 256 bits in base64url, with a prefix that scanners of leaked secrets know.
    #[must_use]
    pub fn new(prefix: &str, ids: &Ids) -> Self {
        let bytes = Zeroizing::new(ids.bytes::<32>());
        Self(Zeroizing::new(format!("{prefix}{}", BASE64URL_NOPAD.encode(bytes.as_slice()))))
    }

    /// The text, to be shown or sent once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

/// What is kept of a secret that came from outside.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    let secret = secret.get(..MOST_CHARACTERS).unwrap_or(secret);
    let mut hasher = Sha256::new();
    hasher.update(b"luytre.secret.v1\0");
    hasher.update(secret.as_bytes());
    hasher.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed_and_its_hash_is_not_the_secret() {
        let secret = Secret::new("lt_", &Ids::new(|bytes| bytes.fill(7)));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(secret.expose().starts_with("lt_") && secret.expose().len() == 46);
        assert_eq!(secret.hash(), hash(secret.expose()));
        assert_ne!(hash("a"), hash("b"));
    }
}
