//! The settings of the installation.

use kernel::ErrorKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::settings::Settings;
use crate::{ApiError, ApiResult, AppState, Ctx, Json, Permission};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_settings, set_settings))
}

/// The settings of the installation.
#[utoipa::path(get, path = "/api/v1/settings", tag = "server",
    responses((status = 200, description = "The settings", body = Settings), ApiError))]
async fn show_settings(ctx: Ctx) -> ApiResult<Json<Settings>> {
    ctx.require(Permission::SettingsView)?;
    let mut tx = ctx.read().await?;
    Ok(Json(Settings::load(&mut tx).await?))
}

/// Changes the settings of the installation; for those who run all of it.
#[utoipa::path(put, path = "/api/v1/settings", tag = "server", request_body = Settings,
    responses((status = 200, description = "The settings now", body = Settings), ApiError))]
async fn set_settings(ctx: Ctx, Json(body): Json<Settings>) -> ApiResult<Json<Settings>> {
    ctx.require(Permission::SettingsManage)?.check_everything()?;
    let mut tx = ctx.write().await?;
    let now = Settings::load(&mut tx).await?;
    if body.demo_loaded != now.demo_loaded {
        return Err(ApiError::new(ErrorKind::InvalidInput, "server.demo_flag"));
    }
    let settings = body.save(&ctx, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(settings))
}
