//! HTTP surface of the duty. Every handler authorises, calls one function, answers.

mod checks;
mod contacts;
mod coverage;
mod ladder;
mod views;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::AppState;

/// The routes of this duty; `apps/luytre` merges them with the others.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(contacts::list_contacts, contacts::create_contact))
        .routes(routes!(coverage::show_contact_coverage))
        .routes(routes!(ladder::show_contact_ladder))
        .routes(routes!(contacts::show_contact, contacts::change_contact))
        .routes(routes!(checks::record_contact_check))
}
