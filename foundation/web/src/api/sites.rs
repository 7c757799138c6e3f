//! Places where bodies have machines.

use axum::http::StatusCode;
use kernel::{OrganizationId, SiteId};
use registry::Name;
use registry::model::{SiteRecord, optional_text};
use registry::store::{self, SiteFilter, SiteRow};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::writing::{finish, pen};
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Page, Paging, Path, Permission,
    Query,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_sites, create_site)).routes(routes!(change_site))
}

/// A site.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Site)]
pub struct SiteView {
    /// Its id.
    id: SiteId,
    /// Whose it is.
    organization: OrganizationRef,
    /// Its name.
    name: String,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

fn view((id, site): SiteRow, ctx: &Ctx) -> SiteView {
    SiteView {
        id,
        organization: ctx.reference(site.organization),
        name: site.name.as_str().to_owned(),
        address: site.address,
    }
}

/// Which sites to list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Of this body.
    organization: Option<OrganizationId>,
    /// Part of the name.
    q: Option<String>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Sites at most.
    limit: Option<u32>,
}

/// The sites of the caller's branch.
#[utoipa::path(get, path = "/api/v1/sites", tag = "registry", params(ListQuery),
    responses((status = 200, description = "Sites", body = Page<SiteView>), ApiError))]
async fn list_sites(ctx: Ctx, Query(query): Query<ListQuery>) -> ApiResult<Json<Page<SiteView>>> {
    let scope = ctx.require(Permission::SitesView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let filter = SiteFilter {
        within: scope.organization_ids(),
        organization: query.organization,
        q: query.q,
        after: paging.after()?,
    };
    let mut tx = ctx.read().await?;
    let rows = store::sites(&filter, paging.limit() + 1, &mut tx).await?;
    let page = Page::cut(rows, paging.limit(), |(id, _)| *id);
    Ok(Json(page.map(|row| view(row, &ctx))))
}

/// A site to be entered, or all that is known of one from now on.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct SiteForm {
    /// Whose it is.
    organization_id: OrganizationId,
    /// Name, unique within the body.
    name: String,
    /// Postal address.
    #[serde(default)]
    address: Option<String>,
}

impl SiteForm {
    fn record(&self) -> ApiResult<SiteRecord> {
        Ok(SiteRecord {
            organization: self.organization_id,
            name: Name::new(&self.name)?,
            address: optional_text(self.address.as_deref())?,
        })
    }
}

async fn answer(id: SiteId, ctx: &Ctx) -> ApiResult<Json<SiteView>> {
    let mut tx = ctx.read().await?;
    let site = store::site(id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(view((id, site), ctx)))
}

/// Enters a site.
#[utoipa::path(post, path = "/api/v1/sites", tag = "registry", request_body = SiteForm,
    responses((status = 201, description = "The site", body = SiteView), ApiError))]
async fn create_site(
    ctx: Ctx,
    Json(form): Json<SiteForm>,
) -> ApiResult<(StatusCode, Json<SiteView>)> {
    ctx.require(Permission::SitesEdit)?.check(form.organization_id)?;
    let mut tx = ctx.write().await?;
    let id = pen(&ctx).create_site(form.record()?, &mut tx).await?;
    finish(id, Some(form.organization_id), &ctx, tx).await?;
    Ok((StatusCode::CREATED, answer(id, &ctx).await?))
}

/// Replaces what is known of a site.
#[utoipa::path(put, path = "/api/v1/sites/{site_id}", tag = "registry",
    params(("site_id" = SiteId, Path, description = "The site")),
    request_body = SiteForm,
    responses((status = 200, description = "The site", body = SiteView), ApiError))]
async fn change_site(
    ctx: Ctx,
    Path(site_id): Path<SiteId>,
    Json(form): Json<SiteForm>,
) -> ApiResult<Json<SiteView>> {
    let scope = ctx.require(Permission::SitesEdit)?;
    scope.check(form.organization_id)?;
    let mut tx = ctx.write().await?;
    let before = store::site(site_id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
    scope.check(before.organization)?;
    pen(&ctx).change_site(site_id, form.record()?, &mut tx).await?;
    finish(site_id, Some(form.organization_id), &ctx, tx).await?;
    answer(site_id, &ctx).await
}
