//! A server in memory for tests: real routes and layers, callers made to measure.
//!
//! Used only by tests of this crate and of those above; it opens no socket.

use std::net::{IpAddr, SocketAddr};

use access::{Caller, Credential, Grant, Role};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use futures::{Stream, StreamExt as _};
use kernel::{AccountId, Id as _, Locale, OrganizationId};
use ledger::Actor;
use serde_json::Value;
use tower::ServiceExt as _;
use utoipa_axum::router::OpenApiRouter;

use crate::{AppState, app};

/// Bytes of an answer that a test reads at most.
const MOST_BYTES: usize = 64 << 20;

/// A server over a router.
#[derive(Clone)]
pub struct TestServer {
    app: Router,
    /// Its state.
    pub state: AppState,
    /// Its OpenAPI document.
    pub document: utoipa::openapi::OpenApi,
}

impl std::fmt::Debug for TestServer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TestServer").field("state", &self.state).finish_non_exhaustive()
    }
}

/// Somebody who calls a [`TestServer`].
#[derive(Clone, Debug)]
pub struct Client {
    app: Router,
    caller: Option<Caller>,
    address: Option<IpAddr>,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null where it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The cookie that was set, as `name=value`.
    #[must_use]
    pub fn cookie(&self) -> Option<String> {
        let value = self.headers.get(SET_COOKIE)?.to_str().ok()?;
        value.split(';').next().map(str::to_owned)
    }
}

/// An invented caller with roles on a body (none: on everything).
#[must_use]
pub fn caller(roles: &[Role], organization: Option<OrganizationId>) -> Caller {
    let account = AccountId::from_uuid(uuid::Uuid::from_u128(0xacc0_0001));
    let grant =
        |role: &Role| Grant { role: *role, organization_id: organization, compartment: None };
    Caller {
        account: Some(account),
        actor: Actor::Account(account),
        login: "test".to_owned(),
        locale: Locale::Vi,
        grants: roles.iter().map(grant).collect(),
        credential: Credential::Session,
        limited_to: None,
    }
}

impl TestServer {
    /// A server over routes.
    #[must_use]
    pub fn new(routes: OpenApiRouter<AppState>, state: AppState) -> Self {
        let (routes, document) = routes.split_for_parts();
        let document = crate::openapi(document);
        Self { app: app(routes, state.clone()), state, document }
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        let mark = ("x-luytre".to_owned(), "1".to_owned());
        Client { app: self.app.clone(), caller: None, address: None, headers: vec![mark] }
    }

    /// A caller with roles on a body (none: on everything), without a session.
    #[must_use]
    pub fn role(&self, roles: &[Role], organization: Option<OrganizationId>) -> Client {
        self.caller(caller(roles, organization))
    }

    /// A caller made to measure, without a session.
    #[must_use]
    pub fn caller(&self, caller: Caller) -> Client {
        Client { caller: Some(caller), ..self.anonymous() }
    }
}

impl Client {
    /// With a header on every request.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(kept, _)| kept != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// From an address.
    #[must_use]
    pub fn from(mut self, address: IpAddr) -> Self {
        self.address = Some(address);
        self
    }

    /// Without a header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(kept, _)| kept != name);
        self
    }

    /// With a session cookie, as [`Answer::cookie`] gives it.
    #[must_use]
    pub fn with_cookie(self, cookie: &str) -> Self {
        self.with(COOKIE.as_str(), cookie)
    }

    async fn response(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        if let Some(caller) = &self.caller {
            request = request.extension(caller.clone());
        }
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(SocketAddr::new(address, 49_152)));
        }
        let Ok(request) = request.body(Body::from(body)) else {
            let mut response = Response::new(Body::from("the test's own request cannot be built"));
            *response.status_mut() = StatusCode::BAD_REQUEST;
            return response;
        };
        match self.app.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    /// Sends any body.
    pub async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let (parts, body) = self.response(method, path, kind, body).await.into_parts();
        let body = to_bytes(body, MOST_BYTES).await.map(Vec::from).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends any body and looks at nothing but the status; the answer may go on for ever.
    pub async fn status(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> u16 {
        self.response(method, path, kind, body).await.status().as_u16()
    }

    /// Opens an answer that goes on, such as server-sent events, piece by piece.
    pub async fn open(&self, path: &str) -> impl Stream<Item = String> + Unpin {
        let body = self.response(Method::GET, path, "", Vec::new()).await.into_body();
        let text = |piece: Result<Bytes, axum::Error>| async move {
            Some(String::from_utf8_lossy(&piece.ok()?).into_owned())
        };
        Box::pin(body.into_data_stream().filter_map(text))
    }

    async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(method, path, "application/json", body.to_string().into_bytes()).await
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", Vec::new()).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, &body).await
    }

    /// Sends JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, &body).await
    }

    /// Sends JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, &body).await
    }

    /// Removes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, "", Vec::new()).await
    }

    /// Sends one file as a form field named `file`, with further text fields.
    pub async fn upload(
        &self,
        path: &str,
        name: &str,
        content: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let (kind, body) = form(name, content, fields);
        self.send(Method::POST, path, &kind, body).await
    }
}

/// A form with one file named `file` and text fields: its content type and its bytes.
#[must_use]
pub fn form(name: &str, content: &[u8], fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    const EDGE: &str = "----luytre-test-edge";
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend_from_slice(
            format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            )
            .as_bytes(),
        );
    }
    body.extend_from_slice(
        format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={EDGE}");
    (kind, body)
}
