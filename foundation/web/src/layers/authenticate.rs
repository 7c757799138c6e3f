//! Recognizes who calls: by session cookie, by bearer token, or because the listener of the
//! socket in the data directory said so. Whether that suffices is decided by the routes.

use access::{AccessError, Caller, sessions, tokens};
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::context::RequestInfo;
use crate::layers::guard::has_bearer;
use crate::{ApiResult, AppState, cookie};

pub(crate) async fn recognize(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    // The console's files are the same for everybody.
    if request.uri().path().starts_with("/api/") && request.extensions().get::<Caller>().is_none() {
        match caller_of(&state, request.headers(), request.extensions()).await {
            Ok(Some(caller)) => {
                request.extensions_mut().insert(caller);
            }
            Ok(None) => {}
            Err(refusal) => return refusal.into_response(),
        }
    }
    let own = request.extensions().get::<Caller>().map(|caller| caller.locale);
    if let (Some(own), Some(info)) = (own, request.extensions().get::<RequestInfo>()) {
        info.prefer(own);
    }
    next.run(request).await
}

/// Who comes with these headers; nobody where a session has ended.
pub(crate) async fn caller_of(
    state: &AppState,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> ApiResult<Option<Caller>> {
    let now = state.clock.now();
    if has_bearer(headers) {
        let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = text.and_then(|text| text.get(7..)).map(str::trim).unwrap_or_default();
        if !token.starts_with(tokens::PREFIX) {
            return Err(AccessError::TokenWrong.into());
        }
        let address = state.options.proxies.client_address(headers, extensions);
        let mut tx = state.db.read().await?;
        let (caller, touch) = tokens::recognize(token, address, now, &mut tx).await?;
        drop(tx);
        if let (true, access::Credential::Token(id)) = (touch, caller.credential) {
            let mut tx = state.db.write().await?;
            tokens::touch(id, now, &mut tx).await?;
            tx.commit().await?;
        }
        return Ok(Some(caller));
    }
    let Some(secret) = cookie::read(headers, &state.options) else { return Ok(None) };
    let mut tx = state.db.read().await?;
    let found = sessions::recognize(secret, &state.options.sessions, now, &mut tx).await?;
    drop(tx);
    let Some(found) = found else { return Ok(None) };
    if found.touch {
        let mut tx = state.db.write().await?;
        sessions::touch(found.session.id, now, &mut tx).await?;
        tx.commit().await?;
    }
    Ok(Some(found.caller))
}
