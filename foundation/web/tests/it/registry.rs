//! The registry's routes: what one may see and change is one's own branch, and nothing else is
//! there at all.

use std::sync::Arc;

use serde_json::{Value, json};
use testkit::{FixedClock, TestDb};
use web::testing::{Client, TestServer};
use web::{AppState, Role};

use crate::support::plain_files;

struct House {
    server: TestServer,
    clock: FixedClock,
    _db: TestDb,
}

async fn house() -> House {
    let test = TestDb::sqlite().await;
    test.migrate(&[
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        jobs::MIGRATIONS,
        web::MIGRATIONS,
    ])
    .await;
    let clock = FixedClock::at(testkit::now());
    let state = AppState::new(
        web::Options::default(),
        testkit::journal(),
        testkit::ids(),
        Arc::new(clock.clone()),
        test.db.clone(),
    );
    let routes = web::api::router().layer(axum::Extension(plain_files()));
    House { server: TestServer::new(routes, state), clock, _db: test }
}

impl House {
    fn province(&self) -> Client {
        self.server.role(&[Role::Operate, Role::Supervise], None)
    }

    fn of(&self, role: Role, body: &str) -> Client {
        self.server.role(&[role], Some(body.parse().unwrap()))
    }
}

async fn body(client: &Client, name: &str, parent: Option<&str>) -> String {
    let form = json!({"name": name, "kind": "state", "parent_id": parent});
    let answer = client.post("/api/v1/organizations", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_branch_sees_itself_and_nothing_else_is_there() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh Sông Hạ", None).await;
    let ward = body(&province, "Phường Bắc Hà", Some(&top)).await;
    let school = body(&province, "Trường Mẫu", Some(&ward)).await;
    let other = body(&province, "Phường Nam Hà", Some(&top)).await;
    let all = province.get("/api/v1/organizations").await.json();
    assert_eq!(names(&all), ["Phường Bắc Hà", "Phường Nam Hà", "Tỉnh Sông Hạ", "Trường Mẫu"]);
    let viewer = house.of(Role::View, &ward);
    assert_eq!(
        names(&viewer.get("/api/v1/organizations").await.json()),
        ["Phường Bắc Hà", "Trường Mẫu"]
    );
    assert_eq!(viewer.get(&format!("/api/v1/organizations/{school}")).await.status, 200);
    for hidden in [&other, &top] {
        assert_eq!(viewer.get(&format!("/api/v1/organizations/{hidden}")).await.status, 404);
    }
    let tree = viewer.get("/api/v1/organizations/tree").await.json();
    assert_eq!(tree.as_array().unwrap().len(), 1);
    assert_eq!(tree[0]["children"][0]["name"], "Trường Mẫu");
    let shown = province.get(&format!("/api/v1/organizations/{ward}")).await.json();
    assert_eq!(shown["parent"]["name"], "Tỉnh Sông Hạ");
    assert_eq!(shown["counts"]["children"], 1);
    assert_eq!(
        viewer.post("/api/v1/organizations", json!({"name": "x", "kind": "state"})).await.status,
        403
    );
    let operator = house.of(Role::Operate, &ward);
    let form = |parent: Option<&str>| json!({"name": "Lạ", "kind": "state", "parent_id": parent});
    assert_eq!(operator.post("/api/v1/organizations", form(None)).await.status, 403);
    assert_eq!(operator.post("/api/v1/organizations", form(Some(&other))).await.status, 404);
    assert_eq!(operator.post("/api/v1/organizations", form(Some(&ward))).await.status, 201);
    let path = format!("/api/v1/organizations/{other}");
    assert_eq!(operator.patch(&path, json!({"name": "Lạ"})).await.status, 404);
    let path = format!("/api/v1/organizations/{school}");
    assert_eq!(operator.patch(&path, json!({"parent_id": other})).await.status, 404);
}

#[tokio::test]
async fn names_follow_the_day_and_pages_the_cursor() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh", None).await;
    for number in 0..5 {
        body(&province, &format!("Sở Số {number}"), Some(&top)).await;
    }
    let first = province.get("/api/v1/organizations?q=so+so&limit=3").await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let path = format!("/api/v1/organizations?q=so+so&limit=3&cursor={cursor}");
    let second = province.get(&path).await.json();
    assert_eq!(names(&first).len() + names(&second).len(), 5);
    assert!(second["next_cursor"].is_null());
    let path = format!("/api/v1/organizations/{top}");
    let change = json!({"name": "Tỉnh Mới", "at": "2031-01-01", "short_name": null});
    assert_eq!(province.patch(&path, change).await.status, 200);
    let on = |day: &str| format!("{path}?as_of={day}T00:00:00Z");
    assert_eq!(province.get(&on("2030-12-30")).await.json()["name"], "Tỉnh");
    assert_eq!(province.get(&on("2031-01-02")).await.json()["name"], "Tỉnh Mới");
    let refused = province.patch(&path, json!({"parent_id": top})).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["code"].clone()),
        (422, json!("registry.cycle"))
    );
}

#[tokio::test]
async fn a_body_claims_and_only_the_one_above_approves() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh", None).await;
    let ward = body(&province, "Phường Bắc Hà", Some(&top)).await;
    let other = body(&province, "Phường Nam Hà", Some(&top)).await;
    let own = house.of(Role::Act, &ward);
    let form = |body: &str, space: &str| json!({"organization_id": body, "space": space});
    let made = own.post("/api/v1/claims", form(&ward, "192.0.2.0/25")).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let claim = made.json();
    assert_eq!((&claim["state"], &claim["may_decide"]), (&json!("claimed"), &json!(false)));
    assert_eq!(own.post("/api/v1/claims", form(&other, "192.0.2.128/25")).await.status, 404);
    let bad = own.post("/api/v1/claims", form(&ward, "192.0.2.77/26")).await;
    assert_eq!(bad.json()["arguments"]["network"], "192.0.2.64/26");
    let taken = province.post("/api/v1/claims", form(&other, "192.0.2.0/25")).await;
    assert_eq!(taken.json()["code"], "registry.claim_overlaps");

    let lookup = "/api/v1/claims/lookup?address=192.0.2.9";
    let before = own.get(lookup).await.json();
    assert!(before["organization"].is_null());
    assert_eq!(before["reason"]["code"], "registry.reason.not_approved");
    let path = format!("/api/v1/claims/{}/approval", claim["id"].as_str().unwrap());
    let operator = house.of(Role::Operate, &ward);
    let refused = operator.post(&path, json!({"approve": true})).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["code"].clone()),
        (403, json!("registry.own_claim"))
    );
    let yes = province.post(&path, json!({"approve": true})).await;
    assert_eq!(yes.json()["state"], "approved", "{}", yes.text());
    let after = own.get(lookup).await.json();
    assert_eq!(after["organization"]["name"], "Phường Bắc Hà");
    assert_eq!(after["claims"][0]["space"], "192.0.2.0/25");
    let foreign = house.of(Role::View, &other).get(lookup).await.json();
    assert!(foreign["organization"].is_null() && foreign["claims"].as_array().unwrap().is_empty());
    assert_eq!(foreign["reason"]["code"], "registry.reason.none");

    let path = format!("/api/v1/claims/{}", claim["id"].as_str().unwrap());
    let wider = own.patch(&path, json!({"to": "2031-01-31"})).await.json();
    assert_eq!(wider["state"], "claimed", "what its holder changes is approved again");
    assert_eq!(wider["to"], "2031-01-31T17:00:00Z", "the last day is included");
    let list = house.of(Role::View, &other).get("/api/v1/claims").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 0);
    let withdrawn = own.post(&format!("{path}/withdrawal"), json!({})).await.json();
    assert_eq!(withdrawn["state"], "withdrawn");
}

#[tokio::test]
async fn people_and_sites_belong_to_a_branch() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh", None).await;
    let ward = body(&province, "Phường Bắc Hà", Some(&top)).await;
    let own = house.of(Role::Act, &ward);
    let form = |body: &str| json!({"organization_id": body, "name": "Người Mẫu", "phones": ["0990000000"]});
    let made = own.post("/api/v1/people", form(&ward)).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let path = format!("/api/v1/people/{}", made.json()["id"].as_str().unwrap());
    assert_eq!(own.post("/api/v1/people", form(&top)).await.status, 404);
    assert_eq!(own.put(&path, form(&top)).await.status, 404);
    assert_eq!(own.delete(&path).await.status, 204);
    let list = own.get("/api/v1/people").await.json();
    assert_eq!(
        (&list["items"][0]["name"], &list["items"][0]["erased"]),
        (&json!(""), &json!(true))
    );

    let site = json!({"organization_id": ward, "name": "Trụ sở", "address": "Số 1"});
    let made = own.post("/api/v1/sites", site.clone()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(own.post("/api/v1/sites", site).await.json()["code"], "registry.site_exists");
    let path = format!("/api/v1/sites/{}", made.json()["id"].as_str().unwrap());
    let moved = json!({"organization_id": top, "name": "Trụ sở"});
    assert_eq!(own.put(&path, moved.clone()).await.status, 404);
    assert_eq!(province.put(&path, moved).await.json()["code"], "registry.site_of_other");
    let sites = own.get(&format!("/api/v1/sites?organization={ward}")).await.json();
    assert_eq!(names(&sites), ["Trụ sở"]);
}

#[tokio::test]
async fn a_succession_names_who_inherits() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh", None).await;
    let old = body(&province, "Xã Cũ", Some(&top)).await;
    let new = body(&province, "Xã Mới", Some(&top)).await;
    body(&province, "Trường", Some(&old)).await;
    let path = format!("/api/v1/organizations/{old}/succession");
    let form = |inherits: Value| {
        json!({"kind": "merged", "at": "2030-02-01",
            "successors": [{"organization_id": new, "inherits": inherits}]})
    };
    let refused = province.post(&path, form(json!({"findings": true, "claims": true}))).await;
    assert_eq!(refused.json()["code"], "registry.heir_of_contacts");
    let inherits = json!({"findings": true, "claims": true, "contacts": true});
    let done = province.post(&path, form(inherits)).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(done.json()["successors"][0]["organizations"][0]["name"], "Xã Mới");
    house.clock.set("2030-03-01T00:00:00Z".parse().unwrap());
    let shown = province.get(&format!("/api/v1/organizations/{new}")).await.json();
    assert_eq!(shown["counts"]["children"], 1);
    let list = province.get("/api/v1/organizations").await.json();
    assert!(!names(&list).contains(&"Xã Cũ"));
    let ended = province.get(&format!("/api/v1/organizations/{old}")).await;
    assert_eq!(ended.status, 200, "its history can be read");
}

const FILE: &[u8] = "Tên,Mã định danh,Trực thuộc\nTỉnh,H32,\nSở Y tế,H32.12,H32\n".as_bytes();

#[tokio::test]
async fn a_file_is_previewed_confirmed_exported_and_undone() {
    let house = house().await;
    let province = house.province();
    let upload = |file: &'static [u8]| {
        let province = province.clone();
        async move {
            let path = "/api/v1/imports/organizations";
            province.upload(path, "C:\\tỉnh\\cơ quan.csv", file, &[]).await
        }
    };
    let answer = upload(FILE).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let preview = answer.json();
    assert_eq!((&preview["added"], &preview["can_confirm"]), (&json!(2), &json!(true)));
    assert_eq!(preview["file"], "cơ quan.csv");
    assert_eq!(preview["diff"][1]["after"]["parent"], "H32");
    assert_eq!(names(&province.get("/api/v1/organizations").await.json()).len(), 0);
    let path = format!("/api/v1/imports/{}", preview["id"].as_str().unwrap());
    assert_eq!(province.get(&path).await.json()["state"], "preview");
    let done = province.post(&format!("{path}/confirm"), json!({})).await;
    assert_eq!(done.json()["state"], "confirmed", "{}", done.text());
    assert_eq!(names(&province.get("/api/v1/organizations").await.json()).len(), 2);
    assert_eq!(province.post(&format!("{path}/confirm"), json!({})).await.status, 404);

    let bad = upload("Tên,Trực thuộc\nMột,Không Có\n".as_bytes()).await.json();
    assert_eq!(bad["problems"][0]["place"]["row"], 2);
    assert_eq!(bad["problems"][0]["place"]["column"], "Trực thuộc");
    let waiting = format!("/api/v1/imports/{}", bad["id"].as_str().unwrap());
    let refused = province.post(&format!("{waiting}/confirm"), json!({})).await;
    assert_eq!(refused.json()["code"], "registry.import_not_ready");
    assert_eq!(province.delete(&waiting).await.status, 204);

    let csv = province.get("/api/v1/exports/organizations?format=csv").await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.text().contains("Sở Y tế") && csv.text().starts_with('\u{feff}'));
    let path_in = "/api/v1/imports/organizations";
    let again = province.upload(path_in, "ra.csv", &csv.body, &[]).await.json();
    assert_eq!((&again["unchanged"], &again["can_confirm"]), (&json!(2), &json!(false)), "{again}");
    let xlsx = province.get("/api/v1/exports/organizations?format=xlsx").await;
    assert_eq!(xlsx.text(), "xlsx of 2 rows");

    let undone = province.post(&format!("{path}/undo"), json!({})).await.json();
    assert_eq!((&undone["state"], &undone["problems"]), (&json!("undone"), &json!([])));
    assert_eq!(names(&province.get("/api/v1/organizations").await.json()).len(), 0);
    let twice = province.post(&format!("{path}/undo"), json!({})).await;
    assert_eq!(twice.json()["code"], "registry.import_undone");
    assert_eq!(province.upload("/api/v1/imports/anything", "x", FILE, &[]).await.status, 404);
}

#[tokio::test]
async fn an_import_of_another_account_is_not_there() {
    let house = house().await;
    let province = house.province();
    let top = body(&province, "Tỉnh", None).await;
    let ward = body(&province, "Phường Bắc Hà", Some(&top)).await;
    let mut other = web::testing::caller(&[Role::Operate], Some(ward.parse().unwrap()));
    other.account = Some("00000000-0000-7000-8000-000000000009".parse().unwrap());
    let other = house.server.caller(other);
    let made = province.upload("/api/v1/imports/organizations", "a.csv", FILE, &[]).await.json();
    let path = format!("/api/v1/imports/{}", made["id"].as_str().unwrap());
    assert_eq!(other.get(&path).await.status, 404);
    assert_eq!(other.post(&format!("{path}/confirm"), json!({})).await.status, 404);
    assert_eq!(other.get("/api/v1/imports").await.json()["items"], json!([]));
    let own = other.upload("/api/v1/imports/organizations", "b.csv", FILE, &[]).await.json();
    assert_eq!(own["can_confirm"], false, "a branch enters nothing at the top");
    assert_eq!(province.get("/api/v1/imports").await.json()["items"].as_array().unwrap().len(), 2);
}
