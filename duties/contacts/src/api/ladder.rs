//! Whom to call: for a finding, for an address, for a body; from the nearest up to the province.

use std::net::IpAddr;

use db::Tx;
use kernel::{FindingId, Message, OrganizationId};
use registry::{ContactRole, OrganizationKind, Space, TreeNode};
use serde::{Deserialize, Serialize};
use web::{ApiError, ApiResult, Ctx, Json, OrganizationRef, Permission, Query};

use super::views::{Contact, view};
use crate::directory::{Directory, Reach};
use crate::error::ContactsError;

/// About what; exactly one of them.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LadderQuery {
    /// Whom to call about this finding.
    finding: Option<FindingId>,
    /// Whom to call about this address, network, domain or AS number.
    address: Option<String>,
    /// Whom to call at this body.
    organization: Option<OrganizationId>,
}

/// What a body has to do with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum LadderRelation {
    /// It runs the machines: it acts.
    Acting,
    /// It answers for them.
    Accountable,
    /// The address is its own.
    Holder,
    /// It was asked about.
    Asked,
    /// It stands above.
    Above,
    /// It stands at the top.
    Top,
}

/// A body on the way up, with whom to call there.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct LadderStep {
    /// What it has to do with it.
    relation: LadderRelation,
    /// The body.
    organization: OrganizationRef,
    /// Whom to call, the most reliable first.
    contacts: Vec<Contact>,
    /// Mandatory roles in which there is nobody; none for bodies beyond the caller's branch.
    missing: Vec<ContactRole>,
}

/// Whom to call, the nearest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ContactLadder {
    /// Why these bodies, where an address was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Message>,
    /// The bodies, from the nearest up.
    steps: Vec<LadderStep>,
}

/// Whom to call for a finding, an address or a body. Of bodies beyond the caller's branch only the
/// roles are shown that are meant for others to call.
#[utoipa::path(get, path = "/api/v1/contacts/ladder", tag = "contacts", params(LadderQuery),
    responses((status = 200, description = "Whom to call", body = ContactLadder), ApiError))]
pub(super) async fn show_contact_ladder(
    ctx: Ctx,
    Query(query): Query<LadderQuery>,
) -> ApiResult<Json<ContactLadder>> {
    let scope = ctx.require(Permission::ContactsView)?;
    let mut tx = ctx.read().await?;
    let directory = Directory::load(ctx.now(), &mut tx).await?;
    let reach = directory.reach(scope.organization_ids());
    let mut reason = None;
    let first = match (query.finding, query.address.as_deref(), query.organization) {
        (Some(id), None, None) => of_finding(id, &ctx, &mut tx).await?,
        (None, Some(address), None) => {
            let (why, found) = of_address(address, &ctx, &mut tx).await?;
            reason = Some(why);
            found
        }
        (None, None, Some(body)) => {
            if !scope.allows(body) && !reach.above.contains(&body) {
                return Err(ApiError::not_found());
            }
            vec![(LadderRelation::Asked, body)]
        }
        _ => return Err(ContactsError::AskOne.into()),
    };
    let mut steps = Vec::new();
    for (relation, body) in climbed(first, &directory, &reach) {
        steps.push(step(relation, body, &directory, &reach, &ctx, &mut tx).await?);
    }
    Ok(Json(ContactLadder { reason, steps }))
}

async fn of_finding(
    id: FindingId,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<Vec<(LadderRelation, OrganizationId)>> {
    let scope = ctx.require(Permission::FindingsView)?;
    let finding = ledger::findings::store::find(id, tx).await?.ok_or_else(ApiError::not_found)?;
    let standing = &finding.standing;
    if !scope.allows(standing.accountable) && !scope.allows(standing.acting) {
        return Err(ApiError::not_found());
    }
    let mut bodies = vec![(LadderRelation::Acting, standing.acting)];
    if standing.accountable != standing.acting {
        bodies.push((LadderRelation::Accountable, standing.accountable));
    }
    Ok(bodies)
}

/// Whose an address is, by the approved claims. Whoever does not see the body is told no more than
/// that it is not theirs, and is led upwards.
async fn of_address(
    text: &str,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<(Message, Vec<(LadderRelation, OrganizationId)>)> {
    let scope = ctx.require(Permission::ClaimsView)?;
    let (text, at) = (text.trim(), ctx.now());
    let space = match text.parse::<IpAddr>() {
        Ok(address) => Space::Cidr(address.into()),
        Err(_) => text.parse::<Space>()?,
    };
    let index = registry::store::load_claim_index_at(&space, tx).await?;
    let found = match &space {
        Space::Asn(number) => index.lookup_asn(*number, at),
        Space::Domain(name) => index.lookup_domain(name, at),
        Space::Cidr(net) => index.lookup(net.network(), at),
    };
    let sole = found.organization();
    if sole.is_some_and(|body| !scope.allows(body)) {
        return Ok((Message::new("registry.reason.none"), Vec::new()));
    }
    // A shared exit names several bodies: each of them is called.
    let mut bodies: Vec<OrganizationId> = Vec::new();
    let named = found.candidates().map(|one| one.organization);
    for body in sole.into_iter().chain(named.filter(|_| sole.is_none())) {
        if scope.allows(body) && !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let none = bodies.is_empty() && found.candidates().next().is_some();
    let reason = if none { Message::new("registry.reason.none") } else { found.reason() };
    Ok((reason, bodies.into_iter().map(|body| (LadderRelation::Holder, body)).collect()))
}

/// The bodies asked about, then those above the first of them, each once, and at last the province:
/// Party bodies and mass organizations have a top of their own, and call it all the same.
fn climbed(
    first: Vec<(LadderRelation, OrganizationId)>,
    directory: &Directory,
    reach: &Reach,
) -> Vec<(LadderRelation, OrganizationId)> {
    let mut steps = first;
    let tops =
        |id: &OrganizationId| directory.tree.body(*id).is_some_and(|node| node.parent.is_none());
    let mut above: Vec<OrganizationId> = match steps.first() {
        Some((_, nearest)) => directory.upwards(*nearest).map(|node| node.id).skip(1).collect(),
        None => reach.above.iter().copied().filter(tops).collect(),
    };
    above.retain(|id| !steps.iter().any(|(_, known)| known == id));
    for id in above {
        let relation = if tops(&id) { LadderRelation::Top } else { LadderRelation::Above };
        steps.push((relation, id));
    }
    let is_province =
        |node: &&TreeNode| node.parent.is_none() && node.kind == OrganizationKind::State;
    let province = directory
        .tree
        .nodes()
        .iter()
        .filter(is_province)
        .max_by_key(|node| directory.tree.branch(node.id).len());
    if let Some(province) = province.filter(|node| !steps.iter().any(|(_, id)| *id == node.id)) {
        steps.push((LadderRelation::Top, province.id));
    }
    steps
}

async fn step(
    relation: LadderRelation,
    body: OrganizationId,
    directory: &Directory,
    reach: &Reach,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<LadderStep> {
    let cards = directory.cards_of(body, reach, tx).await?;
    let own = reach.branch.as_ref().is_none_or(|branch| branch.contains(&body));
    let node = directory.tree.body(body).filter(|_| own);
    let missing = node.map_or_else(Vec::new, |node| {
        let has = |role: &ContactRole| {
            cards.iter().any(|card| card.person.record.contact.roles.has(*role))
        };
        directory.rules.mandatory_of(node).iter().filter(|role| !has(role)).collect()
    });
    Ok(LadderStep {
        relation,
        organization: ctx.reference(body),
        contacts: cards.into_iter().map(|card| view(card, reach, ctx)).collect(),
        missing,
    })
}
