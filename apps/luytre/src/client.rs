//! How the command line speaks with the house: by a running server's socket, or by opening the data
//! directory itself when no server runs. Both ways are the same HTTP API.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::UnixStream;
use tower::ServiceExt as _;

use crate::config::Config;
use crate::house::House;
use crate::say;

/// Bytes of an answer that are read at most.
const MOST_BYTES: usize = 1 << 30;

/// Where a running server listens for the command line.
#[must_use]
pub fn socket(data: &Path) -> PathBuf {
    data.join("luytre.sock")
}

/// A way to the house.
pub enum Client {
    /// A server is running.
    Socket(PathBuf),
    /// No server is running: the data directory is open here.
    House(Box<House>, Router),
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).context("the answer is no JSON")
    }
}

impl Client {
    /// Finds the way to a data directory.
    ///
    /// # Errors
    ///
    /// When no server answers and the directory cannot be opened.
    pub async fn open(config: Config) -> Result<Self> {
        let path = socket(&config.data);
        if UnixStream::connect(&path).await.is_ok() {
            return Ok(Self::Socket(path));
        }
        let house = House::open(config).await?;
        let app = house.machine_app(say::locale());
        Ok(Self::House(Box::new(house), app))
    }

    /// A way to a house that is open in this process.
    #[must_use]
    pub fn within(house: House) -> Self {
        let app = house.machine_app(say::locale());
        Self::House(Box::new(house), app)
    }

    /// Calls a route. An answer that is no success is an error whose text is the server's own.
    ///
    /// # Errors
    ///
    /// What the server says, or that it cannot be reached.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<Answer> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("x-luytre", "1")
            .header(ACCEPT_LANGUAGE, say::locale().to_string())
            .header(CONTENT_TYPE, content_type)
            .body(Body::from(body))?;
        let (status, body) = match self {
            Self::Socket(path) => by_socket(path, request).await?,
            Self::House(_, app) => {
                let answer = app.clone().oneshot(request).await?;
                (answer.status(), to_bytes(answer.into_body(), MOST_BYTES).await?.to_vec())
            }
        };
        if status.is_success() {
            return Ok(Answer { status, body });
        }
        bail!("{}", refusal(status, &body))
    }

    /// Reads a route as JSON.
    ///
    /// # Errors
    ///
    /// As [`Self::call`].
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.call(Method::GET, path, "application/json", Vec::new()).await?.json()
    }

    /// Sends JSON.
    ///
    /// # Errors
    ///
    /// As [`Self::call`].
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Value> {
        let answer = self.call(method, path, "application/json", serde_json::to_vec(body)?).await?;
        if answer.body.is_empty() { Ok(Value::Null) } else { answer.json() }
    }

    /// Uploads a file as a form.
    ///
    /// # Errors
    ///
    /// As [`Self::call`].
    pub async fn upload(
        &self,
        path: &str,
        file_name: &str,
        content: &[u8],
        fields: &[(&str, &str)],
    ) -> Result<Value> {
        let boundary = "----luytre-form-7d1f3a5c9b";
        let mut body = Vec::with_capacity(content.len() + 1_024);
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n\
                     {value}\r\n"
                )
                .as_bytes(),
            );
        }
        let file_name = file_name.replace(['"', '\r', '\n'], "_");
        body.extend_from_slice(
            format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; \
                 filename=\"{file_name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.call(Method::POST, path, &kind, body).await?.json()
    }

    /// Does the jobs that wait, where no server's worker does them.
    ///
    /// # Errors
    ///
    /// When the queue cannot be read.
    pub async fn work(&self) -> Result<()> {
        if let Self::House(house, _) = self {
            house.worker().run_until_idle().await?;
        }
        Ok(())
    }
}

async fn by_socket(path: &Path, request: Request<Body>) -> Result<(StatusCode, Vec<u8>)> {
    let stream =
        UnixStream::connect(path).await.context(say::Refusal::new("server.house.no_answer"))?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(request).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes().to_vec();
    drop(sender);
    let _ = connection.await;
    Ok((status, body))
}

/// What a problem document (RFC 9457) says, with its places.
fn refusal(status: StatusCode, body: &[u8]) -> String {
    let Ok(problem) = serde_json::from_slice::<Value>(body) else {
        return format!("{status}: {}", String::from_utf8_lossy(body));
    };
    let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut said = format!("{}: {}", text("title"), text("detail"));
    for problem in problem.get("problems").and_then(Value::as_array).into_iter().flatten() {
        said.push_str("\n  ");
        said.push_str(&place(problem));
    }
    said
}

/// A problem with its place, in words.
#[must_use]
pub fn place(problem: &Value) -> String {
    match serde_json::from_value::<kernel::Problem>(problem.clone()) {
        Ok(problem) => {
            let place = &problem.place;
            let mut said = place.file.clone();
            for part in
                [place.sheet.clone(), place.row.map(|row| row.to_string()), place.column.clone()]
                    .into_iter()
                    .flatten()
            {
                said.push(':');
                said.push_str(&part);
            }
            format!("{said}: {}", problem.message().text(say::locale()))
        }
        Err(_) => problem.to_string(),
    }
}
