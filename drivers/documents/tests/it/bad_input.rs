//! Every file that must be refused, with the message that says what would be right.

use documents::{Limits, ReadError, check, detect, read_document, read_tables};
use kernel::{Classified, ErrorKind, Locale};

use crate::fixtures::{TYPES, archive, docx, docx_with, p};

fn refusal(name: &str, bytes: &[u8]) -> ReadError {
    let document = read_document(name, bytes, &Limits::default()).unwrap_err();
    let tables = read_tables(name, bytes, &Limits::default()).unwrap_err();
    assert_eq!(document.problem, tables.problem);
    assert_eq!(document.problem.place.file, name);
    let text = document.message().text(Locale::Vi);
    assert!(
        text.to_lowercase().contains("hãy") || text.contains("được"),
        "says what to do: {text}"
    );
    document
}

fn code(name: &str, bytes: &[u8]) -> String {
    refusal(name, bytes).problem.code
}

#[test]
fn macros_are_refused_by_name_and_by_content() {
    let with_macro = docx_with(&p("x"), &[("word/vbaProject.bin", "macro")]);
    assert_eq!(code("thư.docx", &with_macro), "documents.macro");
    assert_eq!(code("thư.docm", &docx(&p("x"))), "documents.macro");
    let typed = archive(&[
        (
            "[Content_Types].xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml".as_slice(),
        ),
        ("word/document.xml", b"<w:document/>"),
    ]);
    assert_eq!(code("thư.docx", &typed), "documents.macro");
}

#[test]
fn old_and_encrypted_office_files_are_refused() {
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize(2048, 0);
    assert_eq!(code("thư.doc", &compound), "documents.old_office");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    compound.extend(name);
    assert_eq!(code("khong-duoi", &compound), "documents.encrypted_office");
}

#[test]
fn an_encrypted_pdf_is_refused() {
    let bytes =
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>\n%%EOF";
    assert_eq!(code("thư.pdf", bytes), "documents.encrypted_pdf");
}

#[test]
fn a_wrong_archive_is_refused() {
    let zip = archive(&[("danh-sach.csv", b"a,b")]);
    assert_eq!(code("danh-sach.zip", &zip), "documents.wrong_archive");
    let odt = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    assert_eq!(code("thư.odt", &odt), "documents.other_office");
    assert_eq!(code("thư.zip", &docx(&p("x"))[..40]), "documents.wrong_archive");
    let cut = docx(&p("x"));
    assert_eq!(code("thư.docx", &cut[..cut.len() - 30]), "documents.archive_broken");
}

#[test]
fn names_that_leave_the_archive_are_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:\\x"] {
        let zip = archive(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("word/document.xml", b"<w:document/>"),
            (name, b"x"),
        ]);
        let error = refusal("thư.docx", &zip);
        assert_eq!(error.problem.code, "documents.archive_path", "{name}");
        assert_eq!(error.problem.arguments["entry"], name);
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 40 << 20];
    let zip = archive(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", zeros.as_slice()),
    ]);
    let error = refusal("thư.docx", &zip);
    assert_eq!(error.problem.code, "documents.archive_bomb");
    assert_eq!(error.kind, ErrorKind::TooLarge);
    let limits = Limits { unpacked_bytes: 100, ..Limits::default() };
    let error = read_document("thư.docx", &docx(&p("nội dung")), &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.unpacked_too_large");
    let limits = Limits { entries: 1, ..Limits::default() };
    let error = read_document("thư.docx", &docx(&p("nội dung")), &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.entries_too_many");
}

#[test]
fn a_directory_that_lies_about_a_size_is_found() {
    let mut zip = docx(&p(&"x".repeat(10_000)));
    // The uncompressed size of word/document.xml, in the central directory: claim 10 bytes.
    let central = zip.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(i, _)| i);
    let at = central.max().unwrap() + 24;
    zip[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    let limits = Limits { unpacked_bytes: 5_000, ..Limits::default() };
    let error = check("thư.docx", &zip, &limits).unwrap_err();
    assert!(
        matches!(
            error.problem.code.as_str(),
            "documents.unpacked_too_large" | "documents.archive_broken"
        ),
        "{}",
        error.problem.code
    );
}

#[test]
fn entities_and_document_types_are_refused() {
    let body = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"#;
    let zip = archive(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ]);
    assert_eq!(code("thư.docx", &zip), "documents.doctype");
    assert_eq!(
        code("thư.docx", &docx("<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>")),
        "documents.doctype"
    );
}

#[test]
fn deep_nesting_and_broken_xml_are_refused() {
    let deep = format!("{}{}{}", "<w:sdt>".repeat(5_000), p("x"), "</w:sdt>".repeat(5_000));
    assert_eq!(code("thư.docx", &docx(&deep)), "documents.too_deep");
    let error = refusal("thư.docx", &docx("<w:p><w:r></w:p>"));
    assert_eq!(error.problem.code, "documents.part_broken");
    assert_eq!(error.problem.arguments["part"], "word/document.xml");
    let zip = archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/styles.xml", b"<x/>")]);
    assert_eq!(code("thư.docx", &zip), "documents.part_missing");
}

#[test]
fn other_kinds_of_file_are_named() {
    assert_eq!(code("ảnh.png", b"\x89PNG\r\n\x1a\n"), "documents.unknown_format");
    assert_eq!(code("thư.docx", "chỉ là chữ".as_bytes()), "documents.not_what_name_says");
    assert_eq!(code("trống.csv", b""), "documents.empty");
    assert_eq!(refusal("x.rtf", b"{\\rtf1 abc}").problem.arguments["found"], "RTF");
    assert_eq!(code("x.bin", b"\x00\x01\x02\xFF\xFE\x80\x81"), "documents.nul_byte");
}

#[test]
fn content_counts_before_the_name() {
    assert_eq!(detect("thư.pdf", &docx(&p("x"))).unwrap(), documents::Format::Docx);
    let error = check("thư.pdf", &docx(&p("x")), &Limits::default()).unwrap_err();
    assert_eq!(error.problem.code, "documents.not_what_name_says");
    assert_eq!(
        check("thư.docx", &docx(&p("x")), &Limits::default()).unwrap(),
        documents::Format::Docx
    );
}

#[test]
fn the_first_kilobytes_are_enough() {
    let whole = docx(&p(&"chữ ".repeat(20_000)));
    assert_eq!(detect("khong-duoi", &whole[..300]).unwrap(), documents::Format::Docx);
    let sheet = crate::fixtures::xlsx(|workbook| {
        workbook.add_worksheet();
    });
    assert_eq!(detect("thư.docx", &sheet[..2_000]).unwrap(), documents::Format::Xlsx);
    assert_eq!(detect("a.csv", b"a;b").unwrap(), documents::Format::Csv);
    assert_eq!(detect("a.txt", b"a;b").unwrap(), documents::Format::Text);
    assert_eq!(detect("a.bin", b"%PDF-1.7\n").unwrap(), documents::Format::Pdf);
}

#[test]
fn size_is_looked_at_first() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let error = read_document("a.txt", b"0123456789a", &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.too_large");
    assert_eq!(error.kind.status(), 413);
}

/// Cut and changed at every place, a file gives an answer and never a panic.
#[test]
fn damaged_files_never_panic() {
    let whole = docx_with(
        &format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("Số: 05"), p("ô")),
        &[("word/styles.xml", "<w:styles xmlns:w='w'/>")],
    );
    let sheet = crate::fixtures::xlsx(|workbook| {
        workbook.add_worksheet().write(0, 0, "x").unwrap();
    });
    for file in [whole, sheet] {
        for at in (0..file.len()).step_by(7) {
            let mut changed = file.clone();
            changed[at] ^= 0x55;
            read_document("x.docx", &changed, &Limits::default()).ok();
            read_tables("x.xlsx", &file[..at], &Limits::default()).ok();
        }
    }
}
