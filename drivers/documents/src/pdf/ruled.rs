//! Tables with drawn rules: their cells are what lies between the rules.

use pdf_extract::{Path, PathOp, Transform};

use super::lines::lines_of;
use super::{Glyph, Page};
use crate::model::Row;

/// Rules of one page above which its drawings are not looked at.
const MAX_RULES: usize = 6_000;
/// A rule is at most so thick, in points.
const THICK: f64 = 2.5;
/// Rules that end this near to each other meet, in points.
const NEAR: f64 = 3.0;

/// A drawn line, in points from the upper left corner: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rule {
    fn between(from: (f64, f64), to: (f64, f64)) -> Self {
        Self {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            right: from.0.max(to.0),
            bottom: from.1.max(to.1),
        }
    }

    fn is_upright(&self) -> bool {
        self.right - self.left < THICK && self.bottom - self.top > 2.0 * THICK
    }

    fn is_level(&self) -> bool {
        self.bottom - self.top < THICK && self.right - self.left > 2.0 * THICK
    }

    fn meets(&self, other: &Self) -> bool {
        self.left - NEAR < other.right
            && other.left - NEAR < self.right
            && self.top - NEAR < other.bottom
            && other.top - NEAR < self.bottom
    }

    fn grow(&mut self, other: &Self) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
    }
}

/// Adds the lines of a stroked path.
pub(super) fn add_strokes(matrix: &Transform, path: &Path, height: f64, rules: &mut Vec<Rule>) {
    let place = |x, y| to_page(matrix, x, y, height);
    let mut at = (0.0, 0.0);
    for operation in &path.ops {
        match *operation {
            PathOp::MoveTo(x, y) => at = place(x, y),
            PathOp::LineTo(x, y) => {
                add(Rule::between(at, place(x, y)), rules);
                at = place(x, y);
            }
            PathOp::Rect(x, y, width, depth) => {
                let (one, two) = (place(x, y), place(x + width, y + depth));
                for (from, to) in [
                    (one, (two.0, one.1)),
                    ((two.0, one.1), two),
                    (two, (one.0, two.1)),
                    ((one.0, two.1), one),
                ] {
                    add(Rule::between(from, to), rules);
                }
            }
            PathOp::CurveTo(_, _, _, _, x, y) => at = place(x, y),
            PathOp::Close => {}
        }
    }
}

/// Adds filled rectangles that are so thin that they are lines.
pub(super) fn add_fills(matrix: &Transform, path: &Path, height: f64, rules: &mut Vec<Rule>) {
    for operation in &path.ops {
        if let PathOp::Rect(x, y, width, depth) = *operation {
            let from = to_page(matrix, x, y, height);
            let to = to_page(matrix, x + width, y + depth, height);
            add(Rule::between(from, to), rules);
        }
    }
}

fn to_page(matrix: &Transform, x: f64, y: f64, height: f64) -> (f64, f64) {
    (
        x * matrix.m11 + y * matrix.m21 + matrix.m31,
        height - (x * matrix.m12 + y * matrix.m22 + matrix.m32),
    )
}

fn add(rule: Rule, rules: &mut Vec<Rule>) {
    let finite = [rule.left, rule.top, rule.right, rule.bottom].iter().all(|at| at.is_finite());
    if finite && rules.len() <= MAX_RULES && (rule.is_upright() || rule.is_level()) {
        rules.push(rule);
    }
}

/// A table whose rules are drawn.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) top: f64,
    pub(super) rows: Vec<Row>,
    area: Rule,
}

impl Ruled {
    pub(super) fn left(&self) -> f64 {
        self.area.left
    }

    pub(super) fn right(&self) -> f64 {
        self.area.right
    }

    /// Whether a letter lies in it.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        holds(&self.area, glyph)
    }
}

fn middle(glyph: &Glyph) -> (f64, f64) {
    (glyph.x + glyph.width / 2.0, glyph.y - 0.3 * glyph.size)
}

fn holds(area: &Rule, glyph: &Glyph) -> bool {
    let (x, y) = middle(glyph);
    x > area.left && x < area.right && y > area.top && y < area.bottom
}

/// The tables of a page from top to bottom: two columns or more, drawn on all sides.
pub(super) fn tables(page: &Page) -> Vec<Ruled> {
    if page.rules.len() > MAX_RULES {
        return Vec::new();
    }
    let mut groups: Vec<(Rule, Vec<Rule>)> = Vec::new();
    for rule in &page.rules {
        let mut merged = (*rule, vec![*rule]);
        let (near, far): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(area, _)| area.meets(rule));
        groups = far;
        for (area, rules) in near {
            merged.0.grow(&area);
            merged.1.extend(rules);
        }
        groups.push(merged);
    }
    let mut tables: Vec<Ruled> =
        groups.iter().filter_map(|(area, rules)| table(page, *area, rules)).collect();
    tables.sort_by(|left, right| left.top.total_cmp(&right.top));
    tables
}

fn table(page: &Page, area: Rule, rules: &[Rule]) -> Option<Ruled> {
    let upright = rules.iter().filter(|rule| rule.is_upright());
    let columns = places(upright.map(|rule| (rule.left + rule.right) / 2.0).collect());
    let level = rules.iter().filter(|rule| rule.is_level());
    let lines = places(level.map(|rule| (rule.top + rule.bottom) / 2.0).collect());
    if columns.len() < 3 || lines.len() < 2 {
        return None;
    }
    let (width, height) = (columns.len() - 1, lines.len() - 1);
    let mut cells: Vec<Vec<Vec<&Glyph>>> = vec![vec![Vec::new(); width]; height];
    for glyph in page.glyphs.iter().filter(|glyph| holds(&area, glyph)) {
        let (x, y) = middle(glyph);
        let row = lines.partition_point(|line| *line < y).saturating_sub(1).min(height - 1);
        let column = columns.partition_point(|line| *line < x).saturating_sub(1).min(width - 1);
        if let Some(cell) = cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            cell.push(glyph);
        }
    }
    let rows: Vec<Row> = (1..)
        .zip(cells)
        .map(|(number, row)| Row { number, cells: row.into_iter().map(cell_text).collect() })
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    (!rows.is_empty()).then_some(Ruled { top: area.top, rows, area })
}

fn cell_text(glyphs: Vec<&Glyph>) -> String {
    let mut text = String::new();
    for line in lines_of(glyphs) {
        let line = line.text();
        if !text.is_empty() && !is_broken(&text, &line) {
            text.push(' ');
        }
        text.push_str(&line);
    }
    text
}

/// Whether a word was broken where the cell was too narrow: a range of addresses after its dash, or
/// a name of a host.
fn is_broken(above: &str, below: &str) -> bool {
    let last = above.rsplit(' ').next().unwrap_or_default();
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    if !last.is_ascii() || !below.chars().all(is_part) {
        return false;
    }
    let starts_with_digit = below.starts_with(|letter: char| letter.is_ascii_digit());
    if let Some(range) = last.strip_suffix('-') {
        return starts_with_digit && range.ends_with(|letter: char| letter.is_ascii_digit());
    }
    let is_host = last.contains('.')
        && last.chars().all(is_part)
        && last.chars().any(|letter| letter.is_ascii_lowercase());
    is_host && below.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '.')
}

/// Distinct places in order; those that are near to each other are one.
fn places(mut all: Vec<f64>) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    all.dedup_by(|next, kept| *next - *kept < NEAR);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_put_together_and_others_are_not() {
        assert!(is_broken("203.0.113.41-", "203.0.113.43"));
        assert!(is_broken("update.andro.exam", "ple"));
        assert!(!is_broken("30/12/2025", "16:20:45"));
        assert!(!is_broken("Số máy trong", "danh sách"));
        assert!(!is_broken("Tab. 2", "rows"));
    }
}
