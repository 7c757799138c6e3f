//! Refuses writes that another site made a browser send (CSRF).
//!
//! A write without a bearer token must carry `X-Luytre: 1`, which a form of another site cannot
//! add; where the browser says from where it comes, that must be here.

use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::ErrorKind;

use access::{Caller, Credential};

use crate::ApiError;

/// The header that a write must carry.
pub(crate) const MARK: HeaderName = HeaderName::from_static("x-luytre");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(crate) async fn refuse_foreign_writes(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let machine = request
        .extensions()
        .get::<Caller>()
        .is_some_and(|caller| caller.credential == Credential::Machine);
    let headers = request.headers();
    if safe || machine || has_bearer(headers) || is_ours(headers) {
        return next.run(request).await;
    }
    ApiError::new(ErrorKind::Forbidden, "server.foreign_write").into_response()
}

/// Whether a bearer token comes with the request; a browser never adds one by itself.
pub(crate) fn has_bearer(headers: &HeaderMap) -> bool {
    headers.get(AUTHORIZATION).is_some_and(|value| {
        value.as_bytes().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer "))
    })
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if text(&MARK) != Some("1") {
        return false;
    }
    if headers.contains_key(FETCH_SITE)
        && !matches!(text(&FETCH_SITE), Some("same-origin" | "none"))
    {
        return false;
    }
    match (headers.contains_key(ORIGIN), text(&ORIGIN)) {
        (false, _) => true,
        (true, Some(origin)) => {
            origin.split_once("://").is_some_and(|(_, host)| Some(host) == text(&HOST))
        }
        (true, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&'static str, &str)]) -> bool {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        is_ours(&HeaderMap::from_iter(pairs))
    }

    #[test]
    fn only_our_own_pages_may_write() {
        assert!(of(&[("x-luytre", "1")]));
        assert!(!of(&[]));
        assert!(!of(&[("x-luytre", "1"), ("sec-fetch-site", "cross-site")]));
        assert!(!of(&[("x-luytre", "1"), ("sec-fetch-site", "same-site")]));
        let host = ("host", "luytre.example");
        assert!(of(&[("x-luytre", "1"), host, ("origin", "https://luytre.example")]));
        assert!(!of(&[("x-luytre", "1"), host, ("origin", "https://luytre.example.org")]));
        assert!(!of(&[("x-luytre", "1"), host, ("origin", "null")]));
    }
}
