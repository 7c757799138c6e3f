//! Refusals, languages, headers and protection against foreign writes.

use web::{Permission, Role};

use crate::support::server;

#[tokio::test]
async fn refusals_are_problem_documents_in_the_callers_language() {
    let server = server().await;
    let anonymous = server.anonymous();
    let answer = anonymous.with("accept-language", "en").get("/api/v1/log/head").await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["code"], "access.not_signed_in");
    assert_eq!(problem["title"], "Sign in first");
    assert_eq!(problem["status"], 401);
    assert_eq!(problem["request_id"], answer.headers["x-request-id"].to_str().unwrap());

    let in_vietnamese = server.anonymous().get("/api/v1/no/such/route").await;
    assert_eq!(in_vietnamese.status, 404);
    assert_eq!(in_vietnamese.json()["title"], "Không tìm thấy");
    assert_eq!(Permission::LogView.roles().len(), 5);
    let empty = server.role(&[Role::View], None).get("/api/v1/log/head").await;
    assert_eq!(empty.status, 404, "an empty log has no head");
}

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let server = server().await;
    for path in ["/health", "/api/v1/no/such/route", "/api/v1/log/head"] {
        let answer = server.anonymous().get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("object-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        assert!(!answer.headers.contains_key("strict-transport-security"), "no TLS, no HSTS");
    }
}
