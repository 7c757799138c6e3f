//! Answers that a client may keep (RFC 9110, 8.8.3 and 13.1): asked again with the tag it has, it
//! is told that nothing changed; a change on top of an older state is refused.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use kernel::ErrorKind;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{ApiError, ApiResult};

/// The tag of some bytes.
#[must_use]
pub fn tag_of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("\"{}\"", BASE64URL_NOPAD.encode(hash.get(..15).unwrap_or_default()))
}

fn names(tag: &str, name: &HeaderName, headers: &HeaderMap) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == "*" || one == tag)
}

/// Whether the client has what the tag stands for.
#[must_use]
pub(crate) fn is_known(tag: &str, headers: &HeaderMap) -> bool {
    names(tag, &IF_NONE_MATCH, headers)
}

/// A JSON answer with its tag; 304 without a body when the client has it already.
///
/// # Errors
///
/// When the value cannot be written as JSON.
pub fn tagged<T: Serialize>(value: &T, headers: &HeaderMap) -> ApiResult<Response> {
    let body = serde_json::to_vec(value).map_err(ApiError::internal)?;
    let tag = tag_of(&body);
    let mut response = if is_known(&tag, headers) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = body.into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        response
    };
    let kept = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(CACHE_CONTROL, kept);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, value);
    }
    Ok(response)
}

/// Refuses a change whose `If-Match` names another state than the present one.
///
/// # Errors
///
/// `server.changed_meanwhile` (412).
pub fn check_unchanged<T: Serialize>(present: &T, headers: &HeaderMap) -> ApiResult<()> {
    if !headers.contains_key(IF_MATCH) {
        return Ok(());
    }
    let body = serde_json::to_vec(present).map_err(ApiError::internal)?;
    if names(&tag_of(&body), &IF_MATCH, headers) {
        return Ok(());
    }
    Err(ApiError::new(ErrorKind::Conflict, "server.changed_meanwhile").with_status(412))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, tag: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, tag.parse().unwrap())])
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let first = tagged(&["a"], &HeaderMap::new()).unwrap();
        assert_eq!(first.status(), 200);
        let tag = first.headers()[ETAG].to_str().unwrap();
        assert_eq!(tagged(&["a"], &with(IF_NONE_MATCH, tag)).unwrap().status(), 304);
        let weak = format!("\"other\", W/{tag}");
        assert_eq!(tagged(&["a"], &with(IF_NONE_MATCH, &weak)).unwrap().status(), 304);
        assert_eq!(tagged(&["b"], &with(IF_NONE_MATCH, tag)).unwrap().status(), 200);
    }

    #[test]
    fn a_change_on_top_of_an_older_state_is_refused() {
        let tag = tag_of(&serde_json::to_vec(&["a"]).unwrap());
        assert!(check_unchanged(&["a"], &with(IF_MATCH, &tag)).is_ok());
        assert!(check_unchanged(&["b"], &HeaderMap::new()).is_ok());
        let refused = check_unchanged(&["b"], &with(IF_MATCH, &tag)).unwrap_err();
        assert_eq!(refused.code(), "server.changed_meanwhile");
    }
}
