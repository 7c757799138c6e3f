//! Writing an official paper as DOCX (Decree 30/2020/NĐ-CP, Annex I): Times New Roman, the sizes and
//! margins of the decree, page numbers in the top margin but not on the first page.

use std::io::{Cursor, Read, Write};

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Header, LineSpacing, LineSpacingType, PageMargin,
    PageNum, PageNumType, PageOrientationType, PageSize, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, RunFonts, Section, SpecialIndentType, Table,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use kernel::Timestamp;
use zip::write::SimpleFileOptions;

use crate::official::{Align, Annex, AnnexLines, Grid, Layout, Lines, Official, Part};
use crate::write_error::WriteError;

/// Twentieths of a point in a millimetre.
const MM: f64 = 56.692_9;
/// Width of the text on an upright page, in millimetres: A4 less 30 and 15.
const WIDTH: f64 = 165.0;
/// Width of the text on a page that lies on its side: A4 less 20 and 20.
const WIDE: f64 = 257.0;
/// Share of the left column of the head.
const LEFT: f64 = 0.45;
/// First lines of paragraphs, in millimetres.
const INDENT: f64 = 12.7;

/// Twentieths of a point from millimetres.
#[expect(clippy::cast_possible_truncation, reason = "pages are small")]
fn dxa(millimetres: f64) -> i32 {
    (millimetres * MM).round() as i32
}

fn width(millimetres: f64) -> usize {
    usize::try_from(dxa(millimetres)).unwrap_or(0)
}

/// Writes a paper as DOCX. The same paper and instant give the same bytes.
///
/// # Errors
///
/// A fault of the library; content causes none.
pub fn write_docx(paper: &Official, created_at: Timestamp) -> Result<Vec<u8>, WriteError> {
    let failed = |reason: String| WriteError::new("DOCX", reason);
    let instant = created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let lines = paper.lines();
    let mut docx = Docx::new()
        .created_at(&instant)
        .updated_at(&instant)
        .default_fonts(times())
        .default_size(28)
        .header(page_number())
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .title_pg();
    if let Some(note) = &paper.foot_note {
        docx = docx.footer(foot(note)).first_footer(foot(note));
    }
    let mut pieces = paper_pieces(paper, &lines);
    // The last part takes the page of the document itself; each before it is a section.
    let mut lying = false;
    for (annex, head) in paper.annexes.iter().zip(&lines.annexes) {
        docx = docx.add_section(section(pieces, lying));
        pieces = annex_pieces(annex, head);
        lying = annex.landscape;
    }
    for piece in pieces {
        docx = match piece {
            Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Piece::Table(table) => docx.add_table(*table),
        };
    }
    let (page, orient) = page(lying);
    docx = docx.page_size(page.0, page.1).page_margin(margin(lying)).page_orient(orient);
    if !paper.annexes.is_empty() {
        docx = docx.page_num_type(PageNumType::new().start(1));
    }
    let mut parts = docx.build();
    let document = without_ids(parts.document).map_err(failed)?;
    parts.document = with_margins(&with_header_rows(&document)).into_bytes();
    for part in parts.headers.iter_mut().chain(&mut parts.footers) {
        *part = without_ids(std::mem::take(part)).map_err(failed)?.into_bytes();
    }
    let mut plain = Cursor::new(Vec::new());
    parts.pack(&mut plain).map_err(|error| failed(error.to_string()))?;
    pack(plain.into_inner()).map_err(|error| failed(error.to_string()))
}

/// Takes the ids of paragraphs away: the library counts them over all documents that it writes.
fn without_ids(part: Vec<u8>) -> Result<String, String> {
    const OPEN: &str = "<w:p w14:paraId=\"";
    let part = String::from_utf8(part).map_err(|error| error.to_string())?;
    let mut pieces = part.split(OPEN);
    let mut without = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        without.push_str("<w:p");
        without.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    Ok(without)
}

/// The height, in twentieths of a point, by which the header rows are known.
const HEADER_ROW: f32 = 1.0;

/// Says of header rows that they are repeated on every page, for which the library has no word.
fn with_header_rows(document: &str) -> String {
    const MARK: &str = "<w:trHeight w:val=\"1\"";
    let mut pieces = document.split(MARK);
    let mut with = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        with.push_str("<w:tblHeader />");
        with.push_str(piece.split_once("/>").map_or(piece, |(_, rest)| rest));
    }
    with
}

/// Gives every section the headers and footers of the last one, for the library keeps at most one
/// of a section's own.
fn with_margins(document: &str) -> String {
    const SECTION: &str = "<w:sectPr>";
    let Some((before, last)) = document.rsplit_once(SECTION) else { return document.to_owned() };
    let mut references = String::new();
    for piece in last.split('<') {
        if piece.starts_with("w:headerReference") || piece.starts_with("w:footerReference") {
            references.push('<');
            references.push_str(piece);
        }
    }
    let sections = before.replace(SECTION, &format!("{SECTION}{references}"));
    format!("{sections}{SECTION}{last}")
}

/// Packs the archive again: deflated, with the same date for every entry.
fn pack(plain: Vec<u8>) -> zip::result::ZipResult<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(plain))?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for index in 0..from.len() {
        let mut entry = from.by_index(index)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        to.start_file(name, options)?;
        to.write_all(&bytes)?;
    }
    Ok(to.finish()?.into_inner())
}

enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Piece {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

impl From<Table> for Piece {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
}

fn times() -> RunFonts {
    let name = "Times New Roman";
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name)
}

fn page(lying: bool) -> ((u32, u32), PageOrientationType) {
    if lying {
        ((16_838, 11_906), PageOrientationType::Landscape)
    } else {
        ((11_906, 16_838), PageOrientationType::Portrait)
    }
}

fn margin(lying: bool) -> PageMargin {
    let (top, left, right) = if lying { (30.0, 20.0, 20.0) } else { (20.0, 30.0, 15.0) };
    PageMargin {
        top: dxa(top),
        left: dxa(left),
        bottom: dxa(20.0),
        right: dxa(right),
        header: dxa(10.0),
        footer: dxa(10.0),
        gutter: 0,
    }
}

fn page_number() -> Header {
    let number =
        Paragraph::new().align(AlignmentType::Center).size(26).add_page_num(PageNum::new());
    Header::new().add_paragraph(number)
}

fn foot(note: &str) -> Footer {
    Footer::new().add_paragraph(Paragraph::new().add_run(run(note, 16).italic()))
}

/// Text in half points; `\n` is a line break.
fn run(text: &str, half_points: usize) -> Run {
    let mut run = Run::new().size(half_points).fonts(times());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before * 20).after(after * 20)
}

fn centred(run: Run) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).add_run(run).line_spacing(spacing(0, 0))
}

/// An empty line with a rule of some width in the middle of a column, in millimetres.
fn rule(column: f64, length: f64) -> Paragraph {
    let side = dxa((column - length) / 2.0);
    let mut paragraph = Paragraph::new()
        .indent(Some(side), None, Some(side), None)
        .line_spacing(
            LineSpacing::new().line_rule(LineSpacingType::Exact).line(60).before(0).after(0),
        )
        .size(4);
    let top =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(6).space(0).color("000000");
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(top));
    paragraph
}

fn cell(paragraphs: Vec<Paragraph>, millimetres: f64) -> TableCell {
    let cell = TableCell::new().width(width(millimetres), WidthType::Dxa);
    let cell = if paragraphs.is_empty() { cell.add_paragraph(Paragraph::new()) } else { cell };
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// A table without rules that sets columns side by side.
fn columns(rows: Vec<Vec<Vec<Paragraph>>>, widths: &[f64]) -> Table {
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().zip(widths);
            let cells = cells.map(|(paragraphs, width)| cell(paragraphs, *width));
            TableRow::new(cells.collect()).cant_split()
        })
        .collect();
    Table::without_borders(rows)
        .set_grid(widths.iter().map(|millimetres| width(*millimetres)).collect())
        .layout(TableLayoutType::Fixed)
        .width(width(widths.iter().sum()), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

/// Boxes 1 to 9 of the decree.
fn paper_pieces(paper: &Official, lines: &Lines) -> Vec<Piece> {
    let party = paper.layout == Layout::Party;
    let mut pieces: Vec<Piece> = vec![head(lines, party).into()];
    if !lines.title.is_empty() {
        let size = if party { 32 } else { 28 };
        let title = centred(run(&lines.title, size).bold()).line_spacing(spacing(18, 0));
        pieces.push(title.into());
        pieces.push(centred(run(&lines.subject, 28).bold()).into());
        let under = if party { centred(run("-----", 28)) } else { rule(WIDTH, WIDTH * 0.28) };
        pieces.push(under.into());
    }
    pieces.extend(salutation(lines));
    pieces.push(Paragraph::new().line_spacing(spacing(0, 0)).size(12).into());
    let mut body: Vec<Piece> =
        paper.parts.iter().flat_map(|part| part_pieces(part, WIDTH)).collect();
    // A signature never stands alone on a page: the last paragraph goes with it.
    if let Some(Piece::Paragraph(last)) = body.last_mut() {
        last.property.keep_next = Some(true);
    }
    pieces.append(&mut body);
    pieces.push(Paragraph::new().line_spacing(spacing(6, 0)).size(12).keep_next(true).into());
    pieces.push(signature(lines, party).into());
    pieces
}

fn head(lines: &Lines, party: bool) -> Table {
    let (left, right) = (WIDTH * LEFT, WIDTH * (1.0 - LEFT));
    let size = if party { 26 } else { 24 };
    let mut bodies: Vec<Paragraph> =
        lines.parent.iter().map(|line| centred(run(line, size))).collect();
    bodies.extend(lines.body.iter().map(|line| centred(run(line, size).bold())));
    bodies.push(if party { centred(run("*", 26)) } else { rule(left, left * 0.4) });
    let nation = if party {
        // The name at 15 points is about 83 millimetres wide.
        let name = lines.nation.iter().map(|line| centred(run(line, 30).bold()));
        name.chain([rule(right, 83.0)]).collect()
    } else {
        let sizes = [24, 26];
        // The motto at 13 points is about 56 millimetres wide.
        let words = lines.nation.iter().zip(sizes);
        words
            .map(|(line, size)| centred(run(line, size).bold()))
            .chain([rule(right, 56.0)])
            .collect()
    };
    let number = centred(run(&lines.number, 26)).line_spacing(spacing(8, 0));
    let mut numbers = vec![number];
    if lines.title.is_empty() {
        let subject = run(&lines.subject, 24);
        let subject = if party { subject.italic() } else { subject };
        numbers.push(centred(subject).line_spacing(spacing(6, 0)));
    }
    let date = centred(run(&lines.date, 26).italic()).line_spacing(spacing(8, 0));
    columns(vec![vec![bodies, nation], vec![numbers, vec![date]]], &[left, right])
}

fn salutation(lines: &Lines) -> Vec<Piece> {
    if lines.salutation.is_empty() {
        return Vec::new();
    }
    let first = run(&lines.salutation, 28);
    if lines.addressees.is_empty() {
        return vec![centred(first).line_spacing(spacing(14, 0)).into()];
    }
    let indent =
        |millimetres: f64| Paragraph::new().indent(Some(dxa(millimetres)), None, None, None);
    let mut pieces = vec![indent(20.0).add_run(first).line_spacing(spacing(14, 0)).into()];
    for line in &lines.addressees {
        pieces.push(indent(42.0).add_run(run(line, 28)).line_spacing(spacing(2, 0)).into());
    }
    pieces
}

/// Boxes 7 and 9b, which stay together on one page.
fn signature(lines: &Lines, party: bool) -> Table {
    let half = WIDTH / 2.0;
    let label = run("Nơi nhận:", if party { 26 } else { 24 });
    let label = if party { label.underline("single") } else { label.bold().italic() };
    let plain = |run: Run| Paragraph::new().add_run(run).line_spacing(spacing(0, 0));
    let size = if party { 24 } else { 22 };
    let mut left = vec![plain(label)];
    left.extend(lines.recipients.iter().map(|line| plain(run(line, size))));
    let mut right: Vec<Paragraph> =
        lines.titles.iter().map(|line| centred(run(line, 28).bold()).keep_next(true)).collect();
    // Room for the signature and the seal.
    right.extend(
        (0..4).map(|_| Paragraph::new().size(28).line_spacing(spacing(0, 0)).keep_next(true)),
    );
    right.push(centred(run(&lines.name, 28).bold()));
    columns(vec![vec![left, right]], &[half, half])
}

fn annex_pieces(annex: &Annex, head: &AnnexLines) -> Vec<Piece> {
    let room = if annex.landscape { WIDE } else { WIDTH };
    let mut pieces: Vec<Piece> = vec![
        centred(run(&head.label, 28).bold()).into(),
        centred(run(&head.title, 28).bold()).into(),
        centred(run(&head.reference, 26).italic()).into(),
        rule(room, WIDTH * 0.28).into(),
        Paragraph::new().line_spacing(spacing(0, 0)).size(12).into(),
    ];
    pieces.extend(annex.parts.iter().flat_map(|part| part_pieces(part, room)));
    // A table may not be the last thing of a section.
    pieces.push(Paragraph::new().size(4).into());
    pieces
}

/// The body text: 14 points, justified, first line indented, 6 points between paragraphs.
fn body(run: Run) -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(dxa(INDENT))), None, None)
        .line_spacing(spacing(0, 6).line_rule(LineSpacingType::Auto).line(264))
        .add_run(run)
}

fn part_pieces(part: &Part, room: f64) -> Vec<Piece> {
    match part {
        Part::Paragraph { text } => vec![body(run(text, 28)).into()],
        Part::Basis { text } => vec![body(run(text, 28).italic()).into()],
        Part::Heading { level, text } => {
            let text = run(text, 28).bold();
            let text = if *level > 2 { text.italic() } else { text };
            vec![body(text).keep_next(true).into()]
        }
        Part::List { items } => {
            items.iter().map(|item| body(run(&format!("- {item}"), 28)).into()).collect()
        }
        Part::Remark { text } => vec![body(run(text, 24).italic()).into()],
        Part::Table(grid) => {
            let mut pieces: Vec<Piece> = Vec::new();
            if let Some(caption) = &grid.caption {
                let caption = Paragraph::new()
                    .add_run(run(caption, 24).bold())
                    .line_spacing(spacing(6, 4))
                    .keep_next(true);
                pieces.push(caption.into());
            }
            pieces.push(grid_table(grid, room).into());
            pieces.push(Paragraph::new().line_spacing(spacing(0, 0)).size(12).into());
            pieces
        }
    }
}

fn grid_table(grid: &Grid, room: f64) -> Table {
    let shares: u32 = grid.columns.iter().map(|column| column.width.max(1)).sum();
    let widths: Vec<f64> = grid
        .columns
        .iter()
        .map(|column| room * f64::from(column.width.max(1)) / f64::from(shares.max(1)))
        .collect();
    let set = |text: &str, bold: bool, align: Align, width: f64| {
        let text = run(text, 24);
        let text = if bold { text.bold() } else { text };
        let align = match align {
            Align::Left => AlignmentType::Left,
            Align::Center => AlignmentType::Center,
            Align::Right => AlignmentType::Right,
        };
        let paragraph = Paragraph::new().align(align).add_run(text).line_spacing(spacing(2, 2));
        cell(vec![paragraph], width).vertical_align(VAlignType::Center)
    };
    let header = grid
        .columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| set(&column.header, true, Align::Center, *width))
        .collect();
    let mut rows = vec![TableRow::new(header).cant_split().row_height(HEADER_ROW)];
    let last = grid.rows.len().saturating_sub(1);
    for (index, row) in grid.rows.iter().enumerate() {
        let bold = grid.total && index == last;
        let cells = grid.columns.iter().zip(&widths).enumerate().map(|(place, (column, width))| {
            set(row.get(place).map_or("", String::as_str), bold, column.align, *width)
        });
        rows.push(TableRow::new(cells.collect()));
    }
    Table::new(rows)
        .set_grid(widths.iter().map(|millimetres| width(*millimetres)).collect())
        .layout(TableLayoutType::Fixed)
        .width(width(room), WidthType::Dxa)
}

/// A section with its own page and its own page numbers.
fn section(pieces: Vec<Piece>, lying: bool) -> Section {
    let (size, orient) = page(lying);
    let mut section = Section::new()
        .page_size(PageSize::new().size(size.0, size.1).orient(orient))
        .page_margin(margin(lying))
        .page_num_type(PageNumType::new().start(1))
        .title_pg();
    for piece in pieces {
        section = match piece {
            Piece::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Piece::Table(table) => section.add_table(*table),
        };
    }
    section
}
