//! Whether the server lives and is ready, and what it counts. Needs no account.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{ApiError, ApiResult, AppState, Json};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_health))
        .routes(routes!(show_readiness))
        .routes(routes!(show_metrics))
}

/// Whether something holds.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Health {
    /// Always true; a server that is not well does not answer.
    pub ok: bool,
}

/// Whether the server lives.
#[utoipa::path(get, path = "/health", tag = "server", security(()),
    responses((status = 200, description = "It lives", body = Health)))]
async fn show_health() -> Json<Health> {
    Json(Health { ok: true })
}

/// Whether the server can answer from its database.
#[utoipa::path(get, path = "/health/ready", tag = "server", security(()),
    responses((status = 200, description = "It is ready", body = Health), ApiError))]
async fn show_readiness(State(state): State<AppState>) -> ApiResult<Json<Health>> {
    let mut tx = state.db.read().await?;
    ledger::journal::head(&mut tx).await?;
    Ok(Json(Health { ok: true }))
}

/// What the server counts about itself, for Prometheus. Names no person and no body.
#[utoipa::path(get, path = "/metrics", tag = "server", security(()),
    responses((status = 200, description = "Counters", body = String, content_type = "text/plain")))]
async fn show_metrics(State(state): State<AppState>) -> String {
    state.metrics.text(&state.options.version)
}
