//! Lines of pages put together to paragraphs and tables.
//!
//! Vietnamese official papers set their head and their signature in two columns (Decree
//! 30/2020/NĐ-CP, Annex I); such a part becomes a table of one row and two cells, as it is in DOCX.
//! Three columns and more are a table proper, line by line.

use super::Page;
use super::lines::{Line, Segment, lines};
use super::ruled::{self, Ruled};
use crate::model::{Block, Document, Row, Table};

/// Fills a document with the blocks of all pages in reading order. Lines that stand at the same
/// edge of several pages are their headers and footers.
pub(super) fn fill(pages: &[Page], document: &mut Document) {
    let mut pages: Vec<(Vec<Line>, Vec<Ruled>)> = pages
        .iter()
        .map(|page| {
            let tables = ruled::tables(page);
            let lines = lines(page, |glyph| tables.iter().any(|table| table.holds(glyph)));
            (lines, tables)
        })
        .collect();
    take_margins(&mut pages, &mut document.margins);
    let mut tables = 0;
    for (lines, ruled) in pages {
        fill_page(&lines, ruled, &mut tables, &mut document.blocks);
    }
}

fn fill_page(lines: &[Line], ruled: Vec<Ruled>, tables: &mut usize, blocks: &mut Vec<Block>) {
    let area = Area::of(lines, &ruled);
    let mut ruled = ruled.into_iter().peekable();
    let mut start = 0;
    let mut open: Option<Paragraph> = None;
    let mut first = true;
    let mut add_table = |rows: Vec<Row>, blocks: &mut Vec<Block>| {
        *tables += 1;
        let name = tables.to_string();
        blocks.push(Block::Table(Table { name, rows, ..Table::default() }));
    };
    while let Some(line) = lines.get(start) {
        if let Some(table) = ruled.next_if(|table| table.top < line.y) {
            close(&mut open, blocks, &mut first);
            if let Some(rows) = if first { go_on(table.rows, blocks) } else { Some(table.rows) } {
                add_table(rows, blocks);
            }
            first = false;
            continue;
        }
        if line.segments.len() > 1 {
            let end = ruled.peek().map_or(f64::MAX, |table| table.top);
            let until = lines.iter().filter(|line| line.y < end).count().max(start + 1);
            let (length, rows) = columns(lines.get(start..until).unwrap_or_default());
            if let Some(rows) = rows {
                close(&mut open, blocks, &mut first);
                add_table(rows, blocks);
                start += length;
                first = false;
                continue;
            }
        }
        let starts_new = open.as_ref().is_none_or(|open| open.ends_before(line, &area));
        if starts_new {
            close(&mut open, blocks, &mut first);
            open = Some(Paragraph::new(line, &area));
        } else if let Some(open) = &mut open {
            open.add(line);
        }
        start += 1;
    }
    close(&mut open, blocks, &mut first);
    for table in ruled {
        if let Some(rows) = if first { go_on(table.rows, blocks) } else { Some(table.rows) } {
            add_table(rows, blocks);
        }
        first = false;
    }
}

/// Adds the rows of the first table of a page to the last one of the page before, where its header
/// is repeated; gives the rows back where it is not.
fn go_on(rows: Vec<Row>, blocks: &mut [Block]) -> Option<Vec<Row>> {
    let header = rows.first().map(|row| &row.cells);
    let Some(Block::Table(above)) = blocks.last_mut() else { return Some(rows) };
    if header.is_none() || above.rows.first().map(|row| &row.cells) != header {
        return Some(rows);
    }
    let next = above.rows.last().map_or(1, |row| row.number + 1);
    let more = (next..).zip(rows.into_iter().skip(1));
    above.rows.extend(more.map(|(number, row)| Row { number, cells: row.cells }));
    None
}

/// Takes the first and last lines of pages away where other pages have the same at that place.
fn take_margins(pages: &mut [(Vec<Line>, Vec<Ruled>)], margins: &mut Vec<String>) {
    for last in [false, true] {
        let edge = |lines: &[Line]| {
            let line = if last { lines.last() } else { lines.first() };
            line.map(Line::text)
        };
        let texts: Vec<Option<String>> = pages.iter().map(|(lines, _)| edge(lines)).collect();
        for ((lines, _), text) in pages.iter_mut().zip(&texts) {
            let Some(text) = text else { continue };
            if texts.iter().flatten().filter(|other| *other == text).count() < 2 {
                continue;
            }
            if last {
                lines.pop();
            } else {
                lines.remove(0);
            }
            if !margins.contains(text) {
                margins.push(text.clone());
            }
        }
    }
}

/// Ends the open paragraph; the first of a page may go on with the last of the page before.
fn close(open: &mut Option<Paragraph>, blocks: &mut Vec<Block>, first: &mut bool) {
    let Some(paragraph) = open.take() else { return };
    let continues = *first && paragraph.may_continue;
    *first = false;
    if let Some(Block::Paragraph { text, centred: false, .. }) = blocks.last_mut()
        && continues
        && !text.ends_with(['.', ':', ';', '/', '!', '?'])
    {
        text.push(' ');
        text.push_str(&paragraph.text);
        return;
    }
    blocks.push(Block::Paragraph { text: paragraph.text, bold: false, centred: paragraph.centred });
}

/// The part of a page that has text, from left to right.
struct Area {
    left: f64,
    right: f64,
}

impl Area {
    fn of(lines: &[Line], ruled: &[Ruled]) -> Self {
        let lefts = lines.iter().map(Line::from).chain(ruled.iter().map(Ruled::left));
        let rights = lines.iter().map(Line::to).chain(ruled.iter().map(Ruled::right));
        let (left, right) = (lefts.fold(f64::MAX, f64::min), rights.fold(f64::MIN, f64::max));
        Self { left, right }
    }

    fn is_centred(&self, line: &Line) -> bool {
        if begins_item(&line.text()) {
            return false;
        }
        let (before, after) = (line.from() - self.left, self.right - line.to());
        let room = 2.0 * line.size;
        before > room && after > room && (before - after).abs() < 1.5 * line.size
    }

    fn is_indented(&self, line: &Line) -> bool {
        line.from() - self.left > 0.8 * line.size
    }
}

/// A paragraph while lines are added to it.
struct Paragraph {
    text: String,
    centred: bool,
    /// Whether its first line could go on with the paragraph of the page before.
    may_continue: bool,
    y: f64,
    to: f64,
    from: f64,
    size: f64,
    /// Distance between its lines, once there are two.
    pitch: Option<f64>,
}

impl Paragraph {
    fn new(line: &Line, area: &Area) -> Self {
        let text = line.text();
        let centred = area.is_centred(line);
        let may_continue = !centred && !area.is_indented(line) && !begins_item(&text);
        Self {
            text,
            centred,
            may_continue,
            y: line.y,
            to: line.to(),
            from: line.from(),
            size: line.size,
            pitch: None,
        }
    }

    /// Whether `line` begins another paragraph.
    fn ends_before(&self, line: &Line, area: &Area) -> bool {
        let step = line.y - self.y;
        // Centred lines are a head each: a title, a subject, a body.
        if self.centred {
            return true;
        }
        let usual = self.pitch.unwrap_or(1.75 * self.size);
        if step > usual * 1.25 + 0.5 || (line.size - self.size).abs() > 0.15 * self.size {
            return true;
        }
        if begins_item(&line.text()) || area.is_centred(line) != self.centred {
            return true;
        }
        // A first line is indented: it stands further in than the line above it, or as far in as
        // the first line of a paragraph of one line that has ended.
        let as_far_in = area.is_indented(line) && line.from() - self.from > -0.5;
        let ended = self.text.ends_with(['.', ';', ':', '/']);
        let indented = line.from() - self.from > 0.8 * line.size || (as_far_in && ended);
        // The line above ended although the next word would have fitted.
        let next = line.segments.first().map_or(0.0, first_word_width);
        let short = area.right - self.to > next + 0.6 * line.size;
        indented || (short && area.right - self.to > 2.0 * line.size)
    }

    fn add(&mut self, line: &Line) {
        self.text.push(' ');
        self.text.push_str(&line.text());
        self.pitch = Some(line.y - self.y);
        self.y = line.y;
        self.to = line.to();
        self.from = line.from();
    }
}

fn first_word_width(segment: &Segment) -> f64 {
    let letters = segment.text.chars().count().max(1);
    let word = segment.text.split(' ').next().unwrap_or_default().chars().count();
    #[expect(clippy::cast_precision_loss, reason = "counts of letters on one line are small")]
    let share = word as f64 / letters as f64;
    (segment.to - segment.from) * share
}

/// Whether a text begins as an item of a list or a clause does: `-`, `+`, `1.`, `a)`, `Điều 3.`.
fn begins_item(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    if matches!(first, "-" | "+" | "–" | "•" | "*") {
        return true;
    }
    if matches!(first, "Điều" | "Chương" | "Mục" | "Phần" | "PHỤ") {
        return words.next().is_some_and(|word| {
            word.starts_with(|letter: char| letter.is_ascii_digit() || letter.is_ascii_uppercase())
        });
    }
    let Some(number) = first.strip_suffix(['.', ')', '/']) else { return false };
    let short = number.chars().count() <= 6;
    let digits = number.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let roman = number.chars().all(|letter| "IVX".contains(letter));
    let letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    !number.is_empty() && short && (digits || roman || letter)
}

/// Reads columns from the first of `lines` on: how many lines they take, and their rows; `None`
/// where the line only has a wide gap.
fn columns(lines: &[Line]) -> (usize, Option<Vec<Row>>) {
    let many = lines.iter().take_while(|line| line.segments.len() >= 3).count();
    if many >= 2 {
        return grid(lines);
    }
    let Some(first) = lines.first() else { return (0, None) };
    let (Some(left), Some(right)) = (first.segments.first(), first.segments.get(1)) else {
        return (0, None);
    };
    let mut gutter = (left.to, right.from);
    let mut cells = [String::new(), String::new()];
    let mut length = 0;
    let mut above: Option<&Line> = None;
    for line in lines {
        if above.is_some_and(|above| line.y - above.y > 9.0 * above.size) {
            break;
        }
        let narrowed = line.segments.iter().try_fold(gutter, |(from, to), segment| {
            if segment.to <= to && segment.from < from {
                Some((from.max(segment.to), to))
            } else if segment.from >= from {
                Some((from, to.min(segment.from)))
            } else {
                None
            }
        });
        let Some(narrowed) = narrowed.filter(|(from, to)| to - from > 0.5 * line.size) else {
            break;
        };
        // One piece alone, far below: the columns have ended, but for a name under its signature.
        let far = above.is_some_and(|above| line.y - above.y > 2.2 * above.size);
        let under = line.from() > gutter.0.max(gutter.1 - 1.0);
        if line.segments.len() == 1 && far && !under {
            break;
        }
        gutter = narrowed;
        for segment in &line.segments {
            let side = usize::from(segment.from >= gutter.0.max(gutter.1 - 1.0));
            if let Some(cell) = cells.get_mut(side) {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&segment.text);
            }
        }
        length += 1;
        above = Some(line);
    }
    let real = length >= 2 && cells.iter().all(|cell| !cell.is_empty());
    let rows = real.then(|| vec![Row { number: 1, cells: cells.to_vec() }]);
    (length.max(1), rows)
}

/// Three columns and more: a row for each line; a line that begins right of the first column goes
/// on with the row above.
fn grid(lines: &[Line]) -> (usize, Option<Vec<Row>>) {
    let widest = lines.iter().take_while(|line| line.segments.len() >= 2);
    let count = widest.clone().map(|line| line.segments.len()).max().unwrap_or(0);
    let Some(model) = widest.into_iter().find(|line| line.segments.len() == count) else {
        return (0, None);
    };
    let starts: Vec<(f64, f64)> =
        model.segments.iter().map(|segment| (segment.from, segment.to)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut length = 0;
    let mut above: Option<&Line> = None;
    for line in lines {
        let near = above.is_none_or(|above| line.y - above.y < 3.0 * above.size);
        if !near || (line.segments.len() == 1 && spans(line, &starts) > 1) {
            break;
        }
        let mut cells = vec![String::new(); count];
        for segment in &line.segments {
            if let Some(cell) = cells.get_mut(column_of(segment, &starts)) {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&segment.text);
            }
        }
        let continues = cells.first().is_some_and(String::is_empty)
            && above.is_some_and(|above| line.y - above.y < 1.6 * above.size);
        match rows.last_mut() {
            Some(row) if continues => {
                for (cell, more) in row.cells.iter_mut().zip(cells) {
                    if !more.is_empty() {
                        if !cell.is_empty() {
                            cell.push(' ');
                        }
                        cell.push_str(&more);
                    }
                }
            }
            _ => {
                let number = u64::try_from(rows.len()).unwrap_or(u64::MAX) + 1;
                rows.push(Row { number, cells });
            }
        }
        length += 1;
        above = Some(line);
    }
    (length.max(1), (rows.len() >= 2).then_some(rows))
}

/// How many columns a line lies over.
fn spans(line: &Line, columns: &[(f64, f64)]) -> usize {
    columns.iter().filter(|(from, to)| line.from() < *to && line.to() > *from).count()
}

/// The column that a piece overlaps most, or else the nearest.
fn column_of(segment: &Segment, columns: &[(f64, f64)]) -> usize {
    let overlap = |(from, to): &(f64, f64)| segment.to.min(*to) - segment.from.max(*from);
    let best = columns
        .iter()
        .enumerate()
        .max_by(|(_, left), (_, right)| overlap(left).total_cmp(&overlap(right)));
    best.map_or(0, |(index, _)| index)
}
