//! Bodies: list, tree, one, add, change.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use kernel::{OrganizationId, Period, Timestamp};
use ledger::findings::State;
use ledger::findings::store::{FindingFilter, FindingOrder};
use registry::store::{self, Counts, OrganizationFilter, OrganizationRow};
use registry::{
    Heirs, Name, NewOrganization, OrganizationKind, OrganizationPatch, RegistryError,
    SuccessionKind, Tree,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::writing::{finish, first_instant, last_instant, pen, sent};
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Page, Paging, Path, Permission,
    Query, Scope,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_organizations, create_organization))
        .routes(routes!(show_organization_tree))
        .routes(routes!(show_organization, change_organization))
}

/// Something that happened to a body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SuccessionView {
    /// In which way.
    kind: SuccessionKind,
    /// First instant of the new state.
    at: Timestamp,
    /// Who followed.
    organizations: Vec<OrganizationRef>,
}

/// What belongs to a body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrganizationCounts {
    /// Bodies directly below.
    children: i64,
    /// Claims that stand.
    claims: i64,
    /// Sites.
    sites: i64,
    /// People.
    people: i64,
    /// Findings that are not done, answered for or acted on by the body itself.
    open_findings: u64,
}

/// A body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Organization)]
pub struct OrganizationView {
    /// Its id.
    id: OrganizationId,
    /// Its name on the day asked for.
    name: String,
    /// Its short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    short_name: Option<String>,
    /// National code (Decision 20/2020/QĐ-TTg).
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// Sort of body.
    kind: OrganizationKind,
    /// The body above.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<OrganizationRef>,
    /// First instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Timestamp>,
    /// First instant on which it is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Timestamp>,
    /// Zone in which its days begin.
    zone: String,
    /// Who followed it.
    successors: Vec<SuccessionView>,
    /// What belongs to it.
    counts: OrganizationCounts,
}

const NOT_DONE: [State; 7] = [
    State::Open,
    State::Acknowledged,
    State::ClaimedFixed,
    State::Regressed,
    State::Unknown,
    State::RiskAccepted,
    State::Unsupported,
];

async fn views(
    rows: Vec<OrganizationRow>,
    as_of: Timestamp,
    ctx: &Ctx,
    tx: &mut db::Tx,
) -> ApiResult<Vec<OrganizationView>> {
    let ids: Vec<OrganizationId> = rows.iter().map(|row| row.id).collect();
    let counts = Counts::load(&ids, as_of, tx).await?;
    let heirs = store::load_heirs(tx).await?;
    let sees_findings = ctx.scope(Permission::FindingsView);
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let mut open_findings = 0;
        if sees_findings.allows(row.id) {
            let filter = FindingFilter {
                states: NOT_DONE.to_vec(),
                organizations: Some(vec![row.id]),
                ..FindingFilter::default()
            };
            let page = ledger::findings::store::list(&filter, FindingOrder::default(), None, 1, tx)
                .await?;
            open_findings = page.total;
        }
        views.push(view(row, &counts, open_findings, &heirs, ctx));
    }
    Ok(views)
}

fn view(
    row: OrganizationRow,
    counts: &BTreeMap<OrganizationId, Counts>,
    open_findings: u64,
    heirs: &Heirs,
    ctx: &Ctx,
) -> OrganizationView {
    let counts = counts.get(&row.id).copied().unwrap_or_default();
    let succession = |passing: &registry::Passing| SuccessionView {
        kind: passing.kind,
        at: passing.at,
        organizations: passing.heirs.iter().map(|heir| ctx.reference(heir.organization)).collect(),
    };
    OrganizationView {
        successors: heirs.of(row.id).iter().map(succession).collect(),
        id: row.id,
        name: row.name,
        short_name: row.short_name,
        code: row.code,
        kind: row.kind,
        parent: row.parent.map(|(id, name, code)| OrganizationRef { id, name, code }),
        from: row.period.from,
        to: row.period.to,
        zone: row.zone,
        counts: OrganizationCounts {
            children: counts.children,
            claims: counts.claims,
            sites: counts.sites,
            people: counts.people,
            open_findings,
        },
    }
}

pub(super) async fn load(
    id: OrganizationId,
    as_of: Timestamp,
    ctx: &Ctx,
) -> ApiResult<OrganizationView> {
    let mut tx = ctx.read().await?;
    let row = store::organizations_by_id([id], as_of, &mut tx).await?.remove(&id);
    let row = row.ok_or_else(ApiError::not_found)?;
    views(vec![row], as_of, ctx, &mut tx).await?.pop().ok_or_else(ApiError::not_found)
}

/// Which bodies to list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Part of a name, or a national code.
    q: Option<String>,
    /// Only bodies directly below this one.
    parent: Option<OrganizationId>,
    /// As of this instant; now where nothing is said.
    as_of: Option<Timestamp>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Bodies at most.
    limit: Option<u32>,
}

/// The bodies of the caller's branch, by name.
#[utoipa::path(get, path = "/api/v1/organizations", tag = "registry", params(ListQuery),
    responses((status = 200, description = "Bodies", body = Page<OrganizationView>), ApiError))]
async fn list_organizations(
    ctx: Ctx,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<OrganizationView>>> {
    let scope = ctx.require(Permission::OrganizationsView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let as_of = query.as_of.unwrap_or_else(|| ctx.now());
    let filter = OrganizationFilter {
        within: scope.organization_ids(),
        q: query.q,
        parent: query.parent,
        ended_too: false,
        after: paging.after()?,
    };
    let mut tx = ctx.read().await?;
    let rows = store::organizations(&filter, paging.limit() + 1, as_of, &mut tx).await?;
    let page = Page::cut(rows, paging.limit(), |row| (row.name_folded.clone(), row.id));
    let items = views(page.items, as_of, &ctx, &mut tx).await?;
    Ok(Json(Page { items, next_cursor: page.next_cursor, total: page.total }))
}

/// A body with everything below it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrganizationNode {
    /// Its id.
    id: OrganizationId,
    /// Its name on the day asked for.
    name: String,
    /// Sort of body.
    kind: OrganizationKind,
    /// The bodies directly below, by name.
    #[schema(no_recursion)]
    children: Vec<OrganizationNode>,
}

/// Of which day to show the tree.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct TreeQuery {
    /// As of this instant; now where nothing is said.
    as_of: Option<Timestamp>,
}

/// The tree of the caller's branch.
#[utoipa::path(get, path = "/api/v1/organizations/tree", tag = "registry", params(TreeQuery),
    responses((status = 200, description = "Bodies at the top", body = Vec<OrganizationNode>),
        ApiError))]
async fn show_organization_tree(
    ctx: Ctx,
    Query(query): Query<TreeQuery>,
) -> ApiResult<Json<Vec<OrganizationNode>>> {
    let scope = ctx.require(Permission::OrganizationsView)?;
    let mut tx = ctx.read().await?;
    let tree = store::load_tree(query.as_of.unwrap_or_else(|| ctx.now()), &mut tx).await?;
    Ok(Json(nested(&tree, &scope)))
}

/// Pre-order to nested, without recursion; what the scope does not reach is left out.
fn nested(tree: &Tree, scope: &Scope) -> Vec<OrganizationNode> {
    let mut tops = Vec::new();
    let mut open: Vec<(u32, OrganizationNode)> = Vec::new();
    let close = |open: &mut Vec<(u32, OrganizationNode)>, tops: &mut Vec<OrganizationNode>| {
        let Some((_, done)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.children.push(done),
            None => tops.push(done),
        }
    };
    for node in tree.nodes() {
        while open.last().is_some_and(|(depth, _)| *depth >= node.depth) {
            close(&mut open, &mut tops);
        }
        if scope.allows(node.id) {
            let (id, name, kind) = (node.id, node.name.clone(), node.kind);
            open.push((node.depth, OrganizationNode { id, name, kind, children: Vec::new() }));
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut tops);
    }
    tops
}

/// One body.
#[utoipa::path(get, path = "/api/v1/organizations/{organization_id}", tag = "registry",
    params(("organization_id" = OrganizationId, Path, description = "The body"), TreeQuery),
    responses((status = 200, description = "The body", body = OrganizationView), ApiError))]
async fn show_organization(
    ctx: Ctx,
    Path(organization_id): Path<OrganizationId>,
    Query(query): Query<TreeQuery>,
) -> ApiResult<Json<OrganizationView>> {
    ctx.require(Permission::OrganizationsView)?.check(organization_id)?;
    let as_of = query.as_of.unwrap_or_else(|| ctx.now());
    Ok(Json(load(organization_id, as_of, &ctx).await?))
}

/// A body to be entered.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct OrganizationForm {
    /// Full name.
    name: String,
    /// Short name.
    #[serde(default)]
    short_name: Option<String>,
    /// National code.
    #[serde(default)]
    code: Option<String>,
    /// Sort of body.
    kind: OrganizationKind,
    /// The body above; none only for whoever reaches everything.
    #[serde(default)]
    parent_id: Option<OrganizationId>,
    /// First day (2025-07-01) or instant.
    #[serde(default)]
    from: Option<String>,
    /// Last day (included) or end as an instant.
    #[serde(default)]
    to: Option<String>,
    /// Zone; Asia/Ho_Chi_Minh where nothing is said.
    #[serde(default)]
    zone: Option<String>,
}

fn check_parent(parent: Option<OrganizationId>, scope: &Scope) -> ApiResult<()> {
    match parent {
        Some(parent) => Ok(scope.check(parent)?),
        None => Ok(scope.check_everything()?),
    }
}

fn code(text: Option<&str>) -> ApiResult<Option<registry::OrganizationCode>> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    Ok(text.map(str::parse).transpose()?)
}

/// Enters a body.
#[utoipa::path(post, path = "/api/v1/organizations", tag = "registry",
    request_body = OrganizationForm,
    responses((status = 201, description = "The body", body = OrganizationView), ApiError))]
async fn create_organization(
    ctx: Ctx,
    Json(form): Json<OrganizationForm>,
) -> ApiResult<(StatusCode, Json<OrganizationView>)> {
    let scope = ctx.require(Permission::OrganizationsEdit)?;
    check_parent(form.parent_id, &scope)?;
    let (from, to) = (first_instant(form.from.as_deref())?, last_instant(form.to.as_deref())?);
    let new = NewOrganization {
        name: Name::new(&form.name)?,
        short_name: form.short_name,
        code: code(form.code.as_deref())?,
        kind: form.kind,
        parent: form.parent_id,
        period: Period::new(from, to).ok_or(RegistryError::PeriodInvalid)?,
        zone: form.zone.as_deref().map(str::parse).transpose()?,
    };
    let mut tx = ctx.write().await?;
    let id = pen(&ctx).create_organization(new, &mut tx).await?;
    finish(id, Some(id), &ctx, tx).await?;
    Ok((StatusCode::CREATED, Json(load(id, ctx.now(), &ctx).await?)))
}

/// Changes of a body; what is not sent stays, null takes away.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct OrganizationChange {
    /// A new name, from `at` on.
    #[serde(default)]
    name: Option<String>,
    /// A new short name, from `at` on.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    short_name: Option<Option<String>>,
    /// Another parent, from `at` on.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<OrganizationId>)]
    parent_id: Option<Option<OrganizationId>>,
    /// From which day or instant name and parent change; from now on where nothing is said.
    #[serde(default)]
    at: Option<String>,
    /// Corrected national code.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    code: Option<Option<String>>,
    /// Corrected sort of body.
    #[serde(default)]
    kind: Option<OrganizationKind>,
    /// Corrected zone.
    #[serde(default)]
    zone: Option<String>,
    /// Corrected first day or instant.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    from: Option<Option<String>>,
    /// Corrected last day (included) or end.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    to: Option<Option<String>>,
}

/// Changes a body: name and parent by date, the rest as a correction.
#[utoipa::path(patch, path = "/api/v1/organizations/{organization_id}", tag = "registry",
    params(("organization_id" = OrganizationId, Path, description = "The body")),
    request_body = OrganizationChange,
    responses((status = 200, description = "The body", body = OrganizationView), ApiError))]
async fn change_organization(
    ctx: Ctx,
    Path(organization_id): Path<OrganizationId>,
    Json(change): Json<OrganizationChange>,
) -> ApiResult<Json<OrganizationView>> {
    let scope = ctx.require(Permission::OrganizationsEdit)?;
    scope.check(organization_id)?;
    let mut tx = ctx.write().await?;
    let before = store::organization(organization_id, &mut tx).await?;
    let before = before.ok_or_else(ApiError::not_found)?;
    if let Some(parent) = change.parent_id
        && parent != *before.parents.at(ctx.now())
    {
        check_parent(parent, &scope)?;
    }
    let from = change.from.map(|text| first_instant(text.as_deref())).transpose()?;
    let to = change.to.map(|text| last_instant(text.as_deref())).transpose()?;
    let (from, to) = (from.unwrap_or(before.period.from), to.unwrap_or(before.period.to));
    let patch = OrganizationPatch {
        name: change.name.as_deref().map(Name::new).transpose()?,
        short_name: change.short_name,
        parent: change.parent_id,
        at: first_instant(change.at.as_deref())?,
        code: change.code.map(|text| code(text.as_deref())).transpose()?,
        kind: change.kind,
        zone: change.zone.as_deref().map(str::parse).transpose()?,
        period: Some(Period::new(from, to).ok_or(RegistryError::PeriodInvalid)?),
    };
    pen(&ctx).change_organization(organization_id, patch, &mut tx).await?;
    finish(organization_id, Some(organization_id), &ctx, tx).await?;
    Ok(Json(load(organization_id, ctx.now(), &ctx).await?))
}
