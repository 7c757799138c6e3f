//! The sample province, loaded as a user would, gives the figures that were worked out by hand.

use std::collections::BTreeMap;

use ledger::journal::TrustedKeys;
use luytre::client::Client;
use luytre::demo;
use serde_json::Value;
use web::testing::Client as Caller;

use crate::support::{self, machine, server, text};

/// Opens a house and loads the sample.
pub async fn loaded() -> (tempfile::TempDir, luytre::house::House) {
    let (folder, house) = support::empty().await;
    demo::set_flag(&house, true).await.unwrap();
    demo::load(&Client::within(house.clone())).await.unwrap();
    (folder, house)
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
async fn the_sample_gives_the_figures_that_were_worked_out_by_hand() {
    let (_folder, house) = loaded().await;
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
