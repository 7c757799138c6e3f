//! What the duties and the directive tell the foundation's routes: names for the log, and what
//! refers to a body that somebody wants to take back.

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use futures::future::BoxFuture;
use kernel::{FindingId, Id as _, IndicatorListId, Message, OrganizationId};
use uuid::Uuid;
use web::{ApiResult, Elsewhere};

/// All parts of this program.
#[derive(Debug)]
pub struct AllParts;

impl Elsewhere for AllParts {
    fn names<'a>(
        &'a self,
        things: &'a [(String, Uuid)],
        tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<Uuid, String>>> {
        Box::pin(names(things, tx))
    }

    fn referring<'a>(
        &'a self,
        bodies: &'a [OrganizationId],
        tx: &'a mut Tx,
    ) -> BoxFuture<'a, ApiResult<BTreeMap<OrganizationId, Vec<Message>>>> {
        Box::pin(referring(bodies, tx))
    }
}

async fn names(things: &[(String, Uuid)], tx: &mut Tx) -> ApiResult<BTreeMap<Uuid, String>> {
    let of = |kind: &str| -> BTreeSet<Uuid> {
        things.iter().filter(|(one, _)| one == kind).map(|(_, id)| *id).collect()
    };
    let mut names = BTreeMap::new();
    let findings: Vec<FindingId> = of("finding").into_iter().map(FindingId::from_uuid).collect();
    for (id, finding) in ledger::findings::store::by_ids(&findings, tx).await? {
        names.insert(id.uuid(), finding.subject);
    }
    for id in of("indicator_list") {
        let list = malware::store::lists::find(IndicatorListId::from_uuid(id), tx).await?;
        if let Some(list) = list {
            let name = if list.file_name.is_empty() { list.source } else { list.file_name };
            names.insert(id, name);
        }
    }
    let letters = of("directive");
    if !letters.is_empty() {
        for letter in directive::store::search::all(tx).await? {
            if letters.contains(&letter.id.uuid()) {
                names.insert(letter.id.uuid(), letter.title());
            }
        }
    }
    Ok(names)
}

async fn referring(
    bodies: &[OrganizationId],
    tx: &mut Tx,
) -> ApiResult<BTreeMap<OrganizationId, Vec<Message>>> {
    let message = |letter: &directive::store::search::Named| {
        Message::new("registry.refers.directive").with("name", letter.title())
    };
    let bound = directive::store::search::binding(bodies, tx).await?;
    Ok(bound
        .into_iter()
        .map(|(body, letters)| (body, letters.iter().map(message).collect()))
        .collect())
}
