//! Letters on a page put together to lines, and lines split where columns stand side by side.

use unicode_normalization::UnicodeNormalization;

use super::{Glyph, Page};

/// A gap of this many letter heights within a line parts two columns.
const COLUMN_GAP: f64 = 1.5;
/// A gap of this many letter heights is a space that was not written.
const SPACE_GAP: f64 = 0.16;
/// Letters within this many letter heights of a line's base belong to it.
const SAME_LINE: f64 = 0.4;

/// A piece of a line without a wide gap, in points.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) text: String,
}

/// A line of a page: its pieces from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) segments: Vec<Segment>,
}

impl Line {
    pub(super) fn from(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.from)
    }

    pub(super) fn to(&self) -> f64 {
        self.segments.last().map_or(0.0, |segment| segment.to)
    }

    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        texts.join(" ")
    }
}

/// The lines of a page from top to bottom, without those that only number it. `leave_out` says
/// which letters belong elsewhere.
pub(super) fn lines(page: &Page, leave_out: impl Fn(&Glyph) -> bool) -> Vec<Line> {
    let mut lines = lines_of(page.glyphs.iter().filter(|glyph| !leave_out(glyph)).collect());
    if lines.first().is_some_and(is_page_number) {
        lines.remove(0);
    }
    if lines.last().is_some_and(is_page_number) {
        lines.pop();
    }
    lines
}

/// Letters put together to lines from top to bottom.
pub(super) fn lines_of(mut glyphs: Vec<&Glyph>) -> Vec<Line> {
    glyphs.sort_by(|left, right| left.y.total_cmp(&right.y).then(left.x.total_cmp(&right.x)));
    let mut rows: Vec<(f64, f64, Vec<&Glyph>)> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some((y, size, row)) if glyph.y - *y <= SAME_LINE * size.max(glyph.size) => {
                *size = size.max(glyph.size);
                row.push(glyph);
            }
            _ => rows.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    rows.into_iter()
        .map(|(y, size, row)| Line { y, size, segments: segments(row) })
        .filter(|line| !line.segments.is_empty())
        .collect()
}

fn segments(mut row: Vec<&Glyph>) -> Vec<Segment> {
    row.sort_by(|left, right| left.x.total_cmp(&right.x));
    let mut segments: Vec<Segment> = Vec::new();
    let mut previous: Option<&Glyph> = None;
    for glyph in row {
        if let Some(before) = previous {
            // The same letter printed twice, slightly moved, imitates bold.
            if before.text == glyph.text && (glyph.x - before.x).abs() < 0.08 * glyph.size {
                continue;
            }
        }
        let is_space = glyph.text.chars().all(char::is_whitespace);
        let gap = segments.last().map_or(f64::MAX, |segment| glyph.x - segment.to);
        match segments.last_mut() {
            Some(segment) if gap <= COLUMN_GAP * glyph.size => {
                if is_space {
                    if !segment.text.ends_with(' ') {
                        segment.text.push(' ');
                    }
                    // A space is as wide as it is drawn; trailing ones bridge no gap.
                    if gap > 0.5 * glyph.size {
                        continue;
                    }
                    previous = Some(glyph);
                    continue;
                }
                let drawn = segment.text.trim_end().len() == segment.text.len();
                if gap > SPACE_GAP * glyph.size && drawn {
                    segment.text.push(' ');
                }
                segment.text.push_str(&glyph.text);
                segment.to = segment.to.max(glyph.x + glyph.width);
            }
            _ if is_space => {}
            _ => segments.push(Segment {
                from: glyph.x,
                to: glyph.x + glyph.width,
                text: glyph.text.clone(),
            }),
        }
        previous = Some(glyph);
    }
    for segment in &mut segments {
        let words: Vec<&str> = segment.text.split_whitespace().collect();
        segment.text = words.join(" ").nfc().collect();
    }
    segments.retain(|segment| !segment.text.is_empty());
    segments
}

/// A line that is nothing but a number, perhaps between dashes or after "Trang".
fn is_page_number(line: &Line) -> bool {
    let text = line.text();
    let text = text.strip_prefix("Trang").unwrap_or(&text);
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || "-–—".contains(letter));
    let mut parts = text.split('/');
    let is_number = |part: Option<&str>| {
        part.is_some_and(|part| {
            let part = part.trim();
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_number(parts.next()) && parts.next().is_none_or(|part| is_number(Some(part)))
}
