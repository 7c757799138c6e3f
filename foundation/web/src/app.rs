//! Puts the routes and the layers together.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::layers::{authenticate, guard, headers, idempotency, request};
use crate::uploads::too_large;
use crate::{ApiError, AppState, Console};

/// Bytes that the form around a file may add.
const FORM_BYTES: usize = 64 << 10;

/// The whole application over its routes: what `apps/luytre` serves and what tests call.
///
/// `routes` are the merged routers of all duties. From the outside in, a request is numbered and
/// logged, compressed, protected by headers, freed from panics, recognized, refused if another
/// site made a browser send it, and answered once per idempotency key.
pub fn app(routes: Router<AppState>, state: AppState) -> Router {
    layered(routes.fallback(|| async { ApiError::not_found() }), state)
}

/// The same with the console's files for every address that no route answers.
pub fn app_with_console(routes: Router<AppState>, console: Console, state: AppState) -> Router {
    let answer = move |request: Request| async move { console.answer(&request) };
    layered(routes.fallback(answer), state)
}

fn layered(routes: Router<AppState>, state: AppState) -> Router {
    let not_allowed = || async {
        ApiError::new(kernel::ErrorKind::InvalidInput, "server.method").with_status(405)
    };
    routes
        .method_not_allowed_fallback(not_allowed)
        .layer(from_fn_with_state(state.clone(), limit_body))
        .layer(from_fn_with_state(state.clone(), idempotency::once))
        .layer(from_fn(guard::refuse_foreign_writes))
        .layer(from_fn_with_state(state.clone(), authenticate::recognize))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), headers::protect))
        .layer(from_fn_with_state(state.clone(), request::frame))
        .layer(CompressionLayer::new())
        .with_state(state)
}

/// Uploads may be larger than JSON. A route with a limit of its own keeps that.
async fn limit_body(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE);
    let upload = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let options = &state.options;
    let most = if upload { options.most_upload_bytes } else { options.most_body_bytes };
    // Whoever says how much will come is answered before it does.
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let announced = announced.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let allowed = most.saturating_add(FORM_BYTES);
    if announced > u64::try_from(allowed).unwrap_or(u64::MAX) {
        return too_large(most).into_response();
    }
    DefaultBodyLimit::max(allowed).apply(&mut request);
    next.run(request).await
}

fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let cause = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panic".to_owned());
    ApiError::internal(format!("panicked: {cause}")).into_response()
}
