//! The routes of the foundation.

mod accounts;
mod events;
mod jobs;
mod log;
mod me;
mod server;
mod session;
mod settings;
mod tokens;

use utoipa_axum::router::OpenApiRouter;

use crate::AppState;

/// All routes of the foundation; `apps/luytre` merges the duties' routers with it.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(session::router())
        .merge(accounts::router())
        .merge(tokens::router())
        .merge(me::router())
        .merge(log::router())
        .merge(events::router())
        .merge(settings::router())
        .merge(jobs::router())
        .merge(server::router())
}
