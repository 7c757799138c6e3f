//! A store goes into a backup and comes out of it, while others go on storing.

use std::collections::BTreeMap;

use blobs::{Blobs, NewUpload};
use db::backup::{self, Contents, Limits};
use tempfile::TempDir;
use testkit::{TestDb, ids, now};

use crate::{content, hash};

#[tokio::test]
async fn content_is_in_the_backup_and_uploads_that_never_ended_are_not() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let store = Blobs::open(&at("blobs")).await.unwrap();
    let kept = [store.put(&content(500_000)).await.unwrap(), store.put(b"").await.unwrap()];
    let (owner, purpose) = ("lan", "list");
    let wanted = NewUpload { name: "a.csv", bytes: 9, sha256: hash(b"half of it"), owner, purpose };
    let upload = store.begin(&wanted, &ids(), now()).await.unwrap();
    store.put_chunk(upload, 0, b"half", hash(b"half"), now()).await.unwrap();

    let test = TestDb::sqlite().await;
    test.migrate(&[]).await;
    backup::copy_to(&test.db, &[], &at("state"), now(), &backup::silent()).await.unwrap();
    let contents = Contents {
        state: at("state"),
        folders: BTreeMap::from([("blobs/objects".to_owned(), store.objects_folder())]),
        facts: BTreeMap::new(),
        keys_needed: BTreeMap::new(),
        program: "test".to_owned(),
        made_at: now(),
    };
    backup::pack(contents, &at("backup"), &backup::silent()).await.unwrap();
    let limits = Limits::default();
    backup::unpack(&at("backup"), &at("out"), limits, &backup::silent()).await.unwrap();
    assert!(!at("out/blobs/uploads").exists());
    let restored = Blobs::open(&at("out/blobs")).await.unwrap();
    assert_eq!(restored.list().await.unwrap(), store.list().await.unwrap());
    for id in kept {
        let content = store.read(id, u64::MAX).await.unwrap();
        assert_eq!(restored.read(id, u64::MAX).await.unwrap(), content);
    }
}
