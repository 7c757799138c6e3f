//! Bytes changed at random places, with a fixed seed: every reader answers and none panics.

use std::io::{Cursor, Read};

use documents::{DelimitedRows, Limits, decode, detect, read_document, secrecy_stamp, write_docx};

use crate::fixtures::{archive, docx_with};
use crate::papers::{created_at, report};

/// A small generator of our own: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Pieces that parsers stumble over.
const PIECES: [&str; 14] = [
    "<w:tbl>",
    "</w:tc>",
    "<w:p>",
    "</w:p>",
    "<w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"-1\"/></w:numPr>",
    "<w:gridSpan w:val=\"999999999999\"/>",
    "<w:vMerge/>",
    "&#0;",
    "&#x110000;",
    "<!--",
    "]]>",
    "<w:txbxContent>",
    "\u{301}",
    "<w:tc><w:tcPr><w:gridSpan w:val=\"-5\"/></w:tcPr></w:tc>",
];

#[test]
fn changed_documents_never_panic() {
    let written = write_docx(&report(), created_at()).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(written)).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let start: Vec<char> = xml.chars().take(40_000).collect();
    let limits = Limits { depth: 40, columns: 64, ..Limits::default() };
    let mut numbers = Numbers(7);
    let mut read = 0;
    for _ in 0..300 {
        let mut changed = start.clone();
        for _ in 0..=numbers.next(3) {
            let at = numbers.next(changed.len());
            match numbers.next(3) {
                0 => changed.truncate(at.max(1)),
                1 => {
                    let piece: Vec<char> = PIECES[numbers.next(PIECES.len())].chars().collect();
                    changed.splice(at..at, piece);
                }
                _ => {
                    let end = (at + numbers.next(60)).min(changed.len());
                    changed.drain(at..end);
                }
            }
        }
        let text: String = changed.into_iter().collect();
        let whole = archive(&[
            ("[Content_Types].xml", b"<x/>".as_slice()),
            ("word/document.xml", text.as_bytes()),
        ]);
        if let Ok(document) = read_document("x.docx", &whole, &limits) {
            read += 1;
            assert_eq!(secrecy_stamp(&document), None);
        }
        // The same text where numbers and styles are looked for.
        let parts = [("word/numbering.xml", text.as_str()), ("word/styles.xml", text.as_str())];
        read_document("x.docx", &docx_with("<w:p/>", &parts), &limits).ok();
    }
    assert!(read < 300, "some changes break the document");
}

#[test]
fn random_bytes_never_panic() {
    let mut numbers = Numbers(11);
    let alphabet = b"\"\",;\t|\r\n\n ab1\0\xFF\xFE\xC3\xA1\xE1\xBB\xEF=sep";
    for round in 0..2_000 {
        let length = numbers.next(if round % 50 == 0 { 70_000 } else { 300 });
        let bytes: Vec<u8> = (0..length).map(|_| alphabet[numbers.next(alphabet.len())]).collect();
        detect("x", &bytes).ok();
        decode("x", &bytes, &Limits::default()).ok();
        if let Ok(rows) = DelimitedRows::open("x", Cursor::new(&bytes), &Limits::default()) {
            let mut last = 0;
            for row in rows {
                let Ok(row) = row else { break };
                assert!(row.number > last, "rows are numbered upwards");
                last = row.number;
            }
        }
    }
}
