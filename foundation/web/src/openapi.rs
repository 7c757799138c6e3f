//! The OpenAPI 3.1 document: what all routes have in common.

use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{ComponentsBuilder, Info, License, OpenApi, RefOr};
use utoipa::{PartialSchema as _, ToSchema as _};

use crate::Problem;

/// Name of a tag, in Vietnamese and in English.
const TAGS: &[(&str, &str, &str)] = &[
    ("session", "Đăng nhập, đăng xuất", "Signing in and out"),
    ("accounts", "Tài khoản, lời mời, mã truy cập", "Accounts, invitations, tokens"),
    ("registry", "Cơ quan, dải địa chỉ, địa điểm, con người", "Bodies, claims, sites, people"),
    ("malware", "Danh sách mạng máy tính ma, mã độc", "Botnet and indicator lists"),
    ("findings", "Việc phát hiện và bằng chứng", "Findings and their proof"),
    ("directives", "Công văn, nghĩa vụ, bảng theo dõi, báo cáo", "Directives, board, reports"),
    ("contacts", "Đầu mối liên hệ", "Contacts"),
    ("log", "Nhật ký không sửa được", "The append-only log"),
    ("server", "Máy chủ, cài đặt, tiến trình nền", "Server, settings, jobs"),
];

/// What is missing in a document: operations without an id of their own, a tag, a summary, or the
/// common refusal; empty when all is well. For tests.
#[must_use]
pub fn shortcomings(document: &OpenApi) -> Vec<String> {
    let value = serde_json::to_value(document).unwrap_or_default();
    let mut found = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let paths = value.get("paths").and_then(serde_json::Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let text = |name: &str| operation.get(name).and_then(serde_json::Value::as_str);
            let mut lacks = |what: &str| found.push(format!("{method} {path}: {what}"));
            let id = text("operationId").unwrap_or_default();
            if id.is_empty() || !ids.insert(id.to_owned()) {
                lacks("no operation id of its own");
            }
            if text("summary").is_none_or(str::is_empty) {
                lacks("no summary");
            }
            let tag = operation.pointer("/tags/0").and_then(serde_json::Value::as_str);
            if !TAGS.iter().any(|(name, ..)| Some(*name) == tag) {
                lacks("no tag of the list");
            }
            if path.starts_with("/api/") && operation.pointer("/responses/default").is_none() {
                lacks("does not say how it refuses: add `ApiError` to its responses");
            }
        }
    }
    found
}

/// Completes the document that the merged routers make: what it is, tags, how to sign in.
#[must_use]
pub fn openapi(mut document: OpenApi) -> OpenApi {
    let mut info = Info::new("Lũy Tre", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "API của Lũy Tre. Lỗi theo RFC 9457, thời điểm theo RFC 3339 (UTC), danh sách theo con trỏ.\n\n\
         The API of Lũy Tre. Errors follow RFC 9457, instants RFC 3339 (UTC), lists are paged by cursor."
            .to_owned(),
    );
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    info.license = Some(license);
    document.info = info;
    let tag = |(name, vi, en): &(&str, &str, &str)| {
        TagBuilder::new().name(*name).description(Some(format!("{vi} · {en}"))).build()
    };
    document.tags = Some(TAGS.iter().map(tag).collect());
    let components = document.components.get_or_insert_with(|| ComponentsBuilder::new().build());
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("luytre_session"))),
    );
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("lt_…").build(),
        ),
    );
    let mut schemas: Vec<(String, RefOr<utoipa::openapi::Schema>)> =
        vec![("ProblemDetails".to_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let none: [&str; 0] = [];
    document.security = Some(vec![
        SecurityRequirement::new("session", none),
        SecurityRequirement::new("token", none),
    ]);
    document
}
