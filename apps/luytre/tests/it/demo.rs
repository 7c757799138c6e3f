//! The sample province: its files, brought in by hand, and its story, told by the loader, give the
//! figures that were worked out by hand.

use std::collections::BTreeMap;

use axum::http::Method;
use ledger::Actor;
use ledger::journal::TrustedKeys;
use luytre::client::Client;
use luytre::house::House;
use luytre::import::ListOptions;
use luytre::{demo, import};
use serde_json::{Value, json};
use web::testing::Client as Caller;

use crate::support::{self, machine, server, text};

/// Opens a house and loads the sample.
pub async fn loaded() -> (tempfile::TempDir, House) {
    let (folder, house) = support::empty().await;
    demo::load(&house).await.unwrap();
    (folder, house)
}

/// Brings the files in as they are, as a user does.
async fn by_hand(house: &House) {
    let client = Client::within(house.clone());
    let content = |name: &str| std::fs::read(support::sample().join(name)).unwrap();
    for (kind, name) in [
        ("organizations", "don-vi.xlsx"),
        ("sites", "dia-diem.csv"),
        ("claims", "dai-dia-chi.csv"),
        ("people", "dau-moi.xlsx"),
    ] {
        import::registry(&client, kind, name, &content(name), false).await.unwrap();
    }
    for list in expected()["lists"].as_array().unwrap() {
        let name = text(list, "/file");
        let how = ListOptions { zone: Some("Asia/Ho_Chi_Minh"), ..ListOptions::default() };
        import::list(&client, &name, &content(&name), &how).await.unwrap();
    }
    for name in ["cong-van-ubnd.docx", "cong-van-skhcn.docx"] {
        import::letter(&client, name, &content(name), false).await.unwrap();
    }
}

fn expected() -> Value {
    let text = std::fs::read_to_string(support::sample().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// All items of a list, page by page.
pub async fn all(client: &Caller, path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    let sign = if path.contains('?') { '&' } else { '?' };
    loop {
        let page = client.get(&format!("{path}{sign}limit=100{cursor}")).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let page = page.json();
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

#[tokio::test]
async fn the_files_by_hand_give_the_figures_that_were_worked_out_by_hand() {
    let (_folder, house) = support::empty().await;
    by_hand(&house).await;
    let server = server(&house);
    let client = machine(&server);
    let expected = expected();

    // The registry.
    let organizations = all(&client, "/api/v1/organizations").await;
    assert_eq!(organizations.len() as u64, expected["organizations"].as_u64().unwrap());
    let claims = all(&client, "/api/v1/claims").await;
    let approved = claims.iter().filter(|claim| claim["state"] == "approved").count();
    let shared = claims.iter().filter(|claim| claim["shared_exit"] == true).count();
    assert_eq!(claims.len() as u64, expected["claims"]["rows"].as_u64().unwrap());
    assert_eq!(approved as u64, expected["claims"]["approved"].as_u64().unwrap());
    assert_eq!(shared as u64, expected["claims"]["shared_exit"].as_u64().unwrap());
    let sites = all(&client, "/api/v1/sites").await;
    assert_eq!(sites.len() as u64, expected["sites"].as_u64().unwrap());
    let people = all(&client, "/api/v1/people").await;
    assert_eq!(people.len() as u64, expected["contacts"].as_u64().unwrap());

    // Findings, by body and family.
    let codes: BTreeMap<String, String> =
        organizations.iter().map(|body| (text(body, "/id"), text(body, "/code"))).collect();
    let findings = all(&client, "/api/v1/findings").await;
    let mut found: Vec<(String, String)> = findings
        .iter()
        .map(|finding| (codes[&text(finding, "/accountable/id")].clone(), text(finding, "/family")))
        .collect();
    found.sort();
    let mut wanted: Vec<(String, String)> = expected["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (text(finding, "/code"), text(finding, "/family")))
        .collect();
    wanted.sort();
    assert_eq!(found, wanted);

    // What each list made, and what waits for a person.
    let queue = all(&client, "/api/v1/attribution-queue").await;
    let lists = all(&client, "/api/v1/indicator-lists").await;
    for list in expected["lists"].as_array().unwrap() {
        let file = text(list, "/file");
        let made = lists.iter().find(|made| made["file_name"] == list["file"]).unwrap();
        assert_eq!(made["state"], "imported", "{file}");
        for name in ["new_findings", "known_findings"] {
            assert_eq!(made["judged"][name], list[name], "{file}: {name} of {}", made["judged"]);
        }
        for status in ["ambiguous", "unattributed", "flagged"] {
            let mut waiting: Vec<&str> = queue
                .iter()
                .filter(|row| row["list_name"] == list["file"] && row["status"] == status)
                .map(|row| row["address"].as_str().unwrap())
                .collect();
            waiting.sort_unstable();
            let mut wanted: Vec<&str> =
                list[status].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
            wanted.sort_unstable();
            assert_eq!(waiting, wanted, "{file}: {status}");
        }
    }

    // The log of it all.
    let trusted: TrustedKeys = house.keys.trusted().unwrap();
    let mut tx = house.state.db.read().await.unwrap();
    let log = ledger::journal::verify(&trusted, &[], &mut tx).await.unwrap();
    assert!(log.is_sound(), "{:?}", log.faults);
    assert!(log.entries > 10);
}

/// A finding as the story leaves it: state, and what of the rest is said.
fn standing(finding: &Value, detail: &Value) -> Value {
    let mut found = json!({ "state": finding["state"] });
    for name in ["stale", "attested"] {
        if finding[name] == true {
            found[name] = json!(true);
        }
    }
    if finding["recurrences"] != 0 {
        found["recurrences"] = finding["recurrences"].clone();
    }
    let proofs = detail["to_close"].as_array().unwrap();
    found["days"] = proofs.iter().find_map(|proof| proof.get("days_done")).cloned().unwrap();
    found
}

#[tokio::test]
async fn the_story_leaves_the_board_that_was_worked_out_by_hand() {
    let (_folder, house) = loaded().await;
    let client = machine(&server(&house));
    let expected = expected();
    let findings = all(&client, "/api/v1/findings").await;
    let wanted = expected["replay"]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), wanted.len());
    for row in wanted {
        let (code, family) = (text(row, "/code"), text(row, "/family"));
        let finding = findings
            .iter()
            .find(|one| text(one, "/accountable/code") == code && one["family"] == family.as_str())
            .unwrap_or_else(|| panic!("{code} {family}"));
        let path = format!("/api/v1/findings/{}", text(finding, "/id"));
        let detail = client.get(&path).await.json();
        let mut found = standing(finding, &detail);
        if row.get("days").is_none() {
            found.as_object_mut().unwrap().remove("days");
        }
        let mut row = row.clone();
        for name in ["code", "family", "counts_as"] {
            row.as_object_mut().unwrap().remove(name);
        }
        assert_eq!(found, row, "{code} {family}");
    }

    // The board, in sum and by body; a unit's figures stand with the body above it.
    let directives = client.get("/api/v1/directives").await.json();
    assert_eq!(directives["items"][0]["number"], expected["letter"]["number"]);
    let directive = format!("/api/v1/directives/{}", text(&directives, "/items/0/id"));
    let board = client.get(&format!("{directive}/board")).await.json();
    let columns = board["columns"].as_array().unwrap();
    let botnet = columns.iter().position(|column| column["code"] == "botnet").unwrap();
    assert_eq!(board["totals"][botnet], expected["replay"]["totals"]);
    let mut explained = Vec::new();
    for row in board["rows"].as_array().unwrap() {
        let code = text(row, "/organization/code");
        let cell = &row["cells"][botnet];
        let mut tally: BTreeMap<String, u64> = BTreeMap::new();
        let counted = wanted.iter().filter(|one| {
            let own = text(one, "/code");
            own == code || own.starts_with(&format!("{code}."))
        });
        for place in counted.filter_map(|one| one["counts_as"].as_str()) {
            *tally.entry(place.to_owned()).or_default() += 1;
        }
        for place in
            ["verified", "under_watch", "claimed", "owed", "overdue", "unknown", "accepted"]
        {
            let found = cell["tally"][place].as_u64().unwrap_or(0);
            assert_eq!(found, tally.get(place).copied().unwrap_or(0), "{code}: {place}");
        }
        if cell["explanation"]["text"].is_string() {
            explained.push(json!(code));
        }
    }
    assert_eq!(json!(explained), expected["replay"]["explained"]);
    let cut_offs = client.get(&format!("{directive}/cut-offs")).await.json();
    assert_eq!(cut_offs["items"].as_array().unwrap().len(), 1);
    let frozen_at = text(&cut_offs, "/items/0/at");
    let frozen = client.get(&format!("{directive}/board?as_of={frozen_at}")).await.json();
    assert_eq!(frozen["totals"][botnet], expected["replay"]["cut_off"]);
    // Whoever answered the watch's call stands for a role of a body; the rest is said, or missing.
    let coverage = client.get("/api/v1/contacts/coverage").await.json();
    let wanted = &expected["replay"]["contacts"];
    for name in ["verified", "claimed", "owed"] {
        assert_eq!(coverage[name], wanted[name], "{name}");
    }
    let today = client.get("/api/v1/today").await;
    assert_eq!(today.status, 200, "{}", today.text());
}

#[tokio::test]
async fn the_story_is_a_whole_log_in_the_order_of_time_that_ends_before_now() {
    let (_folder, house) = loaded().await;
    let mut tx = house.state.db.read().await.unwrap();
    let log = ledger::journal::verify(&house.keys.trusted().unwrap(), &[], &mut tx).await.unwrap();
    assert!(log.is_sound(), "{:?}", log.faults);
    let entries = ledger::journal::entries(0, 1_000, &mut tx).await.unwrap();
    assert!(entries.windows(2).all(|two| two[0].at <= two[1].at));
    let (first, last) = (entries[0].at, entries[entries.len() - 1].at);
    assert!(last <= house.state.clock.now());
    assert!((90..120).contains(&(last - first).num_days()), "{first} to {last}");
    // What a body says is said by a person of the body, and approved by another.
    let acting: std::collections::BTreeSet<_> =
        entries.iter().filter_map(|entry| entry.actor.account()).collect();
    assert!(acting.len() > 10, "{acting:?}");
    drop(tx);
    let settings = machine(&server(&house)).get("/api/v1/settings").await.json();
    assert_eq!(settings["demo_loaded"], true, "{settings}");
    // Nobody of the sample can sign in, and the house still waits for its first account.
    let accounts = all(&machine(&server(&house)), "/api/v1/accounts").await;
    assert!(accounts.len() > 10 && accounts.iter().all(|one| one["disabled"] == true));
    let mut tx = house.state.db.write().await.unwrap();
    assert!(access::store::first_account_needed(&mut tx).await.unwrap());
    let secrets = tx.query("SELECT account_id FROM access_secrets", db::params![]).await.unwrap();
    assert!(secrets.is_empty());
}

#[tokio::test]
async fn clearing_the_sample_takes_its_people_with_it_and_it_is_not_loaded_over_anything() {
    let (_folder, house) = loaded().await;
    let mut tx = house.state.db.write().await.unwrap();
    let pen = access::Pen {
        journal: &house.state.journal,
        ids: &house.state.ids,
        by: Actor::System,
        now: house.state.clock.now(),
    };
    let grant =
        access::Grant { role: access::Role::Operate, organization_id: None, compartment: None };
    let person =
        access::accounts::Newcomer::without_password("nguoi.mau", "Mẫu", kernel::Locale::Vi);
    access::accounts::create(vec![grant], person.unwrap(), pen, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let clear = json!({"confirm": "xoa"});
    let client = machine(&server(&house));
    let answer = client
        .send(
            Method::POST,
            "/api/v1/demo/clear",
            "application/json",
            clear.to_string().into_bytes(),
        )
        .await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    let left = all(&client, "/api/v1/accounts").await;
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0]["login"], "nguoi.mau");
    demo::load_once(&house).await.unwrap();
    assert!(all(&client, "/api/v1/findings").await.is_empty());
    let mut tx = house.state.db.read().await.unwrap();
    let entries = ledger::journal::entries(0, 10, &mut tx).await.unwrap();
    assert_eq!(entries.len(), 1, "only how the account came to be");
}
