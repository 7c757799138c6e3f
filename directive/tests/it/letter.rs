//! Letters as pairs in `fixtures/letters`: `name.in` is the text, `name.out` what is read from it.
//!
//! Adding a case is adding two files; a missing half fails. In an `.in` file a blank line parts
//! paragraphs, lines beginning with `|` are the rows of a table (cells parted by `|`, `\n` within
//! a cell is a line break).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use directive::letter::{Field, Letter, Measure, Patterns, ProposedObligation, obligations, read_letter};
use documents::{Block, Document, Row, Table};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/letters")
}

/// A document of the lines of a text.
pub fn document(text: &str) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines() {
        if let Some(row) = line.strip_prefix('|') {
            let row = row.trim_end().trim_end_matches('|');
            let cells = row.split('|').map(|cell| cell.trim().replace("\\n", "\n")).collect();
            match blocks.last_mut() {
                Some(Block::Table(table)) => {
                    let number = table.rows.len() as u64 + 1;
                    table.rows.push(Row { number, cells });
                }
                _ => blocks.push(Block::Table(Table {
                    rows: vec![Row { number: 1, cells }],
                    ..Table::default()
                })),
            }
        } else if !line.trim().is_empty() {
            blocks.push(Block::Paragraph { text: line.to_owned(), bold: false, centred: false });
        } else if let Some(Block::Table(_)) = blocks.last() {
            // A blank line ends a table.
            blocks.push(Block::Paragraph { text: String::new(), bold: false, centred: false });
        }
    }
    Document { blocks, ..Document::default() }
}

#[derive(serde::Serialize)]
struct Outcome {
    letter: Letter,
    obligations: Vec<ProposedObligation>,
}

fn outcome(text: &str) -> Outcome {
    let letter = read_letter(&document(text));
    let obligations = obligations(&letter, &Patterns::shipped().unwrap());
    Outcome { letter, obligations }
}

#[test]
fn letters_are_read_as_recorded() {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        names.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    assert!(names.len() >= 5, "the pairs are there");
    let mut wrong = Vec::new();
    for name in names {
        let input = fs::read_to_string(folder().join(format!("{name}.in")))
            .unwrap_or_else(|error| panic!("{name}.in: {error}"));
        let got = serde_json::to_string_pretty(&outcome(&input)).unwrap() + "\n";
        let path = folder().join(format!("{name}.out"));
        if std::env::var_os("LUYTRE_RECORD").is_some() {
            fs::write(&path, &got).unwrap();
        }
        let expected =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}.out: {error}"));
        if got != expected {
            let line = got.lines().zip(expected.lines()).position(|(got, want)| got != want);
            wrong.push(format!("{name}: first difference in line {:?}", line.map(|at| at + 1)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nLUYTRE_RECORD=1 records; review before committing");
}

fn measures(obligations: &[ProposedObligation]) -> Vec<Measure> {
    obligations.iter().map(|obligation| obligation.measure).collect()
}

#[test]
fn the_real_letter_yields_its_obligations_and_nothing_invented() {
    let Some(data) = std::env::var_os("LUYTRE_TEST_DATA") else {
        eprintln!("skipped: LUYTRE_TEST_DATA is not set");
        return;
    };
    let path = Path::new(&data).join("letter/cong-van-tet-2024.txt");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let outcome = outcome(&text);
    if std::env::var_os("LUYTRE_SHOW").is_some() {
        eprintln!("{}", serde_json::to_string_pretty(&outcome).unwrap());
    }
    let letter = &outcome.letter;
    use Measure::*;
    assert_eq!(
        measures(&outcome.obligations),
        [Levels, Watch, Sweep, Botnet, Vulnerabilities, Incidents, Awareness, Cascade]
    );
    assert_eq!(letter.number, Field::NotFound);
    assert_eq!(letter.symbol, Field::NotFound);
    assert_eq!(letter.issued_on, Field::NotFound);
}
