//! What the parts above this crate know of things that the foundation's routes show: the names of
//! findings, lists and letters in the log, and who else refers to a body.

use std::collections::BTreeMap;
use std::fmt::Debug;

use db::Tx;
use futures::future::BoxFuture;
use kernel::{Message, OrganizationId};
use uuid::Uuid;

use crate::ApiResult;

/// What is known above; `apps/luytre` fills it with all parts.
pub trait Elsewhere: Send + Sync + Debug {
    /// Names of things, by the kind that the log gives them and their id. What has none is left
    /// out.
    fn names<'a>(
        &'a self,
        things: &'a [(String, Uuid)],
        tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<Uuid, String>>>;

    /// What refers to each of these bodies, to be shown; bodies that nothing refers to are left
    /// out.
    fn referring<'a>(
        &'a self,
        bodies: &'a [OrganizationId],
        tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<OrganizationId, Vec<Message>>>>;
}

/// A foundation with nothing above it.
#[derive(Debug)]
pub(crate) struct Nothing;

impl Elsewhere for Nothing {
    fn names<'a>(
        &'a self,
        _things: &'a [(String, Uuid)],
        _tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<Uuid, String>>> {
        Box::pin(async { Ok(BTreeMap::new()) })
    }

    fn referring<'a>(
        &'a self,
        _bodies: &'a [OrganizationId],
        _tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<OrganizationId, Vec<Message>>>> {
        Box::pin(async { Ok(BTreeMap::new()) })
    }
}
