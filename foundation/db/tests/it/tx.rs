//! Transactions: kept or not, one inside another, readers beside a writer.

use db::{DbError, Migration, params};
use kernel::{Classified as _, ErrorKind};
use testkit::{TestDb, databases};

const STEPS: &[Migration] = &[Migration {
    part: "tx",
    step: 1,
    sql: "CREATE TABLE items (n BIGINT PRIMARY KEY, name TEXT NOT NULL);\n",
}];

async fn count(test: &TestDb) -> i64 {
    let mut tx = test.db.read().await.unwrap();
    let n = tx.one("SELECT COUNT(*) AS n FROM items", params![]).await.unwrap().get("n").unwrap();
    tx.commit().await.unwrap();
    n
}

const INSERT: &str = "INSERT INTO items (n, name) VALUES ($1, $2)";

#[tokio::test]
async fn what_is_not_committed_is_not_kept() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let mut tx = test.db.write().await.unwrap();
        tx.execute(INSERT, params![1_i64, "a"]).await.unwrap();
        drop(tx);
        assert_eq!(count(&test).await, 0);
        let mut tx = test.db.write().await.unwrap();
        tx.execute(INSERT, params![1_i64, "a"]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&test).await, 1);
    }
}

#[tokio::test]
async fn a_duplicate_is_told_from_other_failures_and_undone_alone() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let mut tx = test.db.write().await.unwrap();
        tx.execute(INSERT, params![1_i64, "a"]).await.unwrap();
        let mut inner = tx.nested().await.unwrap();
        inner.execute(INSERT, params![2_i64, "b"]).await.unwrap();
        let error = inner.execute(INSERT, params![1_i64, "c"]).await.unwrap_err();
        assert!(matches!(error, DbError::Duplicate(_)), "{error:?}");
        assert_eq!((error.kind(), error.code()), (ErrorKind::Conflict, "db.duplicate"));
        drop(inner);
        let mut inner = tx.nested().await.unwrap();
        let error = inner.execute(INSERT, params![3_i64, None::<&str>]).await.unwrap_err();
        assert!(matches!(error, DbError::Engine(_)), "{error:?}");
        drop(inner);
        let mut inner = tx.nested().await.unwrap();
        inner.execute(INSERT, params![4_i64, "d"]).await.unwrap();
        inner.commit().await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.db.read().await.unwrap();
        let rows = tx.query("SELECT n FROM items ORDER BY n", params![]).await.unwrap();
        let numbers: Vec<i64> = rows.iter().map(|row| row.get("n").unwrap()).collect();
        assert_eq!(numbers, [1, 4]);
        assert!(tx.optional("SELECT n FROM items WHERE n = 9", params![]).await.unwrap().is_none());
        let missing = tx.one("SELECT n FROM items WHERE n = 9", params![]).await.unwrap_err();
        assert!(matches!(missing, DbError::Missing));
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn many_rows_go_in_by_few_statements() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let rows = |to: i64| (0..to).map(|n| params![n, format!("item {n}")]);
        let mut tx = test.db.write().await.unwrap();
        assert_eq!(tx.insert("items", &["n", "name"], rows(0), "").await.unwrap(), 0);
        assert_eq!(tx.insert("items", &["n", "name"], rows(2_345), "").await.unwrap(), 2_345);
        let tail = "ON CONFLICT (n) DO NOTHING";
        assert_eq!(tx.insert("items", &["n", "name"], rows(3_000), tail).await.unwrap(), 655);
        tx.commit().await.unwrap();
        assert_eq!(count(&test).await, 3_000);
    }
}

#[tokio::test]
async fn readers_go_on_beside_a_writer_and_see_one_state() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let mut writer = test.db.write().await.unwrap();
        writer.execute(INSERT, params![1_i64, "a"]).await.unwrap();
        // Three readers at a time, while the writer is in the middle of its work.
        let (a, b, c) = tokio::join!(count(&test), count(&test), count(&test));
        assert_eq!((a, b, c), (0, 0, 0));
        let mut reader = test.db.read().await.unwrap();
        let counted = "SELECT COUNT(*) AS n FROM items";
        let before: i64 = reader.one(counted, params![]).await.unwrap().get("n").unwrap();
        writer.commit().await.unwrap();
        assert_eq!(count(&test).await, 1);
        let after: i64 = reader.one(counted, params![]).await.unwrap().get("n").unwrap();
        assert_eq!((before, after), (0, 0), "one state from beginning to end");
        reader.commit().await.unwrap();
    }
}

#[tokio::test]
async fn writers_wait_for_each_other_and_all_are_kept() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let writers = (0..20_i64).map(|n| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                tx.execute(INSERT, params![n, "w"]).await.unwrap();
                tokio::task::yield_now().await;
                tx.commit().await.unwrap();
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(count(&test).await, 20);
    }
}

#[tokio::test]
async fn what_was_committed_is_there_after_opening_again() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let mut tx = test.db.write().await.unwrap();
        tx.execute(INSERT, params![1_i64, "a"]).await.unwrap();
        tx.commit().await.unwrap();
        test.db.clone().close().await.unwrap();
        let again = test.place.open().await;
        let mut tx = again.read().await.unwrap();
        let row = tx.one("SELECT name FROM items", params![]).await.unwrap();
        assert_eq!(row.get::<String>("name").unwrap(), "a");
        tx.commit().await.unwrap();
        again.close().await.unwrap();
    }
}
