//! Whatever is done to a stored log, the check finds it.

use db::{Db, Tx, params};
use kernel::{Id, OrganizationId, Timestamp};
use ledger::journal::{Fault, TrustedKeys, merkle, payload, verify};
use ledger::{
    Actor, ApplyError, Event, Head, Journal, NodeKey, PayloadHash, Projections, Stamp, Subject,
};
use serde::{Deserialize, Serialize};

/// A change of a part that exists only here: a note about a body.
#[derive(Debug, Serialize, Deserialize)]
struct Noted {
    organization: OrganizationId,
    number: i64,
    person: Option<PayloadHash>,
}

impl Event for Noted {
    const STREAM: &'static str = "test.noted";
    fn action(&self) -> &'static str {
        "noted"
    }
    fn subject(&self) -> Subject {
        Subject::of("organization", self.organization)
    }
    fn organization(&self) -> Option<OrganizationId> {
        Some(self.organization)
    }
    fn payloads(&self) -> Vec<PayloadHash> {
        self.person.into_iter().collect()
    }
    async fn apply(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        tx.execute(
            "INSERT INTO notes (seq, number, at) VALUES ($1, $2, $3)",
            params![stamp.seq, self.number, stamp.at],
        )
        .await?;
        Ok(())
    }
}

const NOTES: &[db::Migration] = &[db::Migration {
    part: "notes",
    step: 1,
    sql: "CREATE TABLE notes (seq BIGINT PRIMARY KEY, number BIGINT NOT NULL, at BIGINT NOT NULL);",
}];

fn body(number: u128) -> OrganizationId {
    OrganizationId::from_uuid(uuid::Uuid::from_u128(number))
}

fn trusted() -> TrustedKeys {
    TrustedKeys::default().with(&testkit::node_key().public()).unwrap()
}

async fn write(journal: &Journal, count: i64, db: &Db) {
    let ids = testkit::ids();
    for number in 1..=count {
        let mut tx = db.write().await.unwrap();
        let person = if number % 2 == 0 {
            Some(payload::seal(&format!("person {number}"), &ids, &mut tx).await.unwrap())
        } else {
            None
        };
        let event = Noted { organization: body(1 + (number % 2) as u128), number, person };
        journal.record(&event, Actor::System, testkit::now(), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn faults(kept: &[(i64, String)], db: &Db) -> Vec<Fault> {
    let mut tx = db.read().await.unwrap();
    verify(&trusted(), kept, &mut tx).await.unwrap().faults
}

async fn head(db: &Db) -> Head {
    let mut tx = db.read().await.unwrap();
    ledger::journal::head(&mut tx).await.unwrap().unwrap().as_head()
}

async fn run(sql: &str, db: &Db) {
    let mut tx = db.write().await.unwrap();
    assert!(tx.execute(sql, params![]).await.unwrap() > 0, "the attack must hit: {sql}");
    tx.commit().await.unwrap();
}

/// Whether a fault is the one that an attack must leave.
type Expected = fn(&Fault) -> bool;

#[tokio::test]
async fn every_attack_on_the_log_is_found() {
    let attacks: &[(&str, Expected)] = &[
        ("DELETE FROM log_entries WHERE seq = 5", |fault| {
            matches!(fault, Fault::Gap { expected: 5, found: 6 })
        }),
        ("UPDATE log_entries SET body = '{}' WHERE seq = 3", |fault| {
            matches!(fault, Fault::Edited { seq: 3 })
        }),
        ("UPDATE log_entries SET at = at + 1 WHERE seq = 3", |fault| {
            matches!(fault, Fault::Edited { seq: 3 })
        }),
        ("UPDATE log_entries SET actor_kind = 'command_line' WHERE seq = 4", |fault| {
            matches!(fault, Fault::Edited { seq: 4 })
        }),
        ("UPDATE log_entries SET organization_id = NULL WHERE seq = 4", |fault| {
            matches!(fault, Fault::Edited { seq: 4 })
        }),
        ("UPDATE log_entries SET seq = -seq WHERE seq IN (6, 7)", |fault| {
            matches!(fault, Fault::Gap { .. })
        }),
        (
            "DELETE FROM log_payloads WHERE kind = 'personal'",
            |fault| matches!(fault, Fault::Payload { what, .. } if what == "missing"),
        ),
        (
            "UPDATE log_payloads SET content = salt WHERE kind = 'personal'",
            |fault| matches!(fault, Fault::Payload { what, .. } if what == "changed"),
        ),
        ("UPDATE log_entries SET signature = hash WHERE seq = 8", |fault| {
            matches!(fault, Fault::BadSignature { seq: 8, .. })
        }),
    ];
    for (sql, expected) in attacks {
        for database in testkit::databases().await {
            database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
            write(&testkit::journal(), 10, &database.db).await;
            assert_eq!(faults(&[], &database.db).await, []);
            run(sql, &database.db).await;
            let found = faults(&[], &database.db).await;
            assert!(found.iter().any(expected), "{sql}: {found:?}");
        }
    }
}

#[tokio::test]
async fn swapping_two_entries_with_their_hashes_is_found() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        write(&testkit::journal(), 6, &database.db).await;
        for sql in [
            "UPDATE log_entries SET seq = 100 WHERE seq = 2",
            "UPDATE log_entries SET seq = 2 WHERE seq = 3",
            "UPDATE log_entries SET seq = 3 WHERE seq = 100",
        ] {
            run(sql, &database.db).await;
        }
        let found = faults(&[], &database.db).await;
        assert!(found.contains(&Fault::BrokenChain { seq: 2 }), "{found:?}");
        assert!(found.contains(&Fault::Edited { seq: 3 }), "{found:?}");
    }
}

#[tokio::test]
async fn a_cut_tail_is_found_by_a_head_that_was_kept() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        write(&testkit::journal(), 10, &database.db).await;
        let kept = head(&database.db).await;
        run("DELETE FROM log_entries WHERE seq > 7", &database.db).await;
        assert_eq!(faults(&[], &database.db).await, [], "the rest alone looks whole");
        let found = faults(&[(kept.seq, kept.hash.clone())], &database.db).await;
        assert_eq!(found, [Fault::HeadNotFound { seq: 10, hash: kept.hash }]);
    }
}

#[tokio::test]
async fn a_full_rewrite_with_another_key_is_found() {
    for (database, original) in
        testkit::databases().await.into_iter().zip(testkit::databases().await)
    {
        original.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        write(&testkit::journal(), 5, &original.db).await;
        let kept = head(&original.db).await;
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        let stranger = Journal::new(NodeKey::from_secret(&[9; 32]));
        write(&stranger, 3, &database.db).await;
        write(&stranger, 2, &database.db).await;
        let found = faults(&[(kept.seq, kept.hash)], &database.db).await;
        let bad = found.iter().filter(|fault| matches!(fault, Fault::BadSignature { .. })).count();
        assert_eq!(bad, 5, "every entry is signed by a stranger");
        assert!(found.iter().any(|fault| matches!(fault, Fault::HeadNotFound { seq: 5, .. })));
    }
}

#[tokio::test]
async fn erased_personal_data_leaves_the_chain_whole() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        write(&testkit::journal(), 4, &database.db).await;
        let mut tx = database.db.write().await.unwrap();
        let entries = ledger::journal::entries(0, 10, &mut tx).await.unwrap();
        let hash = entries[1].payloads[0];
        assert_eq!(payload::open::<String>(hash, &mut tx).await.unwrap().unwrap(), "person 2");
        payload::erase(hash, testkit::now(), &mut tx).await.unwrap();
        assert_eq!(payload::open::<String>(hash, &mut tx).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(faults(&[], &database.db).await, []);
    }
}

#[tokio::test]
async fn the_state_is_rebuilt_from_the_log_now_and_as_of_any_time() {
    let projections = Projections::default().with::<Noted>();
    for (live, fresh) in testkit::databases().await.into_iter().zip(testkit::databases().await) {
        live.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        fresh.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        write(&testkit::journal(), 9, &live.db).await;
        let (mut source, mut target) =
            (live.db.read().await.unwrap(), fresh.db.write().await.unwrap());
        let before: Timestamp = testkit::now() - chrono::TimeDelta::days(1);
        assert_eq!(
            projections.rebuild(&mut source, &mut target, Some(before)).await.unwrap(),
            0,
            "nothing had happened the day before"
        );
        assert_eq!(projections.rebuild(&mut source, &mut target, None).await.unwrap(), 9);
        target.commit().await.unwrap();
        let dump = |db: &Db| {
            let db = db.clone();
            async move { testkit::dump_tables(&db, &["notes", "log_entries", "log_payloads"]).await }
        };
        assert_eq!(dump(&live.db).await, dump(&fresh.db).await);
    }
}

#[tokio::test]
async fn a_body_proves_its_own_entries_without_the_others() {
    let database = testkit::TestDb::sqlite().await;
    database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
    write(&testkit::journal(), 9, &database.db).await;
    let mut tx = database.db.read().await.unwrap();
    let entries = ledger::journal::entries(0, 100, &mut tx).await.unwrap();
    let leaves: Vec<merkle::Hash> = entries.iter().map(|entry| merkle::leaf(&entry.hash)).collect();
    let root = merkle::root(&leaves);
    let own = entries.iter().position(|entry| entry.organization == Some(body(2))).unwrap();
    let path = merkle::proof(&leaves, own).unwrap();
    assert!(merkle::holds(leaves[own], own, leaves.len(), &path, &root));
    assert!(!merkle::holds(leaves[own + 1], own, leaves.len(), &path, &root));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_record_at_once_make_one_chain() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        let writers: Vec<_> = (0..8)
            .map(|number| {
                let db = database.db.clone();
                tokio::spawn(async move {
                    let mut tx = db.write().await.unwrap();
                    let event = Noted { organization: body(1), number, person: None };
                    let journal = testkit::journal();
                    journal.record(&event, Actor::System, testkit::now(), &mut tx).await.unwrap();
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(faults(&[], &database.db).await, []);
        assert_eq!(head(&database.db).await.seq, 8);
    }
}

/// A change to a proof, after which it must not hold.
type Forgery<'f> = &'f dyn Fn(&mut ledger::journal::InclusionProof);

#[tokio::test]
async fn an_entry_is_proved_by_the_proof_and_the_public_key_alone_and_no_changed_proof_holds() {
    use ledger::journal::{InclusionProof, ProofError, prove};
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS, NOTES]).await;
        let db = &database.db;
        write(&Journal::new(testkit::node_key()), 11, db).await;
        let key = testkit::node_key();
        let mut tx = db.read().await.unwrap();
        for seq in 1..=11 {
            let proof = prove(seq, None, &key, &mut tx).await.unwrap();
            let file = serde_json::to_vec(&proof).unwrap();
            InclusionProof::read(&file).unwrap().check(&trusted()).unwrap();
            assert_eq!(proof.head.hash, head(db).await.hash);
        }
        assert_eq!(prove(3, Some(7), &key, &mut tx).await.unwrap().head.seq, 7);
        for (seq, head) in [(0, None), (12, None), (8, Some(7)), (1, Some(12))] {
            let refused = prove(seq, head, &key, &mut tx).await.unwrap_err();
            assert!(matches!(refused, ProofError::NoSuchEntry { .. }), "{seq} {head:?}");
        }

        let proof = prove(5, Some(9), &key, &mut tx).await.unwrap();
        let other = prove(6, Some(9), &key, &mut tx).await.unwrap();
        let shorter = prove(5, Some(8), &key, &mut tx).await.unwrap();
        let changes: [(&str, Forgery<'_>); 9] = [
            ("its body", &|one| one.entry.body = one.entry.body.replace('5', "6")),
            ("its time", &|one| one.entry.at = Timestamp::from_millis(0)),
            ("its number", &|one| one.entry.seq = 6),
            ("another entry", &|one| one.entry = other.entry.clone()),
            ("its path", &|one| one.path = other.path.clone()),
            ("no path", &|one| one.path.clear()),
            ("another head", &|one| one.head.hash = shorter.head.hash.clone()),
            ("another tree", &|one| one.head.root = shorter.head.root.clone()),
            ("another end", &|one| one.head_path = one.path.clone()),
        ];
        for (what, change) in changes {
            let mut changed = proof.clone();
            change(&mut changed);
            assert!(changed.check(&trusted()).is_err(), "{what}");
        }
        assert!(matches!(
            proof.check(&TrustedKeys::default()),
            Err(ProofError::BadSignature { .. })
        ));
        assert!(InclusionProof::read(b"{}").is_err());
    }
}
