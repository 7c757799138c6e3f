//! Delimited text: encodings, delimiters, numbers of rows, limits.

use std::io::{BufReader, Cursor, Read};

use documents::{DelimitedRows, Limits, ReadError, Row, read_tables};

fn rows(bytes: &[u8]) -> Result<Vec<Row>, ReadError> {
    DelimitedRows::open("danh-sach.csv", Cursor::new(bytes), &Limits::default())?.collect()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).unwrap().into_iter().map(|row| row.cells).collect()
}

#[test]
fn encodings_give_the_same_cells() {
    let text = "Địa chỉ IP;Đơn vị\n192.0.2.1;Sở Nội vụ\n";
    let expected = cells(text.as_bytes());
    assert_eq!(expected[1], ["192.0.2.1", "Sở Nội vụ"]);
    let with_mark = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    assert_eq!(cells(&with_mark), expected);
    let little: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(cells(&little), expected);
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    assert_eq!(cells(&big), expected);
    // Windows-1258: tones are combining marks after the vowel.
    let windows =
        b"\xD0i\xF2a chi\xD2 IP;\xD0\xEAn vi\xF2\n192.0.2.1;S\xF5\xD2 N\xF4\xF2i vu\xF2\n";
    let read = cells(windows);
    assert_eq!(read[1], ["192.0.2.1", "Sở Nội vụ"]);
    assert_eq!(read[0][0], "Địa chỉ IP");
    let decomposed = "So\u{31B}\u{309} No\u{302}\u{323}i vu\u{323}";
    assert_eq!(cells(format!("a;{decomposed}").as_bytes())[0][1], "Sở Nội vụ");
}

#[test]
fn an_encoding_may_show_only_after_megabytes() {
    let mut bytes = b"192.0.2.1,Office\n".repeat(100_000);
    bytes.extend_from_slice(b"192.0.2.2,S\xF5\xD2 N\xF4\xF2i vu\xF2\n");
    let rows = rows(&bytes).unwrap();
    assert_eq!(rows.len(), 100_001);
    assert_eq!(rows[100_000].cells[1], "Sở Nội vụ");
    assert_eq!(rows[100_000].number, 100_001);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let text = "ip,note\n\n192.0.2.1,\"two\nlines\"\n192.0.2.2,x\n";
    let rows = rows(text.as_bytes()).unwrap();
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4]);
    assert_eq!(rows[1].cells[1], "two\nlines");
}

#[test]
fn excels_own_delimiter_line_counts_as_a_row_but_is_no_data() {
    let rows = rows(b"sep=|\nip|unit\n192.0.2.1|A\n").unwrap();
    assert_eq!(rows[0].cells, ["ip", "unit"]);
    assert_eq!(rows[0].number, 2);
}

#[test]
fn pasted_text_with_tabs_is_a_table() {
    let tables = read_tables("", "TT\tIP\n1\t192.0.2.1\n".as_bytes(), &Limits::default()).unwrap();
    assert_eq!(tables[0].rows[1].cells, ["1", "192.0.2.1"]);
}

#[test]
fn wrong_bytes_and_nul_name_the_row() {
    let mut bytes = "Đơn vị,IP\n".as_bytes().to_vec();
    bytes.extend(b"A,192.0.2.1\nB\xFF\xFE,192.0.2.2\n");
    let error = rows(&bytes).unwrap_err();
    assert_eq!(error.problem.code, "documents.encoding_invalid");
    assert_eq!(error.problem.place.row, Some(3));
    assert_eq!(error.problem.place.file, "danh-sach.csv");
    let error = rows(b"a,b\n1,2\n3,\0\n").unwrap_err();
    assert_eq!(
        (error.problem.code.as_str(), error.problem.place.row),
        ("documents.nul_byte", Some(3))
    );
}

#[test]
fn a_quote_that_is_never_closed_is_found_without_reading_on() {
    let mut text = b"a,b\n1,2\n3,\"".to_vec();
    text.extend(std::iter::repeat_n(b'x', 8 << 20));
    let error = rows(&text).unwrap_err();
    assert_eq!(error.problem.code, "documents.line_too_long");
    assert_eq!(error.problem.place.row, Some(3));
}

#[test]
fn a_file_of_two_gigabytes_is_refused_without_being_read_whole() {
    /// Counts what is taken from an endless list.
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            for (place, byte) in into.iter_mut().zip(b"192.0.2.1,A\n".iter().cycle()) {
                *place = *byte;
            }
            self.0 += into.len() as u64;
            assert!(self.0 < 3 << 20, "read on after the limit");
            Ok(into.len() / 12 * 12)
        }
    }
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let reader = BufReader::with_capacity(12 * 4096, Endless(0));
    let mut rows = DelimitedRows::open("lon.csv", reader, &limits).unwrap();
    let error = rows.find_map(Result::err).unwrap();
    assert_eq!(error.problem.code, "documents.too_large");
    assert!(rows.next().is_none());
    let limits = Limits::default();
    let error = documents::check_size("lon.csv", 2 << 30, &limits).unwrap_err();
    assert_eq!(error.kind, kernel::ErrorKind::TooLarge);
}

#[test]
fn limits_on_rows_columns_and_cells_name_the_place() {
    let open = |text: &'static str, limits: Limits| {
        DelimitedRows::open("x.csv", Cursor::new(text), &limits)
            .unwrap()
            .find_map(Result::err)
            .unwrap()
    };
    let error = open("a\nb\nc\n", Limits { rows: 2, ..Limits::default() });
    assert_eq!(
        (error.problem.code.as_str(), error.problem.place.row),
        ("documents.rows_too_many", Some(3))
    );
    let error = open("a,b\na,b,c\n", Limits { columns: 2, ..Limits::default() });
    assert_eq!(
        (error.problem.code.as_str(), error.problem.place.row),
        ("documents.columns_too_many", Some(2))
    );
    let error = open("a,b\na,bbbb\n", Limits { cell_bytes: 3, ..Limits::default() });
    assert_eq!(error.problem.place.column.as_deref(), Some("B"));
}

#[test]
fn legacy_fonts_and_foreign_encodings_are_refused() {
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1252.encode("Uû ban nh©n d©n tØnh;Së Th«ng tin vµ TruyÒn th«ng\n");
    assert_eq!(rows(&bytes).unwrap_err().problem.code, "documents.legacy_font");
    let (bytes, _, _) = encoding_rs::SHIFT_JIS
        .encode("情報セキュリティの確認をお願いします。東京都千代田区、担当者の名前\n");
    assert_eq!(rows(&bytes).unwrap_err().problem.code, "documents.encoding_unknown");
}
