//! Serves the console's files, which `apps/luytre` carries inside the program.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::ErrorKind;

use crate::{ApiError, etag};

/// One file of the console.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its content.
    pub content: Cow<'static, [u8]>,
    /// Hash of the content, any text that changes with it.
    pub hash: String,
}

type Find = dyn Fn(&str) -> Option<Asset> + Send + Sync;

/// The console's files, found by their path without a slash before it.
#[derive(Clone)]
pub struct Console(Arc<Find>);

impl fmt::Debug for Console {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Console")
    }
}

/// The page that every address of the console begins with.
const INDEX: &str = "index.html";
/// Files below this folder have the hash of their content in their name.
const HASHED: &str = "assets/";

impl Console {
    /// A console over a function that finds files.
    pub fn new(find: impl Fn(&str) -> Option<Asset> + Send + Sync + 'static) -> Self {
        Self(Arc::new(find))
    }

    /// Answers whatever no route answers: a file, the first page for an address of the console, or
    /// a refusal.
    pub(crate) fn answer(&self, request: &Request) -> Response {
        let path = request.uri().path().trim_start_matches('/');
        let api = path == "api" || path.starts_with("api/");
        if api || !matches!(*request.method(), Method::GET | Method::HEAD) {
            return ApiError::not_found().into_response();
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        if let Some(asset) = (self.0)(path) {
            return file(path, &asset, request);
        }
        // A missing file is missing; an address without a file name is a page of the console.
        if path.starts_with(HASHED) || last.contains('.') {
            return ApiError::not_found().into_response();
        }
        match (self.0)(INDEX) {
            Some(asset) => file(INDEX, &asset, request),
            None => ApiError::new(ErrorKind::NotFound, "server.console_missing").into_response(),
        }
    }
}

fn file(path: &str, asset: &Asset, request: &Request) -> Response {
    let tag = etag::tag_of(asset.hash.as_bytes());
    let mut response = if etag::is_known(&tag, request.headers()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        asset.content.clone().into_response()
    };
    let headers = response.headers_mut();
    let kept =
        if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, value);
    }
    response
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn console() -> Console {
        Console::new(|path| {
            let content: &'static [u8] = match path {
                "index.html" => b"<!doctype html>",
                "assets/main-1a2b.js" => b"export {}",
                _ => return None,
            };
            Some(Asset { content: content.into(), hash: path.to_owned() })
        })
    }

    fn get(path: &str) -> Response {
        console().answer(&Request::get(path).body(Body::empty()).unwrap())
    }

    #[test]
    fn addresses_of_the_console_get_its_first_page() {
        for path in ["/", "/theo-doi/0190-a", "/viec"] {
            let response = get(path);
            assert_eq!(response.status(), 200, "{path}");
            assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
            assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
        }
    }

    #[test]
    fn files_are_kept_for_a_year_and_missing_ones_are_missing() {
        let response = get("/assets/main-1a2b.js");
        let kept = response.headers()[CACHE_CONTROL].to_str().unwrap();
        assert!(kept.contains("immutable"));
        for path in ["/assets/old", "/logo.png", "/api/v1/none", "/api", "/a/../../etc/passwd.txt"]
        {
            assert_eq!(get(path).status(), 404, "{path}");
        }
    }

    #[test]
    fn a_known_file_is_not_sent_again() {
        let tag = get("/").headers()[ETAG].clone();
        let request = Request::get("/").header("if-none-match", tag).body(Body::empty()).unwrap();
        assert_eq!(console().answer(&request).status(), 304);
    }
}
