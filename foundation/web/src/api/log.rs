//! The log: its head, its entries, and checking it.

use ledger::Head;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{ApiError, ApiResult, AppState, Ctx, Json, Permission};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_log_head))
}

/// The end of the log: whoever keeps it can tell later whether the tail was cut.
#[utoipa::path(get, path = "/api/v1/log/head", tag = "log",
    responses((status = 200, description = "The last entry", body = Head), ApiError))]
async fn show_log_head(ctx: Ctx) -> ApiResult<Json<Head>> {
    ctx.require(Permission::LogView)?;
    let mut tx = ctx.read().await?;
    let head = ledger::journal::head(&mut tx).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(head.as_head()))
}
