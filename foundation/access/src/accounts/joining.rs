//! Inviting, and joining by a link.

use db::{Tx, params};
use kernel::{AccountId, Ids, Locale, Timestamp, text};
use ledger::Actor;
use ledger::journal::payload;
use uuid::Uuid;

use super::{Pen, field};
use crate::event::{AccountChange, Profile};
use crate::links::{Link, Purpose};
use crate::password::{Hasher, Password};
use crate::secret::Secret;
use crate::{AccessError, Grant, links, store};

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
