//! One id type for each kind of thing, so that a system's id is never taken for a body's.
//!
//! Ids are UUID version 7 (RFC 9562, section 5.7): unique across nodes, and in order of creation.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::Timestamp;

/// What all id types share.
pub trait Id: Copy + fmt::Display + Send + Sync + 'static {
    /// Wraps a UUID that is known to belong to this kind of thing.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID, for storage.
    fn uuid(self) -> Uuid;
}

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Where new ids come from: entropy is handed in, so that tests are repeatable.
#[derive(Clone)]
pub struct Ids {
    fill: Arc<Fill>,
}

impl fmt::Debug for Ids {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Ids")
    }
}

impl Ids {
    /// Builds a source of ids over `fill`, which fills a slice with unpredictable bytes.
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self { fill: Arc::new(fill) }
    }

    /// The next id, created at `now`.
    #[must_use]
    pub fn next<T: Id>(&self, now: Timestamp) -> T {
        let mut random = [0_u8; 10];
        (self.fill)(&mut random);
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        T::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// `N` unpredictable bytes, for secrets and salts.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        (self.fill)(&mut bytes);
        bytes
    }
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize,
            utoipa::ToSchema,
        )]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

id_types! {
    /// A body of the tree: agency, unit, commune.
    OrganizationId,
    /// A person known to the registry.
    PersonId,
    /// A claim of address space.
    ClaimId,
    /// A place where a body has machines.
    SiteId,
    /// An information system.
    SystemId,
    /// A server, workstation or device.
    AssetId,
    /// A contact entry.
    ContactId,
    /// An account that signs in.
    AccountId,
    /// An API token.
    TokenId,
    /// A finding of the ledger.
    FindingId,
    /// A piece of evidence.
    EvidenceId,
    /// A list of indicators as it arrived.
    IndicatorListId,
    /// One row of a list.
    RowId,
    /// A directive (công văn).
    DirectiveId,
    /// An obligation that a directive creates.
    ObligationId,
    /// A report with frozen figures.
    ReportId,
    /// A background job.
    JobId,
    /// A file that is still arriving.
    UploadId,
    /// An import of a registry file, from its preview on.
    ImportId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order_of_creation() {
        let ids = Ids::new(|bytes| bytes.fill(0xff));
        let early: FindingId = ids.next("2030-01-31T08:00:00Z".parse().unwrap());
        let late: FindingId = ids.next("2030-01-31T08:00:01Z".parse().unwrap());
        assert!(early < late);
        assert_eq!(early.to_string().parse::<FindingId>().unwrap(), early);
    }
}
