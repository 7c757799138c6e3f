//! What keeps the undoing of an import from taking a body away: accounts, findings, and what the
//! parts above know of. What the registry itself holds is asked there.

use std::collections::BTreeMap;

use kernel::words::translate;
use kernel::{Message, OrganizationId};
use ledger::findings::store::{FindingFilter, FindingOrder};
use registry::import::{DiffRow, ImportKind, ImportPlan};

use crate::{ApiResult, Ctx};

/// Bodies that one question about findings names.
const BODIES_AT_ONCE: usize = 5_000;
/// References that are spelled out for one body.
const MOST_NAMED: usize = 5;

/// The bodies that the import added and that something refers to, each with what it is.
pub(super) async fn held_bodies(
    plan: &ImportPlan,
    ctx: &Ctx,
    tx: &mut db::Tx,
) -> ApiResult<BTreeMap<OrganizationId, String>> {
    if plan.kind != ImportKind::Organizations {
        return Ok(BTreeMap::new());
    }
    let id = |row: &DiffRow| row.after.as_ref()?.get("id")?.parse::<OrganizationId>().ok();
    let added: Vec<OrganizationId> =
        plan.diff.iter().filter(|row| row.before.is_none()).filter_map(id).collect();
    let mut held = accounts_on(&added, tx).await?;
    for (body, references) in ctx.state.elsewhere().referring(&added, tx).await? {
        held.entry(body).or_default().extend(references);
    }
    for (body, count) in findings_of(&added, tx).await? {
        let reference = Message::new("registry.refers.findings").with("count", count);
        held.entry(body).or_default().push(reference);
    }
    let text = |one: &Message| translate(ctx.locale(), &one.code, &one.arguments);
    let told = |references: Vec<Message>| {
        let mut named: Vec<String> = references.iter().take(MOST_NAMED).map(text).collect();
        if references.len() > MOST_NAMED {
            named.push(format!("+{}", references.len() - MOST_NAMED));
        }
        named.join("; ")
    };
    Ok(held.into_iter().map(|(body, references)| (body, told(references))).collect())
}

/// Accounts with a role on one of the bodies, also those that cannot sign in at present: the role
/// would come back with them.
async fn accounts_on(
    bodies: &[OrganizationId],
    tx: &mut db::Tx,
) -> ApiResult<BTreeMap<OrganizationId, Vec<Message>>> {
    let mut held = BTreeMap::<OrganizationId, Vec<Message>>::new();
    for account in access::store::accounts(tx).await? {
        let mut on: Vec<OrganizationId> =
            account.grants.iter().filter_map(|grant| grant.organization_id).collect();
        on.sort();
        on.dedup();
        for body in on.into_iter().filter(|body| bodies.contains(body)) {
            let reference = Message::new("registry.refers.account").with("name", &account.name);
            held.entry(body).or_default().push(reference);
        }
    }
    Ok(held)
}

async fn findings_of(
    bodies: &[OrganizationId],
    tx: &mut db::Tx,
) -> ApiResult<Vec<(OrganizationId, u64)>> {
    let mut held = Vec::new();
    for part in bodies.chunks(BODIES_AT_ONCE) {
        if count(part.to_vec(), tx).await? == 0 {
            continue;
        }
        for body in part {
            let findings = count(vec![*body], tx).await?;
            if findings > 0 {
                held.push((*body, findings));
            }
        }
    }
    Ok(held)
}

async fn count(bodies: Vec<OrganizationId>, tx: &mut db::Tx) -> ApiResult<u64> {
    let filter = FindingFilter { organizations: Some(bodies), ..FindingFilter::default() };
    let page = ledger::findings::store::list(&filter, FindingOrder::default(), None, 1, tx).await?;
    Ok(page.total)
}
