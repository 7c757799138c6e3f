//! Putting, reading, limits, collection.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use blobs::{BlobError, BlobId, Blobs, Limits};
use kernel::Timestamp;
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;

use crate::{content, hash};

fn object(folder: &Path, id: BlobId) -> PathBuf {
    let name = id.to_string();
    folder.join("objects").join(&name[..2]).join(&name[2..])
}

#[tokio::test]
async fn content_is_found_by_its_hash_and_stored_once() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let content = content(1_000_000);
    let id = store.put_stream(content.as_slice()).await.unwrap();
    assert_eq!(id, hash(&content));
    assert_eq!(store.put(&content).await.unwrap(), id);
    assert_eq!(store.list().await.unwrap(), [id]);
    assert_eq!(store.len(id).await.unwrap(), Some(1_000_000));
    assert_eq!(store.total_bytes().await.unwrap(), 1_000_000);
    assert_eq!(store.read(id, 1_000_000).await.unwrap(), content);
    let mut read = Vec::new();
    store.open_blob(id).await.unwrap().read_to_end(&mut read).await.unwrap();
    assert_eq!(read, content);
    read.clear();
    store.file(id).await.unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(read, content);
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
    let empty = store.put(b"").await.unwrap();
    assert_eq!(store.read(empty, 0).await.unwrap(), b"");
    let again = Blobs::open(folder.path()).await.unwrap();
    assert_eq!(again.total_bytes().await.unwrap(), 1_000_000);
}

#[tokio::test]
async fn damage_is_found_on_every_way_of_reading_and_mended_by_putting_again() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let id = store.put(b"Danh sach thang 1").await.unwrap();
    std::fs::write(object(folder.path(), id), b"Danh sach thang 2").unwrap();
    assert!(
        matches!(store.read(id, 100).await, Err(BlobError::Damaged { id: found }) if found == id)
    );
    assert!(matches!(store.file(id).await, Err(BlobError::Damaged { .. })));
    let mut read = Vec::new();
    let error = store.open_blob(id).await.unwrap().read_to_end(&mut read).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);

    std::fs::write(object(folder.path(), id), b"cut").unwrap();
    assert!(matches!(store.read(id, 100).await, Err(BlobError::Damaged { .. })));
    store.put(b"Danh sach thang 1").await.unwrap();
    assert_eq!(store.read(id, 100).await.unwrap(), b"Danh sach thang 1");
}

#[tokio::test]
async fn nothing_is_found_under_a_name_that_was_never_put() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let id = hash(b"never");
    assert!(matches!(store.open_blob(id).await, Err(BlobError::Missing { .. })));
    assert_eq!(store.len(id).await.unwrap(), None);
    for text in ["", "../../../etc/passwd", "zz", &"0".repeat(63), &"g".repeat(64)] {
        assert!(matches!(text.parse::<BlobId>(), Err(BlobError::NotAnId)), "{text}");
    }
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(serde_json::from_str::<BlobId>(&json).unwrap(), id);
}

#[tokio::test]
async fn limits_leave_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let limits = Limits { blob_bytes: 100, total_bytes: 150, ..Limits::default() };
    let store = Blobs::open_with(folder.path(), limits).await.unwrap();
    assert!(matches!(store.put(&content(101)).await, Err(BlobError::TooLarge { limit: 100 })));
    let id = store.put(&content(100)).await.unwrap();
    assert!(matches!(store.put(&content(51)).await, Err(BlobError::Full { limit: 150 })));
    store.put(&content(50)).await.unwrap();
    assert!(matches!(store.read(id, 99).await, Err(BlobError::TooLarge { limit: 99 })));
    assert_eq!(store.list().await.unwrap().len(), 2);
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
}

#[tokio::test]
async fn only_old_content_that_nothing_refers_to_is_collected() {
    let folder = TempDir::new().unwrap();
    let store = Blobs::open(folder.path()).await.unwrap();
    let kept = store.put(b"kept").await.unwrap();
    let gone = store.put(b"gone").await.unwrap();
    let past = Timestamp::from_millis(1_000);
    let future = Timestamp::from_millis(i64::MAX / 2);
    let referenced = BTreeSet::from([kept]);
    assert_eq!(store.collect(&referenced, past).await.unwrap().blobs, 0);
    let collected = store.collect(&referenced, future).await.unwrap();
    assert_eq!((collected.blobs, collected.bytes), (1, 4));
    assert_eq!(store.list().await.unwrap(), [kept]);
    assert_eq!(store.len(gone).await.unwrap(), None);
    assert_eq!(store.total_bytes().await.unwrap(), 4);
}
