//! The bodies as every request needs them: the tree that scopes are cut from, and short names.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Branches;
use kernel::OrganizationId;
use serde::{Deserialize, Serialize};

/// A body as it is named beside other things.
#[derive(
    Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct OrganizationRef {
    /// Its id.
    pub id: OrganizationId,
    /// Its name today.
    pub name: String,
    /// National code, if it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
}

/// A body as handed to [`Bodies::new`].
#[derive(Clone, Debug)]
pub struct Body {
    /// How it is named.
    pub reference: OrganizationRef,
    /// The body above; one that ended keeps its last.
    pub parent: Option<OrganizationId>,
}

/// All bodies there are or were.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    branches: Arc<Branches>,
    references: BTreeMap<OrganizationId, OrganizationRef>,
}

impl Bodies {
    /// Numbers and names bodies, in any order.
    pub fn new(bodies: impl IntoIterator<Item = Body>) -> Self {
        let mut parents = Vec::new();
        let mut references = BTreeMap::new();
        for body in bodies {
            parents.push((body.reference.id, body.parent));
            references.insert(body.reference.id, body.reference);
        }
        Self { branches: Arc::new(Branches::new(parents)), references }
    }

    /// The tree.
    #[must_use]
    pub const fn branches(&self) -> &Arc<Branches> {
        &self.branches
    }

    /// How a body is named; one that is not known by its id.
    #[must_use]
    pub fn reference(&self, id: OrganizationId) -> OrganizationRef {
        self.references.get(&id).cloned().unwrap_or_else(|| OrganizationRef {
            id,
            name: id.to_string(),
            code: None,
        })
    }
}
