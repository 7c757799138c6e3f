//! Slows down whoever guesses: by login and by address, kept in the database.
//!
//! An attempt is counted before the password is looked at, so that a hundred at the same time do
//! not slip through together; one that turns out right is taken back.

use chrono::TimeDelta;
use db::{Tx, params};
use kernel::Timestamp;

use crate::AccessError;

/// Wrong attempts that cost no waiting.
const FREE_BY_LOGIN: i64 = 5;
const FREE_BY_ADDRESS: i64 = 20;
/// First waiting, doubled with each further attempt up to the last, in seconds.
const FIRST_WAIT_SECONDS: i64 = 15;
const LAST_WAIT_SECONDS: i64 = 15 * 60;
/// Attempts are forgotten this long after the last one.
const FORGOTTEN_AFTER_SECONDS: i64 = 60 * 60;

/// Whose attempts are counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Counted<'a> {
    Login(&'a str),
    Address(&'a str),
}

impl Counted<'_> {
    fn subject(self) -> String {
        match self {
            Self::Login(login) => format!("login {}", login.get(..100).unwrap_or(login)),
            Self::Address(address) => format!("address {address}"),
        }
    }

    const fn free(self) -> i64 {
        match self {
            Self::Login(_) => FREE_BY_LOGIN,
            Self::Address(_) => FREE_BY_ADDRESS,
        }
    }
}

/// How long to wait after the last attempt, in seconds, when so many were wrong.
const fn wait_seconds(failures: i64, free: i64) -> i64 {
    if failures < free {
        return 0;
    }
    let doubled = failures - free;
    if doubled > 10 {
        return LAST_WAIT_SECONDS;
    }
    let seconds = FIRST_WAIT_SECONDS << doubled;
    if seconds < LAST_WAIT_SECONDS { seconds } else { LAST_WAIT_SECONDS }
}

/// Counts an attempt, or refuses it.
pub(crate) async fn count(
    counted: &[Counted<'_>],
    now: Timestamp,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    let forgotten = now - TimeDelta::seconds(FORGOTTEN_AFTER_SECONDS);
    tx.execute("DELETE FROM access_attempts WHERE last_at < $1", params![forgotten]).await?;
    for one in counted {
        // Takes hold of the row until the commit, so that attempts at the same time queue up; the
        // login always before the address.
        tx.execute(
            "INSERT INTO access_attempts (subject, failures, last_at) VALUES ($1, 0, $2)
             ON CONFLICT (subject) DO UPDATE SET failures = access_attempts.failures",
            params![one.subject(), now],
        )
        .await?;
        let sql = "SELECT failures, last_at FROM access_attempts WHERE subject = $1";
        let row = tx.one(sql, params![one.subject()]).await?;
        let wait = wait_seconds(row.get("failures")?, one.free());
        let passed = (now - row.get::<Timestamp>("last_at")?).num_seconds();
        if passed < wait {
            return Err(AccessError::Throttled { seconds: wait - passed });
        }
    }
    for one in counted {
        let sql = "UPDATE access_attempts SET failures = failures + 1, last_at = $2
             WHERE subject = $1";
        tx.execute(sql, params![one.subject(), now]).await?;
    }
    Ok(())
}

/// Takes an attempt back that was right so far; `all`: forgets the earlier ones of the login too.
pub(crate) async fn forgive(
    counted: &[Counted<'_>],
    all: bool,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    for one in counted {
        // An address keeps what others tried from it.
        let sql = if all && matches!(one, Counted::Login(_)) {
            "DELETE FROM access_attempts WHERE subject = $1"
        } else {
            "UPDATE access_attempts SET failures = failures - 1 WHERE subject = $1 AND failures > 0"
        };
        tx.execute(sql, params![one.subject()]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<_> = (4..14).map(|failures| wait_seconds(failures, 5)).collect();
        assert_eq!(waits, [0, 15, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(wait_seconds(i64::MAX, 5), 900);
    }
}
