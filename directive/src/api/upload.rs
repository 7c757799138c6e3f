//! A letter comes in, alone or with those that it cites.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use kernel::DirectiveId;
use web::uploads::{Purpose, file_name, form_error, own_upload};
use web::{ApiError, ApiResult, Ctx, Json, Path, Permission, Topic};

use super::reading::detail;
use super::settling::{by, editable, refusal};
use super::views::DirectiveDetail;
use crate::error::DirectiveError;
use crate::model::StoredFile;
use crate::{Directives, population, reading};

/// A letter as uploaded: a file, or pasted text.
#[derive(Debug, utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
pub(super) struct LetterForm {
    /// The file: DOCX, PDF with text, plain text.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
    /// Pasted text instead of a file.
    text: Option<String>,
    /// Id of an upload (`/api/v1/uploads`) that has arrived, instead of a file.
    upload: Option<String>,
    /// For a file that comes with a letter: which of its citations it is.
    cited: Option<u32>,
}

struct Upload {
    name: String,
    bytes: Vec<u8>,
    cited: Option<u32>,
}

async fn take(duty: &Directives, mut form: Multipart, ctx: &Ctx) -> ApiResult<Upload> {
    let most = ctx.state.options.most_letter_bytes;
    let unreadable = |error: MultipartError| form_error(&error, most);
    let (mut found, mut cited) = (None, None);
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("file") => {
                let name = file_name(&field);
                let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
                if !bytes.is_empty() {
                    found = Some((name, bytes));
                }
            }
            Some("text") => {
                let text = field.text().await.map_err(unreadable)?;
                if !text.trim().is_empty() {
                    found = Some((String::new(), text.into_bytes()));
                }
            }
            Some("upload") => {
                let text = field.text().await.map_err(unreadable)?;
                let arrived = own_upload(&text, Purpose::Letter, &duty.blobs, ctx).await?;
                let bytes = duty.blobs.read_upload(arrived.id, duty.limits.bytes).await?;
                // Read, it is no longer needed; what is stamped secret leaves no trace here.
                duty.blobs.abandon(arrived.id).await?;
                found = Some((arrived.name, bytes));
            }
            Some("cited") => {
                let text = field.text().await.map_err(unreadable)?;
                let text = text.trim();
                if !text.is_empty() {
                    let number = text
                        .parse()
                        .map_err(|_| DirectiveError::unfit("cited", text, "0, 1, 2 …"))?;
                    cited = Some(number);
                }
            }
            _ => {}
        }
    }
    let (name, bytes) = found.ok_or_else(|| DirectiveError::unfit("file", "", "DOCX, PDF, TXT"))?;
    Ok(Upload { name, bytes, cited })
}

async fn store(duty: &Directives, name: String, bytes: &[u8]) -> ApiResult<StoredFile> {
    let blob = duty.blobs.put(bytes).await?.to_string();
    Ok(StoredFile { name, blob, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) })
}

/// Takes a letter in and reads it; nothing of it counts before a person has confirmed it.
#[utoipa::path(post, path = "/api/v1/directives", tag = "directives",
    request_body(content = LetterForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The draft", body = DirectiveDetail), ApiError))]
pub(super) async fn receive_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<DirectiveDetail>)> {
    let scope = ctx.require(Permission::DirectivesIssue)?;
    let upload = take(&duty, form, &ctx).await?;
    // Read before it is stored: what is stamped secret leaves no trace here.
    let read = duty.read_file(&upload.name, upload.bytes.clone()).await.map_err(refusal)?;
    let file = store(&duty, upload.name, &upload.bytes).await?;
    let mut tx = ctx.write().await?;
    let tree = registry::load_tree(ctx.now(), &mut tx).await?;
    let bodies = population::proposed(&tree, |body| scope.allows(body));
    let id = duty.receive(file, &read, bodies, by(&ctx), &mut tx).await?;
    let answer = detail(id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, id, None);
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Adds a letter that came with the directive, such as one that it cites.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/files", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body(content = LetterForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The directive", body = DirectiveDetail), ApiError))]
pub(super) async fn attach_directive_file(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<DirectiveDetail>)> {
    ctx.require(Permission::DirectivesIssue)?;
    let Upload { name, bytes, cited } = take(&duty, form, &ctx).await?;
    let (pdf, limits, title) = (duty.pdf.clone(), duty.limits, name.clone());
    let bytes = tokio::task::spawn_blocking(move || {
        reading::document(&title, &bytes, pdf.as_ref(), &limits).map(|_| bytes)
    })
    .await
    .map_err(ApiError::internal)?
    .map_err(refusal)?;
    let file = store(&duty, name, &bytes).await?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    duty.attach(&directive, file, cited, by(&ctx), &mut tx).await?;
    let answer = detail(directive_id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(answer)))
}
