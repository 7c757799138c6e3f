//! What these tests share: an open house in a folder of its own, and ways to call it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use access::Caller;
use axum::Extension;
use axum::http::Method;
use kernel::Locale;
use luytre::config::Config;
use luytre::files::DocumentTables;
use luytre::house::House;
use serde_json::Value;
use tempfile::TempDir;
use web::api::TableFiles;
use web::testing::{Client, TestServer};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sample province's folder.
pub fn sample() -> PathBuf {
    root().join("examples/tre-xanh")
}

/// Opens a data directory; the port is never listened on.
pub async fn open(data: &Path) -> House {
    House::open(Config::read(data, Some("127.0.0.1:0")).unwrap()).await.unwrap()
}

/// An empty house and the folder that it lives in.
pub async fn empty() -> (TempDir, House) {
    let folder = TempDir::new().unwrap();
    let house = open(folder.path()).await;
    (folder, house)
}

/// The routes of a house with all layers but the console, for callers made to measure.
pub fn server(house: &House) -> TestServer {
    let tables: Arc<dyn TableFiles> = Arc::new(DocumentTables::new().unwrap());
    TestServer::new(house.routes().layer(Extension(tables)), house.state.clone())
}

/// Whoever sits at the machine.
pub fn machine(server: &TestServer) -> Client {
    server.caller(Caller::machine(Locale::Vi))
}

/// Does all jobs that wait.
pub async fn work(house: &House) {
    house.worker().run_until_idle().await.unwrap();
}

/// Calls a route that must succeed; the answer as JSON.
pub async fn done(client: &Client, method: Method, path: &str, body: Value) -> Value {
    let answer = client
        .send(method.clone(), path, "application/json", body.to_string().into_bytes())
        .await;
    assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text());
    answer.json()
}

/// Uploads a file that must be taken; the answer as JSON.
pub async fn uploaded(client: &Client, path: &str, name: &str, content: &[u8]) -> Value {
    let answer = client.upload(path, name, content, &[]).await;
    assert!(answer.status.is_success(), "{path} {name}: {} {}", answer.status, answer.text());
    answer.json()
}

/// A text of an answer.
pub fn text(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no {pointer} in {value}")).to_owned()
}
