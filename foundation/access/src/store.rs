//! The tables of accounts. Queries live here and nowhere else in this crate's public parts.

use db::{Row, Tx, params};
use kernel::{AccountId, Locale, OrganizationId, Timestamp, TokenId, text};
use ledger::{ApplyError, PayloadHash};

use crate::event::Profile;
use crate::{AccessError, Grant, Permission};

/// An account as stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Name to sign in with.
    pub login: String,
    /// Name to be shown.
    pub name: String,
    /// Mail address.
    pub email: Option<String>,
    /// Language.
    pub locale: Locale,
    /// Whether a one-time code is asked for.
    pub totp: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it can no longer sign in.
    pub disabled_at: Option<Timestamp>,
    /// When one of its sessions was last used.
    pub seen_at: Option<Timestamp>,
    /// What it is trusted with, in the order granted.
    pub grants: Vec<Grant>,
}

impl Account {
    /// The body of its first grant; none: everything.
    #[must_use]
    pub fn home(&self) -> Option<OrganizationId> {
        home(&self.grants)
    }
}

/// The body that an account belongs to: that of its first grant; none: everything.
#[must_use]
pub fn home(grants: &[Grant]) -> Option<OrganizationId> {
    grants.first().and_then(|grant| grant.organization_id)
}

pub(crate) async fn insert_account(
    id: AccountId,
    person: &Profile,
    profile: PayloadHash,
    locale: Locale,
    at: Timestamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute(
        "INSERT INTO access_accounts (id, login, login_folded, name, name_folded, email, locale,
             profile, totp, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            person.login.as_str(),
            folded_login(&person.login),
            person.name.as_str(),
            text::fold(&person.name),
            person.email.clone(),
            locale.to_string(),
            profile.to_string(),
            false,
            at,
        ],
    )
    .await?;
    Ok(())
}

/// How logins are compared: without case.
pub(crate) fn folded_login(login: &str) -> String {
    text::tidy(login).to_lowercase()
}

pub(crate) async fn set_grants(
    account_id: AccountId,
    grants: &[Grant],
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    tx.execute("DELETE FROM access_grants WHERE account_id = $1", params![account_id]).await?;
    for (position, grant) in (0_i64..).zip(grants) {
        tx.execute(
            "INSERT INTO access_grants (account_id, role, organization_id, compartment, position)
             VALUES ($1, $2, $3, $4, $5)",
            params![
                account_id,
                grant.role.name(),
                grant.organization_id,
                grant.compartment.clone(),
                position,
            ],
        )
        .await?;
    }
    Ok(())
}

fn account_of(row: &Row) -> Result<Account, AccessError> {
    Ok(Account {
        id: row.get("id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        email: row.get("email")?,
        locale: row.get::<String>("locale")?.parse().unwrap_or_default(),
        totp: row.get("totp")?,
        created_at: row.get("created_at")?,
        disabled_at: row.get("disabled_at")?,
        seen_at: row.get("seen_at")?,
        grants: Vec::new(),
    })
}

fn grant_of(row: &Row) -> Result<Option<Grant>, AccessError> {
    // A role of a newer program grants nothing here.
    let Ok(role) = row.get::<String>("role")?.parse() else { return Ok(None) };
    Ok(Some(Grant {
        role,
        organization_id: row.get("organization_id")?,
        compartment: row.get("compartment")?,
    }))
}

const SELECT_ACCOUNT: &str = "SELECT a.*, (SELECT MAX(s.seen_at) FROM access_sessions s
     WHERE s.account_id = a.id) AS seen_at FROM access_accounts a";

async fn with_grants(mut account: Account, tx: &mut Tx) -> Result<Account, AccessError> {
    let sql = "SELECT * FROM access_grants WHERE account_id = $1 ORDER BY position";
    for row in tx.query(sql, params![account.id]).await? {
        account.grants.extend(grant_of(&row)?);
    }
    Ok(account)
}

/// One account.
///
/// # Errors
///
/// [`AccessError::NotFound`], [`AccessError::Db`].
pub async fn account(id: AccountId, tx: &mut Tx) -> Result<Account, AccessError> {
    let sql = format!("{SELECT_ACCOUNT} WHERE a.id = $1");
    let row = tx.optional(&sql, params![id]).await?.ok_or(AccessError::NotFound)?;
    with_grants(account_of(&row)?, tx).await
}

/// The account of a login name, without regard to case.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn account_by_login(login: &str, tx: &mut Tx) -> Result<Option<Account>, AccessError> {
    let sql = format!("{SELECT_ACCOUNT} WHERE a.login_folded = $1");
    match tx.optional(&sql, params![folded_login(login)]).await? {
        Some(row) => Ok(Some(with_grants(account_of(&row)?, tx).await?)),
        None => Ok(None),
    }
}

/// All accounts with their grants, by name. An installation has hundreds, not millions.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, AccessError> {
    let sql = format!("{SELECT_ACCOUNT} ORDER BY a.name_folded, a.id");
    let mut accounts = Vec::new();
    for row in tx.query(&sql, params![]).await? {
        accounts.push(account_of(&row)?);
    }
    let mut grants = std::collections::BTreeMap::<AccountId, Vec<Grant>>::new();
    let sql = "SELECT * FROM access_grants ORDER BY account_id, position";
    for row in tx.query(sql, params![]).await? {
        grants.entry(row.get("account_id")?).or_default().extend(grant_of(&row)?);
    }
    for account in &mut accounts {
        account.grants = grants.remove(&account.id).unwrap_or_default();
    }
    Ok(accounts)
}

/// The payload with the personal data of an account.
///
/// # Errors
///
/// [`AccessError::NotFound`], [`AccessError::Db`].
pub(crate) async fn profile(id: AccountId, tx: &mut Tx) -> Result<PayloadHash, AccessError> {
    let sql = "SELECT profile FROM access_accounts WHERE id = $1";
    let row = tx.optional(sql, params![id]).await?.ok_or(AccessError::NotFound)?;
    let text = serde_json::Value::String(row.get("profile")?);
    Ok(serde_json::from_value(text).map_err(ledger::LedgerError::from)?)
}

/// The names of accounts, for showing who did something.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn account_names(
    tx: &mut Tx,
) -> Result<std::collections::BTreeMap<AccountId, String>, AccessError> {
    let mut names = std::collections::BTreeMap::new();
    for row in tx.query("SELECT id, name FROM access_accounts", params![]).await? {
        names.insert(row.get("id")?, row.get("name")?);
    }
    Ok(names)
}

/// Whether there is no account in use yet. The last one that manages all accounts cannot be put out
/// of use, so that this is never true again once somebody has set the installation up.
///
/// # Errors
///
/// [`AccessError::Db`].
pub async fn first_account_needed(tx: &mut Tx) -> Result<bool, AccessError> {
    Ok(tx
        .optional(
            "SELECT 1 AS one FROM access_accounts WHERE disabled_at IS NULL LIMIT 1",
            params![],
        )
        .await?
        .is_none())
}

/// A token as stored; its secret is elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenRow {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Permission>,
    /// From where it counts (an address or CIDR); none: from anywhere.
    pub network: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

pub(crate) async fn insert_token(token: &TokenRow, tx: &mut Tx) -> Result<(), ApplyError> {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.name()).collect();
    tx.execute(
        "INSERT INTO access_tokens (id, account_id, name, scopes, network, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            token.id,
            token.account_id,
            token.name.as_str(),
            scopes.join(" "),
            token.network.clone(),
            token.created_at,
            token.expires_at,
        ],
    )
    .await?;
    Ok(())
}

pub(crate) fn token_of(row: &Row) -> Result<TokenRow, AccessError> {
    let scopes: String = row.get("scopes")?;
    Ok(TokenRow {
        id: row.get("id")?,
        account_id: row.get("account_id")?,
        name: row.get("name")?,
        // A permission that this program does not know is none.
        scopes: scopes.split(' ').filter_map(|name| name.parse().ok()).collect(),
        network: row.get("network")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
    })
}
