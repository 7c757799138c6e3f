//! The settings of the installation.

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

/// Changes the settings of the installation; for those who run all of it. `demo_loaded` is not
/// changed here: it follows from loading and clearing the sample province.
#[utoipa::path(put, path = "/api/v1/settings", tag = "server", request_body = Settings,
    responses((status = 200, description = "The settings now", body = Settings), ApiError))]
async fn set_settings(ctx: Ctx, Json(body): Json<Settings>) -> ApiResult<Json<Settings>> {
    ctx.require(Permission::SettingsManage)?.check_everything()?;
    let mut tx = ctx.write().await?;
    let demo_loaded = Settings::load(&mut tx).await?.demo_loaded;
    let settings = Settings { demo_loaded, ..body }.save(&ctx, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(settings))
}
