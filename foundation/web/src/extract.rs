//! Reading what a request carries. What cannot be read is refused with a problem that names the
//! field and what would be right.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use kernel::ErrorKind;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::uploads::too_large;
use crate::{ApiError, Options};

/// A JSON body, in and out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match axum::Json::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refusal_of_json(&rejection)),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

fn refusal_of_json(rejection: &JsonRejection) -> ApiError {
    match rejection {
        JsonRejection::JsonDataError(error) => {
            ApiError::new(ErrorKind::InvalidInput, "server.body_unfit")
                .with("reason", reason(error))
        }
        JsonRejection::JsonSyntaxError(error) => {
            ApiError::new(ErrorKind::InvalidInput, "server.body_no_json")
                .with("reason", reason(error))
        }
        JsonRejection::MissingJsonContentType(_) => {
            ApiError::new(ErrorKind::Unsupported, "server.content_type")
        }
        other if other.status().as_u16() == 413 => too_large(Options::default().most_body_bytes),
        other => ApiError::new(ErrorKind::InvalidInput, "server.body_unreadable")
            .because(other.body_text()),
    }
}

/// What serde says, without axum's words before it.
fn reason(error: &dyn std::error::Error) -> String {
    let mut last = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        last = error.to_string();
        source = error.source();
    }
    last
}

/// The variable parts of a path.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            // An id that cannot be one names nothing.
            Err(PathRejection::FailedToDeserializePathParams(_)) => Err(ApiError::not_found()),
            Err(rejection) => Err(ApiError::internal(rejection)),
        }
    }
}

/// The part of an address after `?`.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(QueryRejection::FailedToDeserializeQueryString(error)) => {
                Err(ApiError::new(ErrorKind::InvalidInput, "server.query_unfit")
                    .with("reason", reason(&error)))
            }
            Err(other) => Err(ApiError::new(ErrorKind::InvalidInput, "server.query_unfit")
                .with("reason", other.body_text())),
        }
    }
}
