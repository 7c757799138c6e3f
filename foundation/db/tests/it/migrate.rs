//! Steps: applied once, checked, refused when the database is ahead.

use chrono::TimeDelta;
use db::{DbError, Migration, params};
use kernel::{Classified as _, ErrorKind};
use testkit::{databases, dump_tables, now};

const ONE: Migration = Migration {
    part: "steps",
    step: 1,
    sql: "CREATE TABLE first (id {id} PRIMARY KEY, body {bytes});\n",
};
const TWO: Migration = Migration {
    part: "steps",
    step: 2,
    sql: "ALTER TABLE first ADD COLUMN name TEXT;\nCREATE INDEX first_name ON first (name);\n",
};

#[tokio::test]
async fn steps_are_applied_once_and_the_rest_later() {
    for test in databases().await {
        test.db.migrate(&[ONE], now()).await.unwrap();
        test.db.migrate(&[ONE], now() + TimeDelta::days(1)).await.unwrap();
        let before = dump_tables(&test.db, &["schema_steps"]).await;
        assert!(before.starts_with("schema_steps (1)\n"), "{before}");
        assert!(before.contains(&format!("applied_at={}", now().millis())));
        test.db.migrate(&[ONE, TWO], now()).await.unwrap();
        let mut tx = test.db.read().await.unwrap();
        assert!(tx.query("SELECT name FROM first", params![]).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    for test in databases().await {
        test.db.migrate(&[ONE, TWO], now()).await.unwrap();
        let before = dump_tables(&test.db, &["schema_steps"]).await;
        let error = test.db.migrate(&[ONE], now()).await.unwrap_err();
        assert!(matches!(error, DbError::Newer { ref part, step: 2 } if part == "steps"));
        assert_eq!(error.kind(), ErrorKind::Misconfigured);
        assert_eq!(error.arguments()["step"], "2");
        assert_eq!(dump_tables(&test.db, &["schema_steps"]).await, before);
    }
}

#[tokio::test]
async fn a_step_that_reads_differently_now_is_refused() {
    for test in databases().await {
        test.db.migrate(&[ONE], now()).await.unwrap();
        let changed = Migration { sql: "CREATE TABLE other (n BIGINT);\n", ..ONE };
        let error = test.db.migrate(&[changed, TWO], now()).await.unwrap_err();
        assert!(matches!(error, DbError::ChangedStep { ref part, step: 1 } if part == "steps"));
        let mut tx = test.db.read().await.unwrap();
        let names: Vec<String> =
            db::shape::tables(&mut tx).await.unwrap().into_iter().map(|table| table.name).collect();
        assert_eq!(names, ["first", "schema_steps"]);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_step_that_fails_leaves_none_of_its_kind() {
    for test in databases().await {
        let broken = Migration { sql: "CREATE TABLE b (n BIGINT);\nNO SUCH WORD;\n", ..TWO };
        test.db.migrate(&[ONE, broken], now()).await.unwrap_err();
        assert_eq!(dump_tables(&test.db, &[]).await, "", "all or nothing");
        test.db.migrate(&[ONE, TWO], now()).await.unwrap();
    }
}
