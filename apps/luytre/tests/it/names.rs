//! What the parts tell each other: names in the log, letters in the search, and what keeps a body
//! from being taken back.

use axum::http::Method;
use serde_json::{Value, json};
use web::Role;

use crate::support::{done, empty, machine, sample, server, text, uploaded, work};

const BODIES: &str =
    "Tên,Trực thuộc\nPhường Một,Tỉnh Mẫu\nPhường Hai,Tỉnh Mẫu\nPhường Ba,Tỉnh Mẫu\n";

async fn province(client: &web::testing::Client) -> String {
    let new = json!({ "name": "Tỉnh Mẫu", "kind": "state" });
    text(&done(client, Method::POST, "/api/v1/organizations", new).await, "/id")
}

async fn letter(client: &web::testing::Client) -> Value {
    let content = std::fs::read(sample().join("cong-van-ubnd.docx")).unwrap();
    uploaded(client, "/api/v1/directives", "cong-van-ubnd.docx", &content).await
}

#[tokio::test]
async fn every_entry_of_the_log_names_who_and_what() {
    let (_folder, house) = empty().await;
    let server = server(&house);
    let client = machine(&server);
    let body = province(&client).await;
    let claim = json!({ "organization_id": body, "space": "192.0.2.0/24" });
    done(&client, Method::POST, "/api/v1/claims", claim).await;
    let site = json!({ "organization_id": body, "name": "Nhà A" });
    done(&client, Method::POST, "/api/v1/sites", site).await;
    let person = json!({ "organization_id": body, "name": "Người Mẫu" });
    done(&client, Method::POST, "/api/v1/people", person).await;
    let path = "/api/v1/imports/organizations";
    let preview = uploaded(&client, path, "don-vi.csv", BODIES.as_bytes()).await;
    let path = format!("/api/v1/imports/{}/confirm", text(&preview, "/id"));
    done(&client, Method::POST, &path, json!({})).await;
    let settings = json!({ "province_name": "Tỉnh Mẫu" });
    done(&client, Method::PUT, "/api/v1/settings", settings).await;
    let list = b"ip,family,time\n192.0.2.9,mirai,2026-10-01T00:00:00Z\n";
    uploaded(&client, "/api/v1/indicator-lists", "thang-10.csv", list).await;
    work(&house).await;
    letter(&client).await;
    let page = client.get("/api/v1/log?limit=500").await.json();
    let entries = page["items"].as_array().unwrap();
    let label = |kind: &str| {
        let entry = entries.iter().find(|entry| entry["subject"]["kind"] == kind);
        text(entry.unwrap_or_else(|| panic!("nothing of {kind}")), "/subject/label")
    };
    assert_eq!(label("organization"), "Tỉnh Mẫu");
    assert_eq!(label("claim"), "192.0.2.0/24");
    assert_eq!(label("site"), "Nhà A");
    assert_eq!(label("person"), "Người Mẫu");
    assert_eq!(label("import"), "don-vi.csv");
    assert_eq!(label("settings"), "Cài đặt chung");
    assert_eq!(label("indicator_list"), "thang-10.csv");
    assert!(label("directive").contains("UBND"), "{}", label("directive"));
    for entry in entries {
        assert_ne!(entry["subject"]["label"], "", "{entry}");
        assert_ne!(entry["actor"]["name"], "", "{entry}");
    }
}

#[tokio::test]
async fn letters_are_found_without_accents_by_those_who_may_see_them() {
    let (_folder, house) = empty().await;
    let server = server(&house);
    let client = machine(&server);
    let body = province(&client).await;
    let path = "/api/v1/imports/organizations";
    let preview = uploaded(&client, path, "don-vi.csv", BODIES.as_bytes()).await;
    let path = format!("/api/v1/imports/{}/confirm", text(&preview, "/id"));
    done(&client, Method::POST, &path, json!({})).await;
    let draft = letter(&client).await;
    let id = text(&draft, "/id");
    let tree = client.get("/api/v1/organizations?limit=50").await.json();
    let named = |name: &str| {
        let all = tree["items"].as_array().unwrap();
        text(all.iter().find(|one| one["name"] == name).unwrap(), "/id")
    };
    let (one, two) = (named("Phường Một"), named("Phường Hai"));
    let path = format!("/api/v1/directives/{id}");
    let subject = json!({ "subject": "Tăng cường bảo đảm an ninh mạng" });
    done(&client, Method::PATCH, &path, subject).await;
    let bound = json!({ "organization_ids": [one] });
    done(&client, Method::PUT, &format!("{path}/population"), bound).await;
    let found = async |client: &web::testing::Client, asked: &str| {
        let answer = client.get(&format!("/api/v1/search?q={asked}")).await.json();
        let ids = answer["directives"].as_array().unwrap().iter();
        ids.map(|letter| text(letter, "/id")).collect::<Vec<_>>()
    };
    for asked in ["an%20ninh%20mang", "AN%20NINH", "bao%20dam", "ubnd"] {
        assert_eq!(found(&client, asked).await, std::slice::from_ref(&id), "{asked}");
    }
    assert!(found(&client, "phong%20chay").await.is_empty());
    house.state.fresh_bodies().await.unwrap();
    let at = |id: &str| Some(id.parse().unwrap());
    let bound = server.role(&[Role::View], at(&one));
    assert!(found(&bound, "an%20ninh").await.is_empty(), "still a draft");
    done(&client, Method::POST, &format!("{path}/confirm"), json!({})).await;
    assert_eq!(found(&bound, "an%20ninh").await, std::slice::from_ref(&id));
    assert!(found(&server.role(&[Role::View], at(&two)), "an%20ninh").await.is_empty());
    assert_eq!(found(&server.role(&[Role::View], at(&body)), "an%20ninh").await, [id]);
}

#[tokio::test]
async fn a_body_that_accounts_or_letters_refer_to_is_not_taken_back() {
    let (_folder, house) = empty().await;
    let server = server(&house);
    let client = machine(&server);
    province(&client).await;
    let path = "/api/v1/imports/organizations";
    let preview = uploaded(&client, path, "don-vi.csv", BODIES.as_bytes()).await;
    let import = format!("/api/v1/imports/{}", text(&preview, "/id"));
    done(&client, Method::POST, &format!("{import}/confirm"), json!({})).await;
    let tree = client.get("/api/v1/organizations?limit=50").await.json();
    let named = |name: &str| {
        let all = tree["items"].as_array().unwrap();
        text(all.iter().find(|one| one["name"] == name).unwrap(), "/id")
    };
    let state = &house.state;
    let pen = access::Pen {
        journal: &state.journal,
        ids: &state.ids,
        by: ledger::Actor::CommandLine,
        now: state.clock.now(),
    };
    let grant = access::Grant {
        role: Role::Act,
        organization_id: Some(named("Phường Một").parse().unwrap()),
        compartment: None,
    };
    let newcomer =
        access::accounts::Newcomer::without_password("minh.le", "Lê Minh", kernel::Locale::Vi)
            .unwrap();
    let mut tx = state.db.write().await.unwrap();
    access::accounts::create(vec![grant], newcomer, pen, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let id = text(&letter(&client).await, "/id");
    let path = format!("/api/v1/directives/{id}");
    done(&client, Method::PATCH, &path, json!({ "number": "12/UBND-KGVX" })).await;
    let bound = json!({ "organization_ids": [named("Phường Một"), named("Phường Hai")] });
    done(&client, Method::PUT, &format!("{path}/population"), bound).await;

    let undone = done(&client, Method::POST, &format!("{import}/undo"), json!({})).await;
    let told: Vec<(String, String)> = undone["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (text(problem, "/arguments/name"), text(problem, "/arguments/by")))
        .collect();
    assert_eq!(told.len(), 2, "{undone}");
    assert_eq!(told[0].0, "Phường Một");
    assert!(told[0].1.contains("Lê Minh") && told[0].1.contains("12/UBND-KGVX"), "{told:?}");
    assert_eq!(told[1].0, "Phường Hai");
    assert!(!told[1].1.contains("Lê Minh") && told[1].1.contains("12/UBND-KGVX"), "{told:?}");
    let left = client.get("/api/v1/organizations?limit=50").await.json();
    let names: Vec<&str> =
        left["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"Phường Một") && names.contains(&"Phường Hai"));
    assert!(!names.contains(&"Phường Ba"), "nothing refers to it");
}
