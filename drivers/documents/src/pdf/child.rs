//! The child process that reads a PDF, on both sides.
//!
//! The parent writes one line of JSON (name and limits) and then the file to the child's standard
//! input; the child answers with one line of JSON, its last. The child limits itself before it
//! looks at the file: address space, processor time, no core, no files written. The parent kills
//! it when the wall time is over.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use kernel::{ErrorKind, Problem};
use serde::{Deserialize, Serialize};

use super::read_pdf;
use crate::error::{broken, too_large};
use crate::model::{Document, Limits, ReadError};

/// Bytes of the answer that are read at most.
const MAX_ANSWER: u64 = 64 << 20;
/// Bytes of the line that says what to do.
const MAX_REQUEST: u64 = 64 << 10;

#[derive(Serialize, Deserialize)]
struct Request {
    file: String,
    limits: Limits,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Document(Document),
    Error { problem: Problem, kind: Kind },
}

/// The kinds of error that reading a PDF ends in.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    InvalidInput,
    TooLarge,
    Unsupported,
}

/// Reads PDF files in a process of their own.
#[derive(Clone, Debug)]
pub struct PdfChild {
    /// The program that answers to the command `read-pdf` with [`child_main`]: usually ourselves
    /// (`std::env::current_exe`).
    pub program: PathBuf,
}

impl PdfChild {
    /// Reads a PDF. Blocks up to `limits.seconds`.
    ///
    /// # Errors
    ///
    /// As [`read_pdf`]; also when the child takes too long or too much memory, or cannot start.
    pub fn read(&self, file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
        crate::text::check_size(file, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
        let failed = || ReadError::of_file(file, "documents.pdf_child", ErrorKind::Unavailable);
        let mut child = Command::new(&self.program)
            .arg("read-pdf")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| failed())?;
        let request = Request { file: file.to_owned(), limits: *limits };
        let mut head = serde_json::to_vec(&request).map_err(|_| failed())?;
        head.push(b'\n');
        let answer = talk(&mut child, &head, bytes, limits.seconds);
        if answer.is_none() {
            // It may have ended meanwhile; then there is nothing to kill.
            child.kill().ok();
        }
        let status = child.wait().map_err(|_| failed())?;
        let Some(answer) = answer else {
            return Err(too_large(file, "documents.pdf_time", limits.seconds));
        };
        let last = answer.trim_ascii().rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        match serde_json::from_slice(last) {
            Ok(Answer::Document(document)) => Ok(document),
            Ok(Answer::Error { problem, kind }) => Err(ReadError { problem, kind: kind.into() }),
            Err(_) => Err(ended(file, status, limits)),
        }
    }
}

/// Sends the file and reads the answer; `None` when the time is over.
fn talk(child: &mut Child, head: &[u8], bytes: &[u8], seconds: u64) -> Option<Vec<u8>> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (sender, receiver) = mpsc::channel();
    // Detached: when the child is killed, its end of the pipe closes and the thread ends.
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        if let Some(stdout) = stdout {
            // What came before a fault is judged as an answer.
            stdout.take(MAX_ANSWER).read_to_end(&mut answer).ok();
        }
        sender.send(answer).ok();
    });
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A child that ended early reads no further; its answer says why.
                stdin.write_all(head).and_then(|()| stdin.write_all(bytes)).ok();
            }
        });
        let answer = receiver.recv_timeout(Duration::from_secs(seconds)).ok();
        if answer.is_none() {
            // Frees the writing thread, which may wait for a child that no longer reads.
            child.kill().ok();
        }
        answer
    })
}

/// Why a child ended without an answer.
fn ended(file: &str, status: ExitStatus, limits: &Limits) -> ReadError {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const ABORT: i32 = 6;
        const KILLED: i32 = 9;
        const PROCESSOR_TIME: i32 = 24;
        match status.signal() {
            Some(PROCESSOR_TIME | KILLED) => {
                return too_large(file, "documents.pdf_time", limits.seconds);
            }
            Some(ABORT) => {
                let limit = crate::error::mebibytes(limits.memory_bytes);
                return too_large(file, "documents.pdf_memory", limit);
            }
            _ => {}
        }
    }
    if status.code() == Some(2) || status.code() == Some(127) {
        return ReadError::of_file(file, "documents.pdf_child", ErrorKind::Unavailable);
    }
    broken(file, "documents.pdf_broken")
}

/// What the child does: reads the request and the file from `stdin`, answers on `stdout`.
///
/// # Errors
///
/// The pipes broke, the request was not understood, or the limits could not be set.
pub fn child_main(stdin: impl Read, stdout: impl Write) -> std::io::Result<()> {
    let mut stdin = BufReader::new(stdin);
    let mut head = Vec::new();
    stdin.by_ref().take(MAX_REQUEST).read_until(b'\n', &mut head)?;
    let request: Request = serde_json::from_slice(&head)?;
    limit_self(&request.limits)?;
    let mut bytes = Vec::new();
    stdin.take(request.limits.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    let answer = match read_pdf(&request.file, &bytes, &request.limits) {
        Ok(document) => Answer::Document(document),
        Err(error) => Answer::Error { problem: error.problem, kind: error.kind.into() },
    };
    let mut stdout = stdout;
    // A library may have written to our standard output; the answer is a line of its own.
    stdout.write_all(b"\n")?;
    serde_json::to_writer(&mut stdout, &answer)?;
    stdout.write_all(b"\n")?;
    stdout.flush()
}

#[cfg(unix)]
fn limit_self(limits: &Limits) -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let set = |resource, value: u64| {
        let limit = Rlimit { current: Some(value), maximum: Some(value) };
        setrlimit(resource, limit).map_err(std::io::Error::from)
    };
    set(Resource::As, limits.memory_bytes)?;
    set(Resource::Cpu, limits.seconds.max(1))?;
    set(Resource::Core, 0)?;
    set(Resource::Fsize, 0)?;
    set(Resource::Nofile, 16)
}

/// Elsewhere the wall time is the limit.
#[cfg(not(unix))]
fn limit_self(_limits: &Limits) -> std::io::Result<()> {
    Ok(())
}

impl From<ErrorKind> for Kind {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::TooLarge => Self::TooLarge,
            ErrorKind::Unsupported => Self::Unsupported,
            _ => Self::InvalidInput,
        }
    }
}

impl From<Kind> for ErrorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::InvalidInput => Self::InvalidInput,
            Kind::TooLarge => Self::TooLarge,
            Kind::Unsupported => Self::Unsupported,
        }
    }
}
