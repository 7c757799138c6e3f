//! Files in pieces: resumed after a break, refused early, nobody else's.

use axum::http::Method;
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use web::testing::{Answer, Client};
use web::{Options, Role};

use crate::support::{Server, server, server_on};

fn announcement(content: &[u8], purpose: &str) -> Value {
    let sha256 = HEXLOWER.encode(&Sha256::digest(content));
    json!({"name": "a.csv", "bytes": content.len(), "sha256": sha256, "purpose": purpose})
}

async fn piece(client: &Client, path: &str, offset: usize, content: &[u8]) -> Answer {
    let digest = format!("sha-256=:{}:", BASE64.encode(&Sha256::digest(content)));
    let client = client.clone().with("Upload-Offset", &offset.to_string());
    let client = client.with("Content-Digest", &digest);
    client.send(Method::PATCH, path, "application/octet-stream", content.to_vec()).await
}

fn folders(server: &Server, name: &str) -> usize {
    std::fs::read_dir(server.files().join(name)).unwrap().count()
}

#[tokio::test]
async fn a_file_goes_on_where_the_connection_broke() {
    let server = server().await;
    let own = server.first_account().await;
    let content: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    let begun = own.post("/api/v1/uploads", announcement(&content, "evidence")).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    let path = format!("/api/v1/uploads/{}", begun.json()["id"].as_str().unwrap());
    assert_eq!(piece(&own, &path, 0, &content[..100_000]).await.status, 200);
    // The answer was lost: the same piece again, then one from a wrong place.
    assert_eq!(piece(&own, &path, 0, &content[..100_000]).await.status, 200);
    let skipped = piece(&own, &path, 200_000, &content[200_000..]).await;
    assert_eq!(skipped.status, 409);
    assert_eq!(skipped.json()["code"], "blobs.wrong_offset");
    let asked = own.send(Method::HEAD, &path, "", Vec::new()).await;
    assert_eq!((asked.status.as_u16(), asked.body.len()), (200, 0));
    assert_eq!(asked.headers["upload-offset"], "100000");
    assert_eq!(asked.headers["upload-length"], "300000");
    let early = own.post(&format!("{path}/finish"), json!({})).await;
    assert_eq!(early.json()["code"], "blobs.length");
    let rest = piece(&own, &path, 100_000, &content[100_000..]).await;
    assert_eq!(rest.json()["received"], 300_000);
    let done = own.post(&format!("{path}/finish"), json!({})).await.json();
    assert_eq!(done["file_id"], announcement(&content, "")["sha256"]);
    assert_eq!(folders(&server, "objects"), 1);
}

#[tokio::test]
async fn what_cannot_be_is_refused_before_it_is_sent() {
    let options = Options { most_upload_bytes: 2_000_000, ..Options::default() };
    let server = server_on(testkit::TestDb::sqlite().await, options).await;
    let own = server.first_account().await;
    let large = json!({"name": "a.csv", "bytes": 2_147_483_648_u64, "sha256": "00".repeat(32),
        "purpose": "list"});
    let refused = own.post("/api/v1/uploads", large).await;
    assert_eq!(
        (refused.status.as_u16(), &refused.json()["code"]),
        (413, &json!("blobs.too_large"))
    );
    assert!(refused.json()["detail"].as_str().unwrap().contains("1 MiB"), "{}", refused.text());
    assert_eq!(folders(&server, "uploads"), 0);
    // By its announced length alone: no byte of the body is read.
    let form = own.clone().with("Content-Length", "2147483648");
    let kind = "multipart/form-data; boundary=x";
    let refused = form.send(Method::POST, "/api/v1/imports/organizations", kind, Vec::new()).await;
    assert_eq!(refused.status, 413);
    assert_eq!(refused.json()["arguments"]["limit"], "1 MiB");

    let unknown = json!({"name": "a", "bytes": 1, "sha256": "00".repeat(32), "purpose": "virus"});
    let unknown = own.post("/api/v1/uploads", unknown).await;
    assert_eq!(unknown.json()["code"], "server.body_unfit");
    let begun = own.post("/api/v1/uploads", announcement(b"abc", "letter")).await.json();
    let path = format!("/api/v1/uploads/{}", begun["id"].as_str().unwrap());
    let bare = own.send(Method::PATCH, &path, "application/octet-stream", b"abc".to_vec()).await;
    assert_eq!(bare.json()["arguments"]["header"], "upload-offset");
    let torn = own.clone().with("Upload-Offset", "0").with("Content-Digest", "sha-256=:AAAA:");
    let torn = torn.send(Method::PATCH, &path, "application/octet-stream", b"abc".to_vec()).await;
    assert_eq!(torn.json()["arguments"]["header"], "content-digest");
    assert_eq!(piece(&own, &path, 0, b"abcd").await.json()["code"], "blobs.length");
    assert_eq!(piece(&own, &path, 0, b"abc").await.status, 200);
    let unread = own.post(&format!("{path}/finish"), json!({})).await;
    assert_eq!(unread.json()["code"], "server.letter_unread");
    assert_eq!(folders(&server, "objects"), 0, "a letter is not stored before it was read");
    assert_eq!(own.delete(&path).await.status, 204);
    assert_eq!(own.get(&path).await.status, 404);
    assert_eq!(folders(&server, "uploads"), 0);
}

#[tokio::test]
async fn nobody_meets_the_upload_of_another_or_sends_what_they_could_not_hand_in() {
    let server = server().await;
    let lan = server.first_account().await;
    let minh = server.joined(&lan, "minh.le", Role::Act, 2).await;
    let viewer = server.joined(&lan, "hoa.vo", Role::View, 2).await;
    let begun = lan.post("/api/v1/uploads", announcement(b"abc", "evidence")).await.json();
    let path = format!("/api/v1/uploads/{}", begun["id"].as_str().unwrap());
    assert_eq!(minh.get(&path).await.status, 404);
    assert_eq!(piece(&minh, &path, 0, b"abc").await.status, 404);
    assert_eq!(minh.delete(&path).await.status, 404);
    assert_eq!(minh.post(&format!("{path}/finish"), json!({})).await.status, 404);
    let begin = async |client: &Client, purpose| {
        client.post("/api/v1/uploads", announcement(b"abc", purpose)).await.status.as_u16()
    };
    assert_eq!(begin(&minh, "evidence").await, 201);
    assert_eq!(begin(&minh, "list").await, 403);
    assert_eq!(begin(&minh, "letter").await, 403);
    assert_eq!(begin(&viewer, "evidence").await, 403);
    assert_eq!(begin(&server.anonymous(), "evidence").await, 401);
    for _ in 1..8 {
        assert_eq!(begin(&minh, "evidence").await, 201);
    }
    assert_eq!(begin(&minh, "evidence").await, 429, "eight at a time");
    assert_eq!(begin(&lan, "evidence").await, 201);
}
