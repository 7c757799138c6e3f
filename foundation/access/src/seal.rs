//! Seals secrets that must be read again, so that a copy of the database alone gives none of them.
//!
//! ChaCha20-Poly1305 (RFC 8439) under a key that HKDF-SHA256 (RFC 5869) derives from the key file's
//! secret. A sealed secret names its key and is bound to its account: put beside another account
//! it does not open. Layout: version (1), name of the key (8), nonce (12), content and tag.

use std::fmt;
use std::sync::Arc;

use db::{Tx, params};
use kernel::{AccountId, Id as _, Ids};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::AccessError;

const VERSION: u8 = 1;
const NAME_BYTES: usize = 8;
const HEAD_BYTES: usize = 1 + NAME_BYTES + NONCE_LEN;
/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// What the derived key is for; another use takes another text.
const PURPOSE: &[u8] = b"luytre secrets of accounts v1";

/// A key that seals. It is not the key of the key file, but derived from it.
#[derive(Clone)]
pub struct SealingKey(Zeroizing<[u8; KEY_BYTES]>);

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealingKey(…)")
    }
}

struct KeyLength;

impl KeyType for KeyLength {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

impl SealingKey {
    /// Derives the key from a secret of the key file.
    ///
    /// # Errors
    ///
    /// [`AccessError::Seal`] when it cannot be derived, which the standard excludes at this length.
    pub fn derive(secret: &[u8; 32]) -> Result<Self, AccessError> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        Salt::new(HKDF_SHA256, b"luytre")
            .extract(secret)
            .expand(&[PURPOSE], KeyLength)
            .and_then(|derived| derived.fill(key.as_mut_slice()))
            .map_err(|_| AccessError::Seal)?;
        Ok(Self(key))
    }

    /// A key that was derived before, such as that of an earlier key file.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key itself, to be kept in the key file beyond a rotation.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What sealed secrets call it: tells nothing of the key.
    fn name(&self) -> [u8; NAME_BYTES] {
        let mut hasher = Sha256::new();
        hasher.update(b"luytre.sealing.name.v1\0");
        hasher.update(self.0.as_slice());
        let digest: [u8; 32] = hasher.finalize().into();
        let mut name = [0; NAME_BYTES];
        name.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        name
    }

    fn cipher(&self) -> Result<LessSafeKey, AccessError> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, self.0.as_slice());
        Ok(LessSafeKey::new(key.map_err(|_| AccessError::Seal)?))
    }
}

/// Seals with the present key and opens what it or an earlier one sealed. Without a key, as by
/// default, it refuses both.
#[derive(Clone, Debug, Default)]
pub struct Sealer(Arc<[SealingKey]>);

impl Sealer {
    /// A sealer with its present key, and the earlier ones that may still have sealed something.
    #[must_use]
    pub fn new(present: SealingKey, earlier: impl IntoIterator<Item = SealingKey>) -> Self {
        Self(std::iter::once(present).chain(earlier).collect())
    }

    fn present(&self) -> Result<&SealingKey, AccessError> {
        self.0.first().ok_or(AccessError::Seal)
    }

    pub(crate) fn seal(
        &self,
        secret: &[u8],
        account: AccountId,
        ids: &Ids,
    ) -> Result<Vec<u8>, AccessError> {
        let key = self.present()?;
        let nonce = ids.bytes::<NONCE_LEN>();
        let mut content = secret.to_vec();
        key.cipher()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(account.uuid().as_bytes()),
                &mut content,
            )
            .map_err(|_| AccessError::Seal)?;
        let mut sealed = Vec::with_capacity(HEAD_BYTES + content.len());
        sealed.push(VERSION);
        sealed.extend(key.name());
        sealed.extend(nonce);
        sealed.append(&mut content);
        Ok(sealed)
    }

    pub(crate) fn open(
        &self,
        sealed: &[u8],
        account: AccountId,
    ) -> Result<Zeroizing<Vec<u8>>, AccessError> {
        let (name, nonce, content) = parts(sealed).ok_or(AccessError::Seal)?;
        let key = self.0.iter().find(|key| key.name() == name).ok_or(AccessError::Seal)?;
        let mut content = Zeroizing::new(content.to_vec());
        let account = account.uuid();
        let aad = Aad::from(account.as_bytes());
        let nonce = Nonce::assume_unique_for_key(nonce);
        let opened = key.cipher()?.open_in_place(nonce, aad, &mut content);
        let length = opened.map_err(|_| AccessError::Seal)?.len();
        content.truncate(length);
        Ok(content)
    }

    fn is_present(&self, sealed: &[u8]) -> Result<bool, AccessError> {
        let name = self.present()?.name();
        Ok(parts(sealed).is_some_and(|(of, _, _)| of == name))
    }
}

type Parts<'a> = ([u8; NAME_BYTES], [u8; NONCE_LEN], &'a [u8]);

fn parts(sealed: &[u8]) -> Option<Parts<'_>> {
    let (version, rest) = sealed.split_first()?;
    let (name, rest) = rest.split_first_chunk()?;
    let (nonce, content) = rest.split_first_chunk()?;
    (*version == VERSION).then_some((*name, *nonce, content))
}

/// What a re-sealing did.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Resealed {
    /// Secrets that are under the present key now and were not before.
    pub sealed: usize,
    /// Secrets that no key here opens; their accounts need a reset.
    pub lost: usize,
}

/// Brings every secret that an earlier key sealed under the present one. May run twice.
///
/// # Errors
///
/// [`AccessError::Seal`] without a key, [`AccessError::Db`].
pub async fn reseal(sealer: &Sealer, ids: &Ids, tx: &mut Tx) -> Result<Resealed, AccessError> {
    let mut done = Resealed::default();
    for column in ["totp_secret", "totp_pending"] {
        let sql = format!(
            "SELECT account_id, {column} AS sealed FROM access_secrets
             WHERE {column} IS NOT NULL ORDER BY account_id"
        );
        for row in tx.query(&sql, params![]).await? {
            let account: AccountId = row.get("account_id")?;
            let sealed: Vec<u8> = row.get("sealed")?;
            if sealer.is_present(&sealed)? {
                continue;
            }
            let Ok(secret) = sealer.open(&sealed, account) else {
                done.lost += 1;
                continue;
            };
            let sql = format!("UPDATE access_secrets SET {column} = $2 WHERE account_id = $1");
            let sealed = sealer.seal(&secret, account, ids)?;
            tx.execute(&sql, params![account, sealed]).await?;
            done.sealed += 1;
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};
    use uuid::Uuid;

    fn ids() -> Ids {
        let next = AtomicU8::new(0);
        Ids::new(move |bytes| bytes.fill(next.fetch_add(1, Ordering::Relaxed)))
    }

    fn account(number: u128) -> AccountId {
        AccountId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn the_derivation_is_that_of_the_standard() {
        // Checked against another implementation of RFC 5869 (Python, hmac and hashlib).
        let key = SealingKey::derive(&[7; 32]).unwrap();
        let expected = "dcb602dd29b1135f1d312bac8876dbd5a791956f4da14e488e4202b598159d03";
        assert_eq!(data_encoding::HEXLOWER.encode(key.expose()), expected);
    }

    #[test]
    fn a_sealed_secret_opens_for_its_account_and_keys_only() {
        let (old, new) = (SealingKey::from_bytes([1; 32]), SealingKey::from_bytes([2; 32]));
        let sealer = Sealer::new(old.clone(), []);
        let sealed = sealer.seal(b"secret", account(1), &ids()).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(sealer.open(&sealed, account(1)).unwrap().as_slice(), b"secret");
        assert!(sealer.open(&sealed, account(2)).is_err(), "put beside another account");
        assert!(Sealer::new(new.clone(), []).open(&sealed, account(1)).is_err());
        let rotated = Sealer::new(new, [old]);
        assert_eq!(rotated.open(&sealed, account(1)).unwrap().as_slice(), b"secret");
        assert!(!rotated.is_present(&sealed).unwrap());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(rotated.open(&changed, account(1)).is_err(), "byte {at} changed");
            assert!(rotated.open(&sealed[..at], account(1)).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn without_a_key_nothing_is_sealed() {
        assert!(Sealer::default().seal(b"secret", account(1), &ids()).is_err());
    }
}
