//! Letters as pairs in `fixtures/letters`: `name.in` is the text, `name.out` what is read from it.
//!
//! Adding a case is adding two files; a missing half fails. In an `.in` file a blank line parts
//! paragraphs, lines beginning with `|` are the rows of a table (cells parted by `|`, `\n` within
//! a cell is a line break).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use directive::letter::{
    Confidence, ContactPurpose, Field, Letter, Measure, Patterns, ProposedObligation, obligations,
    read_letter,
};
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
    let expected = [Levels, Watch, Sweep, Botnet, Vulnerabilities, Incidents, Awareness, Cascade];
    assert_eq!(measures(&outcome.obligations), expected);
    let paths: Vec<&str> =
        outcome.obligations.iter().map(|obligation| obligation.clause.as_str()).collect();
    assert_eq!(paths, ["1/-1", "1/-2", "1/-3", "1/-3", "1/-4", "1/-5", "1/-6", "1/-6"]);
    assert!(outcome.obligations.iter().all(|obligation| obligation.due.is_none()));

    // The head is missing, and nothing of it is taken from the letters that are cited.
    assert_eq!(letter.number, Field::NotFound);
    assert_eq!(letter.symbol, Field::NotFound);
    assert_eq!(letter.issued_on, Field::NotFound);
    assert_eq!(letter.issuer, Field::NotFound);
    assert_eq!(letter.kind, Field::NotFound);
    assert_eq!(letter.signing.signer, Field::NotFound);
    let Field::Found(mentioned) = &letter.issuer_mentioned else { panic!("the text names it") };
    assert_eq!(mentioned.value, "Sở Thông tin và Truyền thông");
    assert_eq!(mentioned.confidence, Confidence::Low);
    assert!(letter.deadlines.is_empty() && letter.reports.is_empty());
    let validity = letter.validity.value().unwrap();
    assert_eq!((validity.from, validity.to), (None, None), "no dates are invented");

    let attached: Vec<(Option<&str>, Option<u32>)> = letter
        .citations
        .iter()
        .filter(|citation| citation.attached)
        .map(|citation| (citation.number.as_deref(), citation.month.map(|month| month.month)))
        .collect();
    assert_eq!(
        attached,
        [
            (Some("839/UBND-KGVX"), None),
            (Some("220/STTTT-CNTTBCVT"), None),
            (None, Some(5)),
            (None, Some(7)),
            (None, Some(8)),
            (None, Some(9)),
            (None, Some(11)),
        ]
    );
    assert_eq!(letter.parent_letter, Some(0));
    let implausible: Vec<&str> = letter
        .contacts
        .iter()
        .flat_map(|contact| &contact.phones)
        .filter(|phone| !phone.plausible)
        .map(|phone| phone.text.as_str())
        .collect();
    assert_eq!((letter.contacts.len(), implausible), (3, vec!["024.3640.442"]));
    assert!(letter.contacts.iter().all(|contact| contact.purpose == ContactPurpose::Help));
    let archive = letter.recipients.last().unwrap().archive.clone().unwrap();
    assert_eq!((archive.typist.as_deref(), archive.copies), (Some("HN"), Some(2)));
    assert_eq!((letter.addressees.len(), letter.recipients.len()), (4, 4));

    // Broken over lines as a PDF gives it, it orders the same.
    for width in [60, 78, 100] {
        let letter = read_letter(&document(&crate::letter_truth::wrapped(&text, width)));
        let proposed = obligations(&letter, &Patterns::shipped().unwrap());
        assert_eq!(measures(&proposed), expected, "width {width}");
        let texts = |proposed: &[ProposedObligation]| -> Vec<String> {
            proposed.iter().map(|obligation| obligation.text.clone()).collect()
        };
        assert_eq!(texts(&proposed), texts(&outcome.obligations), "width {width}");
        assert_eq!(letter.contacts.len(), 3, "width {width}");
        assert_eq!(letter.recipients.len(), 4, "width {width}");
    }
}
