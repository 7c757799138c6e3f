//! Signing in: throttled, off the answering threads, the same for unknown logins as for wrong
//! passwords.

use db::{Db, Tx, params};
use kernel::{AccountId, Ids, Timestamp};
use ledger::{Actor, Journal};

use crate::accounts::Pen;
use crate::event::AccountChange;
use crate::password::Hasher;
use crate::secret::Secret;
use crate::sessions::{self, SessionRules};
use crate::store::{Account, folded_login};
use crate::throttle::{self, Counted};
use crate::totp;
use crate::{AccessError, Sealer, store};

/// What somebody comes with who wants to sign in.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// Login name.
    pub login: &'a str,
    /// Password.
    pub password: &'a str,
    /// One-time code or recovery code.
    pub code: Option<&'a str>,
    /// Address that they come from; empty when it is not known.
    pub address: &'a str,
    /// What the browser says about itself.
    pub client: &'a str,
    /// The secret of the session that the browser has already; it ends.
    pub old_session: Option<&'a str>,
}

impl std::fmt::Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Attempt(…)")
    }
}

/// With what an attempt is judged and written down.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// Compares passwords.
    pub hasher: &'a Hasher,
    /// How long sessions last.
    pub rules: &'a SessionRules,
    /// Opens the secrets of second factors.
    pub sealer: &'a Sealer,
    /// The log.
    pub journal: &'a Journal,
    /// Where secrets come from.
    pub ids: &'a Ids,
    /// The present.
    pub now: Timestamp,
}

/// Signs in and begins a session. Needs several transactions, since a refused attempt is counted
/// and the password is compared while no transaction is open.
///
/// # Errors
///
/// [`AccessError::Throttled`], [`AccessError::CredentialsWrong`], [`AccessError::TotpNeeded`],
/// [`AccessError::TotpWrong`], [`AccessError::Busy`].
pub async fn sign_in(
    attempt: Attempt<'_>,
    gate: Gate<'_>,
    db: &Db,
) -> Result<(Secret, Account), AccessError> {
    let login = folded_login(attempt.login);
    let mut counted = vec![Counted::Login(&login)];
    if !attempt.address.is_empty() {
        counted.push(Counted::Address(attempt.address));
    }
    let mut tx = db.write().await?;
    throttle::count(&counted, gate.now, &mut tx).await?;
    let account = store::account_by_login(&login, &mut tx).await?;
    let hash = match &account {
        Some(account) if account.disabled_at.is_none() => {
            password_hash(account.id, &mut tx).await?
        }
        _ => None,
    };
    tx.commit().await?;

    let fits = gate.hasher.verify(attempt.password, hash).await?;
    let account = account.filter(|_| fits).ok_or(AccessError::CredentialsWrong)?;

    let mut tx = db.write().await?;
    // Disabled or changed while the password was compared.
    let account = store::account(account.id, &mut tx).await?;
    if account.disabled_at.is_some() {
        return Err(AccessError::CredentialsWrong);
    }
    if account.totp {
        let Some(code) = attempt.code.filter(|code| !code.trim().is_empty()) else {
            throttle::forgive(&counted, false, &mut tx).await?;
            tx.commit().await?;
            return Err(AccessError::TotpNeeded);
        };
        if !use_code(account.id, code, gate.sealer, gate.now, &mut tx).await? {
            return Err(AccessError::TotpWrong);
        }
    }
    throttle::forgive(&counted, true, &mut tx).await?;
    if let Some(old) = attempt.old_session {
        sessions::end(old, &mut tx).await?;
    }
    let secret =
        sessions::begin(account.id, attempt.client, gate.rules, gate.ids, gate.now, &mut tx)
            .await?;
    let pen =
        Pen { journal: gate.journal, ids: gate.ids, by: Actor::Account(account.id), now: gate.now };
    let change = AccountChange::SignedIn { account_id: account.id };
    pen.record(&account.grants, change, &mut tx).await?;
    tx.commit().await?;
    Ok((secret, account))
}

pub(crate) async fn password_hash(
    account_id: AccountId,
    tx: &mut Tx,
) -> Result<Option<String>, AccessError> {
    let sql = "SELECT password FROM access_secrets WHERE account_id = $1";
    match tx.optional(sql, params![account_id]).await? {
        Some(row) => Ok(Some(row.get("password")?)),
        None => Ok(None),
    }
}

/// Uses a one-time code or a recovery code up; false when it is wrong or was used.
pub(crate) async fn use_code(
    account_id: AccountId,
    code: &str,
    sealer: &Sealer,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<bool, AccessError> {
    let sql = "SELECT totp_secret, totp_step FROM access_secrets WHERE account_id = $1";
    let Some(row) = tx.optional(sql, params![account_id]).await? else { return Ok(false) };
    let Some(sealed) = row.get::<Option<Vec<u8>>>("totp_secret")? else { return Ok(false) };
    let secret = sealer.open(&sealed, account_id);
    // A recovery code counts even where the key file that the secret was sealed under is lost.
    let step = match &secret {
        Ok(secret) => totp::accepted_step(secret, code, row.get("totp_step")?, now)?,
        Err(_) => None,
    };
    if let Some(step) = step {
        // Of two who use the same code at the same time, one comes too late.
        let used = tx
            .execute(
                "UPDATE access_secrets SET totp_step = $2 WHERE account_id = $1 AND totp_step < $2",
                params![account_id, step],
            )
            .await?;
        return Ok(used == 1);
    }
    let used = tx
        .execute(
            "DELETE FROM access_recovery_codes WHERE account_id = $1 AND hash = $2",
            params![account_id, totp::recovery_hash(code)],
        )
        .await?;
    if used == 0 {
        secret?;
    }
    Ok(used == 1)
}
