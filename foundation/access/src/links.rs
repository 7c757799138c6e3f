//! Links that count once: for the first account, an invitation, a new password.

use chrono::TimeDelta;
use db::{Row, Tx, params};
use kernel::{AccountId, Ids, Timestamp};

use crate::secret::{self, Secret};
use crate::{AccessError, Grant, store};

/// What a link is for, and how long it counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// The first account of an installation; printed when the server starts.
    First,
    /// An invitation.
    Invitation,
    /// A new password.
    Reset,
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    const fn hours(self) -> i64 {
        match self {
            Self::First | Self::Reset => 24,
            Self::Invitation => 7 * 24,
        }
    }
}

/// What a link leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// Whose password is set anew.
    pub account_id: Option<AccountId>,
    /// What the new account will be trusted with.
    pub grants: Vec<Grant>,
    /// Name of the one who was invited.
    pub name: Option<String>,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

fn link_of(row: &Row) -> Result<Link, AccessError> {
    let grants: String = row.get("grants")?;
    Ok(Link {
        account_id: row.get("account_id")?,
        grants: serde_json::from_str(&grants).map_err(ledger::LedgerError::from)?,
        name: row.get("name")?,
        expires_at: row.get("expires_at")?,
    })
}

/// Makes a link; its secret is known to nobody but who is handed it.
pub(crate) async fn make(
    purpose: Purpose,
    link: &Link,
    ids: &Ids,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Secret, AccessError> {
    let secret = Secret::new("", ids);
    tx.execute("DELETE FROM access_links WHERE expires_at <= $1", params![now]).await?;
    tx.execute(
        "INSERT INTO access_links (hash, purpose, account_id, grants, name, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            secret.hash(),
            purpose.name(),
            link.account_id,
            serde_json::to_string(&link.grants).map_err(ledger::LedgerError::from)?,
            link.name.clone(),
            now,
            link.expires_at,
        ],
    )
    .await?;
    Ok(secret)
}

/// When a link that is made now ends.
pub(crate) fn ends_at(purpose: Purpose, now: Timestamp) -> Timestamp {
    now + TimeDelta::hours(purpose.hours())
}

/// What a link leads to, without using it up.
///
/// # Errors
///
/// [`AccessError::LinkInvalid`] when it is unknown, used, too old or for something else.
pub async fn look(
    purpose: Purpose,
    secret: &str,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Link, AccessError> {
    let row = tx
        .optional(
            "SELECT * FROM access_links WHERE hash = $1 AND purpose = $2 AND expires_at > $3",
            params![secret::hash(secret), purpose.name(), now],
        )
        .await?
        .ok_or(AccessError::LinkInvalid)?;
    link_of(&row)
}

/// Uses a link up: of two who follow it at the same time, one comes too late.
pub(crate) async fn take(
    purpose: Purpose,
    secret: &str,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Link, AccessError> {
    let link = look(purpose, secret, now, tx).await?;
    let sql = "DELETE FROM access_links WHERE hash = $1";
    match tx.execute(sql, params![secret::hash(secret)]).await? {
        0 => Err(AccessError::LinkInvalid),
        _ => Ok(link),
    }
}

/// Withdraws the links of a purpose: all, or those of one account.
pub(crate) async fn withdraw(
    purpose: Purpose,
    account_id: Option<AccountId>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    tx.execute(
        "DELETE FROM access_links WHERE purpose = $1 AND ($2 OR account_id = $3)",
        params![purpose.name(), account_id.is_none(), account_id],
    )
    .await?;
    Ok(())
}

/// A new link to make the first account, as long as there is none; earlier ones no longer count.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn first_account_link(
    ids: &Ids,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Secret>, AccessError> {
    if !store::first_account_needed(tx).await? {
        return Ok(None);
    }
    withdraw(Purpose::First, None, tx).await?;
    let link = Link {
        account_id: None,
        grants: crate::accounts::first_grants(),
        name: None,
        expires_at: ends_at(Purpose::First, now),
    };
    make(Purpose::First, &link, ids, now, tx).await.map(Some)
}
