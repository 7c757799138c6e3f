//! Uploads in chunks: order, repetition, checksums, interruption, expiry.

use std::fs::OpenOptions;
use std::io::Write as _;

use blobs::{BlobError, Blobs, Limits, UploadId};
use chrono::TimeDelta;
use kernel::{Classified as _, ErrorKind};
use tempfile::TempDir;
use testkit::{ids, now};

use crate::{content, hash};

async fn put(store: &Blobs, id: UploadId, offset: u64, chunk: &[u8]) -> Result<u64, BlobError> {
    store.put_chunk(id, offset, chunk, hash(chunk), now()).await.map(|status| status.received)
}

#[tokio::test]
async fn chunks_make_the_content_and_may_be_repeated() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let content = content(300);
    let id = store.begin("../danh sách.csv", Some(300), &ids(), now()).await.unwrap();
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
    assert!(matches!(
        store.finish(id, hash(&content)).await,
        Err(BlobError::Length { received: 100, total: 300 })
    ));

    // The program was restarted in between.
    let store = Blobs::open(folder.path()).await.unwrap();
    let status = store.upload_status(id).await.unwrap();
    assert_eq!((status.received, status.name.as_str()), (100, "danh sách.csv"));
    assert_eq!(put(&store, id, 100, &content[100..]).await.unwrap(), 300);
    assert!(matches!(put(&store, id, 300, b"x").await, Err(BlobError::TooLarge { limit: 300 })));
    assert!(matches!(store.finish(id, hash(b"other")).await, Err(BlobError::Checksum { .. })));
    let blob = store.finish(id, hash(&content)).await.unwrap();
    assert_eq!(store.finish(id, hash(&content)).await.unwrap(), blob, "repeated");
    assert_eq!(store.upload_status(id).await.unwrap().blob, Some(blob));
    assert_eq!(store.read(blob, 300).await.unwrap(), content);
}

#[tokio::test]
async fn what_a_crash_left_of_a_chunk_does_not_count() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let content = content(300);
    let id = store.begin("a.csv", None, &ids(), now()).await.unwrap();
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
    let blob = store.finish(id, hash(&content[..200])).await.unwrap();
    assert_eq!(store.read(blob, 300).await.unwrap(), content[..200]);
}

#[tokio::test]
async fn killed_between_storing_and_acknowledging_it_finishes_again() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let id = store.begin("a.csv", Some(3), &ids(), now()).await.unwrap();
    put(&store, id, 0, b"abc").await.unwrap();
    let blob = store.finish(id, hash(b"abc")).await.unwrap();
    let upload = folder.path().join("uploads").join(id.to_string());
    std::fs::remove_file(upload.join("finished")).unwrap();
    assert!(!upload.join("data").exists());
    assert_eq!(store.finish(id, blob).await.unwrap(), blob);
    std::fs::remove_file(upload.join("finished")).unwrap();
    assert!(matches!(store.finish(id, hash(b"abd")).await, Err(BlobError::Record { .. })));
}

#[tokio::test]
async fn silent_uploads_expire_and_others_stay() {
    let folder = TempDir::new().unwrap();
    let limits = Limits { open_uploads: 2, blob_bytes: 10, chunk_bytes: 4, ..Limits::default() };
    let store = Blobs::open_with(folder.path(), limits).await.unwrap();
    let ids = ids();
    let old = store.begin("old", None, &ids, now()).await.unwrap();
    let young = store.begin("young", None, &ids, now()).await.unwrap();
    assert!(matches!(
        store.begin("third", None, &ids, now()).await,
        Err(BlobError::TooManyUploads { limit: 2 })
    ));
    assert!(matches!(
        store.begin("large", Some(11), &ids, now()).await,
        Err(BlobError::TooLarge { limit: 10 })
    ));
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
