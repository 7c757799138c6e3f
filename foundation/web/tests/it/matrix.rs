//! Every route of the foundation by every role.

use std::collections::BTreeMap;

use access::accounts::{Newcomer, ask_reset, create, invite};
use access::{Grant, Pen, Role, store};
use kernel::Locale;
use ledger::Actor;
use serde_json::json;
use web::matrix::{Seeded, Sent, callers, run};

use crate::support::{PASSWORD, Server, body, server};

/// A job that nobody does.
#[derive(serde::Serialize, serde::Deserialize)]
struct Nothing {}

impl jobs::Job for Nothing {
    const KIND: &'static str = "test.do_nothing";
    type Output = ();
}

/// A server whose database lives as long as the test.
async fn seeded() -> Seeded {
    let server: &'static Server = Box::leak(Box::new(server().await));
    let state = &server.state;
    let callers = callers(body(1), body(3), state).await.unwrap();
    let mut tx = state.db.write().await.unwrap();
    let now = state.clock.now();
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::CommandLine, now };
    let view = Grant { role: Role::View, organization_id: Some(body(4)), compartment: None };
    let newcomer = Newcomer::without_password("minh.le", "Minh", Locale::Vi).unwrap();
    let id = create(vec![view.clone()], newcomer, pen, &mut tx).await.unwrap();
    let account = store::account(id, &mut tx).await.unwrap();
    let (reset, _) = ask_reset(&account, pen, &mut tx).await.unwrap();
    let (invitation, _) = invite(vec![view], None, pen, &mut tx).await.unwrap();
    let order = jobs::Order { organization: Some(body(4)), ..jobs::Order::default() };
    let job = state.jobs.enqueue(&Nothing {}, &order, now, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let none = uuid::Uuid::from_u128(1).to_string();
    let variables = [
        ("account_id", id.to_string()),
        ("show_invitation.token", invitation.expose().to_owned()),
        ("accept_invitation.token", invitation.expose().to_owned()),
        ("show_reset.token", reset.expose().to_owned()),
        ("accept_reset.token", reset.expose().to_owned()),
        ("token_id", none.clone()),
        ("session_id", none),
        ("job_id", job.id().to_string()),
    ];
    let password = json!({"password": PASSWORD, "new_password": PASSWORD});
    let joining = json!({"token": "x", "name": "Mai", "login": "mai.ho", "password": PASSWORD});
    let sent = [
        ("create_session", json!({"login": "minh.le", "password": PASSWORD})),
        ("create_first_account", joining.clone()),
        ("accept_invitation", joining),
        ("accept_reset", password.clone()),
        ("create_invitation", json!({"organization_id": body(4), "roles": ["view"]})),
        ("set_account_roles", json!({"grants": [{"role": "act", "organization_id": body(4)}]})),
        ("create_token", json!({"name": "x", "scopes": ["log.view"]})),
        ("enable_totp", json!({"code": "000000"})),
        ("disable_totp", password.clone()),
        ("change_password", password),
        ("choose_locale", json!({"locale": "en"})),
        ("verify_log", json!({})),
        ("set_settings", json!({"province_name": "Tỉnh Mẫu"})),
    ];
    Seeded {
        server: server.server.clone(),
        variables: variables.map(|(name, value)| (name.to_owned(), value)).into(),
        sent: sent.map(|(name, value)| (name.to_owned(), Sent::Json(value))).into(),
        queries: BTreeMap::new(),
        callers,
    }
}

#[tokio::test]
async fn every_route_by_every_role() {
    insta::assert_snapshot!(run(seeded).await);
}

#[tokio::test]
async fn every_operation_is_described() {
    let server = server().await;
    assert_eq!(web::shortcomings(&server.document), Vec::<String>::new());
    let document = serde_json::to_value(&server.document).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["components"]["schemas"]["ProblemDetails"]["properties"]["code"].is_object());
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
}
