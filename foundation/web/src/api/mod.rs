//! The routes of the foundation.

mod accounts;
mod claims;
mod events;
mod imports;
mod jobs;
mod log;
mod log_names;
mod lookup;
mod me;
mod organizations;
mod people;
mod server;
mod session;
mod settings;
mod sites;
mod successions;
mod tokens;
mod undoing;
mod uploads;
mod writing;

pub use imports::TableFiles;

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
        .merge(organizations::router())
        .merge(successions::router())
        .merge(claims::router())
        .merge(lookup::router())
        .merge(people::router())
        .merge(sites::router())
        .merge(imports::router())
        .merge(uploads::router())
        .merge(jobs::router())
        .merge(server::router())
}
