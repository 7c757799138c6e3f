//! The commands that are twins of pages: they call the same routes.

use std::path::{Path, PathBuf};

use anyhow::Result;
use axum::http::Method;
use kernel::Message;
use serde_json::{Value, json};

use crate::client::{Client, place};
use crate::say::{self, Refusal};
use crate::{heads, import};

/// Prints a value for machines.
fn print_json(value: &Value) -> Result<()> {
    say::text(&serde_json::to_string_pretty(value)?);
    Ok(())
}

fn text(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.get("items").and_then(Value::as_array).into_iter().flatten()
}

fn words(code: &str) -> String {
    kernel::Message::new(code).text(say::locale())
}

/// What can be imported.
const KINDS: [&str; 8] = [
    "organizations",
    "sites",
    "claims",
    "people",
    "contacts",
    "indicators",
    "letter",
    "warninglists",
];

/// A file of the caller's that cannot be read.
pub(crate) fn unreadable(file: &Path, error: &std::io::Error) -> Refusal {
    let message = Message::new("server.file.unreadable").with("file", file.display());
    Refusal::of(message.with("reason", reason(error)))
}

/// A file that cannot be written where the caller asked for it.
pub(crate) fn unwritable(file: &Path, error: &std::io::Error) -> Refusal {
    let message = Message::new("server.file.unwritable").with("file", file.display());
    Refusal::of(message.with("reason", reason(error)))
}

fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => words("server.file.not_found"),
        Kind::PermissionDenied => words("server.file.denied"),
        Kind::AlreadyExists => words("server.file.exists"),
        _ => error.to_string(),
    }
}

/// `luytre import KIND FILE…`
///
/// # Errors
///
/// When a file cannot be read or is refused; files before it stay imported.
pub async fn import(
    client: &Client,
    kind: &str,
    files: &[PathBuf],
    how: &import::ListOptions<'_>,
    as_json: bool,
) -> Result<()> {
    if !KINDS.contains(&kind) {
        let message = Message::new("server.import.unknown_kind").with("kind", kind);
        return Err(Refusal::misuse(message.with("kinds", KINDS.join(", "))).into());
    }
    let dry_run = how.dry_run;
    for file in files {
        let content = std::fs::read(file).map_err(|error| unreadable(file, &error))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let result = match kind {
            "indicators" => import::list(client, &name, &content, how).await?,
            "letter" => import::letter(client, &name, &content, dry_run).await?,
            kind => import::registry(client, kind, &name, &content, dry_run).await?,
        };
        if as_json {
            print_json(&result)?;
        } else {
            say::text(&format!("{name}: {}", summary(&result)));
        }
    }
    Ok(())
}

/// The numbers of an answer in one line.
fn summary(value: &Value) -> String {
    let numbers = |value: &Value| -> Vec<String> {
        let fields = value.as_object().into_iter().flatten();
        fields
            .filter(|(_, value)| value.is_u64())
            .map(|(name, value)| format!("{name} {value}"))
            .collect()
    };
    let judged = value.get("judged").map(numbers).unwrap_or_default();
    if judged.is_empty() { numbers(value).join(", ") } else { judged.join(", ") }
}

/// `luytre findings`
///
/// # Errors
///
/// When the filter is refused.
pub async fn findings(client: &Client, filter: &str, as_json: bool) -> Result<()> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("/api/v1/findings?limit=500&{filter}{cursor}")).await?;
        for item in items(&page) {
            if as_json {
                say::text(&item.to_string());
                continue;
            }
            let addresses = item.get("addresses").and_then(Value::as_array);
            let first = addresses.and_then(|list| list.first()).and_then(Value::as_str);
            rows.push(vec![
                item.pointer("/accountable/name").and_then(Value::as_str).unwrap_or("").to_owned(),
                text(item, "family"),
                first.unwrap_or_default().to_owned(),
                words(&format!("ledger.state.{}", text(item, "state"))),
                text(item, "priority"),
                text(item, "clean_by"),
                text(item, "id"),
            ]);
        }
        match page.get("next_cursor").and_then(Value::as_str) {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    if !as_json {
        let columns = ["organization", "family", "addresses", "state", "priority", "clean_by"];
        let mut header: Vec<String> =
            columns.iter().map(|name| words(&format!("malware.export.{name}"))).collect();
        header.push(words("server.findings.id"));
        say::table(&header, &rows);
    }
    Ok(())
}

/// `luytre board [DIRECTIVE]`
///
/// # Errors
///
/// When there is no such directive.
pub async fn board(
    client: &Client,
    directive: Option<&str>,
    as_of: Option<&str>,
    as_json: bool,
) -> Result<Value> {
    let id = match directive {
        Some(id) => id.to_owned(),
        None => newest_directive(client).await?,
    };
    let query = as_of.map(|at| format!("?as_of={}", at.replace('+', "%2B"))).unwrap_or_default();
    let board = client.get(&format!("/api/v1/directives/{id}/board{query}")).await?;
    if as_json {
        print_json(&board)?;
        return Ok(board);
    }
    let columns = board.get("columns").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut header = vec![words("malware.export.organization")];
    header.extend(columns.iter().map(|column| text(column, "title")));
    let rows: Vec<Vec<String>> = board
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|row| {
            let name = row.pointer("/organization/name").and_then(Value::as_str);
            let cells = row.get("cells").and_then(Value::as_array).into_iter().flatten();
            std::iter::once(name.unwrap_or_default().to_owned()).chain(cells.map(cell)).collect()
        })
        .collect();
    say::table(&header, &rows);
    Ok(board)
}

fn cell(cell: &Value) -> String {
    match cell.get("tally") {
        Some(Value::Object(tally)) => {
            let number = |name: &str| tally.get(name).and_then(Value::as_u64).unwrap_or(0);
            if number("total") == 0 {
                words("words.none")
            } else {
                format!("{}/{}", number("verified"), number("total"))
            }
        }
        _ => words("words.not_measured"),
    }
}

async fn newest_directive(client: &Client) -> Result<String> {
    let page = client.get("/api/v1/directives").await?;
    let newest = items(&page).find(|item| text(item, "state") == "confirmed");
    newest
        .map(|item| text(item, "id"))
        .ok_or_else(|| Refusal::new("server.board.no_directive").into())
}

/// `luytre report DIRECTIVE --format F --out FILE`
///
/// # Errors
///
/// When there is no such directive or the file cannot be written.
pub async fn report(
    client: &Client,
    directive: Option<&str>,
    format: &str,
    layout: &str,
    out: &Path,
) -> Result<()> {
    let id = match directive {
        Some(id) => id.to_owned(),
        None => newest_directive(client).await?,
    };
    let path = format!("/api/v1/directives/{id}/report?format={format}&layout={layout}");
    let answer = client.call(Method::GET, &path, "application/json", Vec::new()).await?;
    std::fs::write(out, &answer.body).map_err(|error| unwritable(out, &error))?;
    say::text(&out.display().to_string());
    Ok(())
}

/// `luytre audit verify`: returns whether the log is sound.
///
/// # Errors
///
/// When the log cannot be read.
pub async fn audit_verify(
    client: &Client,
    data: &Path,
    given: &[String],
    as_json: bool,
) -> Result<bool> {
    let mut kept = heads::kept(data);
    for head in given {
        kept.push(heads::read(head)?);
    }
    let heads: Vec<Value> =
        kept.iter().map(|(seq, hash)| json!({ "seq": seq, "hash": hash })).collect();
    let result =
        client.send(Method::POST, "/api/v1/log/verification", &json!({ "heads": heads })).await?;
    let sound = result.get("ok").and_then(Value::as_bool).unwrap_or(false);
    if as_json {
        print_json(&result)?;
        return Ok(sound);
    }
    let code = if sound { "server.audit.sound" } else { "server.audit.broken" };
    let message = kernel::Message::new(code)
        .with("entries", text(&result, "entries"))
        .with("heads", heads.len())
        .with("head", format!("{}:{}", text(&result, "entries"), text(&result, "head")));
    say::line(&message);
    for fault in result.get("faults").and_then(Value::as_array).into_iter().flatten() {
        match serde_json::from_value::<kernel::Message>(fault.clone()) {
            Ok(message) => say::line(&message),
            Err(_) => say::text(&place(fault)),
        }
    }
    Ok(sound)
}

/// `luytre audit export`: the whole log as NDJSON.
///
/// # Errors
///
/// When the log cannot be read or the file written.
pub async fn audit_export(client: &Client, out: Option<&Path>) -> Result<()> {
    let mut lines = String::new();
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("/api/v1/log?limit=500{cursor}")).await?;
        for item in items(&page) {
            lines.push_str(&item.to_string());
            lines.push('\n');
        }
        match page.get("next_cursor").and_then(Value::as_str) {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    match out {
        Some(out) => std::fs::write(out, lines).map_err(|error| unwritable(out, &error))?,
        None => say::text(lines.trim_end()),
    }
    Ok(())
}
