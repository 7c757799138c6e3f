//! Granting, disabling, erasing.

use std::sync::Arc;

use db::{Tx, params};
use kernel::AccountId;
use ledger::journal::payload;

use super::Pen;
use crate::event::AccountChange;
use crate::links::Purpose;
use crate::store::Account;
use crate::{AccessError, Branches, Grant, Permission, Scope, links, sessions, store};

/// Sets all grants of an account.
///
/// # Errors
///
/// [`AccessError::LastManager`] when nobody would be left who manages all accounts.
pub async fn set_grants(
    account: &Account,
    grants: Vec<Grant>,
    branches: &Arc<Branches>,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    if manages_all(&account.grants, branches) && !manages_all(&grants, branches) {
        check_other_manager(account.id, branches, tx).await?;
    }
    let change = AccountChange::Granted { account_id: account.id, grants: grants.clone() };
    let of = if grants.is_empty() { &account.grants } else { &grants };
    pen.record(of, change, tx).await
}

/// Disables an account: its sessions end, its tokens and links no longer count.
///
/// # Errors
///
/// [`AccessError::LastManager`] when nobody would be left who manages all accounts.
pub async fn disable(
    account: &Account,
    branches: &Arc<Branches>,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    if account.disabled_at.is_some() {
        return Ok(());
    }
    if manages_all(&account.grants, branches) {
        check_other_manager(account.id, branches, tx).await?;
    }
    let change = AccountChange::Disabled { account_id: account.id };
    pen.record(&account.grants, change, tx).await?;
    sessions::revoke_all(account.id, None, tx).await?;
    links::withdraw(Purpose::Reset, Some(account.id), tx).await
}

/// Lets a disabled account sign in again.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn enable(account: &Account, pen: Pen<'_>, tx: &mut Tx) -> Result<(), AccessError> {
    if account.disabled_at.is_none() {
        return Ok(());
    }
    let change = AccountChange::Enabled { account_id: account.id };
    pen.record(&account.grants, change, tx).await
}

/// Erases the person behind an account for good (Law 91/2025, the right to erasure): name, login
/// and mail address are gone from the tables and from the log, which still holds.
///
/// # Errors
///
/// [`AccessError::LastManager`] when nobody would be left who manages all accounts.
pub async fn erase(
    account: &Account,
    branches: &Arc<Branches>,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    disable(account, branches, pen, tx).await?;
    let profile = store::profile(account.id, tx).await?;
    pen.record(&account.grants, AccountChange::Erased { account_id: account.id }, tx).await?;
    payload::erase(profile, pen.now, tx).await?;
    for table in ["access_secrets", "access_recovery_codes"] {
        let sql = format!("DELETE FROM {table} WHERE account_id = $1");
        tx.execute(&sql, params![account.id]).await?;
    }
    tx.execute(
        "DELETE FROM access_token_secrets
         WHERE token_id IN (SELECT id FROM access_tokens WHERE account_id = $1)",
        params![account.id],
    )
    .await?;
    Ok(())
}

fn manages_all(grants: &[Grant], branches: &Arc<Branches>) -> bool {
    let holding = grants.iter().filter(|grant| Permission::AccountsManage.is_held_by(grant.role));
    let reach = holding.map(|grant| (grant.organization_id, None));
    Scope::of(reach, Arc::clone(branches)).is_everything()
}

async fn check_other_manager(
    id: AccountId,
    branches: &Arc<Branches>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    let other = |account: &Account| {
        account.id != id && account.disabled_at.is_none() && manages_all(&account.grants, branches)
    };
    if store::accounts(tx).await?.iter().any(other) {
        Ok(())
    } else {
        Err(AccessError::LastManager)
    }
}
