//! The outermost layer: numbers the request, renders refusals in the caller's language, keeps the
//! request log. The log names the route, never the address that was asked for, nor who asked.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::HEXLOWER;

use crate::context::RequestInfo;
use crate::{ApiError, AppState, Topic};

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers, logs and renders.
pub(crate) async fn frame(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = HEXLOWER.encode(&state.ids.bytes::<8>());
    let info = RequestInfo::new(&id, request.headers());
    request.extensions_mut().insert(info.clone());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began_at = state.clock.now();
    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<ApiError>() {
        refusal.log(&id);
        let rendered = refusal.answer(info.locale(), &id);
        let (parts, body) = rendered.into_parts();
        *response.body_mut() = body;
        *response.status_mut() = parts.status;
        response.headers_mut().remove(axum::http::header::CONTENT_LENGTH);
        response.headers_mut().extend(parts.headers);
    }
    if !method.is_safe() && response.status().is_success() {
        // Parts tell their branches themselves; whoever sees everything hears of every write.
        state.hub.tell(Topic::Log, "", None);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let duration_ms = (state.clock.now() - began_at).num_milliseconds();
    let status = response.status().as_u16();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    state.metrics.count(method.as_str(), status, duration_ms);
    tracing::info!(
        http.method = %method, http.route = route, http.status = status,
        duration_ms, request.id = id, "request answered"
    );
    response
}
