//! The routes of the foundation.

mod log;
mod server;

use utoipa_axum::router::OpenApiRouter;

use crate::AppState;

/// All routes of the foundation; `apps/luytre` merges the duties' routers with it.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().merge(log::router()).merge(server::router())
}
