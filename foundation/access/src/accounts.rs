//! Inviting, joining, granting, disabling, resetting: what others do to an account.

use std::sync::Arc;

use db::{Tx, params};
use kernel::{AccountId, Arguments, Ids, Locale, OrganizationId, Timestamp, text};
use ledger::journal::payload;
use ledger::{Actor, Journal};
use uuid::Uuid;

use crate::event::{AccountChange, AccountEvent, Profile};
use crate::links::{self, Link, Purpose};
use crate::password::{Hasher, Password};
use crate::secret::Secret;
use crate::store::{Account, home};
use crate::{AccessError, Branches, Caller, Grant, Permission, Role, Scope, sessions, store};

/// With what something is written down: the journal, new ids, who does it, and when.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The log.
    pub journal: &'a Journal,
    /// Where ids and secrets come from.
    pub ids: &'a Ids,
    /// Who does it.
    pub by: Actor,
    /// The present.
    pub now: Timestamp,
}

impl Pen<'_> {
    pub(crate) async fn record(
        &self,
        grants: &[Grant],
        change: AccountChange,
        tx: &mut Tx,
    ) -> Result<(), AccessError> {
        let event = AccountEvent { organization_id: home(grants), change };
        self.journal.record(&event, self.by, self.now, tx).await?;
        Ok(())
    }
}

/// What the first account is trusted with: everything, so that it can hand on every role.
pub(crate) fn first_grants() -> Vec<Grant> {
    let roles = [Role::Operate, Role::Supervise, Role::Issue];
    roles.map(|role| Grant { role, organization_id: None, compartment: None }).to_vec()
}

/// Refuses to grant what the granter may not do in the same place.
///
/// # Errors
///
/// [`AccessError::Forbidden`] when the granter manages no accounts there,
/// [`AccessError::GrantTooWide`] when a role holds more than the granter.
pub fn check_grants(
    caller: &Caller,
    grants: &[Grant],
    branches: &Arc<Branches>,
) -> Result<(), AccessError> {
    let manages = caller.scope(Permission::AccountsManage, branches);
    for grant in grants {
        if !covers(&manages, grant) {
            return Err(AccessError::Forbidden);
        }
        for permission in grant.role.permissions() {
            if !covers(&caller.scope(permission, branches), grant) {
                return Err(AccessError::GrantTooWide { role: grant.role.to_string() });
            }
        }
    }
    Ok(())
}

fn covers(scope: &Scope, grant: &Grant) -> bool {
    let body = match grant.organization_id {
        Some(body) => scope.allows(body),
        None => scope.is_everything(),
    };
    // Whoever holds everything may open a compartment; others may only share theirs.
    let compartment = grant.compartment.as_deref().is_none_or(|name| {
        scope.is_everything() || scope.allows_record(grant.organization_id, Some(name))
    });
    body && compartment
}

/// Whether an account is in the branch of whoever manages accounts with `scope`.
#[must_use]
pub fn is_managed(account: &Account, scope: &Scope) -> bool {
    scope.is_everything()
        || account
            .grants
            .iter()
            .any(|grant| grant.organization_id.is_some_and(|body| scope.allows(body)))
}

/// An account that the caller may change: it is in the branch, and none of its grants is wider
/// than the caller's own.
///
/// # Errors
///
/// [`AccessError::NotFound`] outside the branch, [`AccessError::GrantTooWide`].
pub async fn managed_account(
    id: AccountId,
    caller: &Caller,
    branches: &Arc<Branches>,
    tx: &mut Tx,
) -> Result<Account, AccessError> {
    let account = store::account(id, tx).await?;
    if !is_managed(&account, &caller.scope(Permission::AccountsManage, branches)) {
        return Err(AccessError::NotFound);
    }
    check_grants(caller, &account.grants, branches)?;
    Ok(account)
}

/// The grants of roles on one body; at least one role, none twice.
///
/// # Errors
///
/// [`AccessError::Field`] when there is no role.
pub fn grants_on(
    organization_id: Option<OrganizationId>,
    roles: &[Role],
    compartment: Option<&str>,
) -> Result<Vec<Grant>, AccessError> {
    let roles: std::collections::BTreeSet<Role> = roles.iter().copied().collect();
    if roles.is_empty() {
        return Err(field("roles", "access.roles_empty"));
    }
    let compartment = compartment.map(text::tidy).filter(|name| !name.is_empty());
    let grant = |role| Grant { role, organization_id, compartment: compartment.clone() };
    Ok(roles.into_iter().map(grant).collect())
}

fn field(field: &'static str, reason: &'static str) -> AccessError {
    AccessError::Field { field, reason, arguments: Arguments::new() }
}

/// Invites somebody: makes a link that counts once.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn invite(
    grants: Vec<Grant>,
    name: Option<&str>,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(Secret, Timestamp), AccessError> {
    let expires_at = links::ends_at(Purpose::Invitation, pen.now);
    let name = name.map(text::tidy).filter(|name| !name.is_empty());
    let link = Link { account_id: None, grants: grants.clone(), name, expires_at };
    let secret = links::make(Purpose::Invitation, &link, pen.ids, pen.now, tx).await?;
    let invitation_id = Uuid::from_bytes(pen.ids.bytes::<16>());
    let change = AccountChange::Invited { invitation_id, grants: grants.clone(), expires_at };
    pen.record(&grants, change, tx).await?;
    Ok((secret, expires_at))
}

/// What somebody says who follows an invitation.
#[derive(Clone, Debug)]
pub struct Newcomer {
    login: String,
    name: String,
    /// None: the account has no password and nobody signs in with it before a reset.
    hash: Option<String>,
    locale: Locale,
}

/// Characters of a login and of a name at most.
const MOST_LOGIN: usize = 64;
const MOST_NAME: usize = 120;

impl Newcomer {
    /// Checks login, name and password, and hashes the password.
    ///
    /// # Errors
    ///
    /// [`AccessError::Field`] for what does not follow the rules, [`AccessError::Busy`].
    pub async fn new(
        login: &str,
        name: &str,
        password: &str,
        locale: Locale,
        hasher: &Hasher,
        ids: &Ids,
    ) -> Result<Self, AccessError> {
        let mut newcomer = Self::without_password(login, name, locale)?;
        let password = Password::new(password, &newcomer.login)?;
        newcomer.hash = Some(hasher.hash(password, ids).await?);
        Ok(newcomer)
    }

    /// Checks login and name of somebody who will set a password by a reset link.
    ///
    /// # Errors
    ///
    /// [`AccessError::Field`] for what does not follow the rules.
    pub fn without_password(login: &str, name: &str, locale: Locale) -> Result<Self, AccessError> {
        let login = text::tidy(login);
        let letters = |letter: char| letter.is_ascii_alphanumeric() || "._-@+".contains(letter);
        if !(3..=MOST_LOGIN).contains(&login.len()) || !login.chars().all(letters) {
            return Err(field("login", "access.login_unfit"));
        }
        let name = text::tidy(name);
        if name.is_empty() || name.chars().count() > MOST_NAME {
            return Err(field("name", "access.name_unfit"));
        }
        Ok(Self { login, name, hash: None, locale })
    }
}

/// Makes an account by a link for the first account or an invitation. Whoever joins does so in
/// their own name.
///
/// # Errors
///
/// [`AccessError::LinkInvalid`], [`AccessError::LoginTaken`], [`AccessError::FirstAccountExists`].
pub async fn join(
    purpose: Purpose,
    secret: &str,
    newcomer: Newcomer,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<AccountId, AccessError> {
    if purpose == Purpose::First && !store::first_account_needed(tx).await? {
        return Err(AccessError::FirstAccountExists);
    }
    if purpose == Purpose::Reset {
        return Err(AccessError::LinkInvalid);
    }
    let link = links::take(purpose, secret, pen.now, tx).await?;
    create(link.grants, newcomer, pen, tx).await
}

/// Makes an account without a link: for the command line at the machine and the sample province.
///
/// # Errors
///
/// [`AccessError::LoginTaken`].
pub async fn create(
    grants: Vec<Grant>,
    newcomer: Newcomer,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<AccountId, AccessError> {
    if store::account_by_login(&newcomer.login, tx).await?.is_some() {
        return Err(AccessError::LoginTaken { login: newcomer.login });
    }
    let account_id: AccountId = pen.ids.next(pen.now);
    let person = Profile { login: newcomer.login, name: newcomer.name, email: None };
    let profile = payload::seal(&person, pen.ids, tx).await?;
    let change = AccountChange::Joined {
        account_id,
        invitation_id: None,
        profile,
        locale: newcomer.locale,
        grants: grants.clone(),
    };
    let pen = Pen { by: own_name(pen.by, account_id), ..pen };
    pen.record(&grants, change, tx).await?;
    if let Some(hash) = &newcomer.hash {
        set_password(account_id, hash, tx).await?;
    }
    Ok(account_id)
}

/// A link is followed by nobody who is known yet: they act as the account that they make.
fn own_name(by: Actor, account_id: AccountId) -> Actor {
    if by == Actor::System { Actor::Account(account_id) } else { by }
}

pub(crate) async fn set_password(
    account_id: AccountId,
    hash: &str,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    tx.execute(
        "INSERT INTO access_secrets (account_id, password, totp_step) VALUES ($1, $2, 0)
         ON CONFLICT (account_id) DO UPDATE SET password = excluded.password",
        params![account_id, hash],
    )
    .await?;
    Ok(())
}

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
