//! Writing DOCX, workbooks and delimited text, and reading them back.

use std::path::PathBuf;

use documents::{
    Block, Cell, Csv, Limits, Sheet, check, read_document, read_tables, write_csv, write_docx,
    write_xlsx,
};

use crate::papers::{created_at, dispatch, party, report};

fn look(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("LUYTRE_LOOK") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

#[test]
fn papers_are_written_the_same_twice() {
    for (name, paper) in [("report", report()), ("dispatch", dispatch()), ("party", party())] {
        let bytes = write_docx(&paper, created_at()).unwrap();
        look(&format!("{name}.docx"), &bytes);
        let again = std::thread::spawn(move || write_docx(&paper, created_at()).unwrap());
        assert!(bytes == again.join().unwrap(), "{name}: same input, same bytes");
        check("giấy.docx", &bytes, &Limits::default()).unwrap();
    }
}

#[test]
fn a_written_paper_is_read_back() {
    let bytes = write_docx(&report(), created_at()).unwrap();
    let document = read_document("báo cáo.docx", &bytes, &Limits::default()).unwrap();
    let Block::Table(head) = &document.blocks[0] else { panic!() };
    assert_eq!(
        head.rows[0].cells,
        [
            "ỦY BAN NHÂN DÂN\nTỈNH AN HẢI\nSỞ KHOA HỌC VÀ CÔNG NGHỆ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        ]
    );
    assert_eq!(head.rows[1].cells, ["Số: 05/BC-SKHCN", "An Hải, ngày 03 tháng 02 năm 2026"]);
    let Block::Paragraph { text, bold, centred } = &document.blocks[1] else { panic!() };
    assert_eq!((text.as_str(), *bold, *centred), ("BÁO CÁO", true, true));
    let texts: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.as_str()),
            Block::Table(_) => None,
        })
        .collect();
    for part in ["I. KẾT QUẢ THỰC HIỆN", "PHỤ LỤC I", "PHỤ LỤC II", "DANH SÁCH ĐẦU MỐI"]
    {
        assert!(texts.contains(&part), "{part}: {texts:#?}");
    }
    assert!(texts.contains(
        &"(Kèm theo Báo cáo số 05/BC-SKHCN ngày 03 tháng 02 năm 2026 của SỞ KHOA HỌC VÀ CÔNG NGHỆ)"
    ));
    assert!(texts.contains(
        &"- 02 cơ quan, đơn vị chưa có số liệu: *không* đo được #tự_động $x$ [thử] \\ \"ngoặc\"."
    ));
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph { .. } => None,
        })
        .collect();
    assert_eq!(tables.len(), 4, "head, table, signature, annex");
    assert_eq!(tables[1].rows[1].cells, ["1", "Ủy ban nhân dân xã Bình Nguyên 1", "3", "2"]);
    assert_eq!(tables[3].rows.len(), 42);
    assert!(tables[2].rows[0].cells[0].ends_with("- Lưu: VT, CNS (02)."));
    assert!(tables[2].rows[0].cells[1].starts_with("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"));
    assert!(document.margins.iter().any(|line| line.contains("3f9a5c0d77e1b2c4")));
    assert_eq!(documents::secrecy_stamp(&document), None);
}

#[test]
fn a_dispatch_has_its_subject_under_the_number_and_blanks_where_nothing_is_known() {
    let bytes = write_docx(&dispatch(), created_at()).unwrap();
    let document = read_document("công văn.docx", &bytes, &Limits::default()).unwrap();
    let Block::Table(head) = &document.blocks[0] else { panic!() };
    assert_eq!(
        head.rows[1].cells,
        [
            "Số: ……/SKHCN-CNS\nV/v tăng cường bảo đảm an ninh mạng\ndịp Tết Nguyên đán",
            "An Hải, ngày …… tháng …… năm ……"
        ]
    );
    let Block::Paragraph { text, .. } = &document.blocks[1] else { panic!() };
    assert_eq!(text, "Kính gửi:");
    let Block::Paragraph { text, .. } = &document.blocks[4] else { panic!() };
    assert_eq!(text, "- Các đơn vị sự nghiệp trực thuộc Ủy ban nhân dân tỉnh.");
}

#[test]
fn header_rows_are_repeated_on_every_page() {
    let bytes = write_docx(&report(), created_at()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("word/document.xml").unwrap(), &mut xml)
        .unwrap();
    assert_eq!(xml.matches("<w:tblHeader />").count(), 2);
    assert!(!xml.contains("paraId"));
}

fn sheet() -> Sheet {
    Sheet {
        name: "Kết quả: xã/phường".to_owned(),
        header: vec!["Đơn vị".to_owned(), "Số máy".to_owned(), "Ghi chú".to_owned()],
        widths: Vec::new(),
        rows: vec![
            vec!["Sở A".into(), 12_u32.into(), "=1+1".into()],
            vec!["Xã B, huyện \"C\"".into(), Cell::Empty, "-5 máy\n@x".into()],
        ],
    }
}

#[test]
fn workbooks_are_read_back_and_the_same_twice() {
    let sheets = [sheet(), sheet()];
    let bytes = write_xlsx(&sheets, created_at()).unwrap();
    assert_eq!(bytes, write_xlsx(&sheets, created_at()).unwrap());
    look("sheet.xlsx", &bytes);
    let tables = read_tables("x.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(tables[0].name, "Kết quả  xã phường");
    assert_eq!(tables[1].name, "Kết quả  xã phường (2)");
    assert_eq!(tables[0].rows[1].cells, ["Sở A", "12", "=1+1"]);
    assert!(tables[0].notes.is_empty(), "text is no formula");
    assert_eq!(tables[0].rows[2].cells, ["Xã B, huyện \"C\"", "", "-5 máy\n@x"]);
}

#[test]
fn delimited_text_is_read_back_and_guarded_only_where_asked() {
    let plain = write_csv(&sheet(), Csv { byte_order_mark: false, ..Csv::default() }).unwrap();
    assert!(plain.starts_with("Đơn vị,Số máy,Ghi chú\r\nSở A,12,=1+1\r\n".as_bytes()));
    let tables = read_tables("x.csv", &plain, &Limits::default()).unwrap();
    assert_eq!(tables[0].rows[2].cells, ["Xã B, huyện \"C\"", "", "-5 máy\n@x"]);
    let how = Csv { delimiter: b';', guard_formulas: true, byte_order_mark: true };
    let guarded = write_csv(&sheet(), how).unwrap();
    assert!(guarded.starts_with(b"\xEF\xBB\xBF"));
    let tables = read_tables("x.csv", &guarded, &Limits::default()).unwrap();
    assert_eq!(tables[0].rows[1].cells[2], "'=1+1");
    assert_eq!(tables[0].rows[2].cells[2], "'-5 máy\n@x");
}
