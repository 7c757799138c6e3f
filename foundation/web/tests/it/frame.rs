//! Refusals, languages, headers and protection against foreign writes.

use chrono::TimeDelta;
use serde_json::{Value, json};
use web::{Options, Permission, Role};

use crate::support::{PASSWORD, body, server, server_on};

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

#[tokio::test]
async fn a_write_that_another_site_sends_is_refused() {
    let server = server().await;
    let own = server.first_account().await;
    let wish = json!({"organization_id": body(4), "roles": ["view"]});
    let path = "/api/v1/accounts/invitations";
    for foreign in [
        own.clone().without("x-luytre"),
        own.clone().with("sec-fetch-site", "cross-site"),
        own.clone().with("host", "luytre.example").with("origin", "https://evil.example"),
    ] {
        let answer = foreign.post(path, wish.clone()).await;
        assert_eq!(answer.status, 403);
        assert_eq!(answer.json()["code"], "server.foreign_write");
    }
    let ours = own.with("host", "luytre.example").with("origin", "https://luytre.example");
    assert_eq!(ours.with("sec-fetch-site", "same-origin").post(path, wish).await.status, 200);
    // Signing in is a write too: nobody is to be signed in to somebody else's account.
    let body = json!({"login": "lan.tran", "password": PASSWORD});
    let answer = server.anonymous().without("x-luytre").post("/api/v1/session", body).await;
    assert_eq!(answer.json()["code"], "server.foreign_write");
}

#[tokio::test]
async fn what_is_sent_again_with_the_same_key_is_done_once() {
    let server = server().await;
    let own = server.first_account().await;
    let minh = server.joined(&own, "minh.le", Role::Act, 4).await;
    let me = minh.get("/api/v1/session").await.json();
    let path = format!("/api/v1/accounts/{}/disable", me["account"]["id"].as_str().unwrap());
    let keyed = own.clone().with("idempotency-key", "abc");
    let first = keyed.post(&path, json!({})).await;
    let again = keyed.post(&path, json!({})).await;
    assert_eq!(first.json(), again.json());
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let other = keyed.post(&path, json!({"other": 1})).await;
    assert_eq!(other.json()["code"], "server.idempotency_reused");
    let log = own.get("/api/v1/log?action=disabled").await.json();
    assert_eq!(log["items"].as_array().unwrap().len(), 1);

    // An answer with a secret is never kept.
    let wish = json!({"organization_id": body(4), "roles": ["view"]});
    let link = keyed.post("/api/v1/accounts/invitations", wish).await;
    assert_eq!(link.status, 200);
    let mut tx = server.state.db.read().await.unwrap();
    let rows = tx
        .query("SELECT route, body FROM server_idempotency WHERE body IS NOT NULL", db::params![])
        .await
        .unwrap();
    let routes: Vec<String> = rows.iter().map(|row| row.get("route").unwrap()).collect();
    assert_eq!(routes, ["/api/v1/accounts/{account_id}/disable"]);
}

#[tokio::test]
async fn bad_input_says_what_would_be_right() {
    let server = server().await;
    let own = server.first_account().await.with("accept-language", "en");
    let code = async |kind: &str, body: &str| {
        let (method, path) = (axum::http::Method::POST, "/api/v1/accounts/invitations");
        let answer = own.send(method, path, kind, body.as_bytes().to_vec()).await;
        let problem = answer.json();
        (answer.status.as_u16(), problem["code"].clone(), problem["detail"].clone())
    };
    let (status, kind, detail) = code("application/json", r#"{"roles": ["boss"]}"#).await;
    assert_eq!((status, kind), (422, json!("server.body_unfit")));
    assert!(detail.as_str().unwrap().contains("boss"), "{detail}");
    assert_eq!(code("application/json", "{").await.1, "server.body_no_json");
    assert_eq!(code("text/plain", "{}").await.0, 415);
    let large = format!(r#"{{"roles": [], "name": "{}"}}"#, "x".repeat(2 << 20));
    assert_eq!(code("application/json", &large).await.0, 413);
    let query = own.get("/api/v1/log?from=yesterday").await;
    assert_eq!(query.json()["code"], "server.query_unfit");
    assert_eq!(own.get("/api/v1/log?cursor=x").await.json()["code"], "server.cursor");
    assert_eq!(own.get("/api/v1/jobs/not-an-id").await.status, 404);
    assert_eq!(own.put("/api/v1/log", json!({})).await.status, 405);

    // A file may be larger than JSON, up to the limit of uploads.
    let take = async |mut form: axum::extract::Multipart| -> Result<String, web::ApiError> {
        let fault = |error: axum::extract::multipart::MultipartError| {
            web::ApiError::new(kernel::ErrorKind::TooLarge, "server.body_too_large").because(error)
        };
        let field = form.next_field().await.map_err(fault)?.unwrap();
        Ok(field.bytes().await.map_err(fault)?.len().to_string())
    };
    let routes =
        utoipa_axum::router::OpenApiRouter::new().route("/api/v1/take", axum::routing::post(take));
    let options = Options { most_upload_bytes: 3 << 20, ..Options::default() };
    let taking = server_on(testkit::TestDb::sqlite().await, options).await;
    let taking = web::testing::TestServer::new(routes, taking.state.clone());
    let client = taking.role(&[Role::Operate], None);
    let fits = client.upload("/api/v1/take", "danh-sach.csv", &vec![b'x'; 2 << 20], &[]).await;
    assert_eq!(fits.text(), (2 << 20).to_string());
    let large = client.upload("/api/v1/take", "danh-sach.csv", &vec![b'x'; 4 << 20], &[]).await;
    assert_eq!(large.status, 413);
}

#[tokio::test]
async fn the_log_is_paged_checked_and_kept_to_the_branch() {
    let server = server().await;
    let own = server.first_account().await;
    let minh = server.joined(&own, "minh.le", Role::View, 4).await;
    let page = own.get("/api/v1/log?limit=2").await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    let next = page["next_cursor"].as_str().unwrap();
    let rest = own.get(&format!("/api/v1/log?limit=500&cursor={next}")).await.json();
    let seqs = |page: &Value| -> Vec<i64> {
        page["items"].as_array().unwrap().iter().map(|item| item["seq"].as_i64().unwrap()).collect()
    };
    let mut all = seqs(&page);
    all.extend(seqs(&rest));
    assert_eq!(all, [5, 4, 3, 2, 1]);
    assert!(rest.get("next_cursor").is_none());
    let seen = minh.get("/api/v1/log").await.json();
    assert_eq!(seqs(&seen), [5, 4, 3], "not the entries of the first account");
    assert_eq!(seen["items"][2]["label"]["code"], "log.access.account.invited");
    assert_eq!(minh.get(&format!("/api/v1/log?organization={}", body(6))).await.status, 404);

    let head = own.get("/api/v1/log/head").await.json();
    let kept = json!({"heads": [{"seq": head["seq"], "hash": head["hash"]}]});
    let sound = own.post("/api/v1/log/verification", kept.clone()).await.json();
    assert_eq!((&sound["ok"], &sound["entries"]), (&json!(true), &json!(5)));
    assert_eq!(minh.post("/api/v1/log/verification", json!({})).await.status, 403);
    let mut tx = server.state.db.write().await.unwrap();
    tx.execute("DELETE FROM log_entries WHERE seq = 5", db::params![]).await.unwrap();
    tx.commit().await.unwrap();
    let cut = own.post("/api/v1/log/verification", kept).await.json();
    assert_eq!(cut["ok"], false);
    assert_eq!(cut["faults"][0]["code"], "log.faults.head_not_found");
}

#[tokio::test]
async fn settings_are_changed_by_those_who_run_all_of_it() {
    let server = server().await;
    let own = server.first_account().await;
    let mut settings = own.get("/api/v1/settings").await.json();
    assert_eq!(settings["watch_days"], 14);
    settings["province_name"] = json!("  Tỉnh   Mẫu ");
    let set = own.put("/api/v1/settings", settings.clone()).await.json();
    assert_eq!(set["province_name"], "Tỉnh Mẫu");
    settings["zone"] = json!("Asia/Nowhere");
    let refused = own.put("/api/v1/settings", settings.clone()).await;
    assert_eq!(refused.json()["arguments"]["field"], "zone");
    let branch = server.joined(&own, "quang.do", Role::Operate, 2).await;
    assert_eq!(branch.get("/api/v1/settings").await.status, 200);
    assert_eq!(branch.put("/api/v1/settings", set).await.status, 403);
}

#[tokio::test]
async fn listeners_hear_of_their_branch_only_and_fall_silent_when_signed_out() {
    use tokio_stream::StreamExt as _;
    let server = server().await;
    let own = server.first_account().await;
    let minh = server.joined(&own, "minh.le", Role::View, 4).await;
    assert_eq!(server.anonymous().get("/api/v1/events").await.status, 401);
    let mut heard = minh.open("/api/v1/events").await;
    let hub = &server.state.hub;
    hub.tell(web::Topic::Finding, "foreign", Some(body(6)));
    hub.tell(web::Topic::Finding, "of-all", None);
    hub.tell(web::Topic::List, "no-permission", Some(body(4)));
    hub.tell(web::Topic::Finding, "own", Some(body(4)));
    let first = heard.next().await.unwrap();
    assert_eq!(first, "event: finding\ndata: {\"topic\":\"finding\",\"id\":\"own\"}\n\n");
    assert_eq!(minh.delete("/api/v1/session").await.status, 204);
    server.clock.step(TimeDelta::seconds(61));
    hub.tell(web::Topic::Finding, "own", Some(body(4)));
    assert_eq!(heard.next().await, None, "the stream has ended");
    let mut other = own.open("/api/v1/events").await;
    let order = jobs::Order { organization: Some(body(4)), ..jobs::Order::default() };
    let mut tx = server.state.db.write().await.unwrap();
    let job =
        server.state.jobs.enqueue(&Nothing {}, &order, testkit::now(), &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let registry =
        jobs::Registry::default().with(|_: Nothing, _| async { Ok::<(), jobs::Failure>(()) });
    let (state, clock) = (&server.state, server.state.clock.clone());
    let worker =
        jobs::Worker::new(state.jobs.clone(), state.db.clone(), registry, clock, "test", 1);
    worker.run_until_idle().await.unwrap();
    let told = other.next().await.unwrap();
    assert!(told.starts_with("event: job\n") && told.contains(&job.id().to_string()), "{told}");
    hub.close();
    // It was told to run and to be done; whatever was told last, the server ends.
    while let Some(told) = other.next().await {
        assert!(told.starts_with("event: job\n"), "{told}");
    }
}

/// A job that nobody does.
#[derive(serde::Serialize, serde::Deserialize)]
struct Nothing {}

impl jobs::Job for Nothing {
    const KIND: &'static str = "test.wait";
    type Output = ();
}

#[tokio::test]
async fn under_tls_the_cookie_and_the_address_are_bound_to_it() {
    let options = Options { tls: true, ..Options::default() };
    let server = server_on(testkit::TestDb::sqlite().await, options).await;
    let token = server.first_link().await;
    let wish = json!({"token": token, "name": "Lan", "login": "lan", "password": PASSWORD});
    let answer = server.anonymous().post("/api/v1/first-account", wish).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-luytre_session=") && cookie.contains("; Secure"),
        "{cookie}"
    );
    assert!(answer.headers["strict-transport-security"].to_str().unwrap().contains("max-age="));
    let own = server.anonymous().with_cookie(&answer.cookie().unwrap());
    assert_eq!(own.get("/api/v1/accounts").await.status, 200);
    let plain = answer.cookie().unwrap().replace("__Host-", "");
    assert_eq!(server.anonymous().with_cookie(&plain).get("/api/v1/accounts").await.status, 401);
}

#[tokio::test]
async fn a_panic_is_a_problem_and_long_answers_are_packed() {
    let server = server().await;
    let health = server.anonymous().get("/health").await;
    assert_eq!(health.json()["ok"], true);
    assert_eq!(server.anonymous().get("/health/ready").await.status, 200);
    let metrics = server.anonymous().get("/metrics").await.text();
    assert!(metrics.contains("luytre_http_requests_total{method=\"GET\",status=\"200\"}"));
    let own = server.first_account().await;
    for _ in 0..12 {
        own.post("/api/v1/tokens", json!({"name": "x", "scopes": ["log.view"]})).await;
    }
    let packed = own.clone().with("accept-encoding", "gzip").get("/api/v1/tokens").await;
    assert_eq!(packed.headers["content-encoding"], "gzip");
    let routes = utoipa_axum::router::OpenApiRouter::new()
        .route("/api/v1/panics", axum::routing::get(async || -> () { panic!("secret cause") }));
    let broken = web::testing::TestServer::new(routes, server.state.clone());
    let answer = broken.anonymous().get("/api/v1/panics").await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.json()["code"], "internal");
    assert!(!answer.text().contains("secret cause"));
    assert!(answer.headers.contains_key("content-security-policy"));
}

#[test]
fn what_happens_in_the_registry_has_a_text() {
    let actions = [
        ("organization", &["created", "renamed", "moved", "changed"][..]),
        ("site", &["created", "changed"]),
        ("claim", &["claimed", "approved", "rejected", "withdrawn", "changed"]),
        ("person", &["saved", "erased"]),
        ("succession", &["merged", "split", "renamed", "abolished"]),
        ("import", &["imported", "undone"]),
    ];
    for (stream, actions) in actions {
        for action in actions {
            let code = format!("log.registry.{stream}.{action}");
            for locale in [kernel::Locale::Vi, kernel::Locale::En] {
                assert!(kernel::words::codes(locale).contains(&code.as_str()), "{code}");
            }
        }
    }
}

#[tokio::test]
async fn bodies_are_read_from_the_registry_as_soon_as_they_change() {
    let server = server().await;
    let state = web::AppState::new(
        web::Options::default(),
        testkit::journal(),
        testkit::ids(),
        server.state.clock.clone(),
        server.state.db.clone(),
    );
    assert_eq!(
        state.fresh_bodies().await.unwrap().branches().as_ref(),
        &access::Branches::default()
    );
    let pen = registry::Pen {
        journal: &state.journal,
        ids: &server.state.ids,
        actor: ledger::Actor::CommandLine,
        now: state.clock.now(),
    };
    let new = |name: &str, parent| registry::NewOrganization {
        name: registry::Name::new(name).unwrap(),
        short_name: None,
        code: None,
        kind: registry::OrganizationKind::State,
        parent,
        period: kernel::Period::default(),
        zone: None,
    };
    let mut tx = state.db.write().await.unwrap();
    let province = pen.create_organization(new("Tỉnh Mẫu", None), &mut tx).await.unwrap();
    let commune = pen.create_organization(new("Xã Mẫu", Some(province)), &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let bodies = state.fresh_bodies().await.unwrap();
    assert_eq!(bodies.reference(commune).name, "Xã Mẫu");
    assert!(bodies.branches().is_within(commune, province));
    assert!(std::sync::Arc::ptr_eq(&bodies, &state.fresh_bodies().await.unwrap()), "read once");
}
