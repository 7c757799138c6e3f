//! Uploads in chunks: order, repetition, checksums, interruption, expiry.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;

use blobs::{BlobError, Blobs, Limits, NewUpload, UploadId};
use chrono::TimeDelta;
use kernel::{Classified as _, ErrorKind};
use tempfile::TempDir;
use testkit::{ids, now};

use crate::{content, hash};

async fn put(store: &Blobs, id: UploadId, offset: u64, chunk: &[u8]) -> Result<u64, BlobError> {
    store.put_chunk(id, offset, chunk, hash(chunk), now()).await.map(|status| status.received)
}

fn new<'a>(name: &'a str, content: &[u8]) -> NewUpload<'a> {
    let bytes = content.len() as u64;
    NewUpload { name, bytes, sha256: hash(content), owner: "lan", purpose: "list" }
}

#[tokio::test]
async fn chunks_make_the_content_and_may_be_repeated() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let content = content(300);
    let id = store.begin(&new("../danh sách.csv", &content), &ids(), now()).await.unwrap();
    assert_eq!(put(&store, id, 0, &content[..100]).await.unwrap(), 100);
    assert_eq!(put(&store, id, 0, &content[..100]).await.unwrap(), 100, "repeated");
    assert!(matches!(
        put(&store, id, 200, &content[200..]).await,
        Err(BlobError::WrongOffset { offset: 200, received: 100 })
    ));
    assert!(matches!(
        put(&store, id, 0, &content[1..101]).await,
        Err(BlobError::WrongOffset { offset: 0, received: 100 })
    ));
    let wrong = store.put_chunk(id, 100, &content[100..200], hash(b"other"), now()).await;
    assert_eq!(wrong.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert!(matches!(store.finish(id).await, Err(BlobError::Length { received: 100, total: 300 })));

    // The program was restarted in between.
    let store = Blobs::open(folder.path()).await.unwrap();
    let status = store.upload_status(id).await.unwrap();
    assert_eq!((status.received, status.name.as_str()), (100, "danh sách.csv"));
    assert_eq!(put(&store, id, 100, &content[100..]).await.unwrap(), 300);
    assert!(matches!(
        put(&store, id, 300, b"x").await,
        Err(BlobError::Length { received: 301, total: 300 })
    ));
    assert_eq!(store.read_upload(id, 300).await.unwrap(), content, "read before it is stored");
    assert!(matches!(store.read_upload(id, 299).await, Err(BlobError::TooLarge { limit: 299 })));
    assert!(store.list().await.unwrap().is_empty());
    let blob = store.finish(id).await.unwrap();
    assert_eq!(blob, hash(&content));
    assert_eq!(store.finish(id).await.unwrap(), blob, "repeated");
    assert_eq!(store.read_upload(id, 300).await.unwrap(), content);
    assert_eq!(store.upload_status(id).await.unwrap().blob, Some(blob));
    assert_eq!(store.read(blob, 300).await.unwrap(), content);
}

#[tokio::test]
async fn what_a_crash_left_of_a_chunk_does_not_count() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let content = content(300);
    let id = store.begin(&new("a.csv", &content[..200]), &ids(), now()).await.unwrap();
    put(&store, id, 0, &content[..100]).await.unwrap();
    let upload = folder.path().join("uploads").join(id.to_string());
    // Killed while writing data, then while writing the line that acknowledges it.
    OpenOptions::new()
        .append(true)
        .open(upload.join("data"))
        .unwrap()
        .write_all(&[9; 500])
        .unwrap();
    let line = format!("\n100 100 {} 1", hash(&content[100..200]));
    OpenOptions::new()
        .append(true)
        .open(upload.join("chunks"))
        .unwrap()
        .write_all(line.as_bytes())
        .unwrap();
    assert_eq!(store.upload_status(id).await.unwrap().received, 100);
    assert_eq!(put(&store, id, 100, &content[100..200]).await.unwrap(), 200);
    OpenOptions::new().append(true).open(upload.join("data")).unwrap().write_all(&[9; 50]).unwrap();
    let blob = store.finish(id).await.unwrap();
    assert_eq!(store.read(blob, 300).await.unwrap(), content[..200]);
}

#[tokio::test]
async fn killed_between_storing_and_acknowledging_it_finishes_again() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let id = store.begin(&new("a.csv", b"abc"), &ids(), now()).await.unwrap();
    put(&store, id, 0, b"abc").await.unwrap();
    let blob = store.finish(id).await.unwrap();
    let upload = folder.path().join("uploads").join(id.to_string());
    std::fs::remove_file(upload.join("finished")).unwrap();
    assert!(!upload.join("data").exists());
    assert_eq!(store.finish(id).await.unwrap(), blob);
    std::fs::remove_file(upload.join("finished")).unwrap();
    store.collect(&BTreeSet::new(), now() + TimeDelta::days(36_500)).await.unwrap();
    assert!(matches!(store.finish(id).await, Err(BlobError::Record { .. })));
}

#[tokio::test]
async fn silent_uploads_expire_and_others_stay() {
    let folder = TempDir::new().unwrap();
    let limits = Limits { open_uploads: 2, blob_bytes: 10, chunk_bytes: 4, ..Limits::default() };
    let store = Blobs::open_with(folder.path(), limits).await.unwrap();
    let ids = ids();
    let old = store.begin(&new("old", b"abc"), &ids, now()).await.unwrap();
    let young = store.begin(&new("young", b"abcd"), &ids, now()).await.unwrap();
    assert!(matches!(
        store.begin(&new("third", b"abc"), &ids, now()).await,
        Err(BlobError::TooManyUploads { limit: 2 })
    ));
    store.abandon(young).await.unwrap();
    assert!(matches!(
        store.begin(&new("large", &[0; 11]), &ids, now()).await,
        Err(BlobError::TooLarge { limit: 10 })
    ));
    let young = store.begin(&new("young", b"abcd"), &ids, now()).await.unwrap();
    assert!(matches!(put(&store, young, 0, b"12345").await, Err(BlobError::TooLarge { limit: 4 })));
    let later = now() + TimeDelta::hours(5);
    store.put_chunk(young, 0, b"abc", hash(b"abc"), later).await.unwrap();
    std::fs::write(folder.path().join("incoming/1-1"), b"left behind").unwrap();
    assert_eq!(store.expire(now() + TimeDelta::hours(1)).await.unwrap(), 2);
    assert!(matches!(store.upload_status(old).await, Err(BlobError::NoUpload { .. })));
    assert_eq!(store.upload_status(young).await.unwrap().received, 3);
    store.abandon(young).await.unwrap();
    assert!(matches!(put(&store, young, 3, b"d").await, Err(BlobError::NoUpload { .. })));
}

#[tokio::test]
async fn content_that_is_not_what_was_announced_is_not_stored() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let announced = NewUpload { sha256: hash(b"other"), ..new("a.csv", b"abc") };
    let id = store.begin(&announced, &ids(), now()).await.unwrap();
    put(&store, id, 0, b"abc").await.unwrap();
    assert!(matches!(store.finish(id).await, Err(BlobError::Checksum { .. })));
    assert!(matches!(store.read_upload(id, 9).await, Err(BlobError::Checksum { .. })));
    assert!(store.list().await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_goes_on_with_the_upload_of_another_or_fills_the_disk() {
    let folder = TempDir::new().unwrap();
    let limits = Limits { owner_uploads: 2, owner_bytes: 10, total_bytes: 14, ..Limits::default() };
    let store = Blobs::open_with(folder.path(), limits).await.unwrap();
    let ids = ids();
    let begin = async |owner, content: &[u8]| {
        let wanted = NewUpload { owner, ..new("a.csv", content) };
        store.begin(&wanted, &ids, now()).await
    };
    let first = begin("lan", b"abcd").await.unwrap();
    assert!(store.own_upload(first, "lan", Some("list")).await.is_ok());
    assert!(store.own_upload(first, "lan", None).await.is_ok());
    for (owner, purpose) in [("minh", Some("list")), ("minh", None), ("lan", Some("letter"))] {
        let refused = store.own_upload(first, owner, purpose).await;
        assert!(matches!(refused, Err(BlobError::NoUpload { .. })));
    }
    put(&store, first, 0, b"abcd").await.unwrap();
    store.finish(first).await.unwrap();
    // What is finished counts on until it expires.
    assert!(matches!(begin("lan", b"1234567").await, Err(BlobError::OwnerFull { limit: 10 })));
    begin("lan", b"1").await.unwrap();
    begin("lan", b"2").await.unwrap();
    assert!(matches!(begin("lan", b"3").await, Err(BlobError::TooManyUploads { limit: 2 })));
    // 4 stored, 2 announced: 8 are left for all.
    assert!(matches!(begin("minh", b"123456789").await, Err(BlobError::Full { limit: 14 })));
    begin("minh", b"12345678").await.unwrap();
}
