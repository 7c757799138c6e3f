//! Tests of the test support itself.
#![cfg(test)]

use chrono::TimeDelta;
use db::{Migration, params};
use kernel::{Clock as _, FindingId};
use testkit::{FixedClock, databases, dump_tables, ids, now};

const STEPS: &[Migration] = &[Migration {
    part: "testkit",
    step: 1,
    sql: "CREATE TABLE things (id {id} PRIMARY KEY, name TEXT, kept BOOLEAN, size BIGINT,
              share DOUBLE PRECISION, body {bytes});\n",
}];

#[tokio::test]
async fn both_engines_dump_the_same_text() {
    let mut dumps = Vec::new();
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let ids = ids();
        let mut tx = test.db.write().await.unwrap();
        for (name, share) in [("Sở Y tế", Some(0.5)), ("Sở Tư pháp", None)] {
            tx.execute(
                "INSERT INTO things VALUES ($1, $2, $3, $4, $5, $6)",
                params![ids.next::<FindingId>(now()), name, true, -3_i64, share, vec![0_u8, 255]],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        dumps.push(dump_tables(&test.db, &["things"]).await);
        assert_eq!(dump_tables(&test.db, &[]).await, dumps[0]);
    }
    assert!(dumps[0].starts_with("things (2)\n  id=0"), "{}", dumps[0]);
    assert!(dumps[0].contains("name=\"Sở Y tế\" kept=true size=-3 share=0.5 body=00ff\n"));
    assert!(dumps[0].contains("name=\"Sở Tư pháp\" kept=true size=-3 share=- body=00ff\n"));
    assert!(dumps.windows(2).all(|pair| pair[0] == pair[1]), "{dumps:?}");
}

#[tokio::test]
async fn each_test_has_a_database_of_its_own() {
    for test in databases().await {
        let other = testkit::TestDb::on(test.engine).await;
        test.migrate(&[STEPS]).await;
        assert_eq!(dump_tables(&other.db, &[]).await, "");
        let again = test.place.open().await;
        assert_eq!(dump_tables(&again, &[]).await, "things (0)\n");
        again.close().await.unwrap();
    }
}

#[test]
fn the_clock_moves_only_when_told() {
    let clock = FixedClock::default();
    let same = clock.clone();
    assert_eq!(clock.now().to_string(), "2030-01-31T08:00:00Z");
    same.step(TimeDelta::days(1));
    assert_eq!(clock.now(), now() + TimeDelta::days(1));
}

#[test]
fn ids_repeat_between_runs_and_not_within() {
    let (first, second) = (ids(), ids());
    let one: FindingId = first.next(now());
    assert_eq!(one, second.next(now()));
    assert_ne!(one, first.next(now()));
    assert_ne!(first.bytes::<4>(), first.bytes::<4>());
}
