//! A `POST` that is sent again with the same `Idempotency-Key` gets the answer of the first and
//! does nothing. Kept for a day, by caller and route.

use access::{Caller, Credential};
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use db::params;
use kernel::{ErrorKind, Timestamp};
use sha2::{Digest, Sha256};

use crate::{ApiError, ApiResult, AppState};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Hours that an answer is kept.
const KEPT_HOURS: i64 = 24;
/// Minutes after which a first request that never ended no longer blocks its repetition.
const STALE_MINUTES: i64 = 10;
/// Bytes of a body that is compared, and of an answer that is kept.
const MOST_BYTES: usize = 1 << 20;
/// Characters of a key.
const MOST_KEY: usize = 128;

/// Marks an answer that holds a secret: it is shown once and never kept. Put it beside the answer
/// as `Extension(ShownOnce)`.
#[derive(Clone, Copy, Debug)]
pub struct ShownOnce;

fn is_short(body: &Body) -> bool {
    let most = body.size_hint().upper().and_then(|most| usize::try_from(most).ok());
    most.is_some_and(|most| most <= MOST_BYTES)
}

struct Place {
    caller: String,
    route: String,
    key: String,
}

pub(crate) async fn once(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(place) = place_of(&request) else { return next.run(request).await };
    if place.key.is_empty() || place.key.len() > MOST_KEY {
        let refusal = ApiError::new(ErrorKind::InvalidInput, "server.idempotency_key");
        return refusal.with("most", MOST_KEY).into_response();
    }
    match run(&state, &place, request, next).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    }
}

/// Where the answer is kept; nowhere for a request without a key, or by nobody.
fn place_of(request: &Request) -> Option<Place> {
    if request.method() != Method::POST {
        return None;
    }
    let key = request.headers().get(KEY)?;
    let caller = request.extensions().get::<Caller>()?;
    let name = match (caller.credential, caller.account) {
        (Credential::Token(id), _) => format!("token {id}"),
        (Credential::Session, Some(id)) => format!("account {id}"),
        _ => return None,
    };
    let route = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
    // A key that is no text is as wrong as an empty one.
    Some(Place { caller: name, route, key: key.to_str().unwrap_or_default().to_owned() })
}

async fn run(state: &AppState, place: &Place, request: Request, next: Next) -> ApiResult<Response> {
    let (request, fingerprint) = fingerprint(request).await?;
    let now = state.clock.now();
    if let Some(kept) = begin(state, place, &fingerprint, now).await? {
        return Ok(kept);
    }
    let response = next.run(request).await;
    if response.status().is_server_error() || response.extensions().get::<ApiError>().is_some() {
        // A refusal changed nothing: the same key may be tried again.
        forget(state, place).await?;
        return Ok(response);
    }
    let large = !is_short(response.body());
    if large || response.extensions().get::<ShownOnce>().is_some() {
        forget(state, place).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MOST_BYTES).await.map_err(ApiError::internal)?;
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut tx = state.db.write().await?;
    tx.execute(
        "UPDATE server_idempotency SET status = $4, content_type = $5, body = $6
         WHERE caller = $1 AND route = $2 AND idempotency_key = $3",
        params![
            place.caller.as_str(),
            place.route.as_str(),
            place.key.as_str(),
            i64::from(parts.status.as_u16()),
            kind.map(str::to_owned),
            body.to_vec(),
        ],
    )
    .await?;
    tx.commit().await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// What was asked: address and, where it is short, the body.
async fn fingerprint(request: Request) -> ApiResult<(Request, Vec<u8>)> {
    let mut hasher = Sha256::new();
    hasher.update(request.uri().to_string().as_bytes());
    // A form that is sent again has another boundary, so its bytes are not compared.
    let form = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
    if form || !is_short(request.body()) {
        return Ok((request, hasher.finalize().to_vec()));
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MOST_BYTES).await.map_err(|error| {
        ApiError::new(ErrorKind::InvalidInput, "server.body_unreadable").because(error)
    })?;
    hasher.update(&body);
    Ok((Request::from_parts(parts, Body::from(body)), hasher.finalize().to_vec()))
}

/// Writes down that the request began, or gives the answer that was kept.
async fn begin(
    state: &AppState,
    place: &Place,
    fingerprint: &[u8],
    now: Timestamp,
) -> ApiResult<Option<Response>> {
    let mut tx = state.db.write().await?;
    tx.execute(
        "DELETE FROM server_idempotency WHERE began_at < $1
         OR (status IS NULL AND began_at < $2)",
        params![now - TimeDelta::hours(KEPT_HOURS), now - TimeDelta::minutes(STALE_MINUTES)],
    )
    .await?;
    let new = tx
        .execute(
            "INSERT INTO server_idempotency (caller, route, idempotency_key, fingerprint, began_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            params![
                place.caller.as_str(),
                place.route.as_str(),
                place.key.as_str(),
                fingerprint,
                now,
            ],
        )
        .await?;
    if new == 1 {
        tx.commit().await?;
        return Ok(None);
    }
    let row = tx
        .one(
            "SELECT * FROM server_idempotency
             WHERE caller = $1 AND route = $2 AND idempotency_key = $3",
            params![place.caller.as_str(), place.route.as_str(), place.key.as_str()],
        )
        .await?;
    if row.get::<Vec<u8>>("fingerprint")? != fingerprint {
        return Err(ApiError::new(ErrorKind::InvalidInput, "server.idempotency_reused"));
    }
    let Some(status) = row.get::<Option<i64>>("status")? else {
        return Err(ApiError::new(ErrorKind::Conflict, "server.idempotency_running"));
    };
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let body = row.get::<Option<Vec<u8>>>("body")?.unwrap_or_default();
    let mut response = (status.unwrap_or(StatusCode::OK), body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    let kind = row.get::<Option<String>>("content_type")?;
    if let Some(value) = kind.and_then(|kind| HeaderValue::from_str(&kind).ok()) {
        headers.insert(CONTENT_TYPE, value);
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(Some(response))
}

async fn forget(state: &AppState, place: &Place) -> ApiResult<()> {
    let mut tx = state.db.write().await?;
    tx.execute(
        "DELETE FROM server_idempotency
         WHERE caller = $1 AND route = $2 AND idempotency_key = $3",
        params![place.caller.as_str(), place.route.as_str(), place.key.as_str()],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
