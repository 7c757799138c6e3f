//! Directives: the list, one beside its reading, corrections, obligations, confirmation.

use std::sync::Arc;

use axum::Extension;
use axum::http::StatusCode;
use chrono::NaiveDate;
use kernel::DirectiveId;
use serde::{Deserialize, Deserializer};
use web::{ApiError, ApiResult, Ctx, Json, Page, Path, Permission, Topic};

use super::reading::detail;
use super::settling::{by, is_visible, settle, settled, visible};
use super::views::{DirectiveDetail, DirectiveView, Numbers, ObligationPatch, plain_range, view};
use crate::Directives;
use crate::commands::FieldPatch;
use crate::model::Window;
use crate::store;

/// Directives that one answer shows.
const MOST_DIRECTIVES: u32 = 500;

/// The directives that bind the caller's branch, newest first, and the drafts they may settle.
#[utoipa::path(get, path = "/api/v1/directives", tag = "directives",
    responses((status = 200, description = "Directives", body = Page<DirectiveView>), ApiError))]
pub(super) async fn list_directives(ctx: Ctx) -> ApiResult<Json<Page<DirectiveView>>> {
    ctx.require(Permission::DirectivesView)?;
    let mut tx = ctx.read().await?;
    let numbers = Numbers::load(&mut tx).await?;
    let mut items = Vec::new();
    for directive in store::directives::newest(MOST_DIRECTIVES, &mut tx).await? {
        if is_visible(&directive, &ctx) {
            items.push(view(&directive, &numbers, plain_range, &mut tx).await?);
        }
    }
    Ok(Json(Page::complete(items)))
}

/// A directive beside the text it was read from.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive", body = DirectiveDetail), ApiError))]
pub(super) async fn show_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesView)?;
    let mut tx = ctx.read().await?;
    visible(directive_id, &ctx, &mut tx).await?;
    Ok(Json(detail(directive_id, &duty, &ctx, &mut tx).await?))
}

/// A field that was sent, be it null, apart from one that was not.
fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// What a person corrects; null empties a field, what is not sent stays.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DirectivePatch {
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    number: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    symbol: Option<Option<String>>,
    /// Day of issue as `2024-01-22`.
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>, format = Date)]
    dated: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    issuer: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    subject: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    signer: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<Window>)]
    window: Option<Option<Window>>,
}

/// Corrects what was read of a directive.
#[utoipa::path(patch, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = DirectivePatch,
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn correct_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<DirectivePatch>,
) -> ApiResult<Json<DirectiveDetail>> {
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
    let DirectivePatch { number, symbol, dated, issuer, subject, signer, window } = body;
    let patch = FieldPatch { number, symbol, dated, issuer, subject, signer, window };
    duty.correct(&directive, patch, by(&ctx), &mut tx).await?;
    settled(directive_id, &duty, &ctx, tx).await
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 204, description = "Thrown away"), ApiError))]
pub(super) async fn discard_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<StatusCode> {
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
    duty.discard(&directive, by(&ctx), &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(StatusCode::NO_CONTENT)
}

/// The obligations as a person settles them.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub(super) struct ObligationsBody {
    /// Those that change; the others stay as they are.
    obligations: Vec<ObligationPatch>,
}

/// Settles which obligations count, when they are due and what they weigh.
#[utoipa::path(put, path = "/api/v1/directives/{directive_id}/obligations", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = ObligationsBody,
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn set_directive_obligations(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<ObligationsBody>,
) -> ApiResult<Json<DirectiveDetail>> {
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
    let obligations = Directives::settled(&directive, body.obligations)?;
    duty.set_obligations(&directive, obligations, by(&ctx), &mut tx).await?;
    settled(directive_id, &duty, &ctx, tx).await
}

/// Confirms a draft: it counts from now on.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/confirm", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn confirm_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
    duty.confirm(&directive, by(&ctx), &mut tx).await?;
    settled(directive_id, &duty, &ctx, tx).await
}

/// Closes a directive: it is carried out or withdrawn.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/close", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn close_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
    duty.close(&directive, by(&ctx), &mut tx).await?;
    settled(directive_id, &duty, &ctx, tx).await
}
