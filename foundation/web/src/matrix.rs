//! The access matrix: every operation of the OpenAPI document, called by nobody and by every role
//! at the province and at another branch. The table of statuses is a reviewed snapshot; an
//! operation that is not in it makes the test fail.
//!
//! Used only by tests of this crate and of `apps/luytre`, where all routers are merged.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use access::accounts::{Newcomer, create};
use access::{Caller, Credential, Grant, Pen, Role, store};
use axum::http::Method;
use kernel::{Locale, OrganizationId};
use ledger::Actor;
use serde_json::Value;

use crate::testing::{Client, TestServer, form};
use crate::{ApiResult, AppState};

/// What a call sends.
#[derive(Clone, Debug)]
pub enum Sent {
    /// JSON.
    Json(Value),
    /// Bytes, with headers.
    Bytes(Vec<u8>, Vec<(String, String)>),
    /// A form with a file named `file` and text fields.
    File {
        /// Name of the file.
        name: String,
        /// Its content.
        content: Vec<u8>,
        /// Text fields.
        fields: Vec<(String, String)>,
    },
}

/// A server with something of each kind in a branch of the province, and what calls refer to.
#[derive(Debug)]
pub struct Seeded {
    /// The server.
    pub server: TestServer,
    /// Values of the path's variables, by `operation.variable` or by `variable`.
    pub variables: BTreeMap<String, String>,
    /// What is sent, by operation id.
    pub sent: BTreeMap<String, Sent>,
    /// What follows `?`, by operation id.
    pub queries: BTreeMap<String, String>,
    /// Who calls, with the heading of their column; made by [`callers`].
    pub callers: Vec<(String, Caller)>,
}

/// Accounts with one role each at the province and at another branch, for the columns.
///
/// # Errors
///
/// When they cannot be written to the database.
pub async fn callers(
    province: OrganizationId,
    other: OrganizationId,
    state: &AppState,
) -> ApiResult<Vec<(String, Caller)>> {
    let mut callers = Vec::new();
    let mut tx = state.db.write().await?;
    let now = state.clock.now();
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::CommandLine, now };
    for (place, organization) in [("province", province), ("other", other)] {
        for role in Role::ALL {
            let login = format!("{place}.{role}");
            let newcomer = Newcomer::without_password(&login, &login, Locale::Vi)?;
            let grant = Grant { role, organization_id: Some(organization), compartment: None };
            let id = create(vec![grant], newcomer, pen, &mut tx).await?;
            let account = store::account(id, &mut tx).await?;
            let caller = Caller {
                account: Some(id),
                actor: Actor::Account(id),
                login,
                locale: Locale::Vi,
                grants: account.grants,
                credential: Credential::Session,
                limited_to: None,
            };
            callers.push((format!("{place} {role}"), caller));
        }
    }
    tx.commit().await?;
    Ok(callers)
}

/// One operation of the document.
#[derive(Clone, Debug)]
struct Operation {
    method: Method,
    path: String,
    id: String,
    takes_body: bool,
}

fn operations(document: &utoipa::openapi::OpenApi) -> Vec<Operation> {
    let value = serde_json::to_value(document).unwrap_or_default();
    let mut operations = Vec::new();
    let Some(paths) = value.get("paths").and_then(Value::as_object) else { return operations };
    for (path, item) in paths {
        for name in ["get", "post", "put", "patch", "delete"] {
            let Some(operation) = item.get(name) else { continue };
            let Ok(method) = Method::from_bytes(name.to_uppercase().as_bytes()) else { continue };
            let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
            operations.push(Operation {
                method,
                path: path.clone(),
                id: id.to_owned(),
                takes_body: operation.get("requestBody").is_some(),
            });
        }
    }
    operations.sort_by(|left, right| {
        (&left.path, left.method.as_str()).cmp(&(&right.path, right.method.as_str()))
    });
    operations
}

/// The address of an operation with its variables filled in, or which value is missing.
fn address(operation: &Operation, seeded: &Seeded) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = operation.path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let own = format!("{}.{name}", operation.id);
        let value = seeded.variables.get(&own).or_else(|| seeded.variables.get(name));
        filled.push_str(before);
        filled.push_str(value.ok_or_else(|| format!("the fixtures have no `{own}`"))?);
        rest = after;
    }
    filled.push_str(rest);
    if let Some(query) = seeded.queries.get(&operation.id) {
        filled.push('?');
        filled.push_str(query);
    }
    Ok(filled)
}

async fn call(operation: &Operation, client: &Client, seeded: &Seeded) -> Result<u16, String> {
    let path = address(operation, seeded)?;
    let mut client = client.clone();
    let (kind, body) = match seeded.sent.get(&operation.id) {
        Some(Sent::Json(value)) => ("application/json".to_owned(), value.to_string().into_bytes()),
        Some(Sent::File { name, content, fields }) => {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            form(name, content, &fields)
        }
        Some(Sent::Bytes(content, headers)) => {
            for (name, value) in headers {
                client = client.with(name, value);
            }
            ("application/octet-stream".to_owned(), content.clone())
        }
        None if operation.takes_body => {
            return Err(format!("the fixtures have nothing to send to `{}`", operation.id));
        }
        None => (String::new(), Vec::new()),
    };
    Ok(client.status(operation.method.clone(), &path, &kind, body).await)
}

/// Calls every operation in every role and gives the table of statuses.
///
/// `fresh` makes a seeded server; it is called again after every write that was let through, so
/// that no call sees what another did. What the fixtures lack stands in the table as a line that
/// begins with `MISSING`.
pub async fn run(fresh: impl AsyncFn() -> Seeded) -> String {
    let mut seeded = fresh().await;
    let operations = operations(&seeded.server.document);
    let mut table = String::from("anonymous");
    for (heading, _) in &seeded.callers {
        // Writing to a string cannot fail.
        let _ = write!(table, ", {heading}");
    }
    table.push('\n');
    for operation in operations {
        let mut statuses = Vec::new();
        let columns = seeded.callers.len();
        for column in 0..=columns {
            let caller = column.checked_sub(1).and_then(|at| seeded.callers.get(at));
            let client = match caller {
                Some((_, caller)) => seeded.server.caller(caller.clone()),
                None => seeded.server.anonymous(),
            };
            match call(&operation, &client, &seeded).await {
                Ok(status) => {
                    statuses.push(status.to_string());
                    if operation.method != Method::GET && status < 300 {
                        seeded = fresh().await;
                    }
                }
                Err(missing) => {
                    statuses = vec![format!("MISSING {missing}")];
                    break;
                }
            }
        }
        let Operation { method, path, id, .. } = operation;
        let _ = writeln!(table, "{method:6} {path} ({id})\n    {}", statuses.join(" "));
    }
    table
}
