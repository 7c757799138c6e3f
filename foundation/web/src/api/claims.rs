//! Claims of address space: list, make, change, decide.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use kernel::{ClaimId, ErrorKind, OrganizationId, Period, SiteId, Timestamp};
use registry::model::ClaimRecord;
use registry::store::{self, ClaimFilter, ClaimRow};
use registry::{ClaimState, Decision, NewClaim, RegistryError, SpaceKind, overlaps};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::writing::{finish, first_instant, last_instant, pen, sent};
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Page, Paging, Path, Permission,
    Query, Scope,
};

/// Overlapping claims that are shown with one claim.
const MOST_OVERLAPS: usize = 20;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_claims, create_claim))
        .routes(routes!(show_claim, change_claim))
        .routes(routes!(decide_claim))
        .routes(routes!(withdraw_claim))
}

/// The place behind a claim.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SiteRef {
    /// Its id.
    id: SiteId,
    /// Its name.
    name: String,
}

/// Another body's claim that meets this one.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OverlapView {
    /// The other claim.
    claim_id: ClaimId,
    /// Whose it is.
    organization: OrganizationRef,
    /// What it claims.
    space: String,
    /// Whether it is exactly the same space: one of the two must go, or both are a shared exit.
    equal: bool,
}

/// A claim of address space.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Claim)]
pub struct ClaimView {
    /// Its id.
    id: ClaimId,
    /// Who holds it on the day asked for.
    organization: OrganizationRef,
    /// A network, an AS number (`AS64500`) or a domain.
    space: String,
    /// Which of them.
    kind: SpaceKind,
    /// First instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Timestamp>,
    /// First instant on which it is no longer held.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Timestamp>,
    /// Where it stands; only approved claims attribute.
    state: ClaimState,
    /// Whether several bodies go out through it.
    shared_exit: bool,
    /// The place behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<SiteRef>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Why it was approved or rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Claims of other bodies that meet it.
    overlaps: Vec<OverlapView>,
    /// Whether the caller may approve or reject it.
    may_decide: bool,
}

/// Whether the caller decides on a claim of a body: nobody decides on their own, so the scope must
/// reach the body above.
fn may_decide(organization: OrganizationId, scope: &Scope, tree: &registry::Tree) -> bool {
    if scope.is_everything() {
        return true;
    }
    let above = tree.body(organization).and_then(|body| body.parent);
    above.is_some_and(|above| scope.allows(above))
}

pub(super) async fn views(
    rows: Vec<ClaimRow>,
    as_of: Timestamp,
    ctx: &Ctx,
    tx: &mut db::Tx,
) -> ApiResult<Vec<ClaimView>> {
    let approves = ctx.scope(Permission::ClaimsApprove);
    let tree = store::load_tree(ctx.now(), tx).await?;
    let mut views = Vec::with_capacity(rows.len());
    for (id, claim) in rows {
        let holder = *claim.holders.at(as_of);
        let site = match holder.site {
            Some(id) => store::site(id, tx)
                .await?
                .map(|site| SiteRef { id, name: site.name.as_str().to_owned() }),
            None => None,
        };
        views.push(ClaimView {
            id,
            organization: ctx.reference(holder.organization),
            space: claim.space.to_string(),
            kind: claim.space.kind(),
            from: claim.period.from,
            to: claim.period.to,
            state: claim.state,
            shared_exit: claim.shared_exit,
            site,
            overlaps: overlaps_of(id, &claim, as_of, ctx, tx).await?,
            note: claim.note,
            reason: claim.reason,
            may_decide: may_decide(holder.organization, &approves, &tree),
        });
    }
    Ok(views)
}

async fn overlaps_of(
    id: ClaimId,
    claim: &ClaimRecord,
    as_of: Timestamp,
    ctx: &Ctx,
    tx: &mut db::Tx,
) -> ApiResult<Vec<OverlapView>> {
    let met = store::meeting_claims(&claim.space, tx).await?;
    let pairs = met.iter().map(|(id, claim)| (*id, claim));
    let ids: BTreeSet<ClaimId> = overlaps(pairs)
        .into_iter()
        .filter(|pair| pair.outer == id || pair.inner == id)
        .map(|pair| if pair.outer == id { pair.inner } else { pair.outer })
        .collect();
    let others = met.into_iter().filter(|(other, _)| ids.contains(other)).take(MOST_OVERLAPS);
    let view = |(claim_id, other): ClaimRow| OverlapView {
        claim_id,
        organization: ctx.reference(other.holders.at(as_of).organization),
        space: other.space.to_string(),
        equal: other.space == claim.space,
    };
    Ok(others.map(view).collect())
}

/// Which claims to list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Held by this body.
    organization: Option<OrganizationId>,
    /// An address, network or domain, or part of a note or a body's name.
    q: Option<String>,
    /// In this state.
    state: Option<ClaimState>,
    /// Only claims that meet another body's.
    overlapping: Option<bool>,
    /// Holders as of this instant; now where nothing is said.
    as_of: Option<Timestamp>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Claims at most.
    limit: Option<u32>,
}

/// The claims of the caller's branch, by space.
#[utoipa::path(get, path = "/api/v1/claims", tag = "registry", params(ListQuery),
    responses((status = 200, description = "Claims", body = Page<ClaimView>), ApiError))]
async fn list_claims(ctx: Ctx, Query(query): Query<ListQuery>) -> ApiResult<Json<Page<ClaimView>>> {
    let scope = ctx.require(Permission::ClaimsView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let mut tx = ctx.read().await?;
    let ids = if query.overlapping == Some(true) {
        let all = store::all_claims(&mut tx).await?;
        let found = overlaps(all.iter().map(|(id, claim)| (*id, claim)));
        let ids: BTreeSet<_> = found.iter().flat_map(|pair| [pair.outer, pair.inner]).collect();
        Some(ids.into_iter().collect())
    } else {
        None
    };
    let as_of = query.as_of.unwrap_or_else(|| ctx.now());
    let filter = ClaimFilter {
        within: scope.organization_ids(),
        organization: query.organization,
        state: query.state,
        q: query.q,
        ids,
        valid_only: query.as_of.is_some(),
        after: paging.after()?,
    };
    let rows = store::claims(&filter, paging.limit() + 1, as_of, &mut tx).await?;
    let page = Page::cut(rows, paging.limit(), |(id, _)| *id);
    let items = views(page.items, as_of, &ctx, &mut tx).await?;
    Ok(Json(Page { items, next_cursor: page.next_cursor, total: page.total }))
}

async fn load(id: ClaimId, scope: &Scope, ctx: &Ctx, tx: &mut db::Tx) -> ApiResult<ClaimRecord> {
    let claim = store::claim(id, tx).await?.ok_or_else(ApiError::not_found)?;
    scope.check(claim.holders.at(ctx.now()).organization)?;
    Ok(claim)
}

async fn answer(id: ClaimId, ctx: &Ctx) -> ApiResult<Json<ClaimView>> {
    let mut tx = ctx.read().await?;
    let claim = store::claim(id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
    let mut views = views(vec![(id, claim)], ctx.now(), ctx, &mut tx).await?;
    views.pop().map(Json).ok_or_else(ApiError::not_found)
}

/// One claim.
#[utoipa::path(get, path = "/api/v1/claims/{claim_id}", tag = "registry",
    params(("claim_id" = ClaimId, Path, description = "The claim")),
    responses((status = 200, description = "The claim", body = ClaimView), ApiError))]
async fn show_claim(ctx: Ctx, Path(claim_id): Path<ClaimId>) -> ApiResult<Json<ClaimView>> {
    let scope = ctx.require(Permission::ClaimsView)?;
    let mut tx = ctx.read().await?;
    load(claim_id, &scope, &ctx, &mut tx).await?;
    drop(tx);
    answer(claim_id, &ctx).await
}

/// A claim to be made.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ClaimForm {
    /// Who claims.
    organization_id: OrganizationId,
    /// A network, an AS number (`AS64500`) or a domain.
    space: String,
    /// First day (2025-07-01) or instant.
    #[serde(default)]
    from: Option<String>,
    /// Last day (included) or end as an instant.
    #[serde(default)]
    to: Option<String>,
    /// The place behind it.
    #[serde(default)]
    site_id: Option<SiteId>,
    /// Whether several bodies go out through it.
    #[serde(default)]
    shared_exit: bool,
    /// A remark.
    #[serde(default)]
    note: Option<String>,
    /// Approve it at once; only who may approve claims of that body.
    #[serde(default)]
    approve: bool,
}

/// Claims address space for a body.
#[utoipa::path(post, path = "/api/v1/claims", tag = "registry", request_body = ClaimForm,
    responses((status = 201, description = "The claim", body = ClaimView), ApiError))]
async fn create_claim(
    ctx: Ctx,
    Json(form): Json<ClaimForm>,
) -> ApiResult<(StatusCode, Json<ClaimView>)> {
    ctx.require(Permission::ClaimsEdit)?.check(form.organization_id)?;
    let (from, to) = (first_instant(form.from.as_deref())?, last_instant(form.to.as_deref())?);
    let mut tx = ctx.write().await?;
    if form.approve {
        check_decides(form.organization_id, &ctx, &mut tx).await?;
    }
    let new = NewClaim {
        organization: form.organization_id,
        space: form.space.parse()?,
        period: Period::new(from, to).ok_or(RegistryError::PeriodInvalid)?,
        site: form.site_id,
        shared_exit: form.shared_exit,
        note: form.note,
        approved: form.approve,
    };
    let id = pen(&ctx).create_claim(new, &mut tx).await?;
    finish(id, Some(form.organization_id), &ctx, tx).await?;
    Ok((StatusCode::CREATED, answer(id, &ctx).await?))
}

async fn check_decides(organization: OrganizationId, ctx: &Ctx, tx: &mut db::Tx) -> ApiResult<()> {
    let scope = ctx.require(Permission::ClaimsApprove)?;
    scope.check(organization)?;
    let tree = store::load_tree(ctx.now(), tx).await?;
    if may_decide(organization, &scope, &tree) {
        Ok(())
    } else {
        Err(ApiError::new(ErrorKind::Forbidden, "registry.own_claim"))
    }
}

/// Changes of a claim; what is not sent stays, null takes away.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ClaimChange {
    /// First day or instant.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    from: Option<Option<String>>,
    /// Last day (included) or end.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    to: Option<Option<String>>,
    /// The place behind it.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<SiteId>)]
    site_id: Option<Option<SiteId>>,
    /// Whether several bodies go out through it.
    #[serde(default)]
    shared_exit: Option<bool>,
    /// A remark.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    note: Option<Option<String>>,
}

/// Changes a claim. What a body changes in an approved claim of its own must be approved again.
#[utoipa::path(patch, path = "/api/v1/claims/{claim_id}", tag = "registry",
    params(("claim_id" = ClaimId, Path, description = "The claim")),
    request_body = ClaimChange,
    responses((status = 200, description = "The claim", body = ClaimView), ApiError))]
async fn change_claim(
    ctx: Ctx,
    Path(claim_id): Path<ClaimId>,
    Json(change): Json<ClaimChange>,
) -> ApiResult<Json<ClaimView>> {
    let scope = ctx.require(Permission::ClaimsEdit)?;
    let mut tx = ctx.write().await?;
    let before = load(claim_id, &scope, &ctx, &mut tx).await?;
    let now = ctx.now();
    let holder = *before.holders.at(now);
    let from = change.from.map(|text| first_instant(text.as_deref())).transpose()?;
    let to = change.to.map(|text| last_instant(text.as_deref())).transpose()?;
    let (from, to) = (from.unwrap_or(before.period.from), to.unwrap_or(before.period.to));
    let period = Period::new(from, to).ok_or(RegistryError::PeriodInvalid)?;
    let tree = store::load_tree(now, &mut tx).await?;
    let decides = may_decide(holder.organization, &ctx.scope(Permission::ClaimsApprove), &tree);
    let apply = |claim: &mut ClaimRecord| {
        let weighs = claim.period != period
            || change.shared_exit.is_some_and(|shared| shared != claim.shared_exit);
        claim.period = period;
        claim.shared_exit = change.shared_exit.unwrap_or(claim.shared_exit);
        if let Some(note) = change.note {
            claim.note = note;
        }
        if let Some(site) = change.site_id {
            // A place that was left out; a change of hands goes by succession or a new claim.
            let held = registry::model::Holder { site, ..holder };
            let single = claim.holders.spans().count() == 1;
            claim.holders.set(if single { None } else { Some(now) }, held);
        }
        if weighs && !decides && claim.state == ClaimState::Approved {
            claim.state = ClaimState::Claimed;
        }
    };
    pen(&ctx).change_claim(claim_id, apply, &mut tx).await?;
    finish(claim_id, Some(holder.organization), &ctx, tx).await?;
    answer(claim_id, &ctx).await
}

/// A decision on a claim.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ApprovalForm {
    /// Approved, or rejected.
    approve: bool,
    /// Why; a rejection needs it.
    #[serde(default)]
    reason: Option<String>,
}

fn reason(text: Option<String>) -> Option<String> {
    text.map(|text| kernel::text::tidy(&text)).filter(|text| !text.is_empty())
}

/// Approves or rejects a claim. Nobody decides on their own body's.
#[utoipa::path(post, path = "/api/v1/claims/{claim_id}/approval", tag = "registry",
    params(("claim_id" = ClaimId, Path, description = "The claim")),
    request_body = ApprovalForm,
    responses((status = 200, description = "The claim", body = ClaimView), ApiError))]
async fn decide_claim(
    ctx: Ctx,
    Path(claim_id): Path<ClaimId>,
    Json(form): Json<ApprovalForm>,
) -> ApiResult<Json<ClaimView>> {
    let scope = ctx.require(Permission::ClaimsApprove)?;
    let mut tx = ctx.write().await?;
    let claim = load(claim_id, &scope, &ctx, &mut tx).await?;
    let holder = claim.holders.at(ctx.now()).organization;
    check_decides(holder, &ctx, &mut tx).await?;
    let reason = reason(form.reason);
    let decision =
        if form.approve { Decision::Approve { reason } } else { Decision::Reject { reason } };
    pen(&ctx).decide_claim(claim_id, decision, &mut tx).await?;
    finish(claim_id, Some(holder), &ctx, tx).await?;
    answer(claim_id, &ctx).await
}

/// Why a claim is taken back.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
struct WithdrawalForm {
    /// Why, if said.
    #[serde(default)]
    reason: Option<String>,
}

/// Takes a claim back.
#[utoipa::path(post, path = "/api/v1/claims/{claim_id}/withdrawal", tag = "registry",
    params(("claim_id" = ClaimId, Path, description = "The claim")),
    request_body = WithdrawalForm,
    responses((status = 200, description = "The claim", body = ClaimView), ApiError))]
async fn withdraw_claim(
    ctx: Ctx,
    Path(claim_id): Path<ClaimId>,
    Json(form): Json<WithdrawalForm>,
) -> ApiResult<Json<ClaimView>> {
    let scope = ctx.require(Permission::ClaimsEdit)?;
    let mut tx = ctx.write().await?;
    let claim = load(claim_id, &scope, &ctx, &mut tx).await?;
    let holder = claim.holders.at(ctx.now()).organization;
    let decision = Decision::Withdraw { reason: reason(form.reason) };
    pen(&ctx).decide_claim(claim_id, decision, &mut tx).await?;
    finish(claim_id, Some(holder), &ctx, tx).await?;
    answer(claim_id, &ctx).await
}
