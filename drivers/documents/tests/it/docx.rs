//! Reading DOCX: what a person sees is what is read.

use documents::{Block, Document, Limits, read_document};

use crate::fixtures::{docx, docx_with, p};

fn read(bytes: &[u8]) -> Document {
    read_document("thử.docx", bytes, &Limits::default()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { text, .. } => text.as_str(),
            Block::Table(_) => "<table>",
        })
        .collect()
}

#[test]
fn runs_tabs_breaks_and_entities_are_one_text() {
    let body = "<w:p><w:r><w:t>So&#x302;&#x309;</w:t></w:r><w:r><w:tab/><w:t>A &amp; B</w:t><w:br/><w:t>dòng 2</w:t></w:r></w:p>";
    assert_eq!(texts(&read(&docx(body))), ["Sổ\tA & B\ndòng 2"]);
}

#[test]
fn deleted_text_is_left_out_and_inserted_text_is_read() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Hạn </w:t></w:r><w:del><w:r><w:delText>15/3</w:delText></w:r></w:del><w:ins><w:r><w:t>20/3</w:t></w:r></w:ins></w:p>"#;
    let document = read(&docx(body));
    assert_eq!(texts(&document), ["Hạn 20/3"]);
    assert_eq!(document.notes[0].code, "documents.note_tracked_changes");
}

#[test]
fn automatic_numbers_are_written_out() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style></w:styles>"#;
    let item = |level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let styled = r#"<w:p><w:pPr><w:pStyle w:val="MucCon"/></w:pPr><w:r><w:t>Ba</w:t></w:r></w:p>"#;
    let body = [item(0, "Một"), item(1, "con"), item(0, "Hai"), styled.to_owned()].concat();
    let document =
        read(&docx_with(&body, &[("word/numbering.xml", numbering), ("word/styles.xml", styles)]));
    assert_eq!(texts(&document), ["1. Một", "- con", "2. Hai", "3. Ba"]);
    let Block::Paragraph { bold, centred, .. } = &document.blocks[3] else { panic!() };
    assert!(*bold && *centred, "the style says bold and centred");
    let Block::Paragraph { bold, centred, .. } = &document.blocks[0] else { panic!() };
    assert!(!*bold && !*centred);
}

#[test]
fn text_boxes_are_read_once() {
    let inner = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let body = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Số: 05/SA-VP</w:t></w:r></w:p>"#
    );
    let document = read(&docx(&body));
    assert_eq!(texts(&document), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/SA-VP"]);
}

#[test]
fn tables_keep_their_columns() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
    };
    let head = [cell("", "TT"), cell("", "Đơn vị"), cell("", "IP")].concat();
    let first =
        [cell("", "1"), cell(r#"<w:vMerge w:val="restart"/>"#, "Sở A"), cell("", "192.0.2.1")];
    let second = [cell("", "2"), cell("<w:vMerge/>", ""), cell("", "192.0.2.2")];
    let total = [cell(r#"<w:gridSpan w:val="2"/>"#, "Tổng"), cell("", "2")];
    let body = format!(
        "<w:tbl><w:tr>{head}</w:tr><w:tr>{}</w:tr><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        first.concat(),
        second.concat(),
        total.concat()
    );
    let document = read(&docx(&body));
    let Block::Table(table) = &document.blocks[0] else { panic!() };
    let rows: Vec<Vec<&str>> =
        table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
    assert_eq!(rows[1], ["1", "Sở A", "192.0.2.1"]);
    assert_eq!(rows[2], ["2", "Sở A", "192.0.2.2"], "a cell merged downwards holds for each row");
    assert_eq!(rows[3], ["Tổng", "", "2"]);
    assert_eq!(table.rows[3].number, 4);
}

#[test]
fn headers_are_kept_apart_from_the_text() {
    let header = format!(r#"<w:hdr xmlns:w="w">{}</w:hdr>"#, p("MẬT"));
    let document = read(&docx_with(&p("Nội dung"), &[("word/header1.xml", &header)]));
    assert_eq!(texts(&document), ["Nội dung"]);
    assert_eq!(document.margins, ["MẬT"]);
    assert_eq!(documents::secrecy_stamp(&document), Some(documents::Stamp::Secret));
}

#[test]
fn legacy_fonts_are_noted() {
    let document = read(&docx(&p("Uû ban nh©n d©n tØnh, Së Th«ng tin vµ TruyÒn th«ng")));
    assert_eq!(document.notes[0].code, "documents.note_legacy_font");
    assert_eq!(document.notes[0].arguments["font"], "TCVN3");
}
