//! One-time codes (RFC 6238: SHA-1, 6 digits, 30 s, one step to either side) and recovery codes.
//!
//! A code counts once: whoever saw it over a shoulder comes too late.

use data_encoding::BASE32_NOPAD;
use kernel::{Ids, Timestamp};
use totp_rs::{Builder, Totp};

use crate::{AccessError, secret};

/// Bytes of a secret: what the hash yields (RFC 4226, section 4).
const SECRET_BYTES: usize = 20;
/// Recovery codes of an account.
const RECOVERY_CODES: usize = 10;
/// Who the code is for, as an authenticator shows it.
const ISSUER: &str = "Lũy Tre";

/// What an authenticator is set up with.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same as an address, to be shown as a picture.
    pub uri: String,
}

fn totp(secret: &[u8], login: &str) -> Result<Totp, AccessError> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(login.replace(':', " "))
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|error| AccessError::Hashing(error.to_string()))
}

/// A new secret.
pub(crate) fn new_secret(ids: &Ids) -> Vec<u8> {
    ids.bytes::<SECRET_BYTES>().to_vec()
}

/// How the authenticator is told about a secret.
pub(crate) fn enrolment(secret: &[u8], login: &str) -> Result<Enrolment, AccessError> {
    let uri =
        totp(secret, login)?.to_url().map_err(|error| AccessError::Hashing(error.to_string()))?;
    Ok(Enrolment { secret: BASE32_NOPAD.encode(secret), uri })
}

/// The step that a code belongs to, if it is right at `now` and later than `last_step`.
pub(crate) fn accepted_step(
    secret: &[u8],
    code: &str,
    last_step: i64,
    now: Timestamp,
) -> Result<Option<i64>, AccessError> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Ok(None);
    }
    let seconds = u64::try_from(now.millis() / 1_000).unwrap_or(0);
    let step = totp(secret, "")?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()).filter(|step| *step > last_step))
}

/// The code of an instant; for tests and for the sample province.
///
/// # Errors
///
/// [`AccessError::Field`] when `secret` is no base32.
pub fn code_at(secret: &str, now: Timestamp) -> Result<String, AccessError> {
    let bytes = BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| AccessError::Field {
        field: "secret",
        reason: "access.totp_wrong",
        arguments: kernel::Arguments::new(),
    })?;
    let seconds = u64::try_from(now.millis() / 1_000).unwrap_or(0);
    Ok(totp(&bytes, "")?.generate(seconds).to_string())
}

/// New recovery codes of 60 bits, in groups that can be copied by hand.
pub(crate) fn recovery_codes(ids: &Ids) -> Vec<String> {
    let code = |_| {
        let text = BASE32_NOPAD.encode(&ids.bytes::<8>()).to_ascii_lowercase();
        let text = text.get(..12).unwrap_or_default();
        let group = |from: usize| text.get(from..from + 4).unwrap_or_default();
        format!("{}-{}-{}", group(0), group(4), group(8))
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What is kept of a recovery code, however it was typed.
pub(crate) fn recovery_hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    secret::hash(&format!("recovery:{plain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1_000)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = BASE32_NOPAD.encode(SECRET);
        // Appendix B gives 8 digits; the last 6 of them are the code of 6.
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert_eq!(code_at(&secret, at(seconds)).unwrap(), code);
        }
    }

    #[test]
    fn a_code_counts_once_and_one_step_to_either_side() {
        let accepted = |code, last, now| accepted_step(SECRET, code, last, at(now)).unwrap();
        assert_eq!(accepted("287082", 0, 59), Some(1));
        assert_eq!(accepted("287 082", 0, 89), Some(1), "one step late");
        assert_eq!(accepted("287082", 0, 29), Some(1), "one step early");
        assert_eq!(accepted("287082", 0, 121), None, "too late");
        assert_eq!(accepted("287082", 1, 59), None, "used before");
        for nonsense in ["", "28708", "2870821", "28708x", "２８７０８２"] {
            assert_eq!(accepted(nonsense, 0, 59), None);
        }
    }

    #[test]
    fn an_authenticator_can_read_the_address() {
        let enrolment = enrolment(SECRET, "lan.tran").unwrap();
        assert!(enrolment.uri.starts_with("otpauth://totp/"), "{}", enrolment.uri);
        assert!(enrolment.uri.contains(&enrolment.secret));
    }

    #[test]
    fn recovery_codes_may_be_typed_in_any_case() {
        let codes = recovery_codes(&Ids::new(|bytes| bytes.fill(9)));
        assert_eq!(codes.len(), RECOVERY_CODES);
        let typed = codes[0].to_uppercase().replace('-', " ");
        assert_eq!(recovery_hash(&codes[0]), recovery_hash(&typed));
    }
}
