//! Tables as text, to compare two databases, also of different engines.

use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use db::shape::{self, Cell};
use db::{Db, DbError};

/// The rows of the named tables as sorted text, one line each; of all tables where none is named
/// (but not `schema_steps`, which tells when a database was made).
pub async fn dump_tables(db: &Db, tables: &[&str]) -> String {
    let mut tx = db.read().await.expect("a transaction begins");
    let present = shape::tables(&mut tx).await.expect("the tables are listed");
    for name in tables {
        assert!(present.iter().any(|table| table.name == *name), "there is no table {name}");
    }
    let mut text = String::new();
    for table in present {
        let wanted = if tables.is_empty() {
            table.name != "schema_steps"
        } else {
            tables.contains(&table.name.as_str())
        };
        if !wanted {
            continue;
        }
        let mut lines = Vec::new();
        table
            .each_row(&mut tx, |cells| {
                let mut line = String::new();
                for ((name, _), cell) in table.columns.iter().zip(cells) {
                    let _ = write!(line, " {name}={}", cell_text(&cell));
                }
                lines.push(line);
                Ok::<(), DbError>(())
            })
            .await
            .expect("the rows are read");
        lines.sort();
        let _ = writeln!(text, "{} ({})", table.name, lines.len());
        for line in lines {
            let _ = writeln!(text, " {line}");
        }
    }
    tx.commit().await.expect("the transaction ends");
    text
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Int(value) => value.to_string(),
        Cell::Real(value) => format!("{value:?}"),
        Cell::Bool(value) => value.to_string(),
        Cell::Text(value) => format!("{value:?}"),
        Cell::Bytes(value) => HEXLOWER.encode(value),
    }
}
