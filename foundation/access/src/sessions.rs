//! Browser sessions: 256 random bits in a cookie, of which only the hash is kept.

use chrono::TimeDelta;
use db::{Row, Tx, params};
use kernel::{AccountId, Ids, Timestamp};
use ledger::Actor;
use uuid::Uuid;

use crate::caller::{Caller, Credential};
use crate::secret::{self, Secret};
use crate::{AccessError, store};

/// How long a session lasts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SessionRules {
    /// Without being used, in minutes.
    pub idle_minutes: i64,
    /// In all, in hours.
    pub most_hours: i64,
}

impl Default for SessionRules {
    /// Two hours without use, twelve in all: a working day.
    fn default() -> Self {
        Self { idle_minutes: 120, most_hours: 12 }
    }
}

/// Seconds after which the last use is written down again; not on every request.
const TOUCH_AFTER_SECONDS: i64 = 60;
/// Characters kept of what a browser says about itself.
const MOST_CLIENT: usize = 200;

/// A session as its owner sees it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Session {
    /// Its id; not the secret.
    pub id: Uuid,
    /// Whose it is.
    pub account_id: AccountId,
    /// What the browser said about itself.
    pub client: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

fn session_of(row: &Row) -> Result<Session, AccessError> {
    Ok(Session {
        id: row.get("id")?,
        account_id: row.get("account_id")?,
        client: row.get("client")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
    })
}

/// Begins a session. The secret is new each time: one that was planted before the sign-in is
/// worth nothing.
pub(crate) async fn begin(
    account_id: AccountId,
    client: &str,
    rules: &SessionRules,
    ids: &Ids,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Secret, AccessError> {
    let secret = Secret::new("", ids);
    let client: String = client.chars().filter(|c| !c.is_control()).take(MOST_CLIENT).collect();
    tx.execute(
        "DELETE FROM access_sessions WHERE expires_at <= $1 OR seen_at <= $2",
        params![now, now - TimeDelta::minutes(rules.idle_minutes)],
    )
    .await?;
    tx.execute(
        "INSERT INTO access_sessions (id, hash, account_id, client, created_at, seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            Uuid::from_bytes(ids.bytes::<16>()),
            secret.hash(),
            account_id,
            client,
            now,
            now,
            now + TimeDelta::hours(rules.most_hours),
        ],
    )
    .await?;
    Ok(secret)
}

/// Who comes with a session's secret.
#[derive(Clone, Debug)]
pub struct Recognized {
    /// The caller.
    pub caller: Caller,
    /// The session.
    pub session: Session,
    /// Whether [`touch`] should write down that it was used.
    pub touch: bool,
}

/// Who comes with a session's secret; nobody when it is unknown, ended, or the account disabled.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn recognize(
    secret: &str,
    rules: &SessionRules,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Recognized>, AccessError> {
    let sql = "SELECT * FROM access_sessions WHERE hash = $1";
    let Some(row) = tx.optional(sql, params![secret::hash(secret)]).await? else {
        return Ok(None);
    };
    let session = session_of(&row)?;
    let idle_until = session.seen_at + TimeDelta::minutes(rules.idle_minutes);
    if now >= session.expires_at || now >= idle_until {
        return Ok(None);
    }
    let account = store::account(session.account_id, tx).await?;
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    let touch = (now - session.seen_at).num_seconds() >= TOUCH_AFTER_SECONDS;
    let caller = Caller {
        account: Some(account.id),
        actor: Actor::Account(account.id),
        login: account.login,
        locale: account.locale,
        grants: account.grants,
        credential: Credential::Session,
        limited_to: None,
    };
    Ok(Some(Recognized { caller, session, touch }))
}

/// Writes down that a session was used.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn touch(id: Uuid, now: Timestamp, tx: &mut Tx) -> Result<(), AccessError> {
    let sql = "UPDATE access_sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    tx.execute(sql, params![id, now]).await?;
    Ok(())
}

/// Ends the session of a secret; one that is unknown has ended already.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn end(secret: &str, tx: &mut Tx) -> Result<(), AccessError> {
    let sql = "DELETE FROM access_sessions WHERE hash = $1";
    tx.execute(sql, params![secret::hash(secret)]).await?;
    Ok(())
}

/// The sessions of an account that have not ended, the last used first.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn of_account(
    account_id: AccountId,
    rules: &SessionRules,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<Session>, AccessError> {
    let idle_since = now - TimeDelta::minutes(rules.idle_minutes);
    let rows = tx
        .query(
            "SELECT * FROM access_sessions
             WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3
             ORDER BY seen_at DESC, id",
            params![account_id, now, idle_since],
        )
        .await?;
    rows.iter().map(session_of).collect()
}

/// Ends one session of an account.
///
/// # Errors
///
/// [`AccessError::NotFound`] when it is not one of the account's, [`AccessError::Db`].
pub async fn revoke(account_id: AccountId, id: Uuid, tx: &mut Tx) -> Result<(), AccessError> {
    let sql = "DELETE FROM access_sessions WHERE id = $1 AND account_id = $2";
    match tx.execute(sql, params![id, account_id]).await? {
        0 => Err(AccessError::NotFound),
        _ => Ok(()),
    }
}

/// Ends all sessions of an account but the one of `kept`, a secret.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn revoke_all(
    account_id: AccountId,
    kept: Option<&str>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    let kept = kept.map(secret::hash).unwrap_or_default();
    let sql = "DELETE FROM access_sessions WHERE account_id = $1 AND hash <> $2";
    tx.execute(sql, params![account_id, kept]).await?;
    Ok(())
}
