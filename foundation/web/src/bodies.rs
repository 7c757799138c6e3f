//! The bodies as every request needs them: the tree that scopes are cut from, and short names.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Branches;
use db::{Tx, params};
use kernel::{OrganizationId, Timestamp};
use registry::store::{OrganizationFilter, OrganizationRow};
use serde::{Deserialize, Serialize};

use crate::ApiResult;

/// Bodies that are read at most; a province has two thousand.
const MOST_BODIES: u32 = 1_000_000;

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
    /// End of the log and instant at which they were read; none: handed in.
    read_at: Option<(i64, Timestamp)>,
}

/// Seconds after which bodies are read again even where nothing was recorded: names and parents
/// change on dates that were recorded before.
const READ_AGAIN_SECONDS: i64 = 300;

impl Bodies {
    /// Numbers and names bodies, in any order.
    pub fn new(bodies: impl IntoIterator<Item = Body>) -> Self {
        let mut parents = Vec::new();
        let mut references = BTreeMap::new();
        for body in bodies {
            parents.push((body.reference.id, body.parent));
            references.insert(body.reference.id, body.reference);
        }
        Self { branches: Arc::new(Branches::new(parents)), references, read_at: None }
    }

    /// Reads all bodies, those included that have ended.
    ///
    /// # Errors
    ///
    /// When the registry cannot be read.
    pub async fn load(now: Timestamp, tx: &mut Tx) -> ApiResult<Self> {
        let seq = ledger::journal::head(tx).await?.map_or(0, |entry| entry.seq);
        let filter = OrganizationFilter { ended_too: true, ..OrganizationFilter::default() };
        let rows = registry::store::organizations(&filter, MOST_BODIES, now, tx).await?;
        let body = |row: OrganizationRow| Body {
            reference: OrganizationRef { id: row.id, name: row.name, code: row.code },
            parent: row.parent.map(|(id, ..)| id),
        };
        let mut bodies = Self::new(rows.into_iter().map(body));
        bodies.read_at = Some((seq, now));
        Ok(bodies)
    }

    /// Whether they were made by hand, as tests do.
    pub(crate) fn is_pinned(&self) -> bool {
        self.read_at.is_none() && !self.references.is_empty()
    }

    /// Whether the registry may have changed since they were read.
    ///
    /// # Errors
    ///
    /// When the log cannot be read.
    pub(crate) async fn is_stale(&self, now: Timestamp, tx: &mut Tx) -> ApiResult<bool> {
        let Some((seq, read_at)) = self.read_at else { return Ok(true) };
        if (now - read_at).num_seconds().abs() >= READ_AGAIN_SECONDS {
            return Ok(true);
        }
        let sql = "SELECT COALESCE(MAX(seq), 0) AS head FROM log_entries";
        let head: i64 = tx.one(sql, params![]).await?.get("head")?;
        if head < seq {
            return Ok(true);
        }
        if head == seq {
            return Ok(false);
        }
        let sql = "SELECT seq FROM log_entries WHERE seq > $1 AND stream IN
            ('registry.organization', 'registry.succession', 'registry.import') LIMIT 1";
        Ok(tx.optional(sql, params![seq]).await?.is_some())
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
