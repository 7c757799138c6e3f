//! The document as lines: paragraphs and cells cut at line breaks, marks of copying taken off.

use documents::{Block, Document};

use super::model::Span;
use super::passage::Passage;

/// Lines that are read; a letter with its annexes has some hundreds, the rest is left with a note.
pub(super) const MAX_LINES: usize = 20_000;

/// One line that is not empty.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The text, trimmed, without asterisks around it.
    pub(super) text: &'a str,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it begins its paragraph or cell.
    pub(super) opens: bool,
}

impl Line<'_> {
    /// The line as a passage.
    pub(super) fn passage(&self) -> Passage {
        Passage::of(self.text, self.span)
    }

    /// Whether it stands in a table.
    pub(super) fn in_table(&self) -> bool {
        self.span.row.is_some()
    }

    /// Whether it holds letters and all of them are capitals.
    pub(super) fn is_capitals(&self) -> bool {
        is_capitals(self.text)
    }
}

/// Whether a text holds letters and all of them are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| !letter.is_lowercase())
}

/// The lines of a document, and whether some were left unread.
pub(super) fn lines(document: &Document) -> (Vec<Line<'_>>, bool) {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph { text, .. } => cut(text, block, None, &mut lines),
            Block::Table(table) => {
                for (row, content) in table.rows.iter().enumerate() {
                    for (cell, text) in content.cells.iter().enumerate() {
                        cut(text, block, Some((row, cell)), &mut lines);
                    }
                    if lines.len() > MAX_LINES {
                        break;
                    }
                }
            }
        }
        if lines.len() > MAX_LINES {
            lines.truncate(MAX_LINES);
            return (lines, true);
        }
    }
    (lines, false)
}

/// The lines of one cell.
pub(super) fn of_cell(text: &str, block: usize, row: usize, cell: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    cut(text, block, Some((row, cell)), &mut lines);
    lines
}

fn cut<'a>(text: &'a str, block: usize, place: Option<(usize, usize)>, into: &mut Vec<Line<'a>>) {
    let mut start = 0;
    let mut opens = true;
    for raw in text.split('\n') {
        let span = Span {
            block,
            row: place.map(|place| place.0),
            cell: place.map(|place| place.1),
            start,
            end: start,
        };
        start += raw.chars().count() + 1;
        if let Some(line) = trimmed(raw, span, opens) {
            into.push(line);
            opens = false;
            if into.len() > MAX_LINES {
                return;
            }
        }
    }
}

/// The line without white space, asterisks and underscores around it; none if nothing is left.
fn trimmed(raw: &str, span: Span, opens: bool) -> Option<Line<'_>> {
    let is_edge = |letter: char| letter.is_whitespace() || matches!(letter, '*' | '_' | '\u{feff}');
    let rest = raw.trim_start_matches(is_edge);
    let start = span.start + raw.chars().count() - rest.chars().count();
    let text = rest.trim_end_matches(is_edge);
    if text.is_empty() {
        return None;
    }
    let end = start + text.chars().count();
    Some(Line { text, span: Span { start, end, ..span }, opens })
}

/// The columns of a line: parts that a tab or three and more spaces hold apart.
pub(super) fn columns<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut blank = 0;
    let mut wide = false;
    let push = |from: usize, to: usize, parts: &mut Vec<Line<'a>>| {
        let Some(raw) = line.text.get(from..to) else { return };
        let before = line.text.get(..from).map_or(0, |before| before.chars().count());
        let at = line.span.start + before;
        parts.extend(trimmed(raw, Span { start: at, end: at, ..line.span }, line.opens));
    };
    for (at, letter) in line.text.char_indices() {
        if letter.is_whitespace() {
            blank += 1;
            wide |= letter == '\t';
            continue;
        }
        if (blank >= 3 || wide) && at > start && parts.len() < 8 && !is_gap_to_fill(line.text, at) {
            push(start, at, &mut parts);
            start = at;
        }
        blank = 0;
        wide = false;
    }
    push(start, line.text.len(), &mut parts);
    parts
}

/// Whether the white space before a byte is left for a number or a day, as drafts have it:
/// `Số:      /UBND-VX`, `ngày      tháng 4`.
fn is_gap_to_fill(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let before = before.trim_end();
    (after.starts_with(['/', '-']) && before.ends_with([':', 'ố', 'Ố']))
        || (after.starts_with("tháng") && before.ends_with("ngày"))
        || (after.starts_with("năm") && before.ends_with("tháng"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_keep_their_places() {
        let text = "  **Số: 12/SKHCN-CĐS**\t Tre Xanh, ngày 05\n\n**KT. GIÁM ĐỐC".to_owned();
        let document = Document {
            blocks: vec![Block::Paragraph { text, bold: false, centred: false }],
            ..Document::default()
        };
        let (lines, left) = lines(&document);
        assert!(!left);
        let parts: Vec<_> = lines.iter().flat_map(columns).collect();
        let texts: Vec<&str> = parts.iter().map(|part| part.text).collect();
        assert_eq!(texts, ["Số: 12/SKHCN-CĐS", "Tre Xanh, ngày 05", "KT. GIÁM ĐỐC"]);
        for part in &parts {
            assert_eq!(part.span.text(&document).as_deref(), Some(part.text));
        }
    }
}
