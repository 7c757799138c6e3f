//! What people do with their own account: password, second factor, language.

use db::{Tx, params};
use kernel::{AccountId, Locale};

use crate::accounts::{Pen, set_password};
use crate::event::AccountChange;
use crate::password::{Hasher, Password};
use crate::store::Account;
use crate::totp::{self, Enrolment};
use crate::{AccessError, Sealer, sessions, sign_in};

/// Whether a password is the account's own; asked again before what weakens the account.
///
/// # Errors
///
/// [`AccessError::PasswordWrong`], [`AccessError::Busy`].
pub async fn confirm_password(
    hash: Option<String>,
    password: &str,
    hasher: &Hasher,
) -> Result<(), AccessError> {
    if hasher.verify(password, hash).await? { Ok(()) } else { Err(AccessError::PasswordWrong) }
}

/// The hash of an account's password, to be compared outside a transaction.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn password_hash(id: AccountId, tx: &mut Tx) -> Result<Option<String>, AccessError> {
    sign_in::password_hash(id, tx).await
}

/// Hashes a new password for an account.
///
/// # Errors
///
/// [`AccessError::Field`] for what does not follow the rules, [`AccessError::Busy`].
pub async fn new_password(
    account: &Account,
    password: &str,
    hasher: &Hasher,
    ids: &kernel::Ids,
) -> Result<String, AccessError> {
    hasher.hash(Password::new(password, &account.login)?, ids).await
}

/// Changes the password; all other sessions end.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn change_password(
    account: &Account,
    hash: &str,
    kept_session: Option<&str>,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    let change = AccountChange::PasswordChanged { account_id: account.id };
    pen.record(&account.grants, change, tx).await?;
    set_password(account.id, hash, tx).await?;
    sessions::revoke_all(account.id, kept_session, tx).await
}

/// Begins to set up a second factor: it counts once a first code was entered.
///
/// # Errors
///
/// [`AccessError::TotpThere`] when one counts already, [`AccessError::Seal`].
pub async fn begin_totp(
    account: &Account,
    sealer: &Sealer,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<Enrolment, AccessError> {
    if account.totp {
        return Err(AccessError::TotpThere);
    }
    let secret = totp::new_secret(pen.ids);
    let sealed = sealer.seal(&secret, account.id, pen.ids)?;
    tx.execute(
        "UPDATE access_secrets SET totp_pending = $2 WHERE account_id = $1",
        params![account.id, sealed],
    )
    .await?;
    totp::enrolment(&secret, &account.login)
}

/// Ends the setting up with a first code; gives the recovery codes, shown once.
///
/// # Errors
///
/// [`AccessError::TotpNotSetUp`], [`AccessError::CodeWrong`], [`AccessError::Seal`].
pub async fn enable_totp(
    account: &Account,
    code: &str,
    sealer: &Sealer,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<Vec<String>, AccessError> {
    let sql = "SELECT totp_pending FROM access_secrets WHERE account_id = $1";
    let row = tx.optional(sql, params![account.id]).await?.ok_or(AccessError::TotpNotSetUp)?;
    let sealed = row.get::<Option<Vec<u8>>>("totp_pending")?.ok_or(AccessError::TotpNotSetUp)?;
    let secret = sealer.open(&sealed, account.id)?;
    let step = totp::accepted_step(&secret, code, 0, pen.now)?.ok_or(AccessError::CodeWrong)?;
    tx.execute(
        "UPDATE access_secrets SET totp_secret = $2, totp_pending = NULL, totp_step = $3
         WHERE account_id = $1",
        params![account.id, sealed, step],
    )
    .await?;
    let codes = totp::recovery_codes(pen.ids);
    let sql = "DELETE FROM access_recovery_codes WHERE account_id = $1";
    tx.execute(sql, params![account.id]).await?;
    let rows: Vec<_> =
        codes.iter().map(|code| params![account.id, totp::recovery_hash(code)]).collect();
    let columns = &["account_id", "hash"];
    tx.insert("access_recovery_codes", columns, rows, "ON CONFLICT DO NOTHING").await?;
    let change = AccountChange::TotpEnabled { account_id: account.id };
    pen.record(&account.grants, change, tx).await?;
    Ok(codes)
}

/// Takes the second factor away.
///
/// # Errors
///
/// [`AccessError::TotpNotSetUp`] when there is none.
pub async fn disable_totp(account: &Account, pen: Pen<'_>, tx: &mut Tx) -> Result<(), AccessError> {
    if !account.totp {
        return Err(AccessError::TotpNotSetUp);
    }
    tx.execute(
        "UPDATE access_secrets SET totp_secret = NULL, totp_pending = NULL WHERE account_id = $1",
        params![account.id],
    )
    .await?;
    let sql = "DELETE FROM access_recovery_codes WHERE account_id = $1";
    tx.execute(sql, params![account.id]).await?;
    let change = AccountChange::TotpDisabled { account_id: account.id };
    pen.record(&account.grants, change, tx).await
}

/// Chooses the language.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn choose_locale(
    account: &Account,
    locale: Locale,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    if account.locale == locale {
        return Ok(());
    }
    let change = AccountChange::LocaleChosen { account_id: account.id, locale };
    pen.record(&account.grants, change, tx).await
}
