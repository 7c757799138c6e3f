//! Every route of the foundation by every role.

use std::collections::BTreeMap;

use access::accounts::{Newcomer, ask_reset, create, invite};
use access::{Grant, Pen, Role, store};
use kernel::{Locale, Period};
use ledger::Actor;
use registry::import::{ImportId, ImportKind, ImportScope, ImportTable, ImportTableRow, preview};
use registry::model::{OrganizationName, OrganizationRecord, PersonData, SiteRecord, Zone};
use registry::{Name, NewClaim, OrganizationAction, OrganizationEvent, OrganizationKind, Timeline};
use serde_json::json;
use web::AppState;
use web::matrix::{Seeded, Sent, callers, run};

use crate::support::{PASSWORD, Server, body, server};

/// A job that nobody does.
#[derive(serde::Serialize, serde::Deserialize)]
struct Nothing {}

impl jobs::Job for Nothing {
    const KIND: &'static str = "test.do_nothing";
    type Output = ();
}

/// What stands in the registry, all of it below body 4.
struct Known {
    claim: kernel::ClaimId,
    person: kernel::PersonId,
    site: kernel::SiteId,
    preview: ImportId,
    imported: ImportId,
}

async fn registered(state: &AppState, tx: &mut db::Tx) -> Known {
    let now = state.clock.now();
    let (journal, ids) = (&state.journal, &state.ids);
    let pen = registry::Pen { journal, ids, actor: Actor::CommandLine, now };
    for (number, parent) in [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)] {
        let record = OrganizationRecord {
            code: None,
            kind: OrganizationKind::State,
            zone: Zone::VIETNAM,
            period: Period::default(),
            names: Timeline::new(OrganizationName {
                name: Name::new(&format!("Đơn vị {number}")).unwrap(),
                short_name: None,
            }),
            parents: Timeline::new((parent > 0).then(|| body(parent))),
        };
        let action = OrganizationAction::Created;
        let event = OrganizationEvent { action, id: body(number), record };
        journal.record(&event, Actor::CommandLine, now, tx).await.unwrap();
    }
    let (organization, name) = (body(4), Name::new("Nhà A").unwrap());
    let site = SiteRecord { organization, name, address: None };
    let site = pen.create_site(site, tx).await.unwrap();
    let claim = NewClaim {
        organization,
        space: "192.0.2.0/24".parse().unwrap(),
        period: Period::default(),
        site: None,
        shared_exit: false,
        note: None,
        approved: false,
    };
    let claim = pen.create_claim(claim, tx).await.unwrap();
    let data = PersonData::new("Người Mẫu", None, &[], &[]).unwrap();
    let person = pen.save_person(None, organization, &data, tx).await.unwrap();
    let mut imports = Vec::new();
    for name in ["Tổ Một", "Tổ Hai"] {
        let lines = ["Tên,Trực thuộc".to_owned(), format!("{name},Đơn vị 4")];
        let row = |(number, line): (u64, &String)| ImportTableRow {
            number,
            cells: line.split(',').map(str::to_owned).collect(),
        };
        let rows = (1..).zip(&lines).map(row).collect();
        let table = ImportTable { rows, ..ImportTable::default() };
        let scope = ImportScope { within: None, may_approve: true, now, ids };
        let plan = preview(ImportKind::Organizations, &table, None, &scope, tx).await.unwrap();
        imports.push(plan.id);
    }
    pen.confirm_import(imports[1], tx).await.unwrap();
    Known { claim, person, site, preview: imports[0], imported: imports[1] }
}

/// Three bytes, announced.
fn upload() -> serde_json::Value {
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    json!({"name": "anh.jpg", "bytes": 3, "sha256": sha256, "purpose": "evidence"})
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
    let known = registered(state, &mut tx).await;
    tx.commit().await.unwrap();
    let operator = callers.iter().find(|(heading, _)| heading == "province operate").unwrap();
    let announced = server.caller(operator.1.clone()).post("/api/v1/uploads", upload()).await;
    assert_eq!(announced.status, 201, "{}", announced.text());
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
        ("organization_id", body(4).to_string()),
        ("claim_id", known.claim.to_string()),
        ("person_id", known.person.to_string()),
        ("site_id", known.site.to_string()),
        ("export_registry.kind", "claims".to_owned()),
        ("preview_import.import", "organizations".to_owned()),
        ("import", known.preview.to_string()),
        ("undo_import.import", known.imported.to_string()),
        ("upload_id", announced.json()["id"].as_str().unwrap().to_owned()),
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
        ("create_organization", json!({"name": "Tổ", "kind": "state", "parent_id": body(4)})),
        ("change_organization", json!({"short_name": "T"})),
        (
            "succeed_organization",
            json!({"kind": "merged", "at": "2031-01-01", "successors": [
            {"organization_id": body(5),
             "inherits": {"findings": true, "claims": true, "contacts": true}}]}),
        ),
        ("begin_upload", upload()),
        ("create_claim", json!({"organization_id": body(4), "space": "198.51.100.0/24"})),
        ("change_claim", json!({"note": "x"})),
        ("decide_claim", json!({"approve": true})),
        ("withdraw_claim", json!({})),
        ("create_person", json!({"organization_id": body(4), "name": "Người Mẫu"})),
        ("change_person", json!({"organization_id": body(4), "name": "Người Mẫu"})),
        ("create_site", json!({"organization_id": body(4), "name": "Nhà B"})),
        ("change_site", json!({"organization_id": body(4), "name": "Nhà C"})),
    ];
    let file = Sent::File {
        name: "a.csv".to_owned(),
        content: "Tên\nĐơn vị 4\n".into(),
        fields: Vec::new(),
    };
    let first = vec![("Upload-Offset".to_owned(), "0".to_owned())];
    Seeded {
        server: server.server.clone(),
        variables: variables.map(|(name, value)| (name.to_owned(), value)).into(),
        sent: sent
            .map(|(name, value)| (name.to_owned(), Sent::Json(value)))
            .into_iter()
            .chain([("preview_import".to_owned(), file)])
            .chain([("continue_upload".to_owned(), Sent::Bytes(b"abc".into(), first))])
            .collect(),
        queries: BTreeMap::from([("look_up_address".to_owned(), "address=192.0.2.1".to_owned())]),
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
