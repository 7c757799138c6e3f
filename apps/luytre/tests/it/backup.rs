//! Copies: taken while the server runs, put back elsewhere, refused where they do not fit.

use std::path::Path;

use db::{Db, params};
use luytre::house::database_file;
use tempfile::TempDir;

use crate::support::{Running, luytre, told};

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
    assert_eq!(findings.lines().count(), 20);
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
