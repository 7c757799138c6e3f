//! Routes that belong to no single part: files, search over all parts, the end of the sample.

use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use blobs::BlobId;
use futures::TryStreamExt as _;
use kernel::{ClaimId, DirectiveId, ErrorKind, FindingId};
use ledger::findings::State;
use ledger::findings::store::{FindingFilter, FindingOrder};
use registry::store::{ClaimFilter, OrganizationFilter};
use serde::{Deserialize, Serialize};
use tokio_util::io::{ReaderStream, StreamReader};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::uploads::{file_name, form_error};
use web::{ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Path, Permission, Query};

use crate::demo;
use crate::house::House;

/// Answers of each sort that a search shows.
const MOST_FOUND: u32 = 8;
/// Bytes that the form around a file may add.
const FORM_BYTES: usize = 64 << 10;
/// The word that must be typed to clear the sample.
const CLEAR_WORD: &str = "xoa";

/// The routes of this crate.
pub fn router(house: &House) -> OpenApiRouter<AppState> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(upload_file))
        .layer(DefaultBodyLimit::max(house.config.upload_bytes.saturating_add(FORM_BYTES)));
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(read_file))
        .routes(routes!(search))
        .routes(routes!(clear_demo))
        .layer(Extension(house.clone()))
}

/// A stored file.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct StoredFile {
    /// Its content hash; evidence names files by it.
    id: BlobId,
    /// Size in bytes.
    bytes: u64,
    /// Name as the person knows it.
    name: String,
}

/// A file to be stored.
#[derive(Debug, utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
struct FileForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Stores a file, such as the photo of a device that was reset.
#[utoipa::path(post, path = "/api/v1/files", tag = "server",
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "Stored", body = StoredFile), ApiError))]
async fn upload_file(
    ctx: Ctx,
    Extension(house): Extension<House>,
    mut form: Multipart,
) -> ApiResult<(StatusCode, Json<StoredFile>)> {
    ctx.require(Permission::BlobsUse)?;
    let most = house.config.upload_bytes;
    let unreadable = |error: MultipartError| form_error(&error, most);
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = file_name(&field);
        let content = StreamReader::new(field.map_err(std::io::Error::other));
        let id = house.blobs.put_stream_within(most as u64, content).await?;
        let bytes = house.blobs.len(id).await?.unwrap_or(0);
        return Ok((StatusCode::CREATED, Json(StoredFile { id, bytes, name })));
    }
    Err(ApiError::new(ErrorKind::InvalidInput, "server.form"))
}

/// Reads a stored file. Its hash is its name: whoever was told it may read it.
#[utoipa::path(get, path = "/api/v1/files/{file_id}", tag = "server",
    params(("file_id" = BlobId, Path, description = "The file")),
    responses((status = 200, description = "The file", body = Vec<u8>,
        content_type = "application/octet-stream"), ApiError))]
async fn read_file(
    ctx: Ctx,
    Extension(house): Extension<House>,
    Path(file_id): Path<BlobId>,
) -> ApiResult<Response> {
    ctx.require(Permission::BlobsUse)?;
    let reader = house.blobs.open_blob(file_id).await?;
    let body = axum::body::Body::from_stream(ReaderStream::new(reader));
    // Never shown in the page: what people upload is not to be run as the console's own.
    let head = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment"),
    ];
    Ok((head, body).into_response())
}

/// What is looked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Name, code, address, network, domain, family; number, subject or issuer of a letter.
    q: String,
}

/// What was found, within what the caller may see.
#[derive(Debug, Default, Serialize, utoipa::ToSchema)]
struct Found {
    /// Bodies.
    organizations: Vec<OrganizationRef>,
    /// Address space.
    claims: Vec<FoundClaim>,
    /// Findings.
    findings: Vec<FoundFinding>,
    /// Letters.
    directives: Vec<FoundDirective>,
}

/// A letter that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FoundDirective {
    /// The letter.
    id: DirectiveId,
    /// Number and subject, or the name of its file.
    title: String,
    /// Who issued it; empty where that is not known.
    issuer: String,
}

/// A claim that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FoundClaim {
    /// The claim.
    id: ClaimId,
    /// The space.
    space: String,
    /// The body that holds it.
    organization: OrganizationRef,
}

/// A finding that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FoundFinding {
    /// The finding.
    id: FindingId,
    /// Its family.
    family: String,
    /// The body that answers for it.
    organization: OrganizationRef,
    /// Where it stands.
    state: State,
}

/// Looks in all parts for a name, an address or a family.
#[utoipa::path(get, path = "/api/v1/search", tag = "server", params(SearchQuery),
    responses((status = 200, description = "What was found", body = Found), ApiError))]
async fn search(ctx: Ctx, Query(query): Query<SearchQuery>) -> ApiResult<Json<Found>> {
    ctx.require(Permission::SearchUse)?;
    let text = query.q.trim();
    let mut found = Found::default();
    if text.is_empty() {
        return Ok(Json(found));
    }
    let now = ctx.now();
    let names = ctx.state.bodies();
    let mut tx = ctx.read().await?;
    let bodies = ctx.scope(Permission::OrganizationsView);
    if !bodies.is_empty() {
        let filter = OrganizationFilter {
            within: bodies.organization_ids(),
            q: Some(text.to_owned()),
            ..OrganizationFilter::default()
        };
        let rows = registry::store::organizations(&filter, MOST_FOUND, now, &mut tx).await?;
        found.organizations = rows.iter().map(|row| names.reference(row.id)).collect();
    }
    let claims = ctx.scope(Permission::ClaimsView);
    if !claims.is_empty() {
        let filter = ClaimFilter {
            within: claims.organization_ids(),
            q: Some(text.to_owned()),
            ..ClaimFilter::default()
        };
        let rows = registry::store::claims(&filter, MOST_FOUND, now, &mut tx).await?;
        found.claims = rows
            .into_iter()
            .map(|(id, claim)| FoundClaim {
                id,
                space: claim.space.to_string(),
                organization: names.reference(claim.holders.at(now).organization),
            })
            .collect();
    }
    let findings = ctx.scope(Permission::FindingsView);
    if !findings.is_empty() {
        let filter =
            malware::api::search_filter(text, findings.organization_ids(), &mut tx).await?;
        found.findings = found_findings(&filter, &ctx, &mut tx).await?;
    }
    let letters =
        directive::api::search_directives(text, MOST_FOUND as usize, &ctx, &mut tx).await?;
    found.directives = letters
        .into_iter()
        .map(|letter| FoundDirective {
            id: letter.id,
            title: letter.title(),
            issuer: letter.issuer.unwrap_or_default(),
        })
        .collect();
    Ok(Json(found))
}

async fn found_findings(
    filter: &FindingFilter,
    ctx: &Ctx,
    tx: &mut db::Tx,
) -> ApiResult<Vec<FoundFinding>> {
    let names = ctx.state.bodies();
    let order = FindingOrder::Urgency;
    let page = ledger::findings::store::list(filter, order, None, MOST_FOUND, tx).await?;
    Ok(page
        .items
        .into_iter()
        .map(|finding| FoundFinding {
            id: finding.id,
            family: finding.subject,
            organization: names.reference(finding.standing.accountable),
            state: finding.standing.state,
        })
        .collect())
}

/// The word that confirms it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ClearRequest {
    /// `xoa`.
    confirm: String,
}

/// Clears the sample province: everything but the accounts, which begin a new log.
#[utoipa::path(post, path = "/api/v1/demo/clear", tag = "server", request_body = ClearRequest,
    responses((status = 204, description = "Cleared"), ApiError))]
async fn clear_demo(
    ctx: Ctx,
    Extension(house): Extension<House>,
    Json(request): Json<ClearRequest>,
) -> ApiResult<StatusCode> {
    let scope = ctx.require(Permission::DemoManage)?;
    if scope.organization_ids().is_some() {
        return Err(ApiError::new(ErrorKind::Forbidden, "access.forbidden"));
    }
    if request.confirm != CLEAR_WORD {
        return Err(
            ApiError::new(ErrorKind::InvalidInput, "server.clear_word").with("word", CLEAR_WORD)
        );
    }
    demo::clear(&house).await.map_err(|error| {
        ApiError::new(ErrorKind::Conflict, "server.demo_not_loaded").because(format!("{error:#}"))
    })?;
    Ok(StatusCode::NO_CONTENT)
}
