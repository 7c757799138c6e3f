//! Who may invite, reset, disable and grant; tokens; that branches see nothing of each other.

use std::collections::BTreeSet;

use access::{Permission, Role};
use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};
use web::testing::Client;

use crate::support::{PASSWORD, Server, body, server};

async fn id_of(client: &Client) -> String {
    let session = client.get("/api/v1/session").await.json();
    session["account"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn nobody_grants_more_than_they_hold() {
    let server = server().await;
    let first = server.first_account().await;
    let operator = server.joined(&first, "quang.do", Role::Operate, 2).await;
    let invite = async |role: &str, at: Option<u128>| {
        let wish = json!({"organization_id": at.map(body), "roles": [role]});
        let answer = operator.post("/api/v1/accounts/invitations", wish).await;
        (answer.status.as_u16(), answer.json()["code"].as_str().unwrap_or("").to_owned())
    };
    assert_eq!(invite("act", Some(4)).await.0, 200);
    assert_eq!(invite("operate", Some(2)).await.0, 200);
    let refused = |code: &str| (403, code.to_owned());
    assert_eq!(invite("supervise", Some(4)).await, refused("access.grant_too_wide"));
    assert_eq!(invite("view", Some(6)).await, refused("access.forbidden"));
    assert_eq!(invite("view", Some(1)).await, refused("access.forbidden"));
    assert_eq!(invite("view", None).await, refused("access.forbidden"));
    let empty = json!({"organization_id": body(4), "roles": []});
    let answer = operator.post("/api/v1/accounts/invitations", empty).await;
    assert_eq!(answer.json()["code"], "access.roles_empty");

    // Nor do they take over who holds more: that would be the same by another way.
    let supervisor = server.joined(&first, "ha.vu", Role::Supervise, 4).await;
    let path = format!("/api/v1/accounts/{}/reset", id_of(&supervisor).await);
    assert_eq!(operator.post(&path, json!({})).await.json()["code"], "access.grant_too_wide");
    let path = format!("/api/v1/accounts/{}/roles", id_of(&operator).await);
    let wish = json!({"grants": [{"role": "supervise", "organization_id": body(2)}]});
    assert_eq!(operator.put(&path, wish).await.json()["code"], "access.grant_too_wide");
    let elsewhere = server.joined(&first, "son.ly", Role::Act, 6).await;
    let path = format!("/api/v1/accounts/{}/reset", id_of(&elsewhere).await);
    assert_eq!(operator.post(&path, json!({})).await.status, 404, "not even that it is there");
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_the_last_manager_stays() {
    let server = server().await;
    let first = server.first_account().await;
    let minh = server.joined(&first, "minh.le", Role::Act, 4).await;
    let token =
        minh.post("/api/v1/tokens", json!({"name": "máy", "scopes": ["log.view"]})).await.json();
    let bearer = format!("Bearer {}", token["token"].as_str().unwrap());
    let program = server.anonymous().with("authorization", &bearer);
    assert_eq!(program.get("/api/v1/log").await.status, 200);

    let path = format!("/api/v1/accounts/{}/disable", id_of(&minh).await);
    assert_eq!(first.post(&path, json!({})).await.json()["disabled"], true);
    assert_eq!(minh.get("/api/v1/log").await.status, 401);
    assert_eq!(program.get("/api/v1/log").await.status, 401);
    assert_eq!(server.sign_in("minh.le", PASSWORD).await.status, 401);
    let path = path.replace("disable", "enable");
    assert_eq!(first.post(&path, json!({})).await.json()["disabled"], false);
    assert_eq!(server.sign_in("minh.le", PASSWORD).await.status, 200);

    let own = id_of(&first).await;
    let answer = first.post(&format!("/api/v1/accounts/{own}/disable"), json!({})).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["code"]),
        (409, &json!("access.last_manager"))
    );
    let wish = json!({"grants": [{"role": "view"}]});
    let answer = first.put(&format!("/api/v1/accounts/{own}/roles"), wish).await;
    assert_eq!(answer.json()["code"], "access.last_manager");
}

#[tokio::test]
async fn roles_are_granted_and_revoked() {
    let server = server().await;
    let first = server.first_account().await;
    let minh = server.joined(&first, "minh.le", Role::View, 4).await;
    assert_eq!(minh.get("/api/v1/accounts").await.status, 403);
    let path = format!("/api/v1/accounts/{}/roles", id_of(&minh).await);
    let wish = json!({"grants": [
        {"role": "operate", "organization_id": body(2)},
        {"role": "supervise", "organization_id": body(3), "compartment": "diễn tập"},
    ]});
    let answer = first.put(&path, wish).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["roles"], json!(["supervise", "operate"]));
    assert_eq!(minh.get("/api/v1/accounts").await.status, 200, "without signing in again");
    assert_eq!(first.put(&path, json!({"grants": []})).await.status, 200);
    assert_eq!(minh.get("/api/v1/accounts").await.status, 403);
}

#[tokio::test]
async fn a_token_may_only_what_it_was_made_for() {
    let server = server().await;
    let first = server.first_account().await;
    let make = async |wish: Value| first.post("/api/v1/tokens", wish).await;
    let code = async |wish: Value| make(wish).await.json()["code"].clone();
    let name = "báo cáo";
    assert_eq!(code(json!({"name": " ", "scopes": ["log.view"]})).await, "access.name_unfit");
    assert_eq!(code(json!({"name": name, "scopes": []})).await, "access.scopes_empty");
    let takes_over = json!({"name": name, "scopes": ["accounts.manage"]});
    assert_eq!(code(takes_over).await, "access.scope_not_held");
    let late = json!({"name": name, "scopes": ["log.view"], "expires_at": "2099-01-01T00:00:00Z"});
    assert_eq!(code(late).await, "access.expiry_unfit");
    let nowhere = json!({"name": name, "scopes": ["log.view"], "network": "không rõ"});
    assert_eq!(code(nowhere).await, "access.network_unfit");

    let made = make(json!({"name": name, "scopes": ["log.view"]})).await.json();
    let secret = made["token"].as_str().unwrap();
    assert!(secret.starts_with("lt_"));
    // No mark against foreign writes is needed: a browser never adds a token by itself.
    let program =
        server.anonymous().without("x-luytre").with("authorization", &format!("Bearer {secret}"));
    assert_eq!(program.get("/api/v1/log").await.status, 200);
    assert_eq!(program.get("/api/v1/accounts").await.status, 403);
    assert_eq!(
        program.post("/api/v1/tokens", json!({"name": "x", "scopes": ["log.view"]})).await.status,
        403
    );
    assert_eq!(program.post("/api/v1/log/verification", json!({})).await.status, 403);
    let listed = first.get("/api/v1/tokens").await;
    assert!(!listed.text().contains(secret), "shown once");
    assert!(listed.json()["items"][0]["last_used_at"].is_string());

    let wrong = server.anonymous().with("authorization", "Bearer lt_wrong");
    assert_eq!(wrong.get("/api/v1/log").await.json()["code"], "access.token_wrong");
    let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(first.delete(&path).await.status, 204);
    assert_eq!(program.get("/api/v1/log").await.status, 401);
    assert_eq!(first.delete(&path).await.status, 404);

    let short = json!({"name": name, "scopes": ["log.view"], "network": "192.0.2.0/24"});
    let pinned = make(short).await.json();
    let bearer = format!("Bearer {}", pinned["token"].as_str().unwrap());
    let from = |address: &str| {
        server.anonymous().with("authorization", &bearer).from(address.parse().unwrap())
    };
    assert_eq!(from("192.0.2.7").get("/api/v1/log").await.status, 200);
    assert_eq!(from("::ffff:192.0.2.7").get("/api/v1/log").await.status, 200);
    assert_eq!(from("198.51.100.7").get("/api/v1/log").await.status, 401);
    assert_eq!(
        server.anonymous().with("authorization", &bearer).get("/api/v1/log").await.status,
        401
    );
    server.clock.step(TimeDelta::days(91));
    assert_eq!(from("192.0.2.7").get("/api/v1/log").await.status, 401, "90 days have passed");
}

#[tokio::test]
async fn no_secret_reaches_the_log() {
    let server = server().await;
    let first = server.first_account().await;
    let minh = server.joined(&first, "minh.le", Role::Act, 4).await;
    let made = minh.post("/api/v1/tokens", json!({"name": "x", "scopes": ["log.view"]})).await;
    let totp = minh.post("/api/v1/me/totp", json!({})).await.json();
    let mut tx = server.state.db.read().await.unwrap();
    let entries = ledger::journal::entries(0, 1_000, &mut tx).await.unwrap();
    let log: String = entries.iter().map(|entry| entry.body.as_str()).collect();
    let secrets = [made.json()["token"].clone(), totp["secret"].clone()];
    for secret in secrets.iter().filter_map(Value::as_str).chain([PASSWORD, "argon2", "minh.le"]) {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
}

/// Everything that any list route shows to a caller, as one text.
async fn everything_shown(client: &Client) -> String {
    let mut shown = String::new();
    for path in [
        "/api/v1/accounts",
        "/api/v1/log?limit=500",
        "/api/v1/tokens",
        "/api/v1/me/sessions",
        "/api/v1/jobs",
        "/api/v1/session",
    ] {
        shown.push_str(&client.get(path).await.text());
    }
    shown
}

async fn ids_of_branch(server: &Server, branch: &[u128]) -> BTreeSet<String> {
    let mut tx = server.state.db.read().await.unwrap();
    let bodies: Vec<_> = branch.iter().map(|number| body(*number)).collect();
    let mut ids: BTreeSet<String> = bodies.iter().map(ToString::to_string).collect();
    for account in access::store::accounts(&mut tx).await.unwrap() {
        let inside =
            |grant: &access::Grant| grant.organization_id.is_some_and(|id| bodies.contains(&id));
        if account.grants.iter().all(inside) {
            ids.insert(account.id.to_string());
            ids.insert(account.login);
        }
    }
    ids
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 6,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_branch_never_sees_an_id_of_another(
        people in proptest::collection::vec((0_usize..5, 0_usize..5, any::<bool>()), 1..6),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let server = server().await;
            let first = server.first_account().await;
            // The ones who look: everybody's role at the head of each branch.
            let mut left = Vec::new();
            let mut right = Vec::new();
            for role in Role::ALL {
                left.push(server.joined(&first, &format!("trai.{role}"), role, 2).await);
                right.push(server.joined(&first, &format!("phai.{role}"), role, 3).await);
            }
            for (number, (role, place, disabled)) in people.into_iter().enumerate() {
                let role = Role::ALL[role];
                let at = [2, 4, 5, 3, 6][place];
                let client = server.joined(&first, &format!("nguoi.{number}"), role, at).await;
                client.post("/api/v1/tokens", json!({"name": "x", "scopes": ["log.view"]})).await;
                if disabled {
                    let path = format!("/api/v1/accounts/{}/disable", id_of(&client).await);
                    first.post(&path, json!({})).await;
                }
            }
            for (clients, own, others) in [(&left, &[2, 4, 5][..], &[3, 6][..]), (&right, &[3, 6], &[2, 4, 5])] {
                let foreign = ids_of_branch(&server, others).await;
                assert!(foreign.len() > others.len());
                for client in clients {
                    let shown = everything_shown(client).await;
                    for id in &foreign {
                        assert!(!shown.contains(id.as_str()), "{id} is shown to a branch of {own:?}");
                    }
                }
            }
        });
    }
}

#[test]
fn every_permission_is_held_by_somebody_and_no_role_by_nobody() {
    for permission in Permission::ALL {
        assert!(!permission.roles().is_empty(), "{permission}");
    }
    for role in Role::ALL {
        assert!(!role.permissions().is_empty());
    }
}
