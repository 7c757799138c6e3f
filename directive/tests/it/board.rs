//! The board: figures from the ledger, as of any day, within a branch, frozen, rebuilt.

use std::sync::Arc;

use chrono::TimeDelta;
use ledger::findings::State;
use serde_json::{Value, json};
use web::Role;

use crate::province::{
    Province, botnet, cell, duty, found, ids_of, projections, provinces, routes, state, web_now,
};

#[tokio::test]
async fn figures_follow_the_ledger_and_lower_bodies_count_for_the_bound_one_above() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        let chief = p.chief();
        let board = p.board(&directive, "", &chief).await;
        let empty = cell(&board, p.health);
        assert_eq!(empty["none"], false, "without a list nobody knows");
        assert_eq!(empty["no_source"], true);
        assert_eq!(board["slowest_source"]["code"], "directive.source.no_list");
        let sweep = &board["rows"][0]["cells"][1];
        assert_eq!(sweep["tally"], Value::Null, "not measured is never a figure");
        assert_eq!(board["totals"][1], Value::Null);

        p.list_imported().await;
        p.record(&[
            found(p.health, 1, State::Open, &p),
            found(p.clinic, 2, State::Verified, &p),
            found(p.clinic, 3, State::FalsePositive, &p),
            found(p.province, 4, State::Open, &p),
        ])
        .await;
        let board = p.board(&directive, "", &chief).await;
        let health = cell(&board, p.health);
        assert_eq!(health["tally"]["total"], 2, "{health}");
        assert_eq!(
            (&health["tally"]["owed"], &health["tally"]["verified"]),
            (&json!(1), &json!(1))
        );
        assert_eq!(health["tally"]["attested"], 1);
        assert_eq!(cell(&board, p.school)["none"], true);
        let at = botnet(&board);
        assert_eq!(board["totals"][at]["total"], 2);
        assert_eq!(board["outside"][at]["total"], 1, "the province itself is not bound");
        assert_eq!(board["rows"][0]["organization"]["id"], p.health.to_string(), "behind first");
        assert_eq!(board["rows"][0]["acting_count"], 1, "the clinic counts here");
        assert_eq!(board["cards"]["botnet"], json!({"clean": 1, "total": 2}));
        assert_eq!(board["cards"]["owed"], 1);
        let because = health["because"].as_array().unwrap();
        let open = because.iter().find(|one| one["message"]["code"] == "directive.because.open");
        let filter = format!("state=open&organization={}", p.health);
        assert_eq!(open.unwrap()["filter"], filter);

        p.clock.step(TimeDelta::days(8));
        let later = p.board(&directive, "", &chief).await;
        assert_eq!(cell(&later, p.health)["tally"]["overdue"], 1, "its week is over");
        let past = web_now(&p) - TimeDelta::days(8);
        let as_of = p.board(&directive, &format!("?as_of={past}"), &chief).await;
        assert_eq!(as_of["rows"], board["rows"], "as it was");
        let now = web_now(&p);
        let same = p.board(&directive, &format!("?as_of={now}"), &chief).await;
        for part in ["rows", "totals", "cards", "outside", "slowest_source"] {
            assert_eq!(same[part], later[part], "{part}: as of now is the present");
        }
        let path = format!("/api/v1/directives/{}/board", directive["id"].as_str().unwrap());
        let future = now + TimeDelta::days(1);
        let refused = chief.get(&format!("{path}?as_of={future}")).await;
        assert_eq!(refused.json()["code"], "directive.in_future");
    }
}

#[tokio::test]
async fn the_issuers_day_makes_late_what_is_not_late_by_itself() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        p.record(&[found(p.school, 1, State::Acknowledged, &p)]).await;
        let chief = p.chief();
        let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
        let due = web_now(&p) + TimeDelta::days(1);
        let one = json!({"id": directive["obligations"][0]["id"], "due_at": due});
        let answer = chief.put(&format!("{path}/obligations"), json!({"obligations": [one]})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        p.clock.step(TimeDelta::days(2));
        let board = p.board(&directive, "", &chief).await;
        assert_eq!(cell(&board, p.school)["tally"]["overdue"], 1);
    }
}

#[tokio::test]
async fn a_caller_of_one_branch_sees_none_of_the_other() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        p.record(&[
            found(p.health, 1, State::Open, &p),
            found(p.school, 2, State::Open, &p),
            found(p.school, 3, State::Open, &p),
            found(p.province, 4, State::Open, &p),
        ])
        .await;
        let health = p.server.role(&[Role::Act, Role::Supervise], Some(p.health));
        let board = p.board(&directive, "", &health).await;
        assert_eq!(ids_of(&board), [p.health.to_string()]);
        assert_eq!(board["partial"], true);
        let at = botnet(&board);
        assert_eq!(board["totals"][at]["total"], 1);
        assert_eq!(board["cards"]["owed"], 1);
        assert_eq!(board["outside"][at], Value::Null);

        let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
        let chief = p.chief();
        let cut = chief.post(&format!("{path}/cut-offs"), json!({"note": "Tháng 1"})).await;
        assert_eq!(cut.status, 201, "{}", cut.text());
        let query = format!("?cut_off={}", cut.json()["id"].as_str().unwrap());
        let frozen = p.board(&directive, &query, &health).await;
        assert_eq!(ids_of(&frozen), [p.health.to_string()], "nor of frozen figures");
        assert_eq!(frozen["totals"][at]["total"], 1);
        let report = health.get(&format!("{path}/report{query}&format=json")).await;
        assert!(!report.text().contains(&p.school.to_string()));
        let refused = health.post(&format!("{path}/cut-offs"), json!({})).await;
        assert_eq!(refused.status, 403, "figures of bodies out of reach are not frozen");

        let obligation = directive["obligations"][0]["id"].clone();
        let explain = |body| json!({"organization_id": body, "obligation_id": obligation, "text": "Máy chờ thay"});
        let explanations = format!("{path}/explanations");
        assert_eq!(health.put(&explanations, explain(p.school)).await.status, 404);
        assert_eq!(health.put(&explanations, explain(p.clinic)).await.status, 409, "not bound");
        assert_eq!(health.put(&explanations, explain(p.health)).await.status, 204);
        let board = p.board(&directive, "", &chief).await;
        assert_eq!(cell(&board, p.health)["explanation"]["text"], "Máy chờ thay");
        let school = p.server.role(&[Role::View], Some(p.school));
        let board = p.board(&directive, "", &school).await;
        assert!(!board.to_string().contains("Máy chờ thay"));
        assert_eq!(school.put(&explanations, explain(p.school)).await.status, 403);

        let today = health.get("/api/v1/today").await;
        assert_eq!(today.status, 200, "{}", today.text());
        assert_eq!(today.json()["hedge"]["total"], 1);
        assert_eq!(today.json()["tasks"].as_array().unwrap().len(), 1, "{}", today.text());
    }
}

#[tokio::test]
async fn frozen_figures_do_not_move_and_a_rebuild_gives_the_same_board() {
    for (p, fresh) in provinces().await.into_iter().zip(testkit::databases().await) {
        let directive = p.confirmed().await;
        p.list_imported().await;
        let finding = found(p.health, 1, State::Open, &p);
        p.record(&[finding.clone(), found(p.school, 2, State::Verified, &p)]).await;
        let chief = p.chief();
        let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
        let obligation = directive["obligations"][0]["id"].clone();
        let explain = json!({"organization_id": p.health, "obligation_id": obligation, "text": "Đang mua máy"});
        assert_eq!(chief.put(&format!("{path}/explanations"), explain).await.status, 204);
        let cut =
            chief.post(&format!("{path}/cut-offs"), json!({"note": "Chốt quý I"})).await.json();
        assert_eq!(cut["note"], "Chốt quý I");
        let query = format!("?cut_off={}", cut["id"].as_str().unwrap());
        let before = p.board(&directive, &query, &chief).await;
        assert_eq!(before["frozen"]["id"], cut["id"]);
        let json_path = format!("{path}/report{query}&format=json");
        let bytes = chief.get(&json_path).await.body;

        p.clock.step(TimeDelta::days(3));
        p.change(&finding, State::ClaimedFixed).await;
        let live = p.board(&directive, "", &chief).await;
        assert_eq!(cell(&live, p.health)["tally"]["claimed"], 1);
        assert_eq!(p.board(&directive, &query, &chief).await, before, "frozen is frozen");
        assert_eq!(chief.get(&json_path).await.body, bytes, "byte by byte");

        rebuilt(&p, &fresh, &directive, &query, [&live, &before]).await;
    }
}

async fn rebuilt(
    p: &Province,
    fresh: &testkit::TestDb,
    directive: &Value,
    query: &str,
    [live, frozen]: [&Value; 2],
) {
    fresh.migrate(crate::province::STEPS).await;
    let mut source = p.test.db.read().await.unwrap();
    let mut target = fresh.db.write().await.unwrap();
    projections().rebuild(&mut source, &mut target, None).await.unwrap();
    target.commit().await.unwrap();
    let state = state(fresh, &p.clock);
    let folder = tempfile::TempDir::new().unwrap();
    let duty = duty(&state, folder.path()).await;
    let server = routes(&Arc::clone(&duty), state);
    let chief = server.role(&[Role::Issue, Role::Supervise, Role::Operate], None);
    let path = format!("/api/v1/directives/{}/board", directive["id"].as_str().unwrap());
    assert_eq!(&chief.get(&path).await.json(), live, "replaying the log gives every figure");
    assert_eq!(&chief.get(&format!("{path}{query}")).await.json(), frozen);
    let tables = [
        "directives",
        "directive_obligations",
        "directive_bodies",
        "directive_files",
        "directive_explanations",
        "directive_cut_offs",
    ];
    let dumped = testkit::dump_tables(&fresh.db, &tables).await;
    assert_eq!(dumped, testkit::dump_tables(&p.test.db, &tables).await);
}
