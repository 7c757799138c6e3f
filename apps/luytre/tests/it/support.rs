//! What these tests share: an open house in a folder of its own, and ways to call it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use access::Caller;
use axum::http::Method;
use kernel::Locale;
use luytre::config::Config;
use luytre::house::House;
use serde_json::Value;
use tempfile::TempDir;
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
    TestServer::new(house.routes(), house.state.clone())
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
    let answer =
        client.send(method.clone(), path, "application/json", body.to_string().into_bytes()).await;
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

/// How long a test waits for the program.
pub const PATIENCE: Duration = Duration::from_secs(120);

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luytre"));
    command
        .env_remove("LUYTRE_DATABASE")
        .env_remove("LUYTRE_LISTEN")
        .env_remove("LUYTRE_PUBLIC_URL")
        .env("LUYTRE_LANG", "vi")
        .env("LUYTRE_LOG", "error")
        .env("LUYTRE_DATA", data);
    command
}

/// Runs the program to its end.
pub fn luytre(data: &Path, arguments: &[&str]) -> Output {
    program(data).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs the program, which must succeed; what it printed.
pub fn told(data: &Path, arguments: &[&str]) -> String {
    let output = luytre(data, arguments);
    let said = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "luytre {arguments:?}: {said}{complaint}");
    said
}

/// A server that runs; killed when it is dropped.
pub struct Running {
    child: Child,
    /// Where it listens, such as `127.0.0.1:40123`.
    pub address: String,
    /// The secret of the link to the first account; empty where there is an account.
    pub first: String,
}

impl Running {
    /// Starts the server on a free port and waits until it says that it listens.
    pub fn start(data: &Path, demo: bool) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0"];
        let mut child = program(data)
            .args(arguments)
            .args(demo.then_some("--demo"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut address, mut first) = (String::new(), String::new());
        let begun = Instant::now();
        while first.is_empty() {
            assert!(begun.elapsed() < PATIENCE);
            let Some(Ok(line)) = lines.next() else { panic!("the server ended") };
            if let Some((_, secret)) = line.split_once("/bat-dau?token=") {
                first = secret.trim().to_owned();
            }
            if let Some((_, after)) = line.split_once("http://") {
                let end =
                    after.find(|sign: char| sign != ':' && sign != '.' && !sign.is_ascii_digit());
                address = after.get(..end.unwrap_or(after.len())).unwrap().to_owned();
            }
        }
        // What it prints later is not to block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, first }
    }

    /// Asks it to stop, as a person at the terminal does, and waits for that.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }

    /// Ends it at once (SIGKILL).
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The way to a running server that the command line uses.
pub fn socket(data: &Path) -> luytre::client::Client {
    luytre::client::Client::Socket(luytre::client::socket(data))
}
