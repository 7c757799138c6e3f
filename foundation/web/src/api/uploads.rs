//! Files in pieces: announce, send each piece where the last one ended, ask how far it came after a
//! broken connection, end. The pieces lie on the disk as they arrive; none is kept in memory.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use blobs::{BlobId, NewUpload, UploadId, UploadStatus};
use chrono::TimeDelta;
use data_encoding::BASE64;
use kernel::{ErrorKind, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::uploads::{Purpose, owner};
use crate::{ApiError, ApiResult, AppState, Ctx, Json, Path};

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// The digest of a piece (RFC 9530).
const DIGEST: HeaderName = HeaderName::from_static("content-digest");

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(begin_upload))
        .routes(routes!(show_upload, continue_upload, abandon_upload))
        .routes(routes!(finish_upload))
}

/// A file that somebody is about to send.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadAnnouncement {
    /// Its name.
    name: String,
    /// Its length in bytes.
    bytes: u64,
    /// The SHA-256 of the whole of it, 64 hex digits.
    sha256: BlobId,
    /// What it is for.
    purpose: Purpose,
}

/// How far a file has come.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Upload)]
pub struct UploadView {
    /// Its id; the route that takes the file over is told it in the field `upload`.
    id: UploadId,
    /// Name of the file, made harmless.
    name: String,
    /// Bytes announced.
    bytes: u64,
    /// Bytes received, which is where the next piece begins.
    received: u64,
    /// Bytes of a piece at most.
    chunk_bytes: u64,
    /// When it is removed if nothing more arrives.
    expires_at: Timestamp,
    /// The stored content, once it is finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    file_id: Option<BlobId>,
}

fn view(status: UploadStatus, ctx: &Ctx) -> ApiResult<UploadView> {
    Ok(UploadView {
        id: status.id,
        name: status.name,
        bytes: status.total,
        received: status.received,
        chunk_bytes: ctx.state.blobs()?.limits().chunk_bytes,
        expires_at: status.touched_at + TimeDelta::hours(blobs::UPLOAD_HOURS),
        file_id: status.blob,
    })
}

/// The same with its place in headers, as for a question by `HEAD`.
fn with_headers(status: UploadStatus, ctx: &Ctx) -> ApiResult<Response> {
    let headers =
        [(OFFSET, status.received), (LENGTH, status.total)].map(|(n, v)| (n, HeaderValue::from(v)));
    Ok((headers, Json(view(status, ctx)?)).into_response())
}

async fn own(id: UploadId, ctx: &Ctx) -> ApiResult<UploadStatus> {
    Ok(ctx.state.blobs()?.own_upload(id, &owner(ctx), None).await?)
}

/// Announces a file. What is too large, or more than may be sent, is refused before a byte of it
/// is.
#[utoipa::path(post, path = "/api/v1/uploads", tag = "server", request_body = UploadAnnouncement,
    responses((status = 201, description = "Announced", body = UploadView), ApiError))]
async fn begin_upload(
    ctx: Ctx,
    Json(body): Json<UploadAnnouncement>,
) -> ApiResult<(StatusCode, Json<UploadView>)> {
    body.purpose.check(&ctx)?;
    let limit = body.purpose.most_bytes(&ctx.state.options);
    if body.bytes > limit {
        return Err(blobs::BlobError::TooLarge { limit }.into());
    }
    let (owner, blobs) = (owner(&ctx), ctx.state.blobs()?);
    let new = NewUpload {
        name: &body.name,
        bytes: body.bytes,
        sha256: body.sha256,
        owner: &owner,
        purpose: body.purpose.name(),
    };
    let id = blobs.begin(&new, &ctx.state.ids, ctx.now()).await?;
    Ok((StatusCode::CREATED, Json(view(blobs.upload_status(id).await?, &ctx)?)))
}

/// How far a file has come; `HEAD` answers with the headers `Upload-Offset` and `Upload-Length`.
#[utoipa::path(get, path = "/api/v1/uploads/{upload_id}", tag = "server",
    params(("upload_id" = UploadId, Path, description = "The upload")),
    responses((status = 200, description = "How far", body = UploadView), ApiError))]
async fn show_upload(ctx: Ctx, Path(upload_id): Path<UploadId>) -> ApiResult<Response> {
    with_headers(own(upload_id, &ctx).await?, &ctx)
}

/// Sends the next piece. One that arrived before, wholly, is answered as if it were new, so that a
/// sender whose connection broke may send it again.
#[utoipa::path(patch, path = "/api/v1/uploads/{upload_id}", tag = "server",
    params(("upload_id" = UploadId, Path, description = "The upload"),
        ("Upload-Offset" = u64, Header, description = "Byte of the file where the piece begins"),
        ("Content-Digest" = Option<String>, Header,
            description = "SHA-256 of the piece, as `sha-256=:base64:` (RFC 9530)")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, description = "How far", body = UploadView), ApiError))]
async fn continue_upload(
    ctx: Ctx,
    Path(upload_id): Path<UploadId>,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult<Response> {
    own(upload_id, &ctx).await?;
    let offset = offset(&headers)?;
    let checksum = match digest(&headers)? {
        Some(digest) => digest,
        None => BlobId::from_bytes(Sha256::digest(&body).into()),
    };
    let blobs = ctx.state.blobs()?;
    let status = blobs.put_chunk(upload_id, offset, &body, checksum, ctx.now()).await?;
    with_headers(status, &ctx)
}

fn header_unfit(name: &HeaderName, right: &str) -> ApiError {
    ApiError::new(ErrorKind::InvalidInput, "server.header_unfit")
        .with("header", name)
        .with("right", right)
}

fn offset(headers: &HeaderMap) -> ApiResult<u64> {
    let text = headers.get(&OFFSET).and_then(|value| value.to_str().ok());
    let offset = text.and_then(|text| text.parse().ok());
    offset.ok_or_else(|| header_unfit(&OFFSET, "0, 1048576 …"))
}

fn digest(headers: &HeaderMap) -> ApiResult<Option<BlobId>> {
    let Some(value) = headers.get(&DIGEST) else { return Ok(None) };
    let hash = value.to_str().ok().and_then(|text| {
        let base64 = text.trim().strip_prefix("sha-256=:")?.strip_suffix(':')?;
        BASE64.decode(base64.as_bytes()).ok()?.try_into().ok()
    });
    let refused = || header_unfit(&DIGEST, "sha-256=:…:");
    hash.map(|hash| Some(BlobId::from_bytes(hash))).ok_or_else(refused)
}

/// Gives a file up.
#[utoipa::path(delete, path = "/api/v1/uploads/{upload_id}", tag = "server",
    params(("upload_id" = UploadId, Path, description = "The upload")),
    responses((status = 204, description = "Given up"), ApiError))]
async fn abandon_upload(ctx: Ctx, Path(upload_id): Path<UploadId>) -> ApiResult<StatusCode> {
    own(upload_id, &ctx).await?;
    ctx.state.blobs()?.abandon(upload_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends an upload of evidence or of a list: the content must be what was announced, and is stored.
/// Evidence names it by `file_id`. A letter is not stored before it was read: hand its upload to
/// the route for letters instead.
#[utoipa::path(post, path = "/api/v1/uploads/{upload_id}/finish", tag = "server",
    params(("upload_id" = UploadId, Path, description = "The upload")),
    responses((status = 200, description = "Stored", body = UploadView), ApiError))]
async fn finish_upload(ctx: Ctx, Path(upload_id): Path<UploadId>) -> ApiResult<Json<UploadView>> {
    let status = own(upload_id, &ctx).await?;
    if status.purpose == Purpose::Letter.name() {
        return Err(ApiError::new(ErrorKind::Conflict, "server.letter_unread"));
    }
    let blobs = ctx.state.blobs()?;
    blobs.finish(upload_id).await?;
    Ok(Json(view(blobs.upload_status(upload_id).await?, &ctx)?))
}
