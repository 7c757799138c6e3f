//! Bringing files in from the command line and for the sample: the same routes as the console's.

use anyhow::{Context as _, Result, bail};
use axum::http::Method;
use serde_json::{Value, json};

use crate::client::{Client, place};
use crate::{machine, say};

/// How often a list that is being read is looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

fn id(value: &Value) -> Result<String> {
    let id = value.get("id").and_then(Value::as_str).context("the answer has no id")?;
    Ok(id.to_owned())
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn tell_problems(value: &Value) {
    for problem in value.get("problems").and_then(Value::as_array).into_iter().flatten() {
        say::text(&format!("  {}", place(problem)));
    }
}

/// Brings a file of the registry in. Returns what the preview said.
///
/// # Errors
///
/// When the file is refused, or has rows that are.
pub async fn registry(
    client: &Client,
    kind: &str,
    file_name: &str,
    content: &[u8],
    dry_run: bool,
) -> Result<Value> {
    let path = format!("/api/v1/imports/{kind}");
    let preview = client.upload(&path, file_name, content, &[]).await?;
    tell_problems(&preview);
    if dry_run {
        return Ok(preview);
    }
    if preview.get("can_confirm").and_then(Value::as_bool) != Some(true) {
        bail!("{file_name}: nothing was imported");
    }
    let path = format!("/api/v1/imports/{}/confirm", id(&preview)?);
    client.send(Method::POST, &path, &json!({})).await
}

/// Brings a list of indicators in. Returns the list as it stands then.
///
/// # Errors
///
/// When the list cannot be read, or asks what only a person can answer and `zone` does not.
pub async fn list(
    client: &Client,
    file_name: &str,
    content: &[u8],
    zone: Option<&str>,
    dry_run: bool,
) -> Result<Value> {
    let uploaded = client.upload("/api/v1/indicator-lists", file_name, content, &[]).await?;
    let path = format!("/api/v1/indicator-lists/{}", id(&uploaded)?);
    let mut list = settled(client, &path).await?;
    if text(&list, "state") == "needs_zone"
        && let Some(zone) = zone
    {
        let settings = json!({ "zone": zone });
        client.send(Method::PUT, &format!("{path}/settings"), &settings).await?;
        list = settled(client, &path).await?;
    }
    match text(&list, "state") {
        "preview" if dry_run => return Ok(list),
        "preview" => {}
        "failed" => {
            let problem = list.get("problem").map(place).unwrap_or_default();
            bail!("{file_name}: {problem}");
        }
        "needs_zone" => bail!("{file_name}: the times state no zone; say --zone Asia/Ho_Chi_Minh"),
        state => bail!("{file_name}: {state}; settle it in the console"),
    }
    let confirmation = format!("{path}/confirmation");
    client.send(Method::POST, &confirmation, &json!({})).await?;
    let list = settled(client, &path).await?;
    if text(&list, "state") != "imported" {
        bail!("{file_name}: {}", text(&list, "state"));
    }
    Ok(list)
}

/// Waits until the work on a list has come to an end.
async fn settled(client: &Client, path: &str) -> Result<Value> {
    let wait = machine::wait();
    loop {
        client.work().await?;
        let list = client.get(path).await?;
        if !matches!(text(&list, "state"), "reading" | "importing") {
            return Ok(list);
        }
        wait(LOOK_EVERY).await;
    }
}

/// Brings a letter in and confirms it as it was read. Returns the directive.
///
/// # Errors
///
/// When the letter cannot be read.
pub async fn letter(
    client: &Client,
    file_name: &str,
    content: &[u8],
    dry_run: bool,
) -> Result<Value> {
    let draft = client.upload("/api/v1/directives", file_name, content, &[]).await?;
    if dry_run {
        return Ok(draft);
    }
    let path = format!("/api/v1/directives/{}/confirm", id(&draft)?);
    client.send(Method::POST, &path, &json!({})).await
}
