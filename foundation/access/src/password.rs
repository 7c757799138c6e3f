//! Passwords: the rules they follow, and how they are kept (Argon2id, RFC 9106).

use std::sync::Arc;
use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use kernel::{Arguments, Ids, text};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::AccessError;

/// Characters that a password has at least.
pub const LEAST_CHARACTERS: usize = 12;
/// Bytes that a password has at most; longer ones only keep the machine busy.
pub const MOST_BYTES: usize = 512;

/// Memory in KiB, passes and lanes: the second choice of OWASP's cheat sheet on password storage,
/// which an office machine of ten years ago answers in a tenth of a second.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Hashings at the same time; each takes 19 MiB.
const AT_ONCE: usize = 2;
/// Hashings that may wait for their turn.
const MOST_WAITING: usize = 64;

/// Words of [`COMMON`] shorter than this say nothing inside a longer password.
static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words: Vec<_> = include_str!("../data/common-passwords.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words
});

/// A password that follows the rules.
pub struct Password(Zeroizing<String>);

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Password(…)")
    }
}

impl Password {
    /// Checks a new password against the rules.
    ///
    /// # Errors
    ///
    /// [`AccessError::Field`]: too short, too long, made of common words, keyboard walks or the
    /// login.
    pub fn new(text: &str, login: &str) -> Result<Self, AccessError> {
        let refuse =
            |reason, arguments| Err(AccessError::Field { field: "password", reason, arguments });
        let one =
            |name: &str, value: usize| Arguments::from([(name.to_owned(), value.to_string())]);
        let password = composed(text);
        if password.chars().count() < LEAST_CHARACTERS {
            return refuse("access.password_short", one("least", LEAST_CHARACTERS));
        }
        if password.len() > MOST_BYTES {
            return refuse("access.password_long", one("most", MOST_BYTES));
        }
        let folded = squeezed(&password);
        let login = squeezed(login);
        if login.len() >= 3 && without(&folded, &[&login]).len() < LEAST_CHARACTERS / 2 {
            return refuse("access.password_is_login", Arguments::new());
        }
        if !folded.is_empty() && substance(&folded) < LEAST_CHARACTERS / 2 {
            return refuse("access.password_common", Arguments::new());
        }
        Ok(Self(password))
    }
}

/// The same letters in the same bytes, however the keyboard composed them (RFC 8265, 4.2).
fn composed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfc().collect())
}

fn squeezed(text: &str) -> String {
    text::fold(text).replace(' ', "")
}

fn without(text: &str, words: &[&str]) -> String {
    words.iter().fold(text.to_owned(), |text, word| text.replace(word, ""))
}

/// How many characters are left that are no common word, no walk along the alphabet, the digits or
/// the keyboard, and no repetition.
fn substance(folded: &str) -> usize {
    let rest = without(folded, &COMMON);
    let mut count = 0;
    let mut before: Option<char> = None;
    for letter in rest.chars() {
        let walked = before.is_some_and(|before| {
            let step = i64::from(u32::from(letter)) - i64::from(u32::from(before));
            (-1..=1).contains(&step)
        });
        if !walked {
            count += 1;
        }
        before = Some(letter);
    }
    count
}

fn argon2() -> Result<Argon2<'static>, AccessError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)
        .map_err(|error| AccessError::Hashing(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &[u8], salt: &[u8]) -> Result<String, AccessError> {
    let hash: PasswordHash = argon2()?
        .hash_password_with_salt(password, salt)
        .map_err(|error| AccessError::Hashing(error.to_string()))?;
    Ok(hash.to_string())
}

/// What an unknown login is compared with, so that it takes as long as a known one.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now(b"nobody has this password", &[0x5a; 16]).unwrap_or_default());

/// Hashes and compares passwords off the threads that answer requests, a few at a time.
#[derive(Clone, Debug)]
pub struct Hasher {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(MOST_WAITING)),
        }
    }
}

impl Hasher {
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccessError> {
        let _seat = self.waiting.try_acquire().map_err(|_| AccessError::Busy)?;
        let turn = Arc::clone(&self.running)
            .acquire_owned()
            .await
            .map_err(|error| AccessError::Hashing(error.to_string()))?;
        tokio::task::spawn_blocking(move || {
            // Held inside, since the work goes on even where nobody waits for it any longer.
            let _turn = turn;
            work()
        })
        .await
        .map_err(|error| AccessError::Hashing(error.to_string()))
    }

    /// The hash of a new password, as a PHC string.
    ///
    /// # Errors
    ///
    /// [`AccessError::Busy`] when too many wait, [`AccessError::Hashing`].
    pub async fn hash(&self, password: Password, ids: &Ids) -> Result<String, AccessError> {
        let salt = ids.bytes::<16>();
        self.run(move || hash_now(password.0.as_bytes(), &salt)).await?
    }

    /// Whether a password is the one that was hashed; without a hash it takes as long and is not.
    ///
    /// # Errors
    ///
    /// [`AccessError::Busy`] when too many wait, [`AccessError::Hashing`].
    pub async fn verify(&self, text: &str, hash: Option<String>) -> Result<bool, AccessError> {
        let password = composed(text.get(..MOST_BYTES).unwrap_or(text));
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            let parsed = PasswordHash::new(&hash)
                .map_err(|error| AccessError::Hashing(error.to_string()))?;
            // Compared in constant time by the library.
            let fits = argon2()?.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(known && fits)
        })
        .await?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Classified as _;

    fn refusal(text: &str) -> Option<&'static str> {
        Password::new(text, "lan.tran").err().map(|error| error.code())
    }

    #[test]
    fn passwords_follow_the_rules() {
        assert_eq!(refusal("ngắn quá"), Some("access.password_short"));
        assert_eq!(refusal(&"dài ".repeat(200)), Some("access.password_long"));
        for common in [
            "password1234",
            "matkhau123456",
            "Mật khẩu 2026!",
            "123456789012",
            "aaaaaaaaaaaa",
            "qwertyuiop12",
            "Admin@123456",
            "VietNam@123456",
            "abcdefghijkl",
            "UBND-123456789",
            "QuanTri@20252",
            "xinchao123456",
        ] {
            assert_eq!(refusal(common), Some("access.password_common"), "{common}");
        }
        assert_eq!(refusal("lan.tran@9182"), Some("access.password_is_login"));
        for good in
            ["bụi tre cạnh giếng", "correct horse battery", "k7#Qm2vL!x9Rt", "ba con trâu gặm cỏ"]
        {
            assert_eq!(refusal(good), None, "{good}");
        }
    }

    #[tokio::test]
    async fn a_hash_fits_only_its_password_however_it_is_composed() {
        let (hasher, ids) = (Hasher::default(), Ids::new(|bytes| bytes.fill(3)));
        let password = Password::new("tre gia\u{0300} ma\u{0306}ng mọc", "lan").unwrap();
        let hash = hasher.hash(password, &ids).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify("tre già măng mọc", Some(hash.clone())).await.unwrap());
        assert!(!hasher.verify("tre gia mang moc", Some(hash)).await.unwrap());
        assert!(!hasher.verify("nobody has this password", None).await.unwrap());
    }
}
