//! What happens to accounts: decided first, then recorded and applied. Names, logins and mail
//! addresses stand in erasable payloads; secrets never come near the log.

use db::{Tx, params};
use kernel::{AccountId, Id as _, Locale, OrganizationId, Timestamp, TokenId};
use ledger::journal::payload;
use ledger::{ApplyError, Event, PayloadHash, Stamp, Subject};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Grant, Permission, store};

/// What is known of a person who signs in. Erasable.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Name to sign in with.
    pub login: String,
    /// Name to be shown.
    pub name: String,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email: Option<String>,
}

/// A change of an account. `organization_id` is the body whose branch may read the entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountEvent {
    /// The body of the account's first grant, or none for one over everything.
    pub organization_id: Option<OrganizationId>,
    /// What happened.
    pub change: AccountChange,
}

/// What happened to an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum AccountChange {
    /// Somebody was invited; the link is in nobody's log.
    Invited {
        /// Of this invitation.
        invitation_id: Uuid,
        /// What they will be trusted with.
        grants: Vec<Grant>,
        /// Until when the link counts.
        expires_at: Timestamp,
    },
    /// Somebody followed a link and has an account now.
    Joined {
        /// The new account.
        account_id: AccountId,
        /// The invitation; none: the first account.
        invitation_id: Option<Uuid>,
        /// Who they are.
        profile: PayloadHash,
        /// Language of the account.
        locale: Locale,
        /// What they are trusted with.
        grants: Vec<Grant>,
    },
    /// Roles were granted or revoked: these are all that the account has from now on.
    Granted {
        /// The account.
        account_id: AccountId,
        /// All its grants.
        grants: Vec<Grant>,
    },
    /// The account can no longer sign in.
    Disabled {
        /// The account.
        account_id: AccountId,
    },
    /// The account can sign in again.
    Enabled {
        /// The account.
        account_id: AccountId,
    },
    /// The person behind the account was erased: no name is left, and nobody signs in with it.
    Erased {
        /// The account.
        account_id: AccountId,
    },
    /// A link to set a new password was made.
    ResetAsked {
        /// The account.
        account_id: AccountId,
    },
    /// The password was set anew by such a link; the second factor fell with it.
    Reset {
        /// The account.
        account_id: AccountId,
    },
    /// The password was changed by its owner.
    PasswordChanged {
        /// The account.
        account_id: AccountId,
    },
    /// The second factor counts from now on.
    TotpEnabled {
        /// The account.
        account_id: AccountId,
    },
    /// The second factor no longer counts.
    TotpDisabled {
        /// The account.
        account_id: AccountId,
    },
    /// The language was chosen.
    LocaleChosen {
        /// The account.
        account_id: AccountId,
        /// The language.
        locale: Locale,
    },
    /// Somebody signed in.
    SignedIn {
        /// The account.
        account_id: AccountId,
    },
    /// A token was made.
    TokenMade {
        /// Whose.
        account_id: AccountId,
        /// The token.
        token_id: TokenId,
        /// What it is for.
        name: String,
        /// What it may do.
        scopes: Vec<Permission>,
        /// From where it counts; none: from anywhere.
        network: Option<String>,
        /// Until when it counts.
        expires_at: Timestamp,
    },
    /// A token no longer counts.
    TokenRevoked {
        /// Whose.
        account_id: AccountId,
        /// The token.
        token_id: TokenId,
    },
}

impl AccountChange {
    fn account(&self) -> Option<AccountId> {
        match self {
            Self::Invited { .. } => None,
            Self::Joined { account_id, .. }
            | Self::Granted { account_id, .. }
            | Self::Disabled { account_id }
            | Self::Enabled { account_id }
            | Self::Erased { account_id }
            | Self::ResetAsked { account_id }
            | Self::Reset { account_id }
            | Self::PasswordChanged { account_id }
            | Self::TotpEnabled { account_id }
            | Self::TotpDisabled { account_id }
            | Self::LocaleChosen { account_id, .. }
            | Self::SignedIn { account_id }
            | Self::TokenMade { account_id, .. }
            | Self::TokenRevoked { account_id, .. } => Some(*account_id),
        }
    }
}

impl Event for AccountEvent {
    const STREAM: &'static str = "access.account";

    fn action(&self) -> &'static str {
        match self.change {
            AccountChange::Invited { .. } => "invited",
            AccountChange::Joined { .. } => "joined",
            AccountChange::Granted { .. } => "granted",
            AccountChange::Disabled { .. } => "disabled",
            AccountChange::Enabled { .. } => "enabled",
            AccountChange::Erased { .. } => "erased",
            AccountChange::ResetAsked { .. } => "reset_asked",
            AccountChange::Reset { .. } => "reset",
            AccountChange::PasswordChanged { .. } => "password_changed",
            AccountChange::TotpEnabled { .. } => "totp_enabled",
            AccountChange::TotpDisabled { .. } => "totp_disabled",
            AccountChange::LocaleChosen { .. } => "locale_chosen",
            AccountChange::SignedIn { .. } => "signed_in",
            AccountChange::TokenMade { .. } => "token_made",
            AccountChange::TokenRevoked { .. } => "token_revoked",
        }
    }

    fn subject(&self) -> Subject {
        match &self.change {
            AccountChange::Invited { invitation_id, .. } => {
                Subject { kind: "invitation", id: Some(*invitation_id) }
            }
            other => Subject { kind: "account", id: other.account().map(kernel::Id::uuid) },
        }
    }

    fn organization(&self) -> Option<OrganizationId> {
        self.organization_id
    }

    fn payloads(&self) -> Vec<PayloadHash> {
        match &self.change {
            AccountChange::Joined { profile, .. } => vec![*profile],
            _ => Vec::new(),
        }
    }

    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        match &self.change {
            AccountChange::Joined { account_id, profile, locale, grants, .. } => {
                let person = payload::open::<Profile>(*profile, tx).await?;
                let person = person.unwrap_or_else(|| erased(*account_id));
                store::insert_account(*account_id, &person, *profile, *locale, stamp.at, tx)
                    .await?;
                store::set_grants(*account_id, grants, tx).await?;
            }
            AccountChange::Granted { account_id, grants } => {
                store::set_grants(*account_id, grants, tx).await?;
            }
            AccountChange::Disabled { account_id } => {
                set("disabled_at = $2", *account_id, params![stamp.at], tx).await?;
            }
            AccountChange::Enabled { account_id } => {
                set("disabled_at = $2", *account_id, params![None::<Timestamp>], tx).await?;
            }
            AccountChange::Erased { account_id } => {
                let nobody = erased(*account_id);
                let what = "login = $2, login_folded = $2, name = $3, name_folded = '',
                    email = NULL, totp = $4, disabled_at = $5";
                let values = params![nobody.login, nobody.name, false, stamp.at];
                set(what, *account_id, values, tx).await?;
                store::set_grants(*account_id, &[], tx).await?;
                tx.execute(
                    "UPDATE access_tokens SET revoked_at = $2
                     WHERE account_id = $1 AND revoked_at IS NULL",
                    params![*account_id, stamp.at],
                )
                .await?;
            }
            AccountChange::TotpEnabled { account_id } => {
                set("totp = $2", *account_id, params![true], tx).await?;
            }
            AccountChange::TotpDisabled { account_id } | AccountChange::Reset { account_id } => {
                set("totp = $2", *account_id, params![false], tx).await?;
            }
            AccountChange::LocaleChosen { account_id, locale } => {
                set("locale = $2", *account_id, params![locale.to_string()], tx).await?;
            }
            AccountChange::TokenMade {
                account_id,
                token_id,
                name,
                scopes,
                network,
                expires_at,
            } => {
                let token = store::TokenRow {
                    id: *token_id,
                    account_id: *account_id,
                    name: name.clone(),
                    scopes: scopes.clone(),
                    network: network.clone(),
                    created_at: stamp.at,
                    expires_at: *expires_at,
                };
                store::insert_token(&token, tx).await?;
            }
            AccountChange::TokenRevoked { token_id, .. } => {
                tx.execute(
                    "UPDATE access_tokens SET revoked_at = $2 WHERE id = $1",
                    params![*token_id, stamp.at],
                )
                .await?;
            }
            AccountChange::Invited { .. }
            | AccountChange::ResetAsked { .. }
            | AccountChange::PasswordChanged { .. }
            | AccountChange::SignedIn { .. } => {}
        }
        Ok(())
    }
}

/// What stands where a person's data was erased; no two alike, for the login is a key.
fn erased(account_id: AccountId) -> Profile {
    Profile { login: format!("erased-{}", account_id.uuid()), name: "—".to_owned(), email: None }
}

async fn set(
    what: &str,
    account_id: AccountId,
    mut value: Vec<db::Value>,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    let mut values = params![account_id];
    values.append(&mut value);
    tx.execute(&format!("UPDATE access_accounts SET {what} WHERE id = $1"), values).await?;
    Ok(())
}
