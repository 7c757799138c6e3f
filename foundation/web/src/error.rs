//! One answer for everything that is refused: problem details (RFC 9457) in the caller's language.
//!
//! Status and log level follow from the error's kind. Causes that are ours are logged with the
//! request's id and never sent.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{Arguments, Classified, ErrorKind, Locale, Message};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::openapi::{RefOr, Response as Documented, ResponseBuilder};

/// What handlers answer with.
pub type ApiResult<T> = Result<T, ApiError>;

/// A refusal as it is sent (RFC 9457), `application/problem+json`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ProblemDetails)]
pub struct Problem {
    /// `urn:luytre:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What sort of refusal it is, translated.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Key under `errors` in the translation files.
    pub code: String,
    /// What happened and what to do, translated.
    pub detail: String,
    /// Values that the message names.
    #[serde(default)]
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub arguments: Arguments,
    /// What is wrong in the input, place by place.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub problems: Vec<kernel::Problem>,
    /// Number of the request, to be told to whoever looks after the server.
    pub request_id: String,
}

/// Why a request was refused. Made from any [`Classified`] error by `?`.
#[derive(Clone, Debug)]
pub struct ApiError(Arc<Refusal>);

#[derive(Clone, Debug)]
struct Refusal {
    kind: ErrorKind,
    status: u16,
    code: String,
    arguments: Arguments,
    problems: Vec<kernel::Problem>,
    cause: String,
}

impl ApiError {
    /// A refusal by code; `code` is a key under `errors` in the translation files.
    #[must_use]
    pub fn new(kind: ErrorKind, code: &str) -> Self {
        Self(Arc::new(Refusal {
            kind,
            status: kind.status(),
            code: code.to_owned(),
            arguments: Arguments::new(),
            problems: Vec::new(),
            cause: String::new(),
        }))
    }

    fn change(mut self, change: impl FnOnce(&mut Refusal)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Adds a value that the message names.
    #[must_use]
    pub fn with(self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        self.change(|refusal| {
            refusal.arguments.insert(name.to_owned(), value);
        })
    }

    /// Adds what is wrong in the input, place by place.
    #[must_use]
    pub fn with_problems(self, problems: Vec<kernel::Problem>) -> Self {
        self.change(|refusal| refusal.problems = problems)
    }

    /// Another status of the same kind, such as 405 or 428.
    #[must_use]
    pub(crate) fn with_status(self, status: u16) -> Self {
        self.change(|refusal| refusal.status = status)
    }

    /// Keeps a cause for the log; it is never sent.
    #[must_use]
    pub fn because(self, cause: impl ToString) -> Self {
        let cause = cause.to_string();
        self.change(|refusal| refusal.cause = cause)
    }

    /// There is no such thing, or the caller may not know that there is.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(ErrorKind::NotFound, "not_found")
    }

    /// A fault of ours; the cause goes to the log.
    #[must_use]
    pub fn internal(cause: impl ToString) -> Self {
        Self::new(ErrorKind::Internal, "internal").because(cause)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The document in a language.
    #[must_use]
    pub fn document(&self, locale: Locale, request_id: &str) -> Problem {
        let refusal = &self.0;
        let detail = Message {
            code: format!("errors.{}", refusal.code),
            arguments: refusal.arguments.clone(),
        };
        Problem {
            kind: format!("urn:luytre:problem:{}", refusal.code),
            title: Message::new(title(refusal.kind)).text(locale),
            status: refusal.status,
            code: refusal.code.clone(),
            detail: detail.text(locale),
            arguments: refusal.arguments.clone(),
            problems: refusal.problems.clone(),
            request_id: request_id.to_owned(),
        }
    }

    /// Writes the cause to the log, once, where the refusal leaves the program.
    pub(crate) fn log(&self, request_id: &str) {
        let refusal = &self.0;
        let (code, cause) = (refusal.code.as_str(), refusal.cause.as_str());
        if refusal.kind.is_ours() {
            tracing::error!(
                request.id = request_id,
                error.code = code,
                error.cause = cause,
                "a request failed for a reason of ours"
            );
        } else {
            tracing::debug!(request.id = request_id, error.code = code, "a request was refused");
        }
    }

    /// The answer in a language.
    pub(crate) fn answer(&self, locale: Locale, request_id: &str) -> Response {
        let document = self.document(locale, request_id);
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let status =
            StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        let seconds = self.0.arguments.get("seconds").filter(|_| document.status == 429);
        if let Some(value) = seconds.and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(RETRY_AFTER, value);
        }
        response
    }
}

const fn title(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidInput => "server.kinds.invalid_input",
        ErrorKind::Unauthenticated => "server.kinds.unauthenticated",
        ErrorKind::Forbidden => "server.kinds.forbidden",
        ErrorKind::NotFound => "server.kinds.not_found",
        ErrorKind::Conflict => "server.kinds.conflict",
        ErrorKind::TooLarge => "server.kinds.too_large",
        ErrorKind::Unsupported => "server.kinds.unsupported",
        ErrorKind::RateLimited => "server.kinds.rate_limited",
        ErrorKind::Misconfigured => "server.kinds.misconfigured",
        ErrorKind::Unavailable => "server.kinds.unavailable",
        ErrorKind::Internal => "server.kinds.internal",
    }
}

impl<E: Classified> From<E> for ApiError {
    fn from(error: E) -> Self {
        let mut cause = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            cause.push_str(": ");
            cause.push_str(&error.to_string());
            source = error.source();
        }
        let arguments = error.arguments();
        Self::new(error.kind(), error.code())
            .because(cause)
            .change(|refusal| refusal.arguments = arguments)
    }
}

/// Rendered in Vietnamese here; the outermost layer renders it again in the caller's language,
/// with the request's id.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.answer(Locale::Vi, "");
        response.extensions_mut().insert(self);
        response
    }
}

/// For `responses(..., ApiError)` in `#[utoipa::path]`: what every route may refuse with.
impl utoipa::IntoResponses for ApiError {
    fn responses() -> std::collections::BTreeMap<String, RefOr<Documented>> {
        use utoipa::PartialSchema as _;
        let content = utoipa::openapi::ContentBuilder::new()
            .schema(Some(utoipa::openapi::Ref::from_schema_name("ProblemDetails")))
            .build();
        let _ = Problem::schema;
        let response = ResponseBuilder::new()
            .description("Refused; `code` says why, `detail` what to do")
            .content("application/problem+json", content)
            .build();
        [("default".to_owned(), RefOr::T(response))].into()
    }
}
