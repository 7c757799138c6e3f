//! What an import is made of.

pub use kernel::ImportId;
use kernel::{ClaimId, Id as _, OrganizationId, PersonId, Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::changes::Changes;
use crate::model::{ClaimRecord, OrganizationRecord, PersonRecord, SiteRecord, named};

named! {
    /// What the rows of a file are.
    ImportKind {
        /// Bodies.
        Organizations = "organizations",
        /// Claims of address space.
        Claims = "claims",
        /// People.
        People = "people",
        /// People, and in which roles others call them.
        Contacts = "contacts",
        /// Sites.
        Sites = "sites",
    }
}

/// A table as read from a file: nothing is interpreted yet. `apps/` fills it from its readers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportTable {
    /// Name of the file as the person knows it; empty for pasted text.
    pub file: String,
    /// Sheet, where the file has several.
    pub sheet: Option<String>,
    /// All rows in order; the header is found among the first.
    pub rows: Vec<ImportTableRow>,
    /// What the reader noticed, such as a formula cell. It counts against its row.
    pub problems: Vec<Problem>,
}

/// One row and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportTableRow {
    /// As the person's own program counts it, from 1.
    pub number: u64,
    /// Cells as text.
    pub cells: Vec<String>,
}

/// What a row does to one thing: what stood before (none: it was not there) and what stands after
/// (none: it is gone).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowChange {
    /// To a body.
    Organization {
        /// The body.
        id: OrganizationId,
        /// Before.
        before: Option<OrganizationRecord>,
        /// After.
        after: Option<OrganizationRecord>,
    },
    /// To a claim.
    Claim {
        /// The claim.
        id: ClaimId,
        /// Before.
        before: Option<ClaimRecord>,
        /// After.
        after: Option<ClaimRecord>,
    },
    /// To a person.
    Person {
        /// The person.
        id: PersonId,
        /// Before.
        before: Option<PersonRecord>,
        /// After.
        after: Option<PersonRecord>,
    },
    /// To a site.
    Site {
        /// The site.
        id: SiteId,
        /// Before.
        before: Option<SiteRecord>,
        /// After.
        after: Option<SiteRecord>,
    },
}

impl RowChange {
    /// The id of the thing, whatever it is.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        match self {
            Self::Organization { id, .. } => id.uuid(),
            Self::Claim { id, .. } => id.uuid(),
            Self::Person { id, .. } => id.uuid(),
            Self::Site { id, .. } => id.uuid(),
        }
    }

    /// Whether it adds the thing.
    #[must_use]
    pub const fn adds(&self) -> bool {
        matches!(
            self,
            Self::Organization { before: None, .. }
                | Self::Claim { before: None, .. }
                | Self::Person { before: None, .. }
                | Self::Site { before: None, .. }
        )
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Organization { id, before, after } => {
                Self::Organization { id, before: after, after: before }
            }
            Self::Claim { id, before, after } => Self::Claim { id, before: after, after: before },
            Self::Person { id, before, after } => Self::Person { id, before: after, after: before },
            Self::Site { id, before, after } => Self::Site { id, before: after, after: before },
        }
    }
}

/// A row of an import as the log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportedRow {
    /// Number of the row in the file.
    pub row: u64,
    /// How a person recognizes it; empty for people, whose names are not kept here.
    pub key: String,
    /// What it does.
    pub change: RowChange,
}

/// The new states that rows lead to.
#[must_use]
pub fn changes_of(rows: &[ImportedRow]) -> Changes {
    let mut changes = Changes::default();
    for row in rows {
        match row.change.clone() {
            RowChange::Organization { id, after, .. } => changes.organizations.push((id, after)),
            RowChange::Claim { id, after, .. } => changes.claims.push((id, after)),
            RowChange::Person { id, after, .. } => changes.people.push((id, after)),
            RowChange::Site { id, after, .. } => changes.sites.push((id, after)),
        }
    }
    changes
}
