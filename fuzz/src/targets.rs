//! The readers of foreign bytes.

use std::io::Cursor;
use std::sync::LazyLock;

use directive::letter::{Patterns, obligations, read_letter};
use documents::{DelimitedRows, Limits, Row, Table};
use kernel::{Place, Timestamp};
use malware::lists::{
    Bounds, Knowledge, ListReader, Mapping, Options, WarningListsBuilder, address, recognize,
    table_from_text,
};

/// One reader.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is that of its corpus.
    pub name: &'static str,
    /// Feeds it.
    pub run: fn(&[u8]),
}

/// All readers.
#[must_use]
pub const fn targets() -> [Target; 9] {
    [
        Target { name: "list_csv", run: list_csv },
        Target { name: "list_text", run: list_text },
        Target { name: "list_address", run: list_address },
        Target { name: "workbook", run: workbook },
        Target { name: "document", run: document },
        Target { name: "letter", run: letter },
        Target { name: "warning_list", run: warning_list },
        Target { name: "registry_words", run: registry_words },
        Target { name: "format", run: format },
    ]
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| Patterns::shipped().ok());

static KNOWLEDGE: LazyLock<Option<Knowledge>> = LazyLock::new(|| Knowledge::shipped(false).ok());

fn limits() -> Limits {
    Limits::default()
}

/// Reads the rows of a table as a list.
fn as_list(rows: &[Row]) {
    let Some(knowledge) = KNOWLEDGE.as_ref() else { return };
    let head = rows.get(..rows.len().min(100)).unwrap_or_default();
    let recognition = recognize(head, &Place::default(), knowledge);
    let Some(mapping) = recognition.mapping.filter(Mapping::is_complete) else { return };
    let titles = recognition.titles.iter().map(String::as_str);
    let options = Options { days: malware::lists::period::in_titles(titles), ..Options::default() };
    let bounds = Bounds { sightings: 20_000, text_bytes: 1 << 20 };
    let mut reader = ListReader::new(&mapping, options, bounds, knowledge);
    for row in rows.get(mapping.data_from..).unwrap_or_default() {
        if reader.read(row.number, row).is_err() {
            return;
        }
    }
    let (merger, summary) = reader.finish();
    assert!(summary.sightings <= summary.read, "merging makes no rows");
    assert!(merger.iter().count() == merger.len(), "as many rows as are counted");
}

fn as_lists(tables: Vec<Table>) {
    for table in tables {
        as_list(&table.rows);
    }
}

fn list_csv(bytes: &[u8]) {
    let Ok(mut rows) = DelimitedRows::open("fuzz.csv", Cursor::new(bytes), &limits()) else {
        return;
    };
    let mut read = Vec::new();
    while let Ok(Some((number, record))) = rows.next_record() {
        read.push(Row { number, cells: record.iter().map(str::to_owned).collect() });
    }
    as_list(&read);
}

fn list_text(bytes: &[u8]) {
    if let Ok(text) = documents::decode("fuzz.txt", bytes, &limits()) {
        as_list(&table_from_text(&text).rows);
    }
}

fn list_address(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    address::read_cell(&text, |_, read| {
        if let Ok(found) = read {
            // What was read is written so that it is read again as the same.
            let written = found.span.to_string();
            let again = address::read_one(&written).map(|again| again.span);
            assert_eq!(again.ok(), Some(found.span), "{written}");
        }
    });
}

fn workbook(bytes: &[u8]) {
    if let Ok(tables) = documents::read_xlsx("fuzz.xlsx", bytes, &limits()) {
        as_lists(tables);
    }
}

fn document(bytes: &[u8]) {
    if let Ok(document) = documents::read_docx("fuzz.docx", bytes, &limits()) {
        let _ = documents::secrecy_stamp(&document);
        for titled in malware::lists::tables_of_document(document) {
            as_list(&titled.table.rows);
        }
    }
}

fn letter(bytes: &[u8]) {
    let Some(patterns) = PATTERNS.as_ref() else { return };
    if let Ok(document) = documents::read_text("fuzz.txt", bytes, &limits()) {
        let letter = read_letter(&document);
        for found in obligations(&letter, patterns) {
            assert!(!found.spans.is_empty(), "an obligation has its place in the text");
        }
    }
}

fn warning_list(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lists = WarningListsBuilder::default();
    if lists.add_misp("fuzz", &text).is_ok() {
        let lists = lists.build();
        let _ = lists.of_host("example.org");
    }
}

fn registry_words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(space) = text.parse::<registry::Space>() {
        let written = space.to_string();
        assert_eq!(written.parse::<registry::Space>().ok(), Some(space), "{written}");
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        assert_eq!(at.to_string().parse::<Timestamp>().ok(), Some(at), "{at}");
    }
    let _ = registry::normal_domain(&text);
    let _ = kernel::text::fold(&text);
    let _ = kernel::text::tidy(&text);
}

fn format(bytes: &[u8]) {
    for name in ["a.csv", "a.xlsx", "a.docx", "a.pdf", "a", "a.txt"] {
        let _ = documents::detect(name, bytes);
        let _ = documents::check(name, bytes, &limits());
    }
}
