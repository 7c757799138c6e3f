//! Copies: taken while the server runs, put back elsewhere, refused where they do not fit.

use std::path::Path;

use access::accounts::Newcomer;
use chrono::TimeDelta;
use db::{Db, params};
use kernel::Locale;
use luytre::house::database_file;
use tempfile::TempDir;

use crate::support::{self, Running, luytre, told};

const PASSWORD: &str = "con trâu đi trước cái cày";

fn complaint(data: &Path, arguments: &[&str]) -> String {
    let output = luytre(data, arguments);
    assert_eq!(output.status.code(), Some(3), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test]
async fn a_copy_taken_while_the_server_runs_is_the_house_again() {
    let folder = TempDir::new().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let copy = folder.path().join("copy.luytre");
    let file = copy.to_str().unwrap();

    let server = Running::start(&data, true);
    told(&data, &["backup", file]);
    let findings = told(&data, &["findings", "--json"]);
    assert_eq!(findings.lines().count(), 22);
    server.stop();
    let directives = told(&data, &["board", "--json"]);

    // Not without the key file, and nothing is left behind by the attempt.
    std::fs::create_dir_all(&other).unwrap();
    assert!(complaint(&other, &["restore", file]).contains("keys.toml"));
    assert!(!database_file(&other).exists());

    std::fs::copy(data.join("keys.toml"), other.join("keys.toml")).unwrap();
    told(&other, &["restore", file]);
    told(&other, &["audit", "verify"]);
    assert_eq!(told(&other, &["findings", "--json"]), findings);
    let restored = told(&other, &["board", "--json"]);
    let without_time = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.contains("\"as_of\"")).map(str::to_owned).collect()
    };
    assert_eq!(without_time(&restored), without_time(&directives));

    // Not over what is there; and it is still there afterwards.
    assert!(complaint(&other, &["restore", file]).contains("other"));
    assert_eq!(told(&other, &["findings", "--json"]), findings);

    // The copied installation runs.
    let server = Running::start(&other, false);
    assert_eq!(told(&other, &["findings", "--json"]), findings);
    server.stop();
}

#[tokio::test]
async fn a_copy_that_was_damaged_is_refused_and_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let copy = folder.path().join("copy.luytre");
    Running::start(&data, false).stop();
    told(&data, &["backup", copy.to_str().unwrap()]);
    std::fs::create_dir_all(&other).unwrap();
    std::fs::copy(data.join("keys.toml"), other.join("keys.toml")).unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    std::fs::write(&copy, bytes).unwrap();
    complaint(&other, &["restore", copy.to_str().unwrap()]);
    assert!(!database_file(&other).exists());
}

#[tokio::test]
async fn a_newer_database_is_refused_and_not_touched() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    Running::start(&data, false).stop();
    let db = Db::open_file(&database_file(&data)).await.unwrap();
    let mut tx = db.write().await.unwrap();
    tx.execute(
        "INSERT INTO schema_steps (part, step, checksum, applied_at) VALUES ('malware', 999, '', 0)",
        params![],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let before = testkit::dump_tables(&db, &[]).await;
    db.close().await.unwrap();
    let said = complaint(&data, &["findings"]);
    assert!(said.contains("malware") && said.contains("999"), "{said}");
    let db = Db::open_file(&database_file(&data)).await.unwrap();
    assert_eq!(testkit::dump_tables(&db, &[]).await, before);
}

/// A house with an account that has a second factor; the seed as an authenticator holds it.
async fn with_second_factor(data: &Path) -> String {
    let house = support::open(data).await;
    let state = &house.state;
    let pen = access::Pen {
        journal: &state.journal,
        ids: &state.ids,
        by: ledger::Actor::CommandLine,
        now: state.clock.now(),
    };
    let newcomer =
        Newcomer::new("lan.tran", "Lan", PASSWORD, Locale::Vi, &state.hasher, &state.ids);
    let newcomer = newcomer.await.unwrap();
    let grant =
        access::Grant { role: access::Role::Operate, organization_id: None, compartment: None };
    let mut tx = state.db.write().await.unwrap();
    let id = access::accounts::create(vec![grant], newcomer, pen, &mut tx).await.unwrap();
    let account = access::store::account(id, &mut tx).await.unwrap();
    let sealer = &state.options.sealer;
    let enrolment = access::own::begin_totp(&account, sealer, pen, &mut tx).await.unwrap();
    // The code of the step before, so that the present one is still to be used.
    let code = access::totp::code_at(&enrolment.secret, pen.now - TimeDelta::seconds(30)).unwrap();
    access::own::enable_totp(&account, &code, sealer, pen, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    house.state.db.clone().close().await.unwrap();
    enrolment.secret
}

async fn status_of_signing_in(data: &Path, secret: &str) -> u16 {
    let house = support::open(data).await;
    let code = access::totp::code_at(secret, house.state.clock.now()).unwrap();
    let body = serde_json::json!({"login": "lan.tran", "password": PASSWORD, "totp": code});
    let answer = support::server(&house).anonymous().post("/api/v1/session", body).await;
    house.state.db.clone().close().await.unwrap();
    answer.status.as_u16()
}

#[tokio::test]
async fn second_factors_outlive_a_rotation_and_the_restore_of_an_older_copy() {
    let folder = TempDir::new().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let copy = folder.path().join("copy.luytre");
    let secret = with_second_factor(&data).await;
    told(&data, &["backup", copy.to_str().unwrap()]);
    told(&data, &["keys", "rotate"]);
    assert_eq!(status_of_signing_in(&data, &secret).await, 200);

    std::fs::create_dir_all(&other).unwrap();
    std::fs::copy(data.join("keys.toml"), other.join("keys.toml")).unwrap();
    told(&other, &["restore", copy.to_str().unwrap()]);
    let keys = std::fs::read_to_string(other.join("keys.toml")).unwrap();
    let line = keys.lines().find(|line| line.starts_with("retired_seals")).unwrap().to_owned();
    // The restore sealed anew: the old key is no longer needed.
    std::fs::write(other.join("keys.toml"), keys.replace(&line, "")).unwrap();
    assert_eq!(status_of_signing_in(&other, &secret).await, 200);
}
