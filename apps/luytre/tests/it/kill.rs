//! SIGKILL while a large list is imported: after the next start it is there once, whole.
#![expect(clippy::disallowed_methods, reason = "a real process is killed by a real clock")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::http::Method;
use luytre::client::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{PATIENCE, Running, socket, text, told};

const ROWS: usize = 20_000;

/// Four bodies with a network each.
const BODIES: &str = "Tên\nĐơn vị Một\nĐơn vị Hai\nĐơn vị Ba\nĐơn vị Bốn\n";
const CLAIMS: &str = "Tên đơn vị,Không gian địa chỉ,Trạng thái\n\
    Đơn vị Một,203.0.113.0/26,Đã duyệt\nĐơn vị Hai,203.0.113.64/26,Đã duyệt\n\
    Đơn vị Ba,203.0.113.128/26,Đã duyệt\nĐơn vị Bốn,198.51.100.0/24,Đã duyệt\n";

/// 50 families, of which five are seen at nobody's addresses only: 4 × 45 findings.
fn rows() -> String {
    let mut text = "IP,Port,Malware,Last seen (UTC)\n".to_owned();
    for number in 0..ROWS {
        let block = ["203.0.113.", "198.51.100."][number / 7 % 2];
        let host = number * 37 % 192;
        let address = match number % 10 {
            9 => format!("192.0.2.{host}"),
            _ => format!("{block}{host}"),
        };
        let (port, family, day) = (1_024 + number, number % 50, number % 28 + 1);
        writeln!(text, "{address},{port},family-{family:02},2026-01-{day:02} 08:00:00").unwrap();
    }
    text
}

/// A running server with the registry, and the list read and previewed.
async fn previewed(data: &Path) -> (Running, String) {
    let server = Running::start(data, false);
    for (kind, content) in [("organizations", BODIES), ("claims", CLAIMS)] {
        let file = data.join(format!("{kind}.csv"));
        std::fs::write(&file, content).unwrap();
        told(data, &["import", kind, file.to_str().unwrap()]);
    }
    let client = socket(data);
    let content = rows();
    let list =
        client.upload("/api/v1/indicator-lists", "lon.csv", content.as_bytes(), &[]).await.unwrap();
    let id = text(&list, "/id");
    settled(&client, &id).await;
    (server, id)
}

/// Waits until the work on the list has come to an end; how it ended.
async fn settled(client: &Client, id: &str) -> Value {
    let begun = Instant::now();
    loop {
        let list = client.get(&format!("/api/v1/indicator-lists/{id}")).await.unwrap();
        if !["reading", "importing"].contains(&text(&list, "/state").as_str()) {
            return list;
        }
        assert!(begun.elapsed() < PATIENCE, "{list}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

async fn confirm(client: &Client, id: &str) {
    let path = format!("/api/v1/indicator-lists/{id}/confirmation");
    client.send(Method::POST, &path, &json!({})).await.unwrap();
}

/// How much of everything there is, in a stopped data directory.
async fn counts(data: &Path) -> String {
    let db = db::Db::open_file(&luytre::house::database_file(data)).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let mut text = String::new();
    for table in ["findings", "finding_changes", "evidence", "sightings", "attribution_queue"] {
        let sql = format!("SELECT COUNT(*) AS n FROM {table}");
        let count: i64 = tx.one(&sql, db::params![]).await.unwrap().get("n").unwrap();
        writeln!(text, "{table} {count}").unwrap();
    }
    text
}

#[tokio::test]
async fn an_import_that_is_killed_is_there_once() {
    let folder = TempDir::new().unwrap();
    let undisturbed = folder.path().join("whole");
    let (server, id) = previewed(&undisturbed).await;
    let client = socket(&undisturbed);
    let begun = Instant::now();
    confirm(&client, &id).await;
    assert_eq!(settled(&client, &id).await["state"], "imported");
    let whole = begun.elapsed();
    server.stop();
    let reference = counts(&undisturbed).await;
    assert!(reference.contains("findings 180\n"), "{reference}");

    for share in [15, 40, 70] {
        let data = folder.path().join(format!("killed-{share}"));
        let (server, id) = previewed(&data).await;
        confirm(&socket(&data), &id).await;
        std::thread::sleep(whole * share / 100);
        server.kill();

        let server = Running::start(&data, false);
        let client = socket(&data);
        let list = settled(&client, &id).await;
        if list["state"] == "preview" {
            confirm(&client, &id).await;
        }
        assert_eq!(settled(&client, &id).await["state"], "imported", "{share}");
        told(&data, &["audit", "verify"]);
        server.stop();
        assert_eq!(counts(&data).await, reference, "killed after {share} of 100");
    }
}
