//! Why access was refused.

use db::DbError;
use kernel::{Arguments, Classified, ErrorKind};
use ledger::LedgerError;

/// Why signing in, or what an account asked for, was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Signed in, but no grant holds the permission.
    #[error("no grant holds the permission")]
    Forbidden,
    /// There is no such thing, or the caller may not know that there is.
    #[error("no such thing")]
    NotFound,
    /// Login and password do not fit together; which of them is wrong is not said.
    #[error("login or password wrong")]
    CredentialsWrong,
    /// Password right, but the account asks for a one-time code too.
    #[error("a one-time code is needed")]
    TotpNeeded,
    /// The one-time code is wrong, too old, or was used before.
    #[error("one-time code wrong or used before")]
    TotpWrong,
    /// The account has no second factor, or none is being set up.
    #[error("no second factor is being set up")]
    TotpNotSetUp,
    /// The second factor counts already.
    #[error("the second factor counts already")]
    TotpThere,
    /// The first code of a second factor that is being set up is wrong.
    #[error("the first code is wrong")]
    CodeWrong,
    /// The password that was asked for again is wrong.
    #[error("the password that was asked for again is wrong")]
    PasswordWrong,
    /// The token is unknown, revoked, too old or used from elsewhere.
    #[error("the token does not count")]
    TokenWrong,
    /// Too many passwords wait to be compared.
    #[error("too many passwords wait to be compared")]
    Busy,
    /// Too many failed attempts for this login or from this address.
    #[error("too many attempts, again in {seconds} s")]
    Throttled {
        /// Seconds until the next attempt is looked at.
        seconds: i64,
    },
    /// A link (first account, invitation, reset) is unknown, used or too old.
    #[error("the link is unknown, used or too old")]
    LinkInvalid,
    /// The login name is taken.
    #[error("login {login} is taken")]
    LoginTaken {
        /// The name that was asked for.
        login: String,
    },
    /// A field does not follow the rules.
    #[error("{field}: {reason}")]
    Field {
        /// Name of the field.
        field: &'static str,
        /// Code of the reason, under `errors`.
        reason: &'static str,
        /// Values that the reason names.
        arguments: Arguments,
    },
    /// What should be granted is more than the granter may.
    #[error("nobody may grant {role} there without holding it")]
    GrantTooWide {
        /// The role.
        role: String,
    },
    /// The step would leave nobody who can manage accounts.
    #[error("the last account that manages accounts cannot be disabled")]
    LastManager,
    /// The installation has its first account already.
    #[error("there is an account already")]
    FirstAccountExists,
    /// The hashing failed: a fault of ours.
    #[error("hashing failed: {0}")]
    Hashing(String),
    /// A secret cannot be sealed or opened: the key file is not the one that it was sealed under.
    #[error("a secret cannot be sealed or opened with this key file")]
    Seal,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The log failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl PartialEq for AccessError {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code() && self.arguments() == other.arguments()
    }
}

impl Classified for AccessError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotSignedIn
            | Self::CredentialsWrong
            | Self::TotpNeeded
            | Self::TotpWrong
            | Self::TokenWrong => ErrorKind::Unauthenticated,
            Self::CodeWrong | Self::PasswordWrong => ErrorKind::InvalidInput,
            Self::Busy => ErrorKind::Unavailable,
            Self::Forbidden | Self::GrantTooWide { .. } => ErrorKind::Forbidden,
            Self::NotFound | Self::LinkInvalid => ErrorKind::NotFound,
            Self::Throttled { .. } => ErrorKind::RateLimited,
            Self::Field { .. } => ErrorKind::InvalidInput,
            Self::LoginTaken { .. }
            | Self::LastManager
            | Self::TotpNotSetUp
            | Self::TotpThere
            | Self::FirstAccountExists => ErrorKind::Conflict,
            Self::Hashing(_) => ErrorKind::Internal,
            Self::Seal => ErrorKind::Misconfigured,
            Self::Db(error) => error.kind(),
            Self::Ledger(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "access.not_signed_in",
            Self::Forbidden => "access.forbidden",
            Self::NotFound => "not_found",
            Self::CredentialsWrong => "access.credentials_wrong",
            Self::TotpNeeded => "access.totp_needed",
            Self::TotpWrong => "access.totp_wrong",
            Self::TotpNotSetUp => "access.totp_not_set_up",
            Self::TotpThere => "access.totp_there",
            Self::CodeWrong => "access.code_wrong",
            Self::PasswordWrong => "access.password_wrong",
            Self::TokenWrong => "access.token_wrong",
            Self::Busy => "access.busy",
            Self::Throttled { .. } => "access.throttled",
            Self::LinkInvalid => "access.link_invalid",
            Self::LoginTaken { .. } => "access.login_taken",
            Self::Field { reason, .. } => reason,
            Self::GrantTooWide { .. } => "access.grant_too_wide",
            Self::LastManager => "access.last_manager",
            Self::FirstAccountExists => "access.first_account_exists",
            Self::Hashing(_) => "internal",
            Self::Seal => "access.seal",
            Self::Db(error) => error.code(),
            Self::Ledger(error) => error.code(),
        }
    }

    fn arguments(&self) -> Arguments {
        let one = |name: &str, value: String| Arguments::from([(name.to_owned(), value)]);
        match self {
            Self::Throttled { seconds } => one("seconds", seconds.to_string()),
            Self::LoginTaken { login } => one("login", login.clone()),
            Self::GrantTooWide { role } => one("role", role.clone()),
            Self::Field { field, arguments, .. } => {
                let mut arguments = arguments.clone();
                arguments.insert("field".to_owned(), (*field).to_owned());
                arguments
            }
            Self::Db(error) => error.arguments(),
            Self::Ledger(error) => error.arguments(),
            _ => Arguments::new(),
        }
    }
}
