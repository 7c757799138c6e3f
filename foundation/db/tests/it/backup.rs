//! Copies made while a writer writes, restored into both engines, checked by the log itself.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use db::backup::{self, BackupError, Contents, Limits};
use db::{Db, DbError, Migration, Tx, params};
use kernel::{FindingId, Id as _, Ids};
use ledger::journal::{self, TrustedKeys, payload};
use ledger::{Actor, ApplyError, Event, PayloadHash, Projections, Stamp, Subject};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use testkit::{TestDb, databases, dump_tables, ids, journal, node_key, now};

/// A table with every kind of column, whose rows refer to each other.
pub const NOTES: &[Migration] = &[Migration {
    part: "notes",
    step: 1,
    sql: "CREATE TABLE notes (
              id {id} PRIMARY KEY,
              parent_id {id} REFERENCES notes (id),
              text TEXT NOT NULL,
              weight DOUBLE PRECISION,
              hidden BOOLEAN NOT NULL,
              photo {bytes},
              answers BIGINT NOT NULL
          );\n",
}];

pub fn steps() -> Vec<Migration> {
    [ledger::MIGRATIONS, NOTES].concat()
}

#[derive(Debug, Serialize, Deserialize)]
struct NoteAdded {
    id: FindingId,
    parent: Option<FindingId>,
    text: String,
    photo: Option<Vec<u8>>,
    author: PayloadHash,
}

impl Event for NoteAdded {
    const STREAM: &'static str = "test.note_added";
    fn action(&self) -> &'static str {
        "added"
    }
    fn subject(&self) -> Subject {
        Subject::of("note", self.id)
    }
    fn payloads(&self) -> Vec<PayloadHash> {
        vec![self.author]
    }
    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        let weight =
            (stamp.seq % 3 != 0).then_some(1.0 / f64::from(u32::try_from(stamp.seq).unwrap()));
        tx.execute(
            "INSERT INTO notes (id, parent_id, text, weight, hidden, photo, answers)
             VALUES ($1, $2, $3, $4, $5, $6, 0)",
            params![
                self.id,
                self.parent,
                self.text.as_str(),
                weight,
                stamp.seq % 2 == 0,
                self.photo.clone()
            ],
        )
        .await?;
        // With PostgreSQL this moves the parent behind its children: a copy meets them first.
        tx.execute("UPDATE notes SET answers = answers + 1 WHERE id = $1", params![self.parent])
            .await?;
        Ok(())
    }
}

pub async fn add_note(db: &Db, parent: Option<FindingId>, ids: &Ids) -> FindingId {
    let id: FindingId = ids.next(now());
    let mut tx = db.write().await.unwrap();
    let author = payload::seal(&format!("người viết {id}"), ids, &mut tx).await.unwrap();
    let photo = (id.uuid().as_bytes()[15].is_multiple_of(2)).then(|| vec![0, 1, 254, 255]);
    let text = format!("Ghi chú 'số' \"{id}\"\n\\");
    let event = NoteAdded { id, parent, text, photo, author };
    journal().record(&event, Actor::System, now(), &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Verifies the log of a database, rebuilds its tables from it, and answers with the head.
async fn verified(db: &Db) -> journal::Entry {
    let mut tx = db.read().await.unwrap();
    let trusted = TrustedKeys::default().with(&node_key().public()).unwrap();
    let verification = journal::verify(&trusted, &[], &mut tx).await.unwrap();
    assert_eq!(verification.faults, []);
    let rebuilt = TestDb::sqlite().await;
    rebuilt.migrate(&[ledger::MIGRATIONS, NOTES]).await;
    let mut target = rebuilt.db.write().await.unwrap();
    let projections = Projections::default().with::<NoteAdded>();
    projections.rebuild(&mut tx, &mut target, None).await.unwrap();
    target.commit().await.unwrap();
    let head = journal::head(&mut tx).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let (present, past) = (dump_tables(db, &[]).await, dump_tables(&rebuilt.db, &[]).await);
    assert_eq!(present, past, "the tables are what the log says");
    head
}

#[tokio::test]
async fn a_copy_made_while_a_writer_writes_is_one_state_and_restores_into_both_engines() {
    for source in databases().await {
        source.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        let ids = ids();
        let parent = add_note(&source.db, None, &ids).await;
        let stop = Arc::new(AtomicBool::new(false));
        // So that the log stays short, the writer stops at `allowed` until it is raised.
        let (allowed, written) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let writer = {
            let (db, stop) = (source.db.clone(), stop.clone());
            let (allowed, written) = (allowed.clone(), written.clone());
            tokio::spawn(async move {
                while !stop.load(Ordering::SeqCst) {
                    if written.load(Ordering::SeqCst) < allowed.load(Ordering::SeqCst) {
                        add_note(&db, Some(parent), &ids).await;
                        written.fetch_add(1, Ordering::SeqCst);
                    }
                    tokio::task::yield_now().await;
                }
            })
        };
        let folder = TempDir::new().unwrap();
        let mut seqs = Vec::new();
        for number in 0..3 {
            let goal = written.load(Ordering::SeqCst) + 20;
            allowed.store(goal + 60, Ordering::SeqCst);
            while written.load(Ordering::SeqCst) < goal {
                tokio::task::yield_now().await;
            }
            let path = folder.path().join(format!("bản sao '{number}'.db"));
            let silent = backup::silent();
            backup::copy_to(&source.db, &steps(), &path, now(), &silent).await.unwrap();
            let again = backup::copy_to(&source.db, &steps(), &path, now(), &silent).await;
            assert!(matches!(again, Err(BackupError::Exists { .. })));
            let mut dumps = Vec::new();
            for target in databases().await {
                let rows = backup::restore(&path, &target.db, &steps(), now(), &silent).await;
                assert!(rows.unwrap() > 40);
                seqs.push(verified(&target.db).await.seq);
                dumps.push(dump_tables(&target.db, &[]).await);
                // What restores must be usable: the log goes on.
                let other_ids = Ids::new(|bytes| bytes.fill(0xee));
                add_note(&target.db, Some(parent), &other_ids).await;
                let full = backup::restore(&path, &target.db, &steps(), now(), &silent).await;
                assert!(matches!(full, Err(BackupError::NotEmpty { .. })), "{full:?}");
            }
            assert!(dumps.windows(2).all(|pair| pair[0] == pair[1]));
        }
        assert!(seqs.is_sorted() && seqs.first() < seqs.last(), "{seqs:?}");
        stop.store(true, Ordering::SeqCst);
        writer.await.unwrap();

        // At rest, the restored database is the original.
        let path = folder.path().join("last.db");
        backup::copy_to(&source.db, &steps(), &path, now(), &backup::silent()).await.unwrap();
        for target in databases().await {
            backup::restore(&path, &target.db, &steps(), now(), &backup::silent()).await.unwrap();
            let original = dump_tables(&source.db, &[]).await;
            assert_eq!(dump_tables(&target.db, &[]).await, original);
        }
    }
}

#[tokio::test]
async fn everything_goes_through_one_archive_and_back() {
    for source in databases().await {
        source.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        let ids = ids();
        let parent = add_note(&source.db, None, &ids).await;
        for _ in 0..50 {
            add_note(&source.db, Some(parent), &ids).await;
        }
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        let told = Arc::new(AtomicU64::new(0));
        let telling = told.clone();
        let progress: backup::Progress = Arc::new(move |done, total, stage| {
            assert!(stage.starts_with("jobs.stages."), "{stage}");
            assert!(total.is_none_or(|total| done <= total));
            telling.fetch_add(1, Ordering::SeqCst);
        });
        std::fs::create_dir_all(at("blobs/ab")).unwrap();
        std::fs::write(at("blobs/ab/cdef"), vec![7; 300_000]).unwrap();
        std::fs::write(at("blobs/empty"), b"").unwrap();

        backup::copy_to(&source.db, &steps(), &at("copy.db"), now(), &progress).await.unwrap();
        let copy = Db::open_file(&at("copy.db")).await.unwrap();
        let mut tx = copy.read().await.unwrap();
        let head = journal::head(&mut tx).await.unwrap().unwrap().as_head();
        tx.commit().await.unwrap();
        copy.close().await.unwrap();
        let contents = Contents {
            state: at("copy.db"),
            folders: BTreeMap::from([("blobs".to_owned(), at("blobs"))]),
            facts: BTreeMap::from([
                ("log_seq".to_owned(), head.seq.to_string()),
                ("log_hash".to_owned(), head.hash.clone()),
            ]),
            keys_needed: BTreeMap::from([("node.key".to_owned(), node_key().id())]),
            program: "luytre 0.1.0".to_owned(),
            made_at: now(),
        };
        let packed = backup::pack(contents.clone(), &at("a.backup"), &progress).await.unwrap();
        let again = backup::pack(contents, &at("a.backup"), &progress).await;
        assert!(matches!(again, Err(BackupError::Exists { .. })));
        let paths: Vec<&str> = packed.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["blobs/ab/cdef", "blobs/empty", "state.db"]);

        let unpacked = backup::unpack(&at("a.backup"), &at("out"), Limits::default(), &progress)
            .await
            .unwrap();
        assert_eq!(unpacked, packed);
        assert_eq!(std::fs::read(at("out/blobs/ab/cdef")).unwrap(), vec![7; 300_000]);
        for target in databases().await {
            let state = at("out").join(backup::STATE);
            backup::restore(&state, &target.db, &steps(), now(), &progress).await.unwrap();
            let restored = verified(&target.db).await.as_head();
            assert_eq!(restored.hash, unpacked.facts["log_hash"]);
            let original = dump_tables(&source.db, &[]).await;
            assert_eq!(dump_tables(&target.db, &[]).await, original);
        }
        assert!(told.load(Ordering::SeqCst) > 5);
    }
}

#[tokio::test]
async fn a_copy_of_an_older_program_is_brought_up_and_one_of_a_newer_is_refused() {
    const MORE: &[Migration] = &[Migration {
        part: "notes",
        step: 2,
        sql: "ALTER TABLE notes ADD COLUMN read_at BIGINT;\n",
    }];
    let newer = [steps(), MORE.to_vec()].concat();
    for source in databases().await {
        source.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        add_note(&source.db, None, &ids()).await;
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("old.db");
        let silent = backup::silent();
        backup::copy_to(&source.db, &steps(), &path, now(), &silent).await.unwrap();
        for target in databases().await {
            backup::restore(&path, &target.db, &newer, now(), &silent).await.unwrap();
            let notes = dump_tables(&target.db, &["notes"]).await;
            assert!(notes.starts_with("notes (1)") && notes.contains("read_at=-"), "{notes}");
            // The file has been brought up by now; to the older program it is of a newer one.
            let empty = TestDb::on(target.engine).await;
            let refused = backup::restore(&path, &empty.db, &steps(), now(), &silent).await;
            assert!(
                matches!(refused, Err(BackupError::Db(DbError::Newer { step: 2, .. }))),
                "{refused:?}"
            );
            assert_eq!(dump_tables(&empty.db, &[]).await, "");
        }
    }
}
