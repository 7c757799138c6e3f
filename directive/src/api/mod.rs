//! HTTP surface of directives. Every handler authorises, calls one function, answers.

mod board;
mod directives;
mod population;
mod reading;
mod reports;
mod search;
mod settling;
mod today;
mod upload;
mod views;

pub use search::search_directives;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::AppState;

use crate::Directives;

/// Bytes that the form around an upload may add.
const FORM_BYTES: usize = 64 << 10;

/// The routes of directives; `apps/luytre` merges them with the others.
pub fn router(directives: Arc<Directives>) -> OpenApiRouter<AppState> {
    let most = usize::try_from(directives.limits.bytes).unwrap_or(usize::MAX);
    let uploads = OpenApiRouter::new()
        .routes(routes!(upload::receive_directive))
        .routes(routes!(upload::attach_directive_file))
        .layer(DefaultBodyLimit::max(most.saturating_add(FORM_BYTES)));
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(directives::list_directives))
        .routes(routes!(
            directives::show_directive,
            directives::correct_directive,
            directives::discard_directive
        ))
        .routes(routes!(directives::set_directive_obligations))
        .routes(routes!(population::show_directive_population, population::bind_directive))
        .routes(routes!(directives::confirm_directive))
        .routes(routes!(directives::close_directive))
        .routes(routes!(board::show_board))
        .routes(routes!(board::explain_figure))
        .routes(routes!(board::list_cut_offs, board::freeze_figures))
        .routes(routes!(reports::make_report))
        .routes(routes!(today::show_today))
        .layer(axum::Extension(directives))
}
