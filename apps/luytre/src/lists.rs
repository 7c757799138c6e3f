//! Commands on lists that are there: what there is, taking one back, and warning lists.

use std::path::{Path, PathBuf};

use anyhow::Result;
use axum::http::Method;
use kernel::Message;
use serde_json::{Value, json};

use crate::client::Client;
use crate::commands::unreadable;
use crate::say::{self, Refusal};

/// Files of warning lists below a folder at most, and how deep they are looked for.
const MOST_FILES: usize = 2_000;
const MOST_DEEP: usize = 4;

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, name: &str) -> u64 {
    value.get(name).and_then(Value::as_u64).unwrap_or_default()
}

fn print_json(value: &Value) -> Result<()> {
    say::text(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// `luytre lists`: the lists of indicators with their ids.
///
/// # Errors
///
/// When they cannot be read.
pub async fn show(client: &Client, as_json: bool) -> Result<()> {
    let page = client.get("/api/v1/indicator-lists").await?;
    if as_json {
        return print_json(&page);
    }
    let items = page.get("items").and_then(Value::as_array).into_iter().flatten();
    let rows: Vec<Vec<String>> = items
        .map(|list| {
            let state = format!("server.lists.state.{}", text(list, "state"));
            vec![
                text(list, "file_name").to_owned(),
                Message::new(&state).text(say::locale()),
                text(list, "uploaded_at").to_owned(),
                text(list, "id").to_owned(),
            ]
        })
        .collect();
    let header: Vec<String> = ["file", "state_head", "uploaded", "id"]
        .iter()
        .map(|name| Message::new(&format!("server.lists.{name}")).text(say::locale()))
        .collect();
    say::table(&header, &rows);
    Ok(())
}

/// `luytre lists undo ID --reason R`
///
/// # Errors
///
/// When there is no such list, it does not count, or no reason is given.
pub async fn undo(
    client: &Client,
    id: &str,
    reason: &str,
    dry_run: bool,
    as_json: bool,
) -> Result<()> {
    let path = format!("/api/v1/indicator-lists/{id}/withdrawal");
    let effect = client.get(&path).await?;
    if !dry_run {
        client.send(Method::POST, &path, &json!({ "reason": reason })).await?;
    }
    if as_json {
        return print_json(&effect);
    }
    let code = if dry_run { "server.lists.would_undo" } else { "server.lists.undone" };
    let mut message = Message::new(code);
    for name in ["closed", "kept", "unproved", "restored", "evidence", "waiting"] {
        message = message.with(name, number(&effect, name));
    }
    say::line(&message);
    Ok(())
}

/// `luytre import warninglists FILE|FOLDER…`
///
/// # Errors
///
/// When a file cannot be read or is no warning list; files before it stay imported.
pub async fn import_warnings(
    client: &Client,
    paths: &[PathBuf],
    source: Option<&str>,
    licence: Option<&str>,
    as_json: bool,
) -> Result<()> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            below(path, MOST_DEEP, &mut files).map_err(|error| unreadable(path, &error))?;
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return Err(Refusal::of(Message::new("server.lists.no_warning_lists")).into());
    }
    let fields =
        [("source", source.unwrap_or("MISP warning lists")), ("licence", licence.unwrap_or(""))];
    for file in files {
        let content = std::fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        let name = file.display().to_string();
        let done = client.upload("/api/v1/warning-lists", &name, &content, &fields).await?;
        if as_json {
            print_json(&done)?;
            continue;
        }
        for item in done.get("items").and_then(Value::as_array).into_iter().flatten() {
            let code = match text(item, "ignored") {
                "" => "server.lists.warning_imported",
                _ => "server.lists.warning_ignored",
            };
            let message = Message::new(code)
                .with("name", text(item, "name"))
                .with("version", text(item, "version"))
                .with("entries", number(item, "entries"));
            say::line(&message);
        }
    }
    Ok(())
}

/// The JSON files below a folder, by name.
fn below(folder: &Path, deep: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() && deep > 0 {
            below(&path, deep - 1, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json")
            && files.len() < MOST_FILES
        {
            files.push(path);
        }
    }
    Ok(())
}
