//! Writing PDF, and reading PDF back.

use std::path::PathBuf;

use documents::pdf::{PdfChild, read_pdf_here};
use documents::{Block, Limits, write_pdf};

use crate::papers::{created_at, dispatch, party, report};

/// Writes files to look at by eye where `LUYTRE_LOOK` names a folder.
fn look(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("LUYTRE_LOOK") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

fn all_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph { text: paragraph, .. } => text.push_str(paragraph),
            Block::Table(table) => {
                for row in &table.rows {
                    text.push_str(&row.cells.join(" | "));
                    text.push('\n');
                }
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn papers_are_written_and_the_same_twice() {
    for (name, paper) in [("report", report()), ("dispatch", dispatch()), ("party", party())] {
        let bytes = write_pdf(&paper, created_at()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1."));
        assert_eq!(
            bytes,
            write_pdf(&paper, created_at()).unwrap(),
            "{name}: same input, same bytes"
        );
        look(&format!("{name}.pdf"), &bytes);
    }
}

#[test]
fn a_written_paper_is_read_back() {
    let bytes = write_pdf(&report(), created_at()).unwrap();
    let document = read_pdf_here(&bytes, &Limits::default()).unwrap();
    let text = all_text(&document.blocks);
    look("report.txt", format!("{:#?}", document.blocks).as_bytes());
    let Block::Table(head) = &document.blocks[0] else { panic!("the head is a table: {text}") };
    assert_eq!(head.rows.len(), 1);
    assert!(
        head.rows[0].cells[0]
            .starts_with("ỦY BAN NHÂN DÂN\nTỈNH AN HẢI\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 05/BC-SKHCN"),
        "{head:?}"
    );
    assert!(head.rows[0].cells[1].contains("An Hải, ngày 03 tháng 02 năm 2026"));
    let paragraphs: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.as_str()),
            Block::Table(_) => None,
        })
        .collect();
    assert!(paragraphs.contains(&"Thực hiện Công văn số 12/UBND-VX ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh An Hải, Sở Khoa học và Công nghệ báo cáo kết quả như sau:"), "{paragraphs:#?}");
    assert!(paragraphs.contains(&"I. KẾT QUẢ THỰC HIỆN"));
    // What looks like markup came through as text.
    assert!(text.contains(r#"*không* đo được #tự_động $x$ [thử] \ "ngoặc"."#), "{text}");
    // A table over two pages is one, its repeated header left out.
    let annex = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.rows.len() > 20 => Some(table),
        _ => None,
    });
    assert_eq!(annex.unwrap().rows.len(), 42);
    assert!(text.contains("40 | Ủy ban nhân dân xã Bình Nguyên 40 | 3 | 2"), "{text}");
    assert!(
        text.contains("- Lưu: VT, CNS (02). | KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Họ và tên)"),
        "{text}"
    );
    assert!(
        text.contains("TT | Cơ quan, đơn vị | Số máy trong danh sách | Đã xác minh sạch"),
        "{text}"
    );
    assert!(
        paragraphs
            .contains(&"Căn cứ Luật An ninh mạng số 116/2025/QH15 ngày 10 tháng 12 năm 2025;")
    );
    assert_eq!(
        document.margins,
        ["Số liệu lập từ nhật ký Lũy Tre, mã đầu nhật ký: 3f9a5c0d77e1b2c4"]
    );
    assert!(!text.contains("3f9a5c0d77e1b2c4"));
}

#[test]
fn a_child_reads_the_same() {
    let bytes = write_pdf(&dispatch(), created_at()).unwrap();
    let child = PdfChild { program: PathBuf::from(env!("CARGO_BIN_EXE_documents-pdf-child")) };
    let limits = Limits::default();
    let read = child.read("thư.pdf", &bytes, &limits).unwrap();
    assert_eq!(read.blocks, read_pdf_here(&bytes, &limits).unwrap().blocks);
    let error = child.read("thư.pdf", b"%PDF-1.4 nothing", &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.pdf_broken");
    assert_eq!(error.problem.place.file, "thư.pdf");
    // Without memory it ends without an answer, and the parent says so.
    let error =
        child.read("thư.pdf", &bytes, &Limits { memory_bytes: 4 << 20, ..limits }).unwrap_err();
    assert!(
        ["documents.pdf_memory", "documents.pdf_broken"].contains(&error.problem.code.as_str())
    );
    let none = PdfChild { program: PathBuf::from("/nonexistent/luytre") };
    assert_eq!(
        none.read("x.pdf", &bytes, &limits).unwrap_err().problem.code,
        "documents.pdf_child"
    );
}

#[test]
fn a_child_that_never_answers_is_stopped() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("slow");
    std::fs::write(&program, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let limits = Limits { seconds: 1, ..Limits::default() };
    // More than a pipe holds, so that the writing side waits for the child as well.
    let bytes = vec![b'x'; 1 << 20];
    let started = std::time::Instant::now();
    let error = PdfChild { program }.read("x.pdf", &bytes, &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.pdf_time");
    assert!(started.elapsed() < std::time::Duration::from_secs(20));
}

#[test]
fn a_child_reads_only_pdf_and_its_tables_are_found() {
    let child = PdfChild { program: PathBuf::from(env!("CARGO_BIN_EXE_documents-pdf-child")) };
    let bytes = write_pdf(&report(), created_at()).unwrap();
    let tables = child.read_tables("báo cáo.pdf", &bytes, &Limits::default()).unwrap();
    assert_eq!(tables.len(), 4, "head, table, signature, annex");
    let document = child.read_document("thư.txt", "Kính gửi: Sở A".as_bytes(), &Limits::default());
    assert_eq!(document.unwrap().blocks.len(), 1);
}

#[test]
fn a_scan_is_told_from_text() {
    let scan = pdf_with("q 100 0 0 100 0 0 cm Q");
    let error = read_pdf_here(&scan, &Limits::default()).unwrap_err();
    assert_eq!(error.problem.code, "documents.pdf_no_text");
    let text = pdf_with("BT /F1 12 Tf 50 700 Td (Hello official letter) Tj ET");
    let document = read_pdf_here(&text, &Limits::default()).unwrap();
    assert_eq!(all_text(&document.blocks).trim(), "Hello official letter");
    let error = read_pdf_here(&text, &Limits { pages: 0, ..Limits::default() }).unwrap_err();
    assert_eq!(error.problem.code, "documents.pdf_pages");
}

#[test]
fn damaged_pdfs_never_panic() {
    let whole = pdf_with("BT /F1 12 Tf 50 700 Td (Hello official letter) Tj ET");
    for at in (0..whole.len()).step_by(5) {
        let mut changed = whole.clone();
        changed[at] ^= 0x11;
        read_pdf_here(&changed, &Limits::default()).ok();
        read_pdf_here(&whole[..at], &Limits::default()).ok();
    }
}

/// A PDF of one page with this content.
fn pdf_with(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let xref = pdf.len();
    pdf.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    pdf
}
