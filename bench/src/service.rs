//! The real server beside us: from its start to the first answer, its memory when idle, and calls of
//! its API as a browser makes them (signed in, over TCP, packed with gzip).

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::measure::{Figures, memory_mb};

/// Calls of a measurement.
const CALLS: usize = 200;
/// How often a starting server is asked.
const ASK_EVERY: Duration = Duration::from_millis(2);
/// When a server that does not answer is given up.
const GIVEN_UP: Duration = Duration::from_secs(60);
/// How long nothing is asked before the memory is read.
const IDLE: Duration = Duration::from_secs(3);
/// A letter that orders what can be measured.
const LETTER: &str = "Số: 12/SKHCN-CĐS\n\nKính gửi: Các cơ quan, đơn vị.\n\n\
    Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:\n\n\
    1. Rà soát, bóc gỡ mã độc trên các máy có địa chỉ IP nằm trong danh sách IP mạng botnet được \
    cảnh báo hằng tháng.\n\n2. Phân công lực lượng trực giám sát 24/7.\n";

/// A server that we started; it ends with us.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts the program that lies beside this one, and waits for its first answer.
    async fn start(data: &Path) -> Result<(Self, Duration)> {
        let program = program()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let begun = Instant::now();
        let process = Command::new(&program)
            .args(["--data".as_ref(), data.as_os_str()])
            .args(["serve", "--listen", &address.to_string()])
            .env("LUYTRE_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let server = Self { process, address };
        while begun.elapsed() < GIVEN_UP {
            if let Ok(mut caller) = Caller::connect(address).await
                && caller.call(Method::GET, "/health/ready", None).await.is_ok()
            {
                return Ok((server, begun.elapsed()));
            }
            pause(ASK_EVERY).await;
        }
        bail!("the server did not answer within {GIVEN_UP:?}")
    }
}

#[expect(clippy::disallowed_methods, reason = "what is waited for is another process")]
async fn pause(length: Duration) {
    tokio::time::sleep(length).await;
}

/// `luytre` as it was built with this program.
fn program() -> Result<std::path::PathBuf> {
    let own = std::env::current_exe()?;
    let program = own.with_file_name("luytre");
    ensure!(program.exists(), "{} is missing; use make bench", program.display());
    Ok(program)
}

/// One connection to the server.
struct Caller {
    sender: SendRequest<Full<Bytes>>,
    address: SocketAddr,
    cookie: Option<String>,
}

impl Caller {
    async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, address, cookie: None })
    }

    /// Calls a route and reads the answer to its end. Returns its bytes as they came.
    async fn call(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Bytes> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, self.address.to_string())
            .header("x-luytre", "1")
            .header(CONTENT_TYPE, "application/json");
        if body.is_none() {
            request = request.header(ACCEPT_ENCODING, "gzip");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let body = body.map(serde_json::to_vec).transpose()?.unwrap_or_default();
        self.sender.ready().await?;
        let answer = self.sender.send_request(request.body(Full::from(body))?).await?;
        self.keep_cookie(&answer)?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        ensure!(status == StatusCode::OK, "{path}: {status} {}", String::from_utf8_lossy(&body));
        Ok(body)
    }

    fn keep_cookie<B>(&mut self, answer: &Response<B>) -> Result<()> {
        if let Some(set) = answer.headers().get(SET_COOKIE) {
            self.cookie = set.to_str()?.split(';').next().map(str::to_owned);
        }
        Ok(())
    }

    /// Many calls of one route, one after the other.
    async fn calls(&mut self, path: &str) -> Result<(Vec<Duration>, usize)> {
        let mut calls = Vec::with_capacity(CALLS);
        let mut bytes = 0;
        for _ in 0..CALLS {
            let begun = Instant::now();
            bytes = self.call(Method::GET, path, None).await?.len();
            calls.push(begun.elapsed());
        }
        Ok((calls, bytes))
    }
}

/// Measures the program on a data directory that nobody else has open, with the bodies and findings
/// that are in it.
pub async fn measure(data: &Path, figures: &mut Figures) -> Result<()> {
    let (server, started) = Server::start(data).await?;
    figures.value("cold_start_ms", started.as_secs_f64() * 1_000.0);
    pause(IDLE).await;
    figures.value("idle_mb", memory_mb(server.process.id())?);

    // A server that starts makes a link of its own, so that ours comes after.
    let token = first_account(data)?;
    let mut caller = Caller::connect(server.address).await?;
    let account = json!({
        "token": token, "name": "Bench", "login": "bench", "password": "a password of a bench",
    });
    caller.call(Method::POST, "/api/v1/first-account", Some(&account)).await?;
    let client = luytre::client::Client::Socket(luytre::client::socket(data));
    let directive =
        luytre::import::letter(&client, "cong-van.txt", LETTER.as_bytes(), false).await?;
    let id = directive.get("id").and_then(Value::as_str).context("the directive has no id")?;

    let board = format!("/api/v1/directives/{id}/board");
    for (name, path) in [
        ("api_board", board.as_str()),
        ("api_findings", "/api/v1/findings?limit=50"),
        ("api_today", "/api/v1/today"),
    ] {
        let (calls, bytes) = caller.calls(path).await?;
        figures.percentiles(name, calls);
        figures.value(&format!("{name}_gzip_bytes"), f64::from(u32::try_from(bytes)?));
    }
    figures.value("after_calls_mb", memory_mb(server.process.id())?);
    Ok(())
}

/// The secret of the link to the first account, from the program itself.
fn first_account(data: &Path) -> Result<String> {
    let output = Command::new(program()?)
        .args(["--data".as_ref(), data.as_os_str()])
        .args(["account", "first"])
        .output()?;
    let said = String::from_utf8(output.stdout)?;
    let (_, token) = said.split_once("token=").with_context(|| format!("no link: {said}"))?;
    Ok(token.split_whitespace().next().unwrap_or_default().to_owned())
}
