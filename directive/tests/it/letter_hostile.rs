//! Letters that are none: empty, huge, only tables, without order, random. Never a panic, always
//! places that exist, and time that grows with the size.

use std::time::Instant;

use directive::letter::{Letter, Patterns, ProposedObligation, Span, obligations, read_letter};
use documents::{Block, Document, Row, Table};
use proptest::prelude::*;

fn paragraphs<I: IntoIterator<Item = String>>(lines: I) -> Document {
    let blocks = lines
        .into_iter()
        .map(|text| Block::Paragraph { text, bold: false, centred: false })
        .collect();
    Document { blocks, ..Document::default() }
}

/// Reads, proposes, and proves that every place exists.
fn read(document: &Document) -> (Letter, Vec<ProposedObligation>) {
    let letter = read_letter(document);
    let proposed = obligations(&letter, &Patterns::shipped().unwrap());
    places_exist(&serde_json::to_value(&letter).unwrap(), document);
    places_exist(&serde_json::to_value(&proposed).unwrap(), document);
    let again: Letter = serde_json::from_str(&serde_json::to_string(&letter).unwrap()).unwrap();
    assert_eq!(again, letter, "what is stored is what was read");
    for obligation in &proposed {
        let joined: Vec<String> =
            obligation.spans.iter().map(|span| span.text(document).unwrap()).collect();
        assert_eq!(joined.join(" "), obligation.text, "the range is exact");
    }
    (letter, proposed)
}

fn places_exist(value: &serde_json::Value, document: &Document) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("start") => {
            let span: Span = serde_json::from_value(value.clone()).unwrap();
            let text = span.text(document);
            assert!(text.is_some_and(|text| !text.is_empty()), "{span:?}");
        }
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|value| places_exist(value, document));
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| places_exist(item, document));
        }
        _ => {}
    }
}

#[test]
fn an_empty_document_gives_nothing() {
    let (letter, proposed) = read(&Document::default());
    assert!(proposed.is_empty() && letter.clauses.is_empty() && letter.recipients.is_empty());
    let blank = paragraphs(["", " ", "\n\n", "***", "-----", "\u{feff}"].map(str::to_owned));
    assert!(read(&blank).1.is_empty());
}

#[test]
fn a_hundred_thousand_paragraphs_are_bounded() {
    let document = paragraphs((0..100_000).map(|index| match index % 4 {
        0 => format!("{}. Rà soát, bóc gỡ mã độc trước ngày 15/11/2026 (kèm theo Công văn số {index}/STTTT-CNTT)", index % 90),
        1 => "- Khắc phục lỗ hổng, cảnh báo lỗ hổng tháng 5 đến tháng 9 năm 2023;".to_owned(),
        2 => "a) điện thoại: 024.3640.442, thư điện tử: ir@vncert.example.vn".to_owned(),
        _ => "đoạn văn không có dấu hiệu gì".to_owned(),
    }));
    let started = Instant::now();
    let (letter, _) = read(&document);
    assert!(letter.clauses.len() <= 20_000);
    assert!(letter.notes.iter().any(|note| note.code == "letter.too_long"), "it says so");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn very_long_lines_take_linear_time() {
    let unit = "(Công văn số 12/UBND-KGVX ngày 22/01/2024 của UBND tỉnh về việc rà soát mã độc, \
                cảnh báo lỗ hổng tháng 5 năm 2023) (kèm theo) a@b.vn 0243640442 trước ngày 15/11/2026; ";
    let line = format!("1. Rà soát {}", unit.repeat(5_000));
    let started = Instant::now();
    let (letter, _) = read(&paragraphs([line, "x".repeat(1 << 20), "ế".repeat(1 << 18)]));
    assert!(letter.citations.len() <= 500 && letter.deadlines.len() <= 500);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn only_tables_and_deep_marks_are_read_without_orders_from_nowhere() {
    let row = |number, cells: &[&str]| Row {
        number,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let table = Table {
        rows: vec![
            row(1, &["STT", "Nội dung", "Kết quả"]),
            row(2, &["1", "Rà soát, bóc gỡ mã độc", "17/20"]),
            row(3, &[]),
            row(4, &["", "", "", "", "", "x"]),
        ],
        ..Table::default()
    };
    let document = Document { blocks: vec![Block::Table(table); 3], ..Document::default() };
    let (letter, proposed) = read(&document);
    assert!(proposed.is_empty(), "a form to fill in orders nothing: {proposed:?}");
    assert!(letter.notes.iter().any(|note| note.code == "letter.table_unread"));

    let mixed = [
        "I. A",
        "1. B",
        "1.1. C",
        "1.1.1. D",
        "a) E",
        "(1) F",
        "- G",
        "+ H",
        "1. B",
        "II. A",
        "+ H",
        "Điều 1. K",
        "x) y",
        "- z",
    ];
    let (letter, _) = read(&paragraphs(mixed.map(str::to_owned)));
    let mut paths: Vec<&str> = letter.clauses.iter().map(|clause| clause.path.as_str()).collect();
    assert_eq!(paths.len(), mixed.len());
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), mixed.len(), "every clause has its own path");
}

/// Pieces of letters, put together at random.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "Kính gửi:",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT (HN, 02).",
        "Số: 12/STTTT-CNTT",
        "V/v rà soát",
        "1.",
        "1.1",
        "a)",
        "-",
        "+",
        "Điều 1.",
        "II.",
        "(kèm theo)",
        "(đính kèm)",
        "ngày 31/02/2026",
        "ngày 22 tháng 01 năm 2024",
        "Công văn số",
        "của UBND tỉnh",
        "về việc",
        "tháng 5 đến tháng 9",
        "cảnh báo",
        "trước ngày 25 hàng tháng",
        "đề nghị",
        "rà soát, bóc gỡ mã độc",
        "báo cáo về Sở Y tế",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lũy Văn Tre",
        "KẾ HOẠCH",
        "MẬT",
        "HỎA TỐC",
        "điện thoại: 024.3640.442",
        "ir@vn",
        "@",
        ";",
        ":",
        ". ",
        "\t",
        "   ",
        "\n",
        "PHỤ LỤC",
        "trong dịp Tết",
        "từ ngày 01/01/2026 đến ngày",
        "theo mẫu",
        "Tre Xanh, ngày   tháng 11 năm 2026",
        "UBND TỈNH TRE XANH SỞ Y TẾ",
    ];
    prop_oneof![
        8 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[0-9./-]{1,8}",
        1 => Just("e\u{301}\u{327}".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.join(" "))
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        5 => line().prop_map(|text| Block::Paragraph { text, bold: false, centred: false }),
        1 => proptest::collection::vec(proptest::collection::vec(line(), 0..4), 0..4).prop_map(|rows| {
            let rows = rows.into_iter().zip(1..).map(|(cells, number)| Row { number, cells }).collect();
            Block::Table(Table { rows, ..Table::default() })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_document_is_read_and_every_place_exists(blocks in proptest::collection::vec(block(), 0..16)) {
        read(&Document { blocks, ..Document::default() });
    }
}
