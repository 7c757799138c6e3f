//! The first account: by the printed link, once; then signing in, the second factor, and writes
//! that do not come from the console's own pages.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use axum::http::{Method, Request};
use http_body_util::BodyExt as _;
use hyper_util::rt::TokioIo;
use kernel::Clock as _;
use luytre::machine::MachineClock;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::support::{Running, text};

const PASSWORD: &str = "bảy con mèo đen 1965";

/// What a browser would send.
struct Browser {
    address: String,
    cookie: String,
    marked: bool,
}

impl Browser {
    /// Sends JSON; status and body of the answer. Keeps the session cookie.
    async fn send(&mut self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.address)
            .header(CONTENT_TYPE, "application/json");
        if self.marked {
            request = request.header("x-luytre", "1");
        }
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, &self.cookie);
        }
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = request.body(Body::from(body)).unwrap();
        let stream = TcpStream::connect(&self.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        let answer = sender.send_request(request).await.unwrap();
        let status = answer.status().as_u16();
        if let Some(cookie) = answer.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        drop(sender);
        let _ = connection.await;
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    fn fresh(&self) -> Self {
        Self { address: self.address.clone(), cookie: String::new(), marked: true }
    }
}

#[tokio::test]
async fn the_printed_link_makes_the_first_account_once() {
    let folder = TempDir::new().unwrap();
    let server = Running::start(folder.path(), false);
    let mut browser =
        Browser { address: server.address.clone(), cookie: String::new(), marked: true };
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (_, session) = browser.send(get.clone(), "/api/v1/session", Value::Null).await;
    assert_eq!(session["first_account_needed"], true);
    let account = json!({"token": server.first, "name": "Người Mẫu", "login": "nguoi.mau",
        "password": PASSWORD});

    let mut wrong = account.clone();
    wrong["token"] = json!("khong-phai-ma-nay");
    let (status, _) = browser.fresh().send(post.clone(), "/api/v1/first-account", wrong).await;
    assert!((400..500).contains(&status), "{status}");

    let (status, session) =
        browser.send(post.clone(), "/api/v1/first-account", account.clone()).await;
    assert_eq!((status, &session["signed_in"]), (200, &json!(true)));
    let (status, _) = browser.fresh().send(post.clone(), "/api/v1/first-account", account).await;
    assert_eq!(status, 409, "the link works once");

    // A write that does not come from the console's pages.
    browser.marked = false;
    let english = json!({"locale": "en"});
    let (status, problem) = browser.send(put.clone(), "/api/v1/me/locale", english.clone()).await;
    assert_eq!((status, text(&problem, "/code").as_str()), (403, "server.foreign_write"));
    browser.marked = true;
    assert_eq!(browser.send(put.clone(), "/api/v1/me/locale", english).await.0, 204);

    // The second factor.
    let (_, begun) = browser.send(post.clone(), "/api/v1/me/totp", Value::Null).await;
    let secret = text(&begun, "/secret");
    let code = || access::totp::code_at(&secret, MachineClock.now()).unwrap();
    let (status, codes) = browser.send(put, "/api/v1/me/totp", json!({"code": code()})).await;
    assert_eq!(status, 200);
    let recovery = text(&codes, "/recovery_codes/0");

    let sign_in = |totp: Option<&str>, password: &str| json!({"login": "nguoi.mau", "password": password, "totp": totp});
    let path = "/api/v1/session";
    let mut other = browser.fresh();
    let (status, problem) = other.send(post.clone(), path, sign_in(None, PASSWORD)).await;
    assert_eq!((status, text(&problem, "/code").as_str()), (401, "access.totp_needed"));
    let (status, problem) = other.send(post.clone(), path, sign_in(None, "sai")).await;
    assert_eq!((status, text(&problem, "/code").as_str()), (401, "access.credentials_wrong"));
    let (status, _) = other.send(post.clone(), path, sign_in(Some(&recovery), PASSWORD)).await;
    assert_eq!(status, 200);
    let (_, session) = other.send(get, path, Value::Null).await;
    assert_eq!(session["signed_in"], true);
    let mut third = browser.fresh();
    let (status, _) = third.send(post, path, sign_in(Some(&recovery), PASSWORD)).await;
    assert_eq!(status, 401, "a recovery code works once");
    server.stop();
}
