//! The board over a province of full size, without a query for each row.

use std::fmt::Write as _;
use std::time::Instant;

use db::params;
use kernel::{Id as _, OrganizationId};
use serde_json::json;
use uuid::Uuid;

use crate::province::provinces;

const BODIES: u128 = 1_700;

/// 1,700 bodies with counts as a million findings would leave them. The bound is loose, for this is
/// an unoptimized build on a shared machine; `make bench` measures the real one.
#[tokio::test]
async fn a_board_of_seventeen_hundred_bodies_is_computed_at_once() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        let mut tx = p.server.state.db.write().await.unwrap();
        let id = |number: u128| OrganizationId::from_uuid(Uuid::from_u128(0xabc0_0000 + number));
        let (from, to) = (i64::MIN, i64::MAX);
        let (mut bodies, mut names, mut parents, mut tallies) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for number in 0..BODIES {
            let mut name = String::new();
            write!(name, "Xã {number}").unwrap();
            bodies.push(params![id(number), "state", from, to, "Asia/Ho_Chi_Minh"]);
            names.push(params![id(number), from, to, name.as_str(), name.to_lowercase()]);
            parents.push(params![id(number), from, to, p.province]);
            for state in ["open", "acknowledged", "claimed_fixed", "under_watch", "verified"] {
                tallies.push(params![
                    "botnet_address",
                    id(number),
                    state,
                    false,
                    false,
                    1_i64,
                    100_i64
                ]);
            }
        }
        let columns = ["id", "kind", "valid_from", "valid_to", "zone"];
        tx.insert("registry_organizations", &columns, bodies, "").await.unwrap();
        let columns = ["organization_id", "from_at", "to_at", "name", "name_folded"];
        tx.insert("registry_organization_names", &columns, names, "").await.unwrap();
        let columns = ["organization_id", "from_at", "to_at", "parent_id"];
        tx.insert("registry_organization_parents", &columns, parents, "").await.unwrap();
        let columns = ["kind", "accountable_id", "state", "attested", "stale", "clean_by", "n"];
        tx.insert("finding_tallies", &columns, tallies, "").await.unwrap();
        tx.commit().await.unwrap();
        p.clock.step(chrono::TimeDelta::seconds(600));

        let chief = p.chief();
        let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
        let all = json!({"query": {"under": p.province}});
        let bound = chief.put(&format!("{path}/population"), all).await;
        assert_eq!(bound.json()["bound"], 1_704, "{}", bound.text());
        let mut slowest = 0;
        for _ in 0..5 {
            let begun = Instant::now();
            let answer = chief.get(&format!("{path}/board")).await;
            slowest = slowest.max(begun.elapsed().as_millis());
            assert_eq!(answer.status, 200);
            let board = answer.json();
            assert_eq!(board["rows"].as_array().unwrap().len(), 1_704);
            assert_eq!(board["totals"][0]["total"], 850_000);
        }
        eprintln!("board of 1,704 bodies on {:?}: slowest of 5: {slowest} ms", p.test.engine);
        assert!(slowest < 3_000, "{slowest} ms");
    }
}
