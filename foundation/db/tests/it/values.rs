//! Values of every type go in and come out the same.

use db::{DbError, Migration, params};
use kernel::{FindingId, Id as _, OrganizationId, Timestamp};
use testkit::{databases, ids, now};
use uuid::Uuid;

const STEPS: &[Migration] = &[Migration {
    part: "values",
    step: 1,
    sql: "CREATE TABLE kept (id {id} PRIMARY KEY, at BIGINT, yes BOOLEAN, n BIGINT,
              small INTEGER, share DOUBLE PRECISION, name TEXT, body {bytes}, raw {id});\n",
}];

const INSERT: &str = "INSERT INTO kept (id, at, yes, n, small, share, name, body, raw)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

#[tokio::test]
async fn values_of_every_type_come_out_as_they_went_in() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let id: FindingId = ids().next(now());
        let raw = Uuid::from_u128(7);
        let at = Timestamp::from_millis(-1);
        let name = "Sở Y tế\u{0}".trim_end_matches('\u{0}');
        let body: Vec<u8> = (0..=255).collect();
        let mut tx = test.db.write().await.unwrap();
        let written = tx
            .execute(
                INSERT,
                params![id, at, true, i64::MIN, i32::MAX, -0.1, name, body.as_slice(), raw],
            )
            .await
            .unwrap();
        assert_eq!(written, 1);
        let row = tx.one("SELECT * FROM kept WHERE id = $1", params![id]).await.unwrap();
        assert_eq!(row.get::<FindingId>("id").unwrap(), id);
        assert_eq!(row.get::<Timestamp>("at").unwrap(), at);
        assert!(row.get::<bool>("yes").unwrap());
        assert_eq!(row.get::<i64>("n").unwrap(), i64::MIN);
        assert_eq!(row.get::<i32>("small").unwrap(), i32::MAX);
        assert_eq!(row.get::<f64>("share").unwrap().to_bits(), (-0.1_f64).to_bits());
        assert_eq!(row.get::<String>("name").unwrap(), "Sở Y tế");
        assert_eq!(row.get::<Vec<u8>>("body").unwrap(), body);
        assert_eq!(row.get::<Uuid>("raw").unwrap(), raw);
        assert_eq!(row.get::<Option<String>>("name").unwrap().as_deref(), Some("Sở Y tế"));
        // One id type for each kind of thing; the engine knows one only.
        assert_eq!(row.get::<OrganizationId>("id").unwrap().uuid(), id.uuid());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn nothing_comes_out_as_nothing_for_every_type() {
    for test in databases().await {
        test.migrate(&[STEPS]).await;
        let id: FindingId = ids().next(now());
        let mut tx = test.db.write().await.unwrap();
        tx.execute(
            INSERT,
            params![
                id,
                None::<Timestamp>,
                None::<bool>,
                None::<i64>,
                None::<i32>,
                None::<f64>,
                None::<&str>,
                None::<Vec<u8>>,
                None::<OrganizationId>
            ],
        )
        .await
        .unwrap();
        let row = tx.one("SELECT * FROM kept WHERE id = $1", params![id]).await.unwrap();
        assert_eq!(row.get::<Option<Timestamp>>("at").unwrap(), None);
        assert_eq!(row.get::<Option<bool>>("yes").unwrap(), None);
        assert_eq!(row.get::<Option<i64>>("n").unwrap(), None);
        assert_eq!(row.get::<Option<f64>>("share").unwrap(), None);
        assert_eq!(row.get::<Option<String>>("name").unwrap(), None);
        assert_eq!(row.get::<Option<Vec<u8>>>("body").unwrap(), None);
        assert_eq!(row.get::<Option<OrganizationId>>("raw").unwrap(), None);
        // What must be there and is not is an error that names the column.
        let error = row.get::<String>("name").unwrap_err();
        assert!(matches!(error, DbError::Column { ref column, .. } if column == "name"), "{error}");
        let error = row.get::<String>("no_such").unwrap_err();
        assert!(matches!(error, DbError::Column { ref column, .. } if column == "no_such"));
        tx.commit().await.unwrap();
    }
}
