//! Every route of the whole program by every role: deny by default, reviewed by eye.
//!
//! A data directory is filled once by the routes themselves; every call that is let through to a
//! write is made on a fresh copy of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use access::accounts::{Newcomer, ask_reset, create, invite};
use access::{Caller, Grant, Pen, Role, store};
use axum::http::Method;
use kernel::{Locale, OrganizationId};
use ledger::Actor;
use luytre::house::House;
use serde_json::{Value, json};
use web::matrix::{Seeded, Sent, callers, run};
use web::testing::Client;

use crate::support::{self, done, machine, open, server, text, uploaded, work};

const PASSWORD: &str = "bảy con mèo đen 1965";
/// No body's, so that rows of it wait for a person.
const LIST: &str = "IP,Malware,Last seen (UTC)\n\
    192.0.2.10,andromeda,2026-01-10 08:00:00\n\
    203.0.113.9,mirai,2026-01-11 08:00:00\n";
const LETTER: &str = "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 12/UBND-KGVX\n\
    V/v bảo đảm an toàn thông tin mạng\n\n\
    1. Rà soát, bóc gỡ mã độc trên máy chủ và máy trạm.\n\
    2. Báo cáo kết quả trước ngày 10/02/2031.\n";
const SECOND_LIST: &str = "IP,Malware,Last seen (UTC)\n192.0.2.11,necurs,2026-02-10 08:00:00\n";
const WARNINGS: &str = r#"{"name":"Own services","description":"ours","version":1,"type":"cidr",
    "matching_attributes":["ip-src"],"list":["203.0.113.9/32"]}"#;

/// What is done to a directive before it is confirmed.
const OF_A_DRAFT: [&str; 6] = [
    "discard_directive",
    "correct_directive",
    "confirm_directive",
    "attach_directive_file",
    "set_directive_obligations",
    "bind_directive",
];

/// A job that nobody does.
#[derive(serde::Serialize, serde::Deserialize)]
struct Nothing {}

impl jobs::Job for Nothing {
    const KIND: &'static str = "test.do_nothing";
    type Output = ();
}

/// What every copy has in common.
struct Filled {
    folder: PathBuf,
    variables: BTreeMap<String, String>,
    callers: Vec<(String, Caller)>,
    body: String,
    middle: String,
    heir: String,
    finding: String,
    row: String,
    obligation: String,
}

async fn body(client: &Client, name: &str, parent: Option<&str>) -> String {
    let new = json!({ "name": name, "kind": "state", "parent_id": parent });
    text(&done(client, Method::POST, "/api/v1/organizations", new).await, "/id")
}

/// Uploads a list and has it read.
async fn list(house: &House, client: &Client, name: &str, content: &str) -> String {
    let list = uploaded(client, "/api/v1/indicator-lists", name, content.as_bytes()).await;
    work(house).await;
    let id = text(&list, "/id");
    let path = format!("/api/v1/indicator-lists/{id}");
    let list = client.get(&path).await.json();
    assert_eq!(list["state"], "preview", "{list}");
    id
}

/// Fills a data directory: a province with two branches, and something of each kind in the first.
async fn fill(folder: PathBuf) -> Filled {
    let house = open(&folder).await;
    let server = server(&house);
    let client = machine(&server);
    let province = body(&client, "Tỉnh Mẫu", None).await;
    let other = body(&client, "Sở Khác", Some(&province)).await;
    let middle = body(&client, "Sở Mẫu", Some(&province)).await;
    let own = body(&client, "Đơn vị Mẫu", Some(&middle)).await;
    let heir = body(&client, "Đơn vị Kế", Some(&middle)).await;

    let mut variables = BTreeMap::new();
    let mut set = |name: &str, value: &str| {
        variables.insert(name.to_owned(), value.to_owned());
    };
    set("organization_id", &own);
    let site = json!({ "organization_id": own, "name": "Nhà A" });
    let site = done(&client, Method::POST, "/api/v1/sites", site).await;
    set("site_id", &text(&site, "/id"));
    let claim = |space: &str| json!({ "organization_id": own, "space": space });
    let approved = done(&client, Method::POST, "/api/v1/claims", claim("192.0.2.0/24")).await;
    if approved["state"] != "approved" {
        let path = format!("/api/v1/claims/{}/approval", text(&approved, "/id"));
        done(&client, Method::POST, &path, json!({ "approve": true })).await;
    }
    let waiting = claim("198.51.100.0/25");
    set("claim_id", &text(&done(&client, Method::POST, "/api/v1/claims", waiting).await, "/id"));
    let person = json!({ "organization_id": own, "name": "Người Mẫu" });
    let person = done(&client, Method::POST, "/api/v1/people", person).await;
    set("person_id", &text(&person, "/id"));
    let desk = json!({ "organization_id": own, "name": "Trực ban", "roles": ["head"] });
    let desk = text(&done(&client, Method::POST, "/api/v1/contacts", desk).await, "/id");
    for operation in ["show_contact", "change_contact", "record_contact_check"] {
        set(&format!("{operation}.person_id"), &desk);
    }
    let path = "/api/v1/imports/organizations";
    for (variable, name) in [("import", "Tổ Một"), ("undo_import.import", "Tổ Hai")] {
        let table = format!("Tên,Trực thuộc\n{name},Đơn vị Mẫu\n");
        let preview = uploaded(&client, path, "to.csv", table.as_bytes()).await;
        set(variable, &text(&preview, "/id"));
        if variable != "import" {
            let path = format!("/api/v1/imports/{}/confirm", text(&preview, "/id"));
            done(&client, Method::POST, &path, json!({})).await;
        }
    }
    set("preview_import.import", "organizations");
    set("export_registry.kind", "claims");

    let imported = list(&house, &client, "mot.csv", LIST).await;
    let path = format!("/api/v1/indicator-lists/{imported}/confirmation");
    done(&client, Method::POST, &path, json!({})).await;
    work(&house).await;
    for operation in ["show_withdrawal_effect", "withdraw_indicator_list"] {
        set(&format!("{operation}.list_id"), &imported);
    }
    let warnings = WARNINGS.as_bytes();
    let warnings = uploaded(&client, "/api/v1/warning-lists", "list.json", warnings).await;
    set("warning_list_id", &text(&warnings, "/items/0/id"));
    let answer = client.get("/api/v1/findings").await;
    assert!(answer.status.is_success(), "{}", answer.text());
    let findings = answer.json();
    let finding = text(&findings, "/items/0/id");
    set("finding_id", &finding);
    let queue = client.get("/api/v1/attribution-queue").await.json();
    let row = text(&queue, "/items/0/id");
    set("list_id", &list(&house, &client, "hai.csv", SECOND_LIST).await);
    let file = uploaded(&client, "/api/v1/files", "anh.jpg", b"photo").await;
    set("file_id", &text(&file, "/id"));
    let letter = async |name: &str| {
        let content = std::fs::read(support::sample().join(name)).unwrap();
        uploaded(&client, "/api/v1/directives", name, &content).await
    };
    let confirmed = text(&letter("cong-van-ubnd.docx").await, "/id");
    let path = format!("/api/v1/directives/{confirmed}/confirm");
    let obligations = done(&client, Method::POST, &path, json!({})).await["obligations"].clone();
    let included = |obligation: &&Value| obligation["included"] == true;
    let obligation = text(obligations.as_array().unwrap().iter().find(included).unwrap(), "/id");
    let draft = text(&letter("cong-van-skhcn.docx").await, "/id");
    set("directive_id", &confirmed);
    for operation in OF_A_DRAFT {
        set(&format!("{operation}.directive_id"), &draft);
    }

    let id = |text: &str| text.parse::<OrganizationId>().unwrap();
    let state = &house.state;
    state.fresh_bodies().await.unwrap();
    let callers = callers(id(&province), id(&other), state).await.unwrap();
    let operator = callers.iter().find(|(heading, _)| heading == "province operate").unwrap();
    let operator = server.caller(operator.1.clone());
    set(
        "upload_id",
        &text(&done(&operator, Method::POST, "/api/v1/uploads", photo()).await, "/id"),
    );
    let mut tx = state.db.write().await.unwrap();
    let now = state.clock.now();
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::CommandLine, now };
    let view = Grant { role: Role::View, organization_id: Some(id(&own)), compartment: None };
    let newcomer = Newcomer::without_password("minh.le", "Minh", Locale::Vi).unwrap();
    let account = create(vec![view.clone()], newcomer, pen, &mut tx).await.unwrap();
    set("account_id", &account.to_string());
    let account = store::account(account, &mut tx).await.unwrap();
    let (reset, _) = ask_reset(&account, pen, &mut tx).await.unwrap();
    let (invitation, _) = invite(vec![view], None, pen, &mut tx).await.unwrap();
    for operation in ["show_reset", "accept_reset"] {
        set(&format!("{operation}.token"), reset.expose());
    }
    for operation in ["show_invitation", "accept_invitation"] {
        set(&format!("{operation}.token"), invitation.expose());
    }
    let none = "00000000-0000-0000-0000-000000000001";
    set("token_id", none);
    set("session_id", none);
    let order = jobs::Order { organization: Some(id(&own)), ..jobs::Order::default() };
    let job = state.jobs.enqueue(&Nothing {}, &order, now, &mut tx).await.unwrap();
    set("job_id", &job.id().to_string());
    tx.commit().await.unwrap();
    state.db.clone().close().await.unwrap();
    Filled { folder, variables, callers, body: own, middle, heir, finding, row, obligation }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Three bytes, announced.
fn photo() -> Value {
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    json!({"name": "anh.jpg", "bytes": 3, "sha256": sha256, "purpose": "evidence"})
}

/// What each operation is sent.
fn sent(filled: &Filled) -> BTreeMap<String, Sent> {
    let body = &filled.body;
    let password = json!({"password": PASSWORD, "new_password": PASSWORD});
    let joining = json!({"token": "x", "name": "Mai", "login": "mai.ho", "password": PASSWORD});
    let json = [
        ("create_session", json!({"login": "minh.le", "password": PASSWORD})),
        ("create_first_account", joining.clone()),
        ("accept_invitation", joining),
        ("accept_reset", json!({"password": PASSWORD})),
        ("create_invitation", json!({"organization_id": body, "roles": ["view"]})),
        ("set_account_roles", json!({"grants": [{"role": "act", "organization_id": body}]})),
        ("create_token", json!({"name": "x", "scopes": ["log.view"]})),
        ("enable_totp", json!({"code": "000000"})),
        ("disable_totp", json!({"password": PASSWORD})),
        ("change_password", password),
        ("choose_locale", json!({"locale": "en"})),
        ("verify_log", json!({})),
        ("set_settings", json!({"province_name": "Tỉnh Mẫu"})),
        ("create_organization", json!({"name": "Tổ", "kind": "state", "parent_id": body})),
        ("change_organization", json!({"short_name": "T"})),
        (
            "succeed_organization",
            json!({"kind": "merged", "at": "2031-01-01", "successors": [
            {"organization_id": filled.heir,
             "inherits": {"findings": true, "claims": true, "contacts": true}}]}),
        ),
        ("begin_upload", photo()),
        ("create_claim", json!({"organization_id": body, "space": "198.51.100.128/25"})),
        ("change_claim", json!({"note": "x"})),
        ("decide_claim", json!({"approve": true})),
        ("withdraw_claim", json!({})),
        ("create_person", json!({"organization_id": body, "name": "Người Mẫu"})),
        ("change_person", json!({"organization_id": body, "name": "Người Mẫu"})),
        ("create_contact", json!({"organization_id": body, "name": "A", "roles": ["duty"]})),
        ("change_contact", json!({"organization_id": body, "name": "A", "roles": ["head"]})),
        ("record_contact_check", json!({"outcome": "answered"})),
        ("create_site", json!({"organization_id": body, "name": "Nhà B"})),
        ("change_site", json!({"organization_id": body, "name": "Nhà C"})),
        ("settle_indicator_list", json!({"zone": "Asia/Ho_Chi_Minh"})),
        ("confirm_indicator_list", json!({})),
        ("withdraw_indicator_list", json!({"reason": "nhầm"})),
        ("decide_attribution", json!({"items": [filled.row], "decision": "not_ours"})),
        ("act_on_finding", json!({"action": "acknowledge"})),
        ("act_on_findings", json!({"ids": [filled.finding], "action": {"action": "acknowledge"}})),
        ("correct_directive", json!({"signer": "Người Mẫu"})),
        ("set_directive_obligations", json!({"obligations": []})),
        ("bind_directive", json!({"organization_ids": [body]})),
        (
            "explain_figure",
            json!({"organization_id": filled.middle, "text": "Đang làm",
            "obligation_id": filled.obligation}),
        ),
        ("freeze_figures", json!({"note": "Chốt"})),
        ("clear_demo", json!({"confirm": "xoa"})),
    ];
    let file = |name: &str, content: &str| Sent::File {
        name: name.to_owned(),
        content: content.into(),
        fields: Vec::new(),
    };
    let files = [
        ("preview_import", file("a.csv", "Tên\nĐơn vị Mẫu\n")),
        ("upload_indicator_list", file("ba.csv", SECOND_LIST)),
        ("import_warning_lists", file("list.json", WARNINGS)),
        ("receive_directive", file("thu.txt", LETTER)),
        ("attach_directive_file", file("kem.txt", LETTER)),
        ("upload_file", file("anh.jpg", "photo")),
        (
            "continue_upload",
            Sent::Bytes(b"abc".into(), vec![("Upload-Offset".to_owned(), "0".to_owned())]),
        ),
    ];
    json.into_iter()
        .map(|(name, value)| (name.to_owned(), Sent::Json(value)))
        .chain(files.map(|(name, file)| (name.to_owned(), file)))
        .collect()
}

#[tokio::test]
async fn every_route_by_every_role() {
    let folder = tempfile::TempDir::new().unwrap();
    let filled = fill(folder.path().join("filled")).await;
    let next = std::sync::atomic::AtomicU32::new(0);
    let fresh = async || {
        let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let place = folder.path().join(format!("copy-{number}"));
        copy(&filled.folder, &place);
        let house = support::open(&place).await;
        Seeded {
            server: server(&house),
            variables: filled.variables.clone(),
            sent: sent(&filled),
            queries: BTreeMap::from([
                ("look_up_address".to_owned(), "address=192.0.2.1".to_owned()),
                ("search".to_owned(), "q=192.0.2".to_owned()),
                ("show_contact_ladder".to_owned(), format!("organization={}", filled.body)),
                ("make_report".to_owned(), "format=csv".to_owned()),
            ]),
            callers: filled.callers.clone(),
        }
    };
    let table = run(fresh).await;
    assert!(!table.contains("MISSING"), "{table}");
    insta::assert_snapshot!(table);
}
