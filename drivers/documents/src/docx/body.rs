//! The body of a document: paragraphs, runs, tables, text boxes.

use kernel::Problem;
use unicode_normalization::UnicodeNormalization;

use super::numbering::Numbering;
use super::styles::{Style, Styles, read_paragraph_properties, read_run_properties};
use crate::error::{note, too_large};
use crate::model::{Block, Limits, ReadError, Row, Table};
use crate::xml::{Piece, Tag, Xml};

/// Reads one part that holds paragraphs and tables.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    limits: Limits,
    tables: usize,
    rows: u64,
    pub(super) notes: Vec<Problem>,
}

/// A paragraph while it is put together.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Letters that are bold and letters that are not.
    weight: (usize, usize),
    own: Style,
    style: Option<String>,
    /// Blocks of text boxes that hang on this paragraph.
    boxes: Vec<Block>,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: Numbering, limits: Limits) -> Self {
        Self { styles, numbering, limits, tables: 0, rows: 0, notes: Vec::new() }
    }

    /// Reads the whole part.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::new();
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "document" | "body" | "hdr" | "ftr" => {}
                    _ => self.read_block(xml, &tag, &mut blocks)?,
                },
                Piece::End => return Ok(blocks),
                Piece::Close | Piece::Text(_) => {}
            }
        }
    }

    /// Reads what stands between the start tag that was just read and its end.
    fn read_blocks(&mut self, xml: &mut Xml<'_>, into: &mut Vec<Block>) -> Result<(), ReadError> {
        loop {
            match xml.next()? {
                Piece::Open(tag) => self.read_block(xml, &tag, into)?,
                Piece::Close => return Ok(()),
                Piece::Text(_) => {}
                Piece::End => return Err(xml.broken()),
            }
        }
    }

    fn read_block(
        &mut self,
        xml: &mut Xml<'_>,
        tag: &Tag<'_>,
        into: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        match tag.name() {
            "p" => self.read_paragraph(xml, into),
            "tbl" => {
                let table = self.read_table(xml)?;
                into.push(Block::Table(table));
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "txbxContent" => {
                self.read_blocks(xml, into)
            }
            _ => xml.skip(),
        }
    }

    fn read_paragraph(
        &mut self,
        xml: &mut Xml<'_>,
        into: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        let mut paragraph = Paragraph::default();
        self.read_inline(xml, &mut paragraph)?;
        let style = self.styles.resolve(paragraph.style.as_deref());
        let centred = paragraph.own.centred.or(style.centred).unwrap_or(false);
        into.append(&mut paragraph.boxes);
        let text = tidy_lines(&paragraph.text);
        let numbering = match (paragraph.own.numbering, style.numbering) {
            (Some((list, level)), inherited) => {
                Some((list, level.or(inherited.and_then(|(_, level)| level))))
            }
            (None, inherited) => inherited,
        };
        // An empty paragraph carries no number that anybody sees; list 0 means "no list".
        let label = match numbering {
            Some((list, level)) if list != 0 && !text.is_empty() => {
                self.numbering.next_label(list, level.unwrap_or(0))
            }
            _ => None,
        };
        if text.is_empty() {
            return Ok(());
        }
        let text = label.map_or_else(|| text.clone(), |label| format!("{label} {text}"));
        self.check_length(xml, &text)?;
        let bold = paragraph.weight.0 > 0 && paragraph.weight.1 == 0;
        into.push(Block::Paragraph { text, bold, centred });
        Ok(())
    }

    /// Reads the inside of a paragraph, or of anything that only wraps runs.
    fn read_inline(
        &mut self,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<(), ReadError> {
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => return Ok(()),
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "pPr" => {
                    read_paragraph_properties(xml, &mut paragraph.own, &mut paragraph.style)?;
                }
                "r" => self.read_run(xml, paragraph)?,
                // Deleted and moved-away text is no longer part of the letter.
                "del" | "moveFrom" => {
                    self.note_once(xml, "documents.note_tracked_changes");
                    xml.skip()?;
                }
                "ins" | "moveTo" => {
                    self.note_once(xml, "documents.note_tracked_changes");
                    self.read_inline(xml, paragraph)?;
                }
                "hyperlink" | "smartTag" | "fldSimple" | "sdt" | "sdtContent" | "customXml"
                | "dir" | "bdo" => self.read_inline(xml, paragraph)?,
                "AlternateContent" => self.read_alternative(xml, paragraph)?,
                _ => xml.skip()?,
            }
        }
    }

    fn read_run(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) -> Result<(), ReadError> {
        let mut own = Style::default();
        let before = paragraph.text.len();
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => break,
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "rPr" => read_run_properties(xml, &mut own)?,
                "t" => {
                    let text = xml.text()?;
                    paragraph.text.push_str(&text);
                }
                "tab" | "ptab" => {
                    paragraph.text.push('\t');
                    xml.skip()?;
                }
                "br" | "cr" => {
                    paragraph.text.push('\n');
                    xml.skip()?;
                }
                "noBreakHyphen" => {
                    paragraph.text.push('-');
                    xml.skip()?;
                }
                "drawing" | "pict" | "object" => self.read_boxes(xml, paragraph)?,
                "AlternateContent" => self.read_alternative(xml, paragraph)?,
                _ => xml.skip()?,
            }
        }
        let style = self.styles.resolve(paragraph.style.as_deref());
        if own.hidden.or(style.hidden).unwrap_or(false) {
            paragraph.text.truncate(before);
            return Ok(());
        }
        let added = paragraph.text.get(before..).unwrap_or_default();
        let letters = added.chars().filter(|letter| letter.is_alphanumeric()).count();
        if own.bold.or(style.bold).unwrap_or(false) {
            paragraph.weight.0 += letters;
        } else {
            paragraph.weight.1 += letters;
        }
        Ok(())
    }

    /// `mc:AlternateContent`: the first choice, and the fallback only where there is no choice.
    fn read_alternative(
        &mut self,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<(), ReadError> {
        let mut chosen = false;
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => return Ok(()),
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "Choice" | "Fallback" if !chosen => {
                    chosen = true;
                    self.read_choice(xml, paragraph)?;
                }
                _ => xml.skip()?,
            }
        }
    }

    fn read_choice(
        &mut self,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<(), ReadError> {
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => return Ok(()),
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "r" => self.read_run(xml, paragraph)?,
                "drawing" | "pict" | "object" => self.read_boxes(xml, paragraph)?,
                _ => xml.skip()?,
            }
        }
    }

    /// Looks through a drawing for text boxes; a picture without one is noted.
    fn read_boxes(
        &mut self,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<(), ReadError> {
        let mut open = 1_usize;
        while open > 0 {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "txbxContent" => {
                    let mut blocks = Vec::new();
                    self.read_blocks(xml, &mut blocks)?;
                    paragraph.boxes.append(&mut blocks);
                }
                // The older form of the same drawing.
                Piece::Open(tag) if tag.name() == "Fallback" => xml.skip()?,
                Piece::Open(tag) => {
                    if matches!(tag.name(), "blip" | "imagedata") {
                        self.note_once(xml, "documents.note_picture");
                    }
                    open += 1;
                }
                Piece::Close => open -= 1,
                Piece::Text(_) => {}
                Piece::End => return Err(xml.broken()),
            }
        }
        Ok(())
    }

    fn read_table(&mut self, xml: &mut Xml<'_>) -> Result<Table, ReadError> {
        self.tables += 1;
        let mut table = Table { name: self.tables.to_string(), ..Table::default() };
        self.read_rows(xml, &mut table)?;
        Ok(table)
    }

    fn read_rows(&mut self, xml: &mut Xml<'_>, table: &mut Table) -> Result<(), ReadError> {
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => return Ok(()),
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "tr" => {
                    self.rows += 1;
                    if self.rows > self.limits.rows {
                        let limit = self.limits.rows;
                        return Err(too_large(xml.file(), "documents.rows_too_many", limit));
                    }
                    let number = u64::try_from(table.rows.len()).unwrap_or(u64::MAX) + 1;
                    let above = table.rows.last().map(|row| row.cells.clone());
                    let mut row = Row { number, cells: Vec::new() };
                    let deleted = self.read_row(xml, &mut row, above.as_deref(), &table.name)?;
                    if !deleted {
                        table.rows.push(row);
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "ins" => self.read_rows(xml, table)?,
                _ => xml.skip()?,
            }
        }
    }

    /// Reads a row; says whether it was deleted under tracked changes.
    fn read_row(
        &mut self,
        xml: &mut Xml<'_>,
        row: &mut Row,
        above: Option<&[String]>,
        table: &str,
    ) -> Result<bool, ReadError> {
        let mut deleted = false;
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => return Ok(deleted),
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            match tag.name() {
                "tc" => self.read_cell(xml, row, above)?,
                "trPr" => xml.children(|xml, tag| {
                    deleted |= tag.name() == "del";
                    if tag.name() == "gridBefore" {
                        let before = usize::try_from(tag.number().unwrap_or(0)).unwrap_or(0);
                        row.cells.resize(before.min(256), String::new());
                    }
                    xml.skip()
                })?,
                "sdt" | "sdtContent" | "customXml" => {
                    deleted |= self.read_row(xml, row, above, table)?;
                }
                _ => xml.skip()?,
            }
            if row.cells.len() > self.limits.columns {
                let limit = self.limits.columns;
                return Err(too_large(xml.file(), "documents.columns_too_many", limit)
                    .in_sheet(table)
                    .at_row(row.number));
            }
        }
    }

    fn read_cell(
        &mut self,
        xml: &mut Xml<'_>,
        row: &mut Row,
        above: Option<&[String]>,
    ) -> Result<(), ReadError> {
        let (mut span, mut continues) = (1_usize, false);
        let mut blocks = Vec::new();
        loop {
            let tag = match xml.next()? {
                Piece::Open(tag) => tag,
                Piece::Close => break,
                Piece::Text(_) => continue,
                Piece::End => return Err(xml.broken()),
            };
            if tag.name() == "tcPr" {
                xml.children(|xml, tag| {
                    match tag.name() {
                        "gridSpan" => {
                            span = usize::try_from(tag.number().unwrap_or(1)).unwrap_or(1);
                        }
                        "vMerge" => continues = tag.value().as_deref() != Some("restart"),
                        _ => {}
                    }
                    xml.skip()
                })?;
            } else {
                self.read_block(xml, &tag, &mut blocks)?;
            }
        }
        let mut text = cell_text(&blocks);
        // A cell merged with the one above means the same value for this row.
        if continues && text.is_empty() {
            text = above.and_then(|cells| cells.get(row.cells.len())).cloned().unwrap_or_default();
        }
        self.check_length(xml, &text)?;
        row.cells.push(text);
        let more = span.clamp(1, self.limits.columns.max(1)) - 1;
        row.cells.extend(std::iter::repeat_n(String::new(), more));
        Ok(())
    }

    fn check_length(&self, xml: &Xml<'_>, text: &str) -> Result<(), ReadError> {
        if text.len() > self.limits.cell_bytes {
            let limit = self.limits.cell_bytes;
            return Err(too_large(xml.file(), "documents.cell_too_long", limit));
        }
        Ok(())
    }

    fn note_once(&mut self, xml: &Xml<'_>, code: &str) {
        if self.notes.iter().all(|problem| problem.code != code) {
            self.notes.push(note(xml.file(), code));
        }
    }
}

/// Paragraphs of a cell as lines; a table inside it as lines with tabs between its cells.
fn cell_text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => lines.push(text.clone()),
            Block::Table(table) => {
                lines.extend(table.rows.iter().map(|row| row.cells.join("\t").trim().to_owned()));
            }
        }
    }
    lines.join("\n")
}

/// NFC; spaces of any kind as one space within a line, empty lines left out, tabs kept.
fn tidy_lines(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut tidied = String::with_capacity(line.len());
        for letter in line.nfc() {
            let letter = if letter.is_whitespace() && letter != '\t' { ' ' } else { letter };
            if letter == '\u{AD}' || letter == '\u{200B}' || letter == '\u{FEFF}' {
                continue;
            }
            if letter == ' ' && tidied.ends_with([' ', '\t']) {
                continue;
            }
            tidied.push(letter);
        }
        let tidied = tidied.trim();
        if !tidied.is_empty() {
            lines.push(tidied.to_owned());
        }
    }
    lines.join("\n")
}
