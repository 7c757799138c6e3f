//! The duty over HTTP on a database of its own: who sees whom, what a call proves, how the figures
//! stood at any past time, and that the log alone gives the same tables.

use std::sync::Arc;

use contacts::model::Freshness;
use ledger::findings::State;
use registry::{ContactRole, Heir, Inheritance, Pen, SuccessionKind};
use serde_json::{Value, json};
use testkit::{FixedClock, TestDb};
use web::testing::{Client, TestServer};
use web::{AppState, Role};

const TABLES: &[&str] =
    &["contacts_checks", "registry_people", "registry_contact_history", "registry_person_payloads"];

struct House {
    server: TestServer,
    clock: FixedClock,
    test: TestDb,
}

fn steps() -> Vec<db::Migration> {
    [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        jobs::MIGRATIONS,
        web::MIGRATIONS,
        contacts::MIGRATIONS,
    ]
    .concat()
}

async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for test in testkit::databases().await {
        test.db.migrate(&steps(), testkit::now()).await.unwrap();
        let clock = FixedClock::at("2026-01-10T02:00:00Z".parse().unwrap());
        let state = AppState::new(
            web::Options::default(),
            testkit::journal(),
            testkit::ids(),
            Arc::new(clock.clone()),
            test.db.clone(),
        );
        let routes = web::api::router().merge(contacts::api::router());
        houses.push(House { server: TestServer::new(routes, state), clock, test });
    }
    houses
}

impl House {
    fn province(&self) -> Client {
        self.server.role(&[Role::Operate, Role::Supervise], None)
    }

    fn of(&self, role: Role, body: &str) -> Client {
        self.server.role(&[role], Some(body.parse().unwrap()))
    }

    fn set(&self, at: &str) {
        self.clock.set(at.parse().unwrap());
    }
}

async fn body(client: &Client, name: &str, parent: Option<&str>) -> String {
    let form = json!({"name": name, "kind": "state", "parent_id": parent});
    let answer = client.post("/api/v1/organizations", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn contact(client: &Client, body: &str, name: &str, roles: &[&str], phone: &str) -> String {
    let form = json!({
        "organization_id": body, "name": name, "roles": roles, "phones": [phone],
        "emails": ["dau-moi@songha.example"],
    });
    let answer = client.post("/api/v1/contacts", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn call(client: &Client, id: &str, outcome: &str) -> Value {
    let form = json!({"outcome": outcome, "answered_by": "Người Trực Máy"});
    let answer = client.post(&format!("/api/v1/contacts/{id}/checks"), form).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

struct Sample {
    top: String,
    ward: String,
    desk: String,
    officer: String,
}

/// A province with a desk, a head and an officer, and a ward with an officer alone.
async fn sample(province: &Client) -> Sample {
    let top = body(province, "Tỉnh Sông Hạ", None).await;
    let ward = body(province, "Phường Bắc Hà", Some(&top)).await;
    let desk = contact(province, &top, "Trực ban tỉnh", &["duty"], "0990 000 001").await;
    contact(province, &top, "Lãnh Đạo Tỉnh", &["head"], "0990 000 002").await;
    let officer =
        contact(province, &ward, "Nứa Thị Một", &["security_officer"], "024 399 9999").await;
    Sample { top, ward, desk, officer }
}

#[tokio::test]
async fn a_branch_sees_itself_and_whom_it_may_call_above() {
    for house in houses().await {
        let province = house.province();
        let made = sample(&province).await;
        let other = body(&province, "Phường Nam Hà", Some(&made.top)).await;
        contact(&province, &other, "Vầu Hai", &["security_officer"], "0990 000 009").await;
        let all = province.get("/api/v1/contacts").await.json();
        assert_eq!(all["total"], 4);
        let ward = house.of(Role::Act, &made.ward);
        let seen = ward.get("/api/v1/contacts").await.json();
        assert_eq!(names(&seen), ["Trực ban tỉnh", "Nứa Thị Một"], "not the head, not the other");
        assert_eq!(seen["items"][0]["above"], true);
        assert_eq!(seen["items"][0]["may_edit"], false);
        assert_eq!(seen["items"][1]["phones"][0]["doubt"], "too_short", "seven digits behind 024");
        assert_eq!(seen["items"][1]["freshness"], "cannot_be_right");
        for (q, found) in [
            ("nua thi", vec!["Nứa Thị Một"]),
            ("bac ha", vec!["Nứa Thị Một"]),
            ("0990 000 001", vec!["Trực ban tỉnh"]),
            ("000001", vec!["Trực ban tỉnh"]),
            ("khong ai", vec![]),
        ] {
            let list = ward.get(&format!("/api/v1/contacts?q={}", q.replace(' ', "%20"))).await;
            assert_eq!(names(&list.json()), found, "{q}");
        }
        let page = province.get("/api/v1/contacts?limit=3").await.json();
        let next = page["next_cursor"].as_str().unwrap();
        let rest = province.get(&format!("/api/v1/contacts?limit=3&cursor={next}")).await.json();
        assert_eq!((names(&page).len(), names(&rest).len()), (3, 1));
        let head = names(&all).iter().position(|name| *name == "Lãnh Đạo Tỉnh").unwrap();
        let hidden = all["items"][head]["id"].as_str().unwrap();
        assert_eq!(ward.get(&format!("/api/v1/contacts/{hidden}")).await.status, 404);
        let calls = format!("/api/v1/contacts/{}/checks", made.desk);
        assert_eq!(ward.post(&calls, json!({"outcome": "answered"})).await.status, 404);
        let viewer = house.of(Role::View, &made.ward);
        let own = format!("/api/v1/contacts/{}/checks", made.officer);
        assert_eq!(viewer.post(&own, json!({"outcome": "answered"})).await.status, 403);
    }
}

#[tokio::test]
async fn a_call_proves_something_only_from_above_and_for_ninety_days() {
    for house in houses().await {
        let province = house.province();
        let made = sample(&province).await;
        let officer = format!("/api/v1/contacts/{}", made.officer);
        let form = json!({
            "organization_id": made.ward, "name": "Nứa Thị Một", "roles": ["security_officer"],
            "phones": ["0990 000 003"],
        });
        let ward = house.of(Role::Act, &made.ward);
        assert_eq!(ward.put(&officer, form.clone()).await.json()["freshness"], "never_checked");
        let own = call(&ward, &made.officer, "answered").await;
        assert_eq!(own["freshness"], "never_checked", "the body's own word");
        assert_eq!(own["checks"][0]["independent"], false);
        house.set("2026-01-11T02:00:00Z");
        let checked = call(&province, &made.officer, "answered").await;
        assert_eq!(checked["freshness"], "verified");
        assert_eq!(checked["counts_until"], "2026-04-11T02:00:00Z");
        assert_eq!(checked["checks"][0]["answered_by"], "Người Trực Máy");
        let late = json!({"outcome": "answered", "called_at": "2026-01-12T02:00:00Z"});
        let refused = province.post(&format!("{officer}/checks"), late).await;
        assert_eq!(refused.status, 422, "not yet made");

        // The same numbers keep what was proved, others do not.
        let mut note = form.clone();
        note["note"] = json!("giờ hành chính");
        assert_eq!(ward.put(&officer, note).await.json()["freshness"], "verified");
        house.set("2026-04-11T02:00:00Z");
        assert_eq!(province.get(&officer).await.json()["freshness"], "due");
        call(&province, &made.officer, "answered").await;
        let mut other = form.clone();
        other["phones"] = json!(["0990 000 004"]);
        assert_eq!(ward.put(&officer, other).await.json()["freshness"], "never_checked");
        assert_eq!(call(&ward, &made.officer, "wrong_number").await["freshness"], "failed");
        house.test_rebuilds().await;

        // Erasing takes the words of the calls with it.
        let person = format!("/api/v1/people/{}", made.officer);
        assert_eq!(province.delete(&person).await.status, 204);
        assert_eq!(province.get(&officer).await.status, 404);
        let mut tx = house.test.db.read().await.unwrap();
        let calls = contacts::store::calls_to(made.officer.parse().unwrap(), &mut tx).await;
        let calls = calls.unwrap();
        assert_eq!(calls.len(), 4);
        assert!(calls.iter().all(|call| call.words.is_none()));
        drop(tx);
        house.test_rebuilds().await;
    }
}

#[tokio::test]
async fn the_figures_stand_as_they_were_at_every_past_time() {
    for house in houses().await {
        let province = house.province();
        let made = sample(&province).await;
        house.set("2026-01-12T02:00:00Z");
        call(&province, &made.desk, "answered").await;
        house.set("2026-06-01T02:00:00Z");
        let figures = |at: &str| {
            let path = format!("/api/v1/contacts/coverage?at={at}");
            let province = province.clone();
            async move {
                let found = province.get(&path).await.json();
                ["required", "verified", "claimed", "owed"].map(|key| found[key].as_u64().unwrap())
            }
        };
        // Top: head, officer, duty; ward: head, officer.
        assert_eq!(figures("2026-01-11T00:00:00Z").await, [5, 0, 2, 3]);
        assert_eq!(figures("2026-01-13T00:00:00Z").await, [5, 1, 1, 3]);
        assert_eq!(figures("2026-05-01T00:00:00Z").await, [5, 0, 2, 3], "too long ago");
        assert_eq!(figures("2026-01-01T00:00:00Z").await, [5, 0, 0, 5], "nobody was entered yet");
        let mut tx = house.test.db.read().await.unwrap();
        let at = "2026-01-13T00:00:00Z".parse().unwrap();
        let standings = contacts::measure::standings(at, &mut tx).await.unwrap();
        let desk = standings.iter().find(|one| one.role == ContactRole::Duty).unwrap();
        assert_eq!((desk.best, desk.state()), (Some(Freshness::Verified), State::Verified));
        let nobody = standings.iter().find(|one| one.best.is_none()).unwrap();
        assert_eq!(nobody.state(), State::Open, "a body without is not done, never unknown");
        let own = house.of(Role::View, &made.ward);
        let path = format!("/api/v1/contacts/coverage?organization={}", made.ward);
        let found = own.get(&path).await.json();
        assert_eq!((found["required"].as_u64(), found["owed"].as_u64()), (Some(2), Some(2)));
        assert_eq!(found["items"][0]["roles"][0]["role"], "head");
    }
}

#[tokio::test]
async fn whom_to_call_leads_from_the_nearest_body_up() {
    for house in houses().await {
        let province = house.province();
        let made = sample(&province).await;
        for (body, space) in [(&made.ward, "192.0.2.0/24"), (&made.top, "203.0.113.0/24")] {
            let claim = json!({"organization_id": body, "space": space});
            let claim = province.post("/api/v1/claims", claim).await.json();
            if claim["state"] != "approved" {
                let path = format!("/api/v1/claims/{}/approval", claim["id"].as_str().unwrap());
                assert_eq!(province.post(&path, json!({"approve": true})).await.status, 200);
            }
        }
        let ward = house.of(Role::Act, &made.ward);
        let steps = |ladder: &Value| -> Vec<(String, Vec<String>)> {
            let steps = ladder["steps"].as_array().unwrap().iter();
            steps
                .map(|step| {
                    let names = step["contacts"].as_array().unwrap().iter();
                    let names = names.map(|one| one["name"].as_str().unwrap().to_owned());
                    (step["relation"].as_str().unwrap().to_owned(), names.collect())
                })
                .collect()
        };
        let of = |relation: &str, names: &[&str]| {
            (relation.to_owned(), names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        let own = ward.get("/api/v1/contacts/ladder?address=192.0.2.7").await.json();
        assert_eq!(steps(&own), [of("holder", &["Nứa Thị Một"]), of("top", &["Trực ban tỉnh"])]);
        assert_eq!(own["steps"][0]["missing"], json!(["head"]));
        assert_eq!(own["steps"][1]["missing"], json!([]), "not for those below");
        let foreign = ward.get("/api/v1/contacts/ladder?address=203.0.113.9").await.json();
        assert_eq!(steps(&foreign), [of("top", &["Trực ban tỉnh"])], "upwards, and no more");
        let all = format!("/api/v1/contacts/ladder?organization={}", made.ward);
        assert_eq!(steps(&province.get(&all).await.json())[1].1.len(), 2, "the province sees all");
        let party = json!({"name": "Tỉnh ủy Sông Hạ", "kind": "party"});
        let party = province.post("/api/v1/organizations", party).await.json();
        let party = party["id"].as_str().unwrap();
        let own = format!("/api/v1/contacts/ladder?organization={party}");
        let own = house.of(Role::View, party).get(&own).await.json();
        assert_eq!(steps(&own), [of("asked", &[]), of("top", &["Trực ban tỉnh"])]);
        assert_eq!(ward.get("/api/v1/contacts/ladder").await.status, 422);
        assert_eq!(ward.get("/api/v1/contacts/ladder?address=1.2.3.999").await.status, 422);
    }
}

#[tokio::test]
async fn the_heir_inherits_contact_points_and_calls_them_anew() {
    for house in houses().await {
        let province = house.province();
        let made = sample(&province).await;
        let heir = body(&province, "Phường Lũy Thành", Some(&made.top)).await;
        let form = json!({
            "organization_id": made.ward, "name": "Nứa Thị Một", "roles": ["security_officer"],
            "phones": ["0990 000 003"],
        });
        province.put(&format!("/api/v1/contacts/{}", made.officer), form).await;
        assert_eq!(call(&province, &made.officer, "answered").await["freshness"], "verified");
        house.set("2026-02-01T02:00:00Z");
        let pen = Pen {
            journal: &house.server.state.journal,
            ids: &house.server.state.ids,
            actor: ledger::Actor::CommandLine,
            now: house.server.state.clock.now(),
        };
        let inherits = Inheritance {
            findings: true,
            claims: true,
            contacts: true,
            children: true,
            sites: Vec::new(),
        };
        let heirs = vec![Heir { organization: heir.parse().unwrap(), inherits }];
        let mut tx = house.test.db.write().await.unwrap();
        let from = made.ward.parse().unwrap();
        pen.succeed_organization(from, SuccessionKind::Merged, pen.now, heirs, &mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        house.set("2026-02-02T02:00:00Z");
        let list = province.get(&format!("/api/v1/contacts?organization={heir}")).await.json();
        assert_eq!(names(&list), ["Nứa Thị Một"]);
        assert_eq!(
            list["items"][0]["freshness"], "never_checked",
            "for the new body nobody called"
        );
        let before = province.get("/api/v1/contacts/coverage?at=2026-01-31T00:00:00Z").await.json();
        assert_eq!(before["verified"], 1, "the past stays as it was");
        house.test_rebuilds().await;
    }
}

impl House {
    /// The tables equal those that the log alone gives.
    async fn test_rebuilds(&self) {
        let copy = TestDb::sqlite().await;
        copy.db.migrate(&steps(), testkit::now()).await.unwrap();
        let mut source = self.test.db.read().await.unwrap();
        let mut target = copy.db.write().await.unwrap();
        let all = registry::projections()
            .and(access::projections())
            .and(web::projections())
            .and(contacts::projections());
        assert!(all.rebuild(&mut source, &mut target, None).await.unwrap() > 0);
        target.commit().await.unwrap();
        drop(source);
        assert_eq!(
            testkit::dump_tables(&self.test.db, TABLES).await,
            testkit::dump_tables(&copy.db, TABLES).await
        );
    }
}
