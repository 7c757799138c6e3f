//! What a part must say to be recorded and replayed.

use std::future::Future;

use db::Tx;
use kernel::{AccountId, Id, OrganizationId, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ApplyError, PayloadHash};

/// A change of one part. It is decided first, then recorded and applied in one transaction.
///
/// `apply` is the only code that writes the part's tables, both when the event happens and when
/// the state is rebuilt from the log. It must not read the clock, make ids or refuse.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Name of the stream, `part.thing`; it never changes once released.
    const STREAM: &'static str;

    /// What happened, as a past participle: `created`, `approved`.
    fn action(&self) -> &'static str;

    /// What it happened to.
    fn subject(&self) -> Subject;

    /// The body whose branch may read the entry; none: only those who may read everything.
    fn organization(&self) -> Option<OrganizationId> {
        None
    }

    /// Payloads that the body names, so that they are carried, checked and erased with it.
    fn payloads(&self) -> Vec<PayloadHash> {
        Vec::new()
    }

    /// Writes the change to the part's tables.
    fn apply(
        &self,
        stamp: &Stamp,
        tx: &mut Tx,
    ) -> impl Future<Output = Result<(), ApplyError>> + Send;
}

/// Who makes a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// A person, signed in or by one of their tokens.
    Account(AccountId),
    /// A job or rule of the program.
    System,
    /// Somebody at the machine, through the command line.
    CommandLine,
}

impl Actor {
    /// The name of the kind, as stored.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::System => "system",
            Self::CommandLine => "command_line",
        }
    }

    /// The account, if it is one.
    #[must_use]
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(account),
            Self::System | Self::CommandLine => None,
        }
    }
}

/// What an event is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Subject {
    /// Kind of thing, such as `organization`.
    pub kind: &'static str,
    /// Its id, where it has one.
    pub id: Option<Uuid>,
}

impl Subject {
    /// A subject with an id.
    pub fn of(kind: &'static str, id: impl Id) -> Self {
        Self { kind, id: Some(id.uuid()) }
    }

    /// A subject without an id, such as the settings.
    #[must_use]
    pub const fn kind(kind: &'static str) -> Self {
        Self { kind, id: None }
    }
}

/// When and by whom an event was recorded; handed to `apply`.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// Number of the entry.
    pub seq: i64,
    /// Instant of the recording.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
}
