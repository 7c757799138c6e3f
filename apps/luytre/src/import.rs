//! Bringing files in from the command line and for the sample: the same routes as the console's.

use anyhow::{Context as _, Result};
use axum::http::Method;
use kernel::Message;
use serde_json::{Value, json};

use crate::client::{Client, place};
use crate::say::{self, Refusal};
use crate::{machine, mapping};

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
        return Err(refusal("nothing", file_name).into());
    }
    let path = format!("/api/v1/imports/{}/confirm", id(&preview)?);
    client.send(Method::POST, &path, &json!({})).await
}

/// A refusal that names the file.
fn refusal(code: &str, file_name: &str) -> Refusal {
    Refusal::of(said(code, file_name))
}

fn said(code: &str, file_name: &str) -> Message {
    Message::new(&format!("server.import.{code}")).with("file", file_name)
}

/// What a person says about a list that the list does not say itself.
#[derive(Clone, Debug, Default)]
pub struct ListOptions<'o> {
    /// Zone of times that state none.
    pub zone: Option<&'o str>,
    /// The series that the list belongs to; the monthly one where nothing is said.
    pub source: Option<&'o str>,
    /// Which column holds what.
    pub columns: &'o [mapping::Given],
    /// `day_first` or `month_first`.
    pub date_order: Option<&'o str>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// Brings a list of indicators in. Returns the list as it stands then.
///
/// # Errors
///
/// When the list cannot be read, or asks what only a person can answer and `how` does not.
pub async fn list(
    client: &Client,
    file_name: &str,
    content: &[u8],
    how: &ListOptions<'_>,
) -> Result<Value> {
    let fields: Vec<(&str, &str)> = how.source.map(|name| ("source", name)).into_iter().collect();
    let uploaded = client.upload("/api/v1/indicator-lists", file_name, content, &fields).await?;
    let path = format!("/api/v1/indicator-lists/{}", id(&uploaded)?);
    let mut list = settled(client, &path).await?;
    let mut settings = serde_json::Map::new();
    let asks = matches!(text(&list, "state"), "needs_mapping" | "preview" | "needs_zone");
    if asks && (!how.columns.is_empty() || how.date_order.is_some()) {
        if !how.columns.is_empty() {
            let settled = mapping::settle(&list, how.columns)?;
            settings.insert("mapping".to_owned(), serde_json::to_value(settled)?);
        }
        if let Some(order) = how.date_order {
            settings.insert("date_order".to_owned(), json!(order));
        }
        list = settle(client, &path, &settings).await?;
    }
    if text(&list, "state") == "needs_zone"
        && let Some(zone) = how.zone
    {
        settings.insert("zone".to_owned(), json!(zone));
        list = settle(client, &path, &settings).await?;
    }
    match text(&list, "state") {
        "preview" if how.dry_run => return Ok(list),
        "preview" => {}
        "failed" => {
            let problem = list.get("problem").map(place).unwrap_or_default();
            return Err(Refusal::of(said("failed", file_name).with("problem", problem)).into());
        }
        "needs_zone" => return Err(refusal("needs_zone", file_name).into()),
        "needs_mapping" => return Err(mapping::needed(&list, file_name).into()),
        state => {
            let state = Message::new(&format!("malware.list_state.{state}")).text(say::locale());
            return Err(Refusal::of(said("unsettled", file_name).with("state", state)).into());
        }
    }
    let confirmation = format!("{path}/confirmation");
    client.send(Method::POST, &confirmation, &json!({})).await?;
    let list = settled(client, &path).await?;
    if text(&list, "state") != "imported" {
        return Err(refusal("nothing", file_name).into());
    }
    Ok(list)
}

async fn settle(
    client: &Client,
    path: &str,
    settings: &serde_json::Map<String, Value>,
) -> Result<Value> {
    let settings = Value::Object(settings.clone());
    client.send(Method::PUT, &format!("{path}/settings"), &settings).await?;
    settled(client, path).await
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
