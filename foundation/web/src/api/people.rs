//! People of the branch and how to reach them. Personal data can be erased (Law 91/2025).

use axum::http::StatusCode;
use kernel::{OrganizationId, PersonId};
use registry::model::PersonData;
use registry::store::{self, PeopleFilter, PersonRow};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::writing::{finish, pen};
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Page, Paging, Path, Permission,
    Query, Scope,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_people, create_person))
        .routes(routes!(change_person, erase_person))
}

/// A person.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Person)]
pub struct PersonView {
    /// Their id.
    id: PersonId,
    /// Name; empty once erased.
    name: String,
    /// Position.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    /// Where they work.
    organization: OrganizationRef,
    /// Telephone numbers.
    phones: Vec<String>,
    /// E-mail addresses.
    emails: Vec<String>,
    /// Whether the personal data was erased.
    erased: bool,
}

fn view(row: PersonRow, ctx: &Ctx) -> PersonView {
    PersonView {
        id: row.id,
        name: row.name.unwrap_or_default(),
        position: row.position,
        organization: ctx.reference(row.record.organization),
        phones: row.phones,
        emails: row.emails,
        erased: row.erased,
    }
}

/// Which people to list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Of this body.
    organization: Option<OrganizationId>,
    /// Part of the name.
    q: Option<String>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// People at most.
    limit: Option<u32>,
}

/// The people of the caller's branch.
#[utoipa::path(get, path = "/api/v1/people", tag = "registry", params(ListQuery),
    responses((status = 200, description = "People", body = Page<PersonView>), ApiError))]
async fn list_people(
    ctx: Ctx,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<PersonView>>> {
    let scope = ctx.require(Permission::PeopleView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let filter = PeopleFilter {
        within: scope.organization_ids(),
        organization: query.organization,
        q: query.q,
        after: paging.after()?,
    };
    let mut tx = ctx.read().await?;
    let rows = store::people(&filter, paging.limit() + 1, &mut tx).await?;
    let page = Page::cut(rows, paging.limit(), |row| row.id);
    Ok(Json(page.map(|row| view(row, &ctx))))
}

/// A person to be entered, or all that is known of one from now on.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct PersonForm {
    /// Where they work.
    organization_id: OrganizationId,
    /// Full name.
    name: String,
    /// Position.
    #[serde(default)]
    position: Option<String>,
    /// Telephone numbers.
    #[serde(default)]
    phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    emails: Vec<String>,
}

async fn save(
    id: Option<PersonId>,
    form: PersonForm,
    scope: &Scope,
    ctx: &Ctx,
) -> ApiResult<Json<PersonView>> {
    scope.check(form.organization_id)?;
    let data = PersonData::new(&form.name, form.position.as_deref(), &form.phones, &form.emails)?;
    let mut tx = ctx.write().await?;
    if let Some(id) = id {
        check(id, scope, &mut tx).await?;
    }
    let id = pen(ctx).save_person(id, form.organization_id, &data, &mut tx).await?;
    finish(id, Some(form.organization_id), ctx, tx).await?;
    let mut tx = ctx.read().await?;
    let row = store::person(id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(view(row, ctx)))
}

async fn check(id: PersonId, scope: &Scope, tx: &mut db::Tx) -> ApiResult<OrganizationId> {
    let row = store::person(id, tx).await?.ok_or_else(ApiError::not_found)?;
    scope.check(row.record.organization)?;
    Ok(row.record.organization)
}

/// Enters a person.
#[utoipa::path(post, path = "/api/v1/people", tag = "registry", request_body = PersonForm,
    responses((status = 201, description = "The person", body = PersonView), ApiError))]
async fn create_person(
    ctx: Ctx,
    Json(form): Json<PersonForm>,
) -> ApiResult<(StatusCode, Json<PersonView>)> {
    let scope = ctx.require(Permission::PeopleEdit)?;
    Ok((StatusCode::CREATED, save(None, form, &scope, &ctx).await?))
}

/// Replaces what is known of a person.
#[utoipa::path(put, path = "/api/v1/people/{person_id}", tag = "registry",
    params(("person_id" = PersonId, Path, description = "The person")),
    request_body = PersonForm,
    responses((status = 200, description = "The person", body = PersonView), ApiError))]
async fn change_person(
    ctx: Ctx,
    Path(person_id): Path<PersonId>,
    Json(form): Json<PersonForm>,
) -> ApiResult<Json<PersonView>> {
    let scope = ctx.require(Permission::PeopleEdit)?;
    save(Some(person_id), form, &scope, &ctx).await
}

/// Erases everything personal about a person, in the log too.
#[utoipa::path(delete, path = "/api/v1/people/{person_id}", tag = "registry",
    params(("person_id" = PersonId, Path, description = "The person")),
    responses((status = 204, description = "Erased"), ApiError))]
async fn erase_person(ctx: Ctx, Path(person_id): Path<PersonId>) -> ApiResult<StatusCode> {
    let scope = ctx.require(Permission::PeopleEdit)?;
    let mut tx = ctx.write().await?;
    let organization = check(person_id, &scope, &mut tx).await?;
    pen(&ctx).erase_person(person_id, &mut tx).await?;
    finish(person_id, Some(organization), &ctx, tx).await?;
    Ok(StatusCode::NO_CONTENT)
}
