//! Signing in: first account, invitations, wrong passwords, sessions, second factor, resets.

use chrono::TimeDelta;
use serde_json::json;
use web::{Options, Role};

use crate::support::{PASSWORD, body, server, server_on};

#[tokio::test]
async fn the_first_account_is_made_once_by_a_link_that_counts_once() {
    let server = server().await;
    let nobody = server.anonymous().get("/api/v1/session").await.json();
    assert_eq!(nobody["signed_in"], false);
    assert_eq!(nobody["first_account_needed"], true);

    let wish = |token: &str, password: &str| json!({"token": token, "name": "Lan", "login": "lan.tran", "password": password});
    let anonymous = server.anonymous();
    let guessed = anonymous.post("/api/v1/first-account", wish("guessed", PASSWORD)).await;
    assert_eq!(guessed.json()["code"], "access.link_invalid");
    let earlier = server.first_link().await;
    let token = server.first_link().await;
    let old = anonymous.post("/api/v1/first-account", wish(&earlier, PASSWORD)).await;
    assert_eq!(old.json()["code"], "access.link_invalid", "a later link replaces the earlier");
    let weak = anonymous.post("/api/v1/first-account", wish(&token, "matkhau123456")).await;
    assert_eq!(weak.json()["code"], "access.password_common");
    assert_eq!(weak.status, 422);

    let made = anonymous.post("/api/v1/first-account", wish(&token, PASSWORD)).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let session = made.json();
    assert_eq!(session["account"]["roles"], json!(["issue", "supervise", "operate"]));
    assert!(session["permissions"].as_array().unwrap().contains(&json!("findings.approve")));
    let again = anonymous.post("/api/v1/first-account", wish(&token, PASSWORD)).await;
    assert_eq!(again.json()["code"], "access.first_account_exists");
}

#[tokio::test]
async fn a_link_for_the_first_account_grows_old() {
    let server = server().await;
    let token = server.first_link().await;
    server.clock.step(TimeDelta::hours(25));
    let wish = json!({"token": token, "name": "Lan", "login": "lan", "password": PASSWORD});
    let answer = server.anonymous().post("/api/v1/first-account", wish).await;
    assert_eq!(answer.json()["code"], "access.link_invalid");
}

#[tokio::test]
async fn unknown_login_and_wrong_password_look_the_same() {
    let server = server().await;
    server.first_account().await;
    let unknown = server.sign_in("nobody.there", PASSWORD).await;
    let wrong = server.sign_in("lan.tran", "wrong wrong wrong").await;
    assert_eq!((unknown.status, wrong.status), (401.try_into().unwrap(), unknown.status));
    let (mut left, mut right) = (unknown.json(), wrong.json());
    left["request_id"] = json!("");
    right["request_id"] = json!("");
    assert_eq!(left, right);
    assert_eq!(server.sign_in("LAN.Tran ", PASSWORD).await.status, 200, "logins have no case");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_slowing_survives_a_restart() {
    let server = server().await;
    server.first_account().await;
    for _ in 0..5 {
        let wrong = server.sign_in("lan.tran", "guess guess guess").await;
        assert_eq!(wrong.json()["code"], "access.credentials_wrong");
    }
    let right = server.sign_in("lan.tran", PASSWORD).await;
    assert_eq!(right.status, 429, "the right password is not even looked at");
    assert_eq!(right.headers["retry-after"], "15");
    // Another server over the same database.
    let state = web::AppState::new(
        Options::default(),
        testkit::journal(),
        testkit::ids(),
        server.state.clock.clone(),
        server.state.db.clone(),
    );
    let restarted = web::testing::TestServer::new(web::api::router(), state);
    let body = json!({"login": "lan.tran", "password": PASSWORD});
    assert_eq!(restarted.anonymous().post("/api/v1/session", body).await.status, 429);
    server.clock.step(TimeDelta::seconds(16));
    assert_eq!(server.sign_in("lan.tran", PASSWORD).await.status, 200);
    for _ in 0..4 {
        server.sign_in("lan.tran", "guess guess guess").await;
    }
    assert_eq!(server.sign_in("lan.tran", PASSWORD).await.status, 200, "forgiven by the sign-in");
}

#[tokio::test]
async fn a_hundred_guesses_at_once_are_not_a_hundred_guesses() {
    for test in testkit::databases().await {
        let server = server_on(test, Options::default()).await;
        server.first_account().await;
        let guesses = (0..100).map(|_| server.sign_in("lan.tran", "guess guess guess"));
        let answers = futures::future::join_all(guesses).await;
        let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
        assert!((1..=5).contains(&looked_at), "{looked_at}");
    }
}

#[tokio::test]
async fn a_planted_session_is_worth_nothing_and_signing_in_again_ends_the_old_one() {
    let server = server().await;
    server.first_account().await;
    let planted = server.anonymous().with_cookie("luytre_session=planted");
    let body = json!({"login": "lan.tran", "password": PASSWORD});
    let answer = planted.post("/api/v1/session", body.clone()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(planted.get("/api/v1/accounts").await.status, 401);
    let first = server.anonymous().with_cookie(&answer.cookie().unwrap());
    assert_eq!(first.get("/api/v1/accounts").await.status, 200);
    let again = first.post("/api/v1/session", body).await;
    assert_ne!(again.cookie(), answer.cookie(), "rotated");
    assert_eq!(first.get("/api/v1/accounts").await.status, 401, "the old one has ended");
}

#[tokio::test]
async fn sessions_end_when_idle_in_all_and_by_signing_out() {
    let server = server().await;
    let first = server.first_account().await;
    server.clock.step(TimeDelta::minutes(119));
    assert_eq!(first.get("/api/v1/accounts").await.status, 200);
    server.clock.step(TimeDelta::minutes(119));
    assert_eq!(first.get("/api/v1/accounts").await.status, 200, "use keeps it");
    server.clock.step(TimeDelta::minutes(121));
    assert_eq!(first.get("/api/v1/accounts").await.status, 401, "idle");

    let answer = server.sign_in("lan.tran", PASSWORD).await;
    let busy = server.anonymous().with_cookie(&answer.cookie().unwrap());
    for _ in 0..11 {
        server.clock.step(TimeDelta::hours(1));
        assert_eq!(busy.get("/api/v1/accounts").await.status, 200);
    }
    server.clock.step(TimeDelta::hours(1));
    assert_eq!(busy.get("/api/v1/accounts").await.status, 401, "twelve hours in all");

    let answer = server.sign_in("lan.tran", PASSWORD).await;
    let leaving = server.anonymous().with_cookie(&answer.cookie().unwrap());
    let listed = leaving.get("/api/v1/me/sessions").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["current"], true);
    let left = leaving.delete("/api/v1/session").await;
    assert_eq!(left.status, 204);
    assert_eq!(left.cookie().as_deref(), Some("luytre_session="));
    assert_eq!(leaving.get("/api/v1/accounts").await.status, 401);
}

#[tokio::test]
async fn a_one_time_code_is_asked_for_counts_once_and_can_be_recovered() {
    let server = server().await;
    let own = server.first_account().await;
    let enrolment = own.post("/api/v1/me/totp", json!({})).await.json();
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    assert!(enrolment["otpauth_uri"].as_str().unwrap().starts_with("otpauth://totp/"));
    let code = || access::totp::code_at(&secret, server.state.clock.now()).unwrap();
    let wrong = own.put("/api/v1/me/totp", json!({"code": "000000"})).await;
    assert_eq!(wrong.json()["code"], "access.code_wrong");
    let enabled = own.put("/api/v1/me/totp", json!({"code": code()})).await;
    assert_eq!(enabled.status, 200, "{}", enabled.text());
    let recovery = enabled.json()["recovery_codes"][0].as_str().unwrap().to_owned();

    let sign_in = async |code: Option<&str>| {
        let body = json!({"login": "lan.tran", "password": PASSWORD, "totp": code});
        let answer = server.anonymous().post("/api/v1/session", body).await;
        (answer.status.as_u16(), answer.json()["code"].as_str().unwrap_or("").to_owned())
    };
    let refused = |code: &str| (401, code.to_owned());
    assert_eq!(sign_in(None).await, refused("access.totp_needed"));
    assert_eq!(sign_in(Some(&code())).await, refused("access.totp_wrong"), "used to set up");
    server.clock.step(TimeDelta::seconds(30));
    let now = code();
    assert_eq!(sign_in(Some(&now)).await.0, 200);
    assert_eq!(sign_in(Some(&now)).await, refused("access.totp_wrong"), "replayed");
    assert_eq!(sign_in(Some(&recovery)).await.0, 200);
    assert_eq!(sign_in(Some(&recovery)).await, refused("access.totp_wrong"), "used up");

    let again = own.post("/api/v1/me/totp", json!({})).await;
    assert_eq!(again.json()["code"], "access.totp_there");
    let off = |password: &str| json!({"password": password}).to_string().into_bytes();
    let delete = async |password: &str| {
        let method = axum::http::Method::DELETE;
        own.send(method, "/api/v1/me/totp", "application/json", off(password)).await
    };
    assert_eq!(delete("not the password").await.json()["code"], "access.password_wrong");
    assert_eq!(delete(PASSWORD).await.status, 204);
    assert_eq!(sign_in(None).await.0, 200);
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let server = server().await;
    let own = server.first_account().await;
    let answer = server.sign_in("lan.tran", PASSWORD).await;
    let other = server.anonymous().with_cookie(&answer.cookie().unwrap());
    let new = "con cò bay lả bay la";
    let change = |old: &str| json!({"password": old, "new_password": new});
    let refused = own.put("/api/v1/me/password", change("wrong wrong wrong")).await;
    assert_eq!(refused.json()["code"], "access.password_wrong");
    assert_eq!(own.put("/api/v1/me/password", change(PASSWORD)).await.status, 204);
    assert_eq!(own.get("/api/v1/accounts").await.status, 200);
    assert_eq!(other.get("/api/v1/accounts").await.status, 401);
    assert_eq!(server.sign_in("lan.tran", PASSWORD).await.status, 401);
    assert_eq!(server.sign_in("lan.tran", new).await.status, 200);
}

#[tokio::test]
async fn a_reset_link_counts_once_and_takes_the_second_factor_away() {
    let server = server().await;
    let first = server.first_account().await;
    let minh = server.joined(&first, "minh.le", Role::Act, 4).await;
    let me = minh.get("/api/v1/session").await.json();
    let id = me["account"]["id"].as_str().unwrap();
    assert_eq!(me["organization"]["id"], json!(body(4)));
    let enrolment = minh.post("/api/v1/me/totp", json!({})).await.json();
    let secret = enrolment["secret"].as_str().unwrap();
    let code = access::totp::code_at(secret, server.state.clock.now()).unwrap();
    assert_eq!(minh.put("/api/v1/me/totp", json!({"code": code})).await.status, 200);

    let answer = first.post(&format!("/api/v1/accounts/{id}/reset"), json!({})).await;
    let link = answer.json()["link"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/resets/{}", link.rsplit('/').next().unwrap());
    assert_eq!(server.anonymous().get(&path).await.json()["login"], "minh.le");
    let new = json!({"password": "tre già măng mọc đầy vườn"});
    assert_eq!(server.anonymous().post(&path, new.clone()).await.status, 204);
    assert_eq!(server.anonymous().post(&path, new).await.status, 404, "used up");
    assert_eq!(minh.get("/api/v1/me/sessions").await.status, 401, "its sessions have ended");
    assert_eq!(server.sign_in("minh.le", "tre già măng mọc đầy vườn").await.status, 200);
}

#[tokio::test]
async fn accounts_behave_the_same_on_both_engines() {
    for test in testkit::databases().await {
        let server = server_on(test, Options::default()).await;
        let first = server.first_account().await;
        let minh = server.joined(&first, "minh.le", Role::Operate, 2).await;
        let listed = minh.get("/api/v1/accounts").await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1, "only the own branch");
        let token = minh
            .post("/api/v1/tokens", json!({"name": "máy quét", "scopes": ["findings.view"]}))
            .await;
        assert_eq!(token.status, 200, "{}", token.text());
        let log = first.get("/api/v1/log").await.json();
        let actions: Vec<_> =
            log["items"].as_array().unwrap().iter().map(|item| item["action"].clone()).collect();
        let expected = ["token_made", "signed_in", "joined", "invited", "signed_in", "joined"];
        assert_eq!(actions, expected);
    }
}

#[tokio::test]
async fn an_address_that_a_header_names_counts_only_from_a_trusted_proxy() {
    let networks = vec!["192.0.2.0/28".parse().unwrap()];
    let proxies = web::Proxies { networks, ..web::Proxies::default() };
    let options = web::Options { proxies, ..web::Options::default() };
    let server = server_on(testkit::TestDb::sqlite().await, options).await;
    server.first_account().await;
    let attempt = async |from: &str, forwarded: &str, login: usize| {
        let body = json!({"login": format!("nobody.{login}"), "password": "not the password"});
        let client = server.anonymous().from(from.parse().unwrap());
        let answer = client.with("X-Forwarded-For", forwarded).post("/api/v1/session", body).await;
        answer.status.as_u16()
    };
    // Somebody who is no proxy writes another address each time and is slowed down all the same.
    for number in 0..20 {
        let forged = format!("203.0.113.{number}");
        assert_eq!(attempt("198.51.100.7", &forged, number).await, 401);
    }
    assert_eq!(attempt("198.51.100.7", "203.0.113.99", 20).await, 429);
    // Behind the proxy two callers are told apart, whatever they write themselves.
    for number in 30..50 {
        let line = format!("203.0.113.{number}, 198.51.100.8");
        assert_eq!(attempt("192.0.2.1", &line, number).await, 401);
    }
    assert_eq!(attempt("192.0.2.1", "198.51.100.8", 50).await, 429);
    assert_eq!(attempt("192.0.2.1", "198.51.100.9", 51).await, 401);
}

#[tokio::test]
async fn the_seed_of_a_second_factor_is_sealed_in_the_database() {
    let server = server().await;
    let own = server.first_account().await;
    let enrolment = own.post("/api/v1/me/totp", json!({})).await.json();
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    let seed = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let stored = async |column: &str| {
        let mut tx = server.state.db.read().await.unwrap();
        let sql = format!("SELECT {column} AS stored FROM access_secrets");
        let row = tx.one(&sql, db::params![]).await.unwrap();
        row.get::<Option<Vec<u8>>>("stored").unwrap()
    };
    let holds = |stored: &[u8]| stored.windows(seed.len()).any(|part| part == seed);
    assert!(!holds(&stored("totp_pending").await.unwrap()));
    let code = access::totp::code_at(&secret, server.state.clock.now()).unwrap();
    assert_eq!(own.put("/api/v1/me/totp", json!({"code": code})).await.status, 200);
    assert!(!holds(&stored("totp_secret").await.unwrap()));
    assert_eq!(stored("totp_pending").await, None);
}
