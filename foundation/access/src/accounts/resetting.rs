//! New passwords by a link.

use db::{Tx, params};
use kernel::{AccountId, Timestamp};
use ledger::Actor;

use super::{Pen, set_password};
use crate::event::AccountChange;
use crate::links::{Link, Purpose};
use crate::secret::Secret;
use crate::store::Account;
use crate::{AccessError, links, sessions, store};

/// Makes a link to set a new password. The old one counts until the link is followed.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn ask_reset(
    account: &Account,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(Secret, Timestamp), AccessError> {
    links::withdraw(Purpose::Reset, Some(account.id), tx).await?;
    let expires_at = links::ends_at(Purpose::Reset, pen.now);
    let link = Link { account_id: Some(account.id), grants: Vec::new(), name: None, expires_at };
    let secret = links::make(Purpose::Reset, &link, pen.ids, pen.now, tx).await?;
    let change = AccountChange::ResetAsked { account_id: account.id };
    pen.record(&account.grants, change, tx).await?;
    Ok((secret, expires_at))
}

/// Whose password a reset link sets.
///
/// # Errors
///
/// [`AccessError::LinkInvalid`].
pub async fn reset_account(
    secret: &str,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Account, AccessError> {
    let link = links::look(Purpose::Reset, secret, now, tx).await?;
    store::account(link.account_id.ok_or(AccessError::LinkInvalid)?, tx).await
}

/// Sets a new password by a link: the second factor falls, and all sessions end.
///
/// # Errors
///
/// [`AccessError::LinkInvalid`].
pub async fn reset(
    secret: &str,
    hash: &str,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<AccountId, AccessError> {
    let link = links::take(Purpose::Reset, secret, pen.now, tx).await?;
    let account = store::account(link.account_id.ok_or(AccessError::LinkInvalid)?, tx).await?;
    let pen = Pen { by: Actor::Account(account.id), ..pen };
    pen.record(&account.grants, AccountChange::Reset { account_id: account.id }, tx).await?;
    set_password(account.id, hash, tx).await?;
    tx.execute(
        "UPDATE access_secrets SET totp_secret = NULL, totp_pending = NULL, totp_step = 0
         WHERE account_id = $1",
        params![account.id],
    )
    .await?;
    let sql = "DELETE FROM access_recovery_codes WHERE account_id = $1";
    tx.execute(sql, params![account.id]).await?;
    sessions::revoke_all(account.id, None, tx).await?;
    Ok(account.id)
}
