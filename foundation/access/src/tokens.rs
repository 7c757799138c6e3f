//! Tokens for programs: they may do part of what their owner may, until a day, from a network.

use std::collections::BTreeSet;
use std::net::IpAddr;

use chrono::TimeDelta;
use db::{Tx, params};
use ipnet::IpNet;
use kernel::{AccountId, Arguments, Timestamp, TokenId, text};
use ledger::Actor;

use crate::accounts::Pen;
use crate::caller::{Caller, Credential};
use crate::event::AccountChange;
use crate::secret::{self, Secret};
use crate::store::{Account, TokenRow, token_of};
use crate::{AccessError, Permission, store};

/// What a token begins with, so that scanners of leaked secrets know it.
pub const PREFIX: &str = "lt_";
/// Days that a token counts where nothing is said, and at most.
const USUAL_DAYS: i64 = 90;
const MOST_DAYS: i64 = 366;
/// Characters of a name at most.
const MOST_NAME: usize = 120;
/// Seconds after which the last use is written down again.
const TOUCH_AFTER_SECONDS: i64 = 60;

/// What a token cannot do, whoever made it: take over accounts or make further tokens.
const NEVER: [Permission; 3] =
    [Permission::SelfManage, Permission::TokensOwn, Permission::AccountsManage];

/// A token that is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    name: String,
    scopes: BTreeSet<Permission>,
    network: Option<IpNet>,
    expires_at: Timestamp,
}

fn field(field: &'static str, reason: &'static str) -> AccessError {
    AccessError::Field { field, reason, arguments: Arguments::new() }
}

impl Wanted {
    /// Checks what is asked for against what the owner may.
    ///
    /// # Errors
    ///
    /// [`AccessError::Field`] for a name, scope, network or day that cannot be.
    pub fn new(
        name: &str,
        scopes: &[Permission],
        network: Option<&str>,
        expires_at: Option<Timestamp>,
        owner: &Caller,
        now: Timestamp,
    ) -> Result<Self, AccessError> {
        let name = text::tidy(name);
        if name.is_empty() || name.chars().count() > MOST_NAME {
            return Err(field("name", "access.name_unfit"));
        }
        let scopes: BTreeSet<Permission> = scopes.iter().copied().collect();
        let held: BTreeSet<Permission> = owner.permissions().into_iter().collect();
        if scopes.is_empty() {
            return Err(field("scopes", "access.scopes_empty"));
        }
        let refused = scopes.iter().find(|scope| NEVER.contains(scope) || !held.contains(scope));
        if let Some(scope) = refused {
            let arguments = Arguments::from([("scope".to_owned(), scope.to_string())]);
            return Err(AccessError::Field {
                field: "scopes",
                reason: "access.scope_not_held",
                arguments,
            });
        }
        let network = network
            .map(|text| parse_network(text).ok_or_else(|| field("network", "access.network_unfit")))
            .transpose()?;
        let expires_at = expires_at.unwrap_or(now + TimeDelta::days(USUAL_DAYS));
        if expires_at <= now || expires_at > now + TimeDelta::days(MOST_DAYS) {
            let arguments = Arguments::from([("days".to_owned(), MOST_DAYS.to_string())]);
            let (field, reason) = ("expires_at", "access.expiry_unfit");
            return Err(AccessError::Field { field, reason, arguments });
        }
        Ok(Self { name, scopes, network, expires_at })
    }
}

fn parse_network(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Makes a token. The secret is shown once.
///
/// # Errors
///
/// [`AccessError::Ledger`], [`AccessError::Db`].
pub async fn make(
    owner: &Account,
    wanted: Wanted,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(Secret, TokenId), AccessError> {
    let token_id: TokenId = pen.ids.next(pen.now);
    let secret = Secret::new(PREFIX, pen.ids);
    let change = AccountChange::TokenMade {
        account_id: owner.id,
        token_id,
        name: wanted.name,
        scopes: wanted.scopes.into_iter().collect(),
        network: wanted.network.map(|network| network.to_string()),
        expires_at: wanted.expires_at,
    };
    pen.record(&owner.grants, change, tx).await?;
    tx.execute(
        "INSERT INTO access_token_secrets (token_id, hash) VALUES ($1, $2)",
        params![token_id, secret.hash()],
    )
    .await?;
    Ok((secret, token_id))
}

/// Revokes a token of an account.
///
/// # Errors
///
/// [`AccessError::NotFound`] when it is not one of the account's or was revoked before.
pub async fn revoke(
    owner: &Account,
    token_id: TokenId,
    pen: Pen<'_>,
    tx: &mut Tx,
) -> Result<(), AccessError> {
    let sql = "SELECT 1 AS one FROM access_tokens
               WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL";
    tx.optional(sql, params![token_id, owner.id]).await?.ok_or(AccessError::NotFound)?;
    let change = AccountChange::TokenRevoked { account_id: owner.id, token_id };
    pen.record(&owner.grants, change, tx).await?;
    let sql = "DELETE FROM access_token_secrets WHERE token_id = $1";
    tx.execute(sql, params![token_id]).await?;
    Ok(())
}

/// The tokens of an account that were not revoked, the newest first, with their last use.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn of_account(
    account_id: AccountId,
    tx: &mut Tx,
) -> Result<Vec<(TokenRow, Option<Timestamp>)>, AccessError> {
    let rows = tx
        .query(
            "SELECT t.*, s.used_at FROM access_tokens t
             LEFT JOIN access_token_secrets s ON s.token_id = t.id
             WHERE t.account_id = $1 AND t.revoked_at IS NULL ORDER BY t.id DESC",
            params![account_id],
        )
        .await?;
    rows.iter().map(|row| Ok((token_of(row)?, row.get("used_at")?))).collect()
}

/// Who comes with a token, and whether [`touch`] should write down that it was used.
///
/// # Errors
///
/// [`AccessError::TokenWrong`] when it is unknown, revoked, too old, from elsewhere, or its owner
/// is disabled; which of these is not said.
pub async fn recognize(
    token: &str,
    address: Option<IpAddr>,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<(Caller, bool), AccessError> {
    let row = tx
        .optional(
            "SELECT t.*, s.used_at FROM access_token_secrets s
             JOIN access_tokens t ON t.id = s.token_id
             WHERE s.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2",
            params![secret::hash(token), now],
        )
        .await?
        .ok_or(AccessError::TokenWrong)?;
    let used_at: Option<Timestamp> = row.get("used_at")?;
    let token = token_of(&row)?;
    let from_there = match token.network.as_deref().map(parse_network) {
        None => true,
        Some(network) => network
            .zip(address)
            .is_some_and(|(network, address)| network.contains(&address.to_canonical())),
    };
    let account = store::account(token.account_id, tx).await?;
    if !from_there || account.disabled_at.is_some() {
        return Err(AccessError::TokenWrong);
    }
    let touch = used_at.is_none_or(|used_at| (now - used_at).num_seconds() >= TOUCH_AFTER_SECONDS);
    let caller = Caller {
        account: Some(account.id),
        actor: Actor::Account(account.id),
        login: account.login,
        locale: account.locale,
        grants: account.grants,
        credential: Credential::Token(token.id),
        limited_to: Some(token.scopes.into_iter().collect()),
    };
    Ok((caller, touch))
}

/// Writes down that a token was used.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn touch(id: TokenId, now: Timestamp, tx: &mut Tx) -> Result<(), AccessError> {
    let sql = "UPDATE access_token_secrets SET used_at = $2 WHERE token_id = $1";
    tx.execute(sql, params![id, now]).await?;
    Ok(())
}
