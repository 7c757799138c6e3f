//! Registry files: preview, confirm, undo, and the files that go out.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::{AccountId, ErrorKind, Problem, Timestamp};
use registry::import::{
    Columns, DiffRow, ExportTable, ImportDetail, ImportId, ImportKind, ImportPlan, ImportScope,
    ImportTable, export, import, preview,
};
use registry::store;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::undoing::held_bodies;
use super::writing::{finish, pen, refusal};
use crate::uploads::{file_name, form_error};
use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, Page, Path, Permission, Query, Scope, Topic,
};

/// Imports that one answer shows.
const MOST_IMPORTS: u32 = 100;
/// Bytes of a registry file at most: some hundred thousand rows.
const MOST_BYTES: usize = 32 << 20;

/// Reads and writes table files. The readers are heavy and live above this crate, so `apps/luytre`
/// hands them over with `.layer(axum::Extension(Arc::new(…) as Arc<dyn TableFiles>))`.
pub trait TableFiles: Send + Sync + Debug {
    /// The tables of a file: CSV, XLSX, or a document with tables.
    ///
    /// # Errors
    ///
    /// Why the file cannot be read, with what would be right.
    fn read(&self, file_name: &str, bytes: Vec<u8>) -> ApiResult<Vec<ImportTable>>;

    /// The table as a workbook (XLSX), all cells as text.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn write_xlsx(&self, table: &ExportTable) -> ApiResult<Vec<u8>>;
}

pub(super) fn router() -> OpenApiRouter<AppState> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(show_import, preview_import, discard_import))
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(list_imports))
        .routes(routes!(confirm_import))
        .routes(routes!(undo_import))
        .routes(routes!(export_registry))
}

/// An import: what it would do, or has done.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ImportPreview {
    /// Its id.
    id: ImportId,
    /// What the rows are.
    kind: ImportKind,
    /// Name of the file.
    file: String,
    /// `preview`, `confirmed` or `undone`.
    state: String,
    /// When it was previewed, or confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    /// Rows with content.
    rows: u64,
    /// Rows that add something.
    added: u64,
    /// Rows that change something.
    changed: u64,
    /// Rows that change nothing.
    unchanged: u64,
    /// Always 0: an import takes nothing away.
    removed: u64,
    /// What is wrong, by row and column; after an undoing, the rows that stayed.
    problems: Vec<Problem>,
    /// What each row does.
    diff: Vec<DiffRow>,
    /// Whether it can be confirmed: something changes and nothing is wrong.
    can_confirm: bool,
}

fn view(state: &str, at: Option<Timestamp>, plan: ImportPlan) -> ImportPreview {
    ImportPreview {
        can_confirm: state == "preview" && plan.can_confirm(),
        id: plan.id,
        kind: plan.kind,
        file: plan.file,
        state: state.to_owned(),
        at,
        rows: plan.rows,
        added: plan.added,
        changed: plan.changed,
        unchanged: plan.unchanged,
        removed: 0,
        problems: plan.problems,
        diff: plan.diff,
    }
}

/// Whoever does not reach everything sees their own imports only.
fn check_owner(account: Option<AccountId>, scope: &Scope, ctx: &Ctx) -> ApiResult<()> {
    let own = account.is_some() && account == ctx.caller.account;
    if own || scope.is_everything() { Ok(()) } else { Err(ApiError::not_found()) }
}

async fn load(id: ImportId, scope: &Scope, ctx: &Ctx) -> ApiResult<ImportDetail> {
    let mut tx = ctx.read().await?;
    let detail = import(id, ctx.now(), &mut tx).await?;
    check_owner(detail.account, scope, ctx)?;
    Ok(detail)
}

/// The newest imports, previews among them, without their rows.
#[utoipa::path(get, path = "/api/v1/imports", tag = "registry",
    responses((status = 200, description = "Imports", body = Page<ImportPreview>), ApiError))]
async fn list_imports(ctx: Ctx) -> ApiResult<Json<Page<ImportPreview>>> {
    let scope = ctx.require(Permission::ImportsRun)?;
    let own = if scope.is_everything() { None } else { ctx.caller.account };
    if own.is_none() && !scope.is_everything() {
        return Ok(Json(Page::complete(Vec::new())));
    }
    let mut tx = ctx.read().await?;
    let records = store::imports(own, MOST_IMPORTS, &mut tx).await?;
    let items = records.into_iter().map(|record| {
        let [added, changed, unchanged] =
            record.counts.map(|count| u64::try_from(count).unwrap_or(0));
        let plan = ImportPlan {
            id: record.id,
            kind: record.kind,
            file: record.file,
            rows: added + changed + unchanged,
            added,
            changed,
            unchanged,
            problems: Vec::new(),
            diff: Vec::new(),
            changes: Vec::new(),
        };
        view(&record.state, Some(record.at), plan)
    });
    Ok(Json(Page::complete(items.collect())))
}

/// One import with its rows.
#[utoipa::path(get, path = "/api/v1/imports/{import}", tag = "registry",
    params(("import" = String, Path, description = "The import's id")),
    responses((status = 200, description = "The import", body = ImportPreview), ApiError))]
async fn show_import(ctx: Ctx, Path(import): Path<ImportId>) -> ApiResult<Json<ImportPreview>> {
    let scope = ctx.require(Permission::ImportsRun)?;
    let detail = load(import, &scope, &ctx).await?;
    let at = detail.record.as_ref().map(|record| record.at);
    Ok(Json(view(&detail.state, at, detail.plan)))
}

/// A registry file.
#[derive(Debug, utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
struct ImportForm {
    /// CSV or XLSX, with a header row in Vietnamese or English.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

async fn take(mut form: Multipart) -> ApiResult<(String, Vec<u8>)> {
    let unreadable = |error: MultipartError| form_error(&error, MOST_BYTES);
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            let name = file_name(&field);
            return Ok((name, field.bytes().await.map_err(unreadable)?.to_vec()));
        }
    }
    Err(ApiError::new(ErrorKind::InvalidInput, "registry.file_missing"))
}

type Files = Option<Extension<Arc<dyn TableFiles>>>;

fn files(files: Files) -> ApiResult<Arc<dyn TableFiles>> {
    files
        .map(|Extension(files)| files)
        .ok_or_else(|| ApiError::internal("the server was built without TableFiles"))
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> ApiResult<T> + Send + 'static,
) -> ApiResult<T> {
    tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)?
}

/// Reads a file and shows what it would do; nothing counts before it is confirmed.
#[utoipa::path(post, path = "/api/v1/imports/{import}", tag = "registry",
    params(("import" = String, Path,
        description = "What the rows are: organizations, claims, people, contacts or sites")),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What it would do", body = ImportPreview), ApiError))]
async fn preview_import(
    ctx: Ctx,
    table_files: Files,
    Path(kind): Path<String>,
    form: Multipart,
) -> ApiResult<Json<ImportPreview>> {
    let scope = ctx.require(Permission::ImportsRun)?;
    let kind = ImportKind::by_name(&kind).ok_or_else(ApiError::not_found)?;
    let table_files = files(table_files)?;
    let (name, bytes) = take(form).await?;
    let table = apart(move || {
        let mut tables = table_files.read(&name, bytes)?;
        // Of several sheets the first with a header that fits.
        let fitting = tables.iter().position(|table| Columns::find(kind, table).is_ok());
        let empty = ImportTable { file: name, ..ImportTable::default() };
        let found = fitting.or((!tables.is_empty()).then_some(0));
        Ok(found.map_or(empty, |at| tables.swap_remove(at)))
    })
    .await?;
    let within = scope.organization_ids().map(|ids| ids.into_iter().collect());
    let approves = ctx.scope(Permission::ClaimsApprove).is_everything();
    let import_scope =
        ImportScope { within, may_approve: approves, now: ctx.now(), ids: &ctx.state.ids };
    let mut tx = ctx.write().await?;
    let plan = preview(kind, &table, ctx.caller.account, &import_scope, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(view("preview", Some(ctx.now()), plan)))
}

/// Forgets a preview.
#[utoipa::path(delete, path = "/api/v1/imports/{import}", tag = "registry",
    params(("import" = String, Path, description = "The import's id")),
    responses((status = 204, description = "Forgotten"), ApiError))]
async fn discard_import(ctx: Ctx, Path(import): Path<ImportId>) -> ApiResult<StatusCode> {
    let scope = ctx.require(Permission::ImportsRun)?;
    load(import, &scope, &ctx).await?;
    let mut tx = ctx.write().await?;
    pen(&ctx).discard_import(import, &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Confirms a preview: all of it or nothing, against what it was made from.
#[utoipa::path(post, path = "/api/v1/imports/{import}/confirm", tag = "registry",
    params(("import" = String, Path, description = "The import's id")),
    responses((status = 200, description = "What was done", body = ImportPreview), ApiError))]
async fn confirm_import(ctx: Ctx, Path(import): Path<ImportId>) -> ApiResult<Json<ImportPreview>> {
    let scope = ctx.require(Permission::ImportsRun)?;
    load(import, &scope, &ctx).await?;
    let mut tx = ctx.write().await?;
    pen(&ctx).confirm_import(import, &mut tx).await.map_err(refusal)?;
    finish(import, None, &ctx, tx).await?;
    let detail = load(import, &scope, &ctx).await?;
    let at = detail.record.as_ref().map(|record| record.at);
    Ok(Json(view(&detail.state, at, detail.plan)))
}

/// Takes an import back where nothing changed since and nothing refers to what would go; rows that
/// stay are named in `problems`, each with what refers to it.
#[utoipa::path(post, path = "/api/v1/imports/{import}/undo", tag = "registry",
    params(("import" = String, Path, description = "The import's id")),
    responses((status = 200, description = "What is left", body = ImportPreview), ApiError))]
async fn undo_import(ctx: Ctx, Path(import): Path<ImportId>) -> ApiResult<Json<ImportPreview>> {
    let scope = ctx.require(Permission::ImportsRun)?;
    let plan = load(import, &scope, &ctx).await?.plan;
    let mut tx = ctx.write().await?;
    let held = held_bodies(&plan, &ctx, &mut tx).await?;
    let undone = pen(&ctx).undo_import(import, &held, &mut tx).await.map_err(refusal)?;
    finish(import, None, &ctx, tx).await?;
    ctx.state.hub.tell(Topic::List, import, None);
    let detail = load(import, &scope, &ctx).await?;
    let at = detail.record.as_ref().map(|record| record.at);
    let mut answer = view(&detail.state, at, detail.plan);
    answer.problems = undone.refused;
    Ok(Json(answer))
}

/// As which sort of file.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum ExportFormat {
    /// Comma-separated, UTF-8.
    #[default]
    Csv,
    /// Workbook.
    Xlsx,
}

/// As which sort of file.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// CSV where nothing is said.
    #[serde(default)]
    #[param(inline)]
    format: ExportFormat,
}

/// The registry as a file that imports again without a change; the caller's branch only.
#[utoipa::path(get, path = "/api/v1/exports/{kind}", tag = "registry",
    params(("kind" = String, Path, description = "organizations, claims, people, contacts or sites"),
        ExportQuery),
    responses((status = 200, description = "The file", content_type = "text/csv"), ApiError))]
async fn export_registry(
    ctx: Ctx,
    table_files: Files,
    Path(kind): Path<String>,
    Query(query): Query<ExportQuery>,
) -> ApiResult<Response> {
    let scope = ctx.require(Permission::ExportsMake)?;
    let kind = ImportKind::by_name(&kind).ok_or_else(ApiError::not_found)?;
    let within = scope.organization_ids().map(|ids| ids.into_iter().collect::<BTreeSet<_>>());
    let mut tx = ctx.read().await?;
    let table = export(kind, within.as_ref(), ctx.locale(), ctx.now(), &mut tx).await?;
    drop(tx);
    let (bytes, content_type, ending) = match query.format {
        ExportFormat::Csv => (table.to_csv().into_bytes(), "text/csv; charset=utf-8", "csv"),
        ExportFormat::Xlsx => {
            let table_files = files(table_files)?;
            let bytes = apart(move || table_files.write_xlsx(&table)).await?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (bytes, kind, "xlsx")
        }
    };
    let name = format!("attachment; filename=\"luytre-{}.{ending}\"", kind.name());
    let headers = [(CONTENT_TYPE, content_type.to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
