//! Large files that arrive in pieces: what they may be for, who may send them, how large they may
//! be, and how a route that takes a file finds the one that arrived.

use access::{Credential, Permission};
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use blobs::{Blobs, UploadId, UploadStatus};
use kernel::ErrorKind;
use serde::{Deserialize, Serialize};

use crate::{ApiError, ApiResult, Ctx, Options};

/// What an upload is for; the route that takes it over asks for that.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UploadPurpose)]
pub enum Purpose {
    /// A list of indicators.
    List,
    /// A letter.
    Letter,
    /// Evidence, such as the photo of a device.
    Evidence,
}

impl Purpose {
    /// The name, as stored and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Letter => "letter",
            Self::Evidence => "evidence",
        }
    }

    /// What somebody must hold to send such a file: the same as for taking it over.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::List => Permission::ListsImport,
            Self::Letter => Permission::DirectivesIssue,
            Self::Evidence => Permission::BlobsUse,
        }
    }

    /// Bytes of such a file at most.
    #[must_use]
    pub fn most_bytes(self, options: &Options) -> u64 {
        let most = match self {
            Self::List | Self::Evidence => options.most_upload_bytes,
            Self::Letter => options.most_letter_bytes.min(options.most_upload_bytes),
        };
        u64::try_from(most).unwrap_or(u64::MAX)
    }

    /// Refuses whoever may not send such a file.
    ///
    /// # Errors
    ///
    /// `access.forbidden` (403).
    pub fn check(self, ctx: &Ctx) -> ApiResult<()> {
        let scope = ctx.require(self.permission())?;
        if self == Self::List { Ok(scope.check_everything()?) } else { Ok(()) }
    }
}

/// Under which name the caller's uploads are kept: the account, whatever it signs in with.
pub(crate) fn owner(ctx: &Ctx) -> String {
    match (ctx.caller.account, ctx.caller.credential) {
        (Some(account), _) => account.to_string(),
        (None, Credential::Machine) => "machine".to_owned(),
        (None, Credential::Session | Credential::Token(_)) => String::new(),
    }
}

/// The upload of the caller that the field `upload` of a form names.
///
/// # Errors
///
/// `blobs.no_upload` (404) where there is none of this id, owner and purpose.
pub async fn own_upload(
    text: &str,
    purpose: Purpose,
    blobs: &Blobs,
    ctx: &Ctx,
) -> ApiResult<UploadStatus> {
    let id: UploadId = text.trim().parse().map_err(|_| ApiError::not_found())?;
    Ok(blobs.own_upload(id, &owner(ctx), Some(purpose.name())).await?)
}

/// Why a form could not be read; names the limit where it is too large.
#[must_use]
pub fn form_error(error: &MultipartError, most_bytes: usize) -> ApiError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(most_bytes);
    }
    ApiError::new(ErrorKind::InvalidInput, "server.form").because(error)
}

/// A body above the limit.
#[must_use]
pub fn too_large(most_bytes: usize) -> ApiError {
    let limit = match most_bytes {
        0..1_048_576 => format!("{} KiB", most_bytes >> 10),
        _ => format!("{} MiB", most_bytes >> 20),
    };
    ApiError::new(ErrorKind::TooLarge, "server.body_too_large").with("limit", limit)
}

/// The last part of the name of a form's file, made harmless.
#[must_use]
pub fn file_name(field: &Field<'_>) -> String {
    field.file_name().map(blobs::safe_name).unwrap_or_default()
}
