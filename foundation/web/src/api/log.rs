//! The log: its entries of a branch, its head, and checking it.

use access::{AccessError, Scope};
use axum::body::Bytes;
use data_encoding::HEXLOWER;
use kernel::words::codes;
use kernel::{AccountId, ErrorKind, Locale, Message, OrganizationId, Timestamp};
use ledger::Head;
use ledger::journal::{Entry, EntryFilter, Fault};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::log_names::Names;
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Page, Paging, Permission, Query,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_log_entries))
        .routes(routes!(show_log_head))
        .routes(routes!(verify_log))
}

/// Entries read at a time, and pages of them looked through for one answer.
const READ: u32 = 500;
const MOST_READS: u32 = 20;

/// Which entries to list; everything that is not said is not asked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// Kind of thing that it happened to, such as `organization`.
    subject_kind: Option<String>,
    /// Id of the thing.
    subject_id: Option<Uuid>,
    /// Account that did it.
    actor: Option<AccountId>,
    /// Body whose branch it is about.
    organization: Option<OrganizationId>,
    /// What happened.
    action: Option<String>,
    /// From this instant on.
    from: Option<Timestamp>,
    /// Before this instant.
    to: Option<Timestamp>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Items at most, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
}

/// Who did something.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LogActor)]
pub struct ActorView {
    /// `account`, `system` or `command_line`.
    pub kind: String,
    /// Name of the account, or what the program calls itself; never empty.
    pub name: String,
}

/// What something happened to.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LogSubject)]
pub struct SubjectView {
    /// Kind of thing.
    pub kind: String,
    /// Its id; empty where it has none.
    pub id: String,
    /// Its name now, or what sort of thing it is.
    pub label: String,
}

/// One entry of the log.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LogEntry {
    /// Number, from 1 without a gap.
    pub seq: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorView,
    /// What happened, as a past participle.
    pub action: String,
    /// What happened, to be shown.
    pub label: Message,
    /// What it happened to.
    pub subject: SubjectView,
    /// The body whose branch may read it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationRef>,
    /// Hash of the entry, in hex.
    pub hash: String,
}

fn view(entry: &Entry, names: &Names, ctx: &Ctx) -> LogEntry {
    LogEntry {
        seq: entry.seq,
        at: entry.at,
        actor: ActorView { kind: entry.actor.kind().to_owned(), name: names.actor(entry.actor) },
        action: entry.action.clone(),
        label: label_of(entry),
        subject: SubjectView {
            kind: entry.subject_kind.clone(),
            id: entry.subject_id.map(|id| id.to_string()).unwrap_or_default(),
            label: names.subject(entry, ctx),
        },
        organization: entry.organization.map(|id| ctx.reference(id)),
        hash: HEXLOWER.encode(&entry.hash),
    }
}

/// `log.<stream>.<action>` where that has a text, else a text that names both.
fn label_of(entry: &Entry) -> Message {
    let code = format!("log.{}.{}", entry.stream, entry.action);
    if codes(Locale::Vi).binary_search(&code.as_str()).is_ok() {
        return Message::new(&code);
    }
    Message::new("log.other").with("stream", &entry.stream).with("action", &entry.action)
}

/// The bodies whose entries are asked for and allowed; none: all entries.
fn organizations(
    asked: Option<OrganizationId>,
    scope: &Scope,
    ctx: &Ctx,
) -> Result<Option<Vec<OrganizationId>>, AccessError> {
    let Some(asked) = asked else { return Ok(scope.organization_ids()) };
    scope.check(asked)?;
    Ok(Scope::of([(Some(asked), None)], ctx.branches().clone()).organization_ids())
}

/// The entries of the caller's branch, the newest first.
#[utoipa::path(get, path = "/api/v1/log", tag = "log", params(LogQuery),
    responses((status = 200, description = "Entries", body = Page<LogEntry>), ApiError))]
async fn list_log_entries(
    ctx: Ctx,
    Query(query): Query<LogQuery>,
) -> ApiResult<Json<Page<LogEntry>>> {
    let scope = ctx.require(Permission::LogView)?;
    let filter = EntryFilter {
        stream: None,
        subject_id: query.subject_id,
        actor: query.actor,
        organizations: organizations(query.organization, &scope, &ctx)?,
        from: query.from,
        to: query.to,
    };
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let most = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let mut before = paging.after::<i64>()?;
    let wanted = |entry: &Entry| {
        query.subject_kind.as_ref().is_none_or(|kind| *kind == entry.subject_kind)
            && query.action.as_ref().is_none_or(|action| *action == entry.action)
    };
    let mut tx = ctx.read().await?;
    let mut found = Vec::new();
    let mut more = false;
    for _ in 0..MOST_READS {
        let page = filter.newest_first(before, READ, &mut tx).await?;
        more = page.len() == usize::try_from(READ).unwrap_or(usize::MAX);
        before = page.last().map(|entry| entry.seq).or(before);
        found.extend(page.into_iter().filter(|entry| wanted(entry)));
        if found.len() > most || !more {
            break;
        }
    }
    if found.len() > most {
        found.truncate(most);
        before = found.last().map(|entry| entry.seq);
        more = true;
    }
    let names = Names::of(&found, &ctx, &mut tx).await?;
    let items = found.iter().map(|entry| view(entry, &names, &ctx)).collect();
    let next_cursor = before.filter(|_| more).map(|before| crate::encode_cursor(&before));
    Ok(Json(Page { items, next_cursor, total: None }))
}

/// The end of the log: whoever keeps it can tell later whether the tail was cut.
#[utoipa::path(get, path = "/api/v1/log/head", tag = "log",
    responses((status = 200, description = "The last entry", body = Head), ApiError))]
async fn show_log_head(ctx: Ctx) -> ApiResult<Json<Head>> {
    ctx.require(Permission::LogView)?;
    let mut tx = ctx.read().await?;
    let head = ledger::journal::head(&mut tx).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(head.as_head()))
}

/// A head that was kept elsewhere, such as on a printed report.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
pub struct KeptHead {
    /// Number of the entry.
    seq: i64,
    /// Its hash, in hex.
    hash: String,
}

/// Heads that must still be in the log.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub struct VerificationRequest {
    /// At most 1,000.
    #[serde(default)]
    heads: Vec<KeptHead>,
}

/// The result of checking the log.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LogVerification {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Entries read.
    pub entries: i64,
    /// Hash of the last entry; empty while the log is.
    pub head: String,
    /// What is wrong, to be shown, in the order of the log.
    pub faults: Vec<Message>,
}

fn fault_message(fault: &Fault) -> Message {
    match fault {
        Fault::Gap { expected, found } => {
            Message::new("log.faults.gap").with("expected", expected).with("found", found)
        }
        Fault::BrokenChain { seq } => Message::new("log.faults.broken_chain").with("seq", seq),
        Fault::Edited { seq } => Message::new("log.faults.edited").with("seq", seq),
        Fault::BadSignature { seq, key_id } => {
            Message::new("log.faults.bad_signature").with("seq", seq).with("key", key_id)
        }
        Fault::Payload { seq, hash, what } => {
            let code = if what == "missing" { "payload_missing" } else { "payload_changed" };
            Message::new(&format!("log.faults.{code}")).with("seq", seq).with("hash", hash)
        }
        Fault::HeadNotFound { seq, hash } => {
            Message::new("log.faults.head_not_found").with("seq", seq).with("hash", hash)
        }
    }
}

/// Has the whole log checked: removed, edited and reordered entries, a cut tail, a rewrite.
///
/// The body may name heads that were kept elsewhere; each must still be in the log.
#[utoipa::path(post, path = "/api/v1/log/verification", tag = "log",
    request_body = Option<VerificationRequest>,
    responses((status = 200, description = "The result", body = LogVerification), ApiError))]
async fn verify_log(ctx: Ctx, body: Bytes) -> ApiResult<Json<LogVerification>> {
    ctx.require(Permission::LogVerify)?.check_everything()?;
    let request = if body.is_empty() {
        VerificationRequest::default()
    } else {
        serde_json::from_slice(&body).map_err(|error| {
            ApiError::new(ErrorKind::InvalidInput, "server.body_unfit").with("reason", error)
        })?
    };
    if request.heads.len() > 1_000 {
        return Err(ApiError::new(ErrorKind::TooLarge, "server.too_many_heads"));
    }
    let running = || ApiError::new(ErrorKind::RateLimited, "server.verification_running");
    let _turn = ctx.state.verifying.clone().try_lock_owned().map_err(|_| running())?;
    let kept: Vec<(i64, String)> = request
        .heads
        .into_iter()
        .map(|head| (head.seq, head.hash.trim().to_ascii_lowercase()))
        .collect();
    let trusted = ctx.state.trusted_keys()?;
    let mut tx = ctx.read().await?;
    // Hashing and checking signatures of a whole log is no work for an answering thread.
    let runtime = tokio::runtime::Handle::current();
    let result = tokio::task::spawn_blocking(move || {
        runtime.block_on(ledger::journal::verify(&trusted, &kept, &mut tx))
    })
    .await
    .map_err(ApiError::internal)??;
    Ok(Json(LogVerification {
        ok: result.is_sound(),
        entries: result.entries,
        head: result.head.as_ref().map(|head| head.hash.clone()).unwrap_or_default(),
        faults: result.faults.iter().map(fault_message).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::words::translate;

    #[test]
    fn every_fault_has_a_text() {
        let hash = "00".to_owned();
        let faults = [
            Fault::Gap { expected: 1, found: 2 },
            Fault::BrokenChain { seq: 1 },
            Fault::Edited { seq: 1 },
            Fault::BadSignature { seq: 1, key_id: "ab".to_owned() },
            Fault::Payload { seq: 1, hash: hash.clone(), what: "missing".to_owned() },
            Fault::Payload { seq: 1, hash: hash.clone(), what: "changed".to_owned() },
            Fault::HeadNotFound { seq: 1, hash },
        ];
        for fault in faults {
            let message = fault_message(&fault);
            for locale in [Locale::Vi, Locale::En] {
                assert_ne!(translate(locale, &message.code, &message.arguments), message.code);
            }
        }
    }
}
