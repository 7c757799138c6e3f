//! The log alone gives every table and every figure back.

use std::collections::BTreeMap;

use access::accounts::{Newcomer, create};
use access::{Caller, Credential, Grant, Pen, Role, store};
use axum::http::Method;
use db::Db;
use kernel::Locale;
use ledger::Actor;
use luytre::house::House;
use luytre::house::{database_file, migrations, projections};
use luytre::replay::NOT_IN_THE_LOG;
use serde_json::json;
use web::testing::Client;

use crate::demo::loaded;
use crate::support::{done, machine, open, server, text, work};

/// A person with all roles everywhere.
async fn person(login: &str, house: &House) -> Caller {
    let state = &house.state;
    let mut tx = state.db.write().await.unwrap();
    let now = state.clock.now();
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::CommandLine, now };
    let grant = |role| Grant { role, organization_id: None, compartment: None };
    let newcomer = Newcomer::without_password(login, "Người Mẫu", Locale::Vi).unwrap();
    let grants = Role::ALL.map(grant).to_vec();
    let id = create(grants.clone(), newcomer, pen, &mut tx).await.unwrap();
    assert_eq!(store::account(id, &mut tx).await.unwrap().grants, grants);
    tx.commit().await.unwrap();
    Caller {
        account: Some(id),
        actor: Actor::Account(id),
        login: login.to_owned(),
        locale: Locale::Vi,
        grants,
        credential: Credential::Session,
        limited_to: None,
    }
}

/// What people do after the sample: something of each part.
async fn act(client: &Client) -> String {
    let findings = client.get("/api/v1/findings?limit=100&state=open,regressed").await;
    assert_eq!(findings.status, 200, "{}", findings.text());
    let findings = findings.json();
    let finding = |at: usize| text(&findings, &format!("/items/{at}/id"));
    let steps = [
        (0, json!({"action": "acknowledge"})),
        (1, json!({"action": "claim", "statement": "Đã cài lại máy"})),
        (2, json!({"action": "comment", "statement": "Đang chờ mua máy"})),
        (3, json!({"action": "false_positive", "reason": "Máy dùng để thử"})),
        (
            4,
            json!({"action": "accept_risk", "reason": "Chờ thay", "until": "2099-01-01T00:00:00Z"}),
        ),
    ];
    for (at, action) in steps {
        let path = format!("/api/v1/findings/{}/actions", finding(at));
        done(client, Method::POST, &path, action).await;
    }
    let queue = client.get("/api/v1/attribution-queue").await.json();
    let owner = text(&findings, "/items/0/accountable/id");
    let assigned = json!({"items": [text(&queue, "/items/0/id")], "decision": "assign",
        "organization_id": owner, "reason": "Gọi điện hỏi"});
    done(client, Method::POST, "/api/v1/attribution-queue/decisions", assigned).await;

    let directives = client.get("/api/v1/directives").await.json();
    let directive = text(&directives, "/items/0/id");
    let path = format!("/api/v1/directives/{directive}");
    let explained = json!({"organization_id": owner, "text": "Đang làm",
        "obligation_id": text(&directives, "/items/0/obligations/0/id")});
    let (put, post) = (Method::PUT, Method::POST);
    done(client, put, &format!("{path}/explanations"), explained).await;
    done(client, post, &format!("{path}/cut-offs"), json!({"note": "Chốt tuần"})).await;
    directive
}

/// The dump of each table, by name.
fn by_table(dump: &str) -> BTreeMap<String, String> {
    let mut tables = BTreeMap::new();
    let mut name = String::new();
    for line in dump.lines() {
        if !line.starts_with(' ') {
            name = line.split(' ').next().unwrap().to_owned();
        }
        let text: &mut String = tables.entry(name.clone()).or_default();
        text.push_str(line);
        text.push('\n');
    }
    tables
}

#[tokio::test]
async fn the_log_alone_gives_every_table_and_the_board_back() {
    let (folder, house) = loaded().await;
    let client = machine(&server(&house));
    let person = person("nguoi.mau", &house).await;
    let directive = act(&server(&house).caller(person)).await;
    work(&house).await;

    // A second data directory whose database comes from the log alone.
    let copy = tempfile::TempDir::new().unwrap();
    std::fs::copy(folder.path().join("keys.toml"), copy.path().join("keys.toml")).unwrap();
    let db = Db::open_file(&database_file(copy.path())).await.unwrap();
    db.migrate(&migrations(), house.state.clock.now()).await.unwrap();
    let mut source = house.state.db.read().await.unwrap();
    let mut target = db.write().await.unwrap();
    let applied = projections().rebuild(&mut source, &mut target, None).await.unwrap();
    assert!(applied > 20);
    target.commit().await.unwrap();
    drop(source);

    let live = by_table(&testkit::dump_tables(&house.state.db, &[]).await);
    let rebuilt = by_table(&testkit::dump_tables(&db, &[]).await);
    db.close().await.unwrap();
    let mut filled = 0;
    for (table, rows) in &live {
        if NOT_IN_THE_LOG.contains(&table.as_str()) {
            continue;
        }
        assert_eq!(rebuilt.get(table), Some(rows), "{table}");
        filled += usize::from(rows.lines().count() > 1);
    }
    assert!(filled > 20, "only {filled} tables hold something");

    // Every figure on the board.
    let again = open(copy.path()).await;
    let replayed = machine(&server(&again));
    let at = house.state.clock.now();
    for path in [
        format!("/api/v1/directives/{directive}/board?as_of={at}"),
        format!("/api/v1/directives/{directive}/report?format=csv&as_of={at}"),
        format!("/api/v1/directives/{directive}/cut-offs"),
        "/api/v1/findings?limit=100".to_owned(),
        "/api/v1/attribution-queue".to_owned(),
    ] {
        let (live, replayed) = (client.get(&path).await, replayed.get(&path).await);
        assert_eq!(live.status, 200, "{path}: {}", live.text());
        assert_eq!(live.text(), replayed.text(), "{path}");
        assert!(live.body.len() > 200, "{path}");
    }
}
