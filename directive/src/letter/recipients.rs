//! `Nơi nhận`: who gets a copy, and what for. `Kính gửi`: who is addressed.
//!
//! Source: Decree 30/2020/NĐ-CP, annex I, boxes 9a and 9b.

use super::layout::is_dash;
use super::line::{Line, columns};
use super::model::{Confidence, Reading};
use super::parts::{Archive, Recipient, RecipientRole};
use super::passage::Passage;

/// The addressees, one for each line or part between semicolons.
pub(super) fn addressees(lines: &[Line<'_>]) -> Vec<Reading<String>> {
    let mut found: Vec<Passage> = Vec::new();
    let parts: Vec<Line<'_>> = lines.iter().flat_map(columns).collect();
    let is_rest = |line: &Line<'_>| {
        !is_dash(line.text) && line.text.starts_with(|c: char| c.is_lowercase() || c == '(')
    };
    for (index, line) in parts.iter().enumerate() {
        // The comma before a broken-off rest belongs to the name.
        let broken = parts.get(index + 1).is_some_and(is_rest);
        let signs: &[char] = if broken { &[';', '.'] } else { ENDS };
        let label = if index == 0 { line.text.find(':').map(|at| at + 1) } else { None };
        let text = line.text.get(label.unwrap_or(0)..).unwrap_or_default();
        let text = text.trim_start_matches(|letter: char| {
            letter.is_whitespace() || is_dash(letter.encode_utf8(&mut [0; 4]))
        });
        let goes_on = is_rest(line) && index > 0;
        for (part, piece) in text.split_inclusive(';').enumerate() {
            let offset = byte_offset(line.text, piece);
            let Some(line) = part_of(line, offset, piece, signs) else { continue };
            match found.last_mut() {
                Some(last) if goes_on && part == 0 => last.push(line.text, line.span),
                _ => found.push(line.passage()),
            }
        }
    }
    found.iter().filter_map(|passage| passage.whole(Confidence::High)).collect()
}

fn byte_offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// Marks that end an item of a list.
const ENDS: &[char] = &[';', '.', ','];

/// A part of a line, without the marks that end it.
fn part_of<'a>(line: &Line<'a>, offset: usize, part: &'a str, ends: &[char]) -> Option<Line<'a>> {
    let start = part.len() - part.trim_start().len();
    let text = part.trim().trim_end_matches(ends).trim_end();
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let before = line.text.get(..offset + start)?.chars().count();
    let from = line.span.start + before;
    let span = super::model::Span { start: from, end: from + text.chars().count(), ..line.span };
    Some(Line { text, span, opens: line.opens })
}

/// Splits the tail into the recipients' lines and all others, by columns.
pub(super) fn split<'a>(tail: &[Line<'a>]) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
    let mut recipients: Vec<Line<'a>> = Vec::new();
    let mut others = Vec::new();
    let mut labelled = false;
    let mut open = false;
    let mut cell = None;
    for part in tail.iter().flat_map(columns) {
        let folded: String = part.text.chars().take(12).collect();
        if kernel::text::fold(&folded).starts_with("noi nhan") {
            labelled = true;
            cell = part.span.cell;
            if let Some(at) = part.text.find(':') {
                let rest = part.text.get(at + 1..).unwrap_or_default();
                recipients.extend(part_of(&part, at + 1, rest, ENDS));
            }
            continue;
        }
        let same_cell = part.span.cell == cell;
        let dash = is_dash(part.text) && super::marks::mark(part.text).is_some();
        let archive = is_archive(part.text);
        let goes_on = open && same_cell && !part.is_capitals();
        if labelled && same_cell && (dash || archive || goes_on) {
            open = part.text.matches('(').count() > part.text.matches(')').count()
                || !part.text.ends_with([';', '.', ')']) && !archive;
            recipients.push(part);
        } else {
            others.push(part);
        }
    }
    (recipients, others)
}

fn is_archive(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut chars = text.chars();
    let first: String = chars.by_ref().take(3).collect();
    matches!(first.as_str(), "Lưu" | "LƯU") && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The recipients of the lines that [`split`] gave.
pub(super) fn read(lines: &[Line<'_>]) -> Vec<Recipient> {
    let mut found: Vec<Passage> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let dash = is_dash(line.text);
        let bare = line
            .text
            .trim_start_matches(|c: char| c.is_whitespace() || is_dash(c.encode_utf8(&mut [0; 4])));
        let Some(part) = part_of(line, byte_offset(line.text, bare), bare, ENDS) else { continue };
        match found.last_mut() {
            Some(last) if !dash && index > 0 && !is_archive(part.text) => {
                last.push(part.text, part.span);
            }
            _ => found.push(part.passage()),
        }
    }
    found.iter().map(recipient).collect()
}

fn recipient(line: &Passage) -> Recipient {
    let text = line.text();
    if is_archive(text) {
        return Recipient {
            name: "Lưu".to_owned(),
            roles: vec![RecipientRole::Archive],
            electronic: false,
            archive: Some(archive(text)),
            spans: line.all_spans(),
            confidence: Confidence::High,
        };
    }
    let mut roles = Vec::new();
    if ["nhu tren", "nhu kinh gui", "nhu dieu"].iter().any(|phrase| line.has(0, phrase)) {
        roles.push(RecipientRole::Act);
    }
    let mut electronic = false;
    for at in 0..line.len() {
        electronic |= line.word(at) == "vbdt";
        if let Some(role) = role_at(line, at).filter(|role| !roles.contains(role)) {
            roles.push(role);
        }
    }
    let stated = !roles.is_empty();
    if !stated {
        roles.push(RecipientRole::Information);
    }
    let bracket = text.find('(').unwrap_or(text.len());
    let name = text.get(..bracket).unwrap_or(text).trim_end_matches([' ', ',', ';', '.']);
    Recipient {
        name: if name.is_empty() { text.to_owned() } else { name.to_owned() },
        roles,
        electronic,
        archive: None,
        spans: line.all_spans(),
        confidence: if stated { Confidence::High } else { Confidence::Medium },
    }
}

/// The role that a mark names: `b/c`, `t/h`, `p/h`, `để báo cáo`, also misspelt `đê t/h`.
fn role_at(line: &Passage, at: usize) -> Option<RecipientRole> {
    let pair = (line.word(at), line.word(at + 1));
    if line.gap(at + 1).trim() == "/" {
        match pair {
            ("b", "c" | "cao") => return Some(RecipientRole::Report),
            ("t", "h") => return Some(RecipientRole::CarryOut),
            ("p", "h") => return Some(RecipientRole::Coordinate),
            _ => {}
        }
    }
    // The same words stand in names of bodies, so they count only after "để" or in brackets.
    let marked = (line.word(at.wrapping_sub(1)) == "de") || line.gap(at).contains('(');
    match pair {
        ("bao", "cao") if marked => Some(RecipientRole::Report),
        ("thuc", "hien") if marked => Some(RecipientRole::CarryOut),
        ("phoi", "hop") if marked => Some(RecipientRole::Coordinate),
        ("biet", _) | ("theo", "doi") if marked => Some(RecipientRole::Information),
        ("thay", "bao") | ("thay", "b") => Some(RecipientRole::Report),
        _ => None,
    }
}

/// `Lưu: VT, CNTTBCVT (HN, 02)`: units, typist and copies.
fn archive(text: &str) -> Archive {
    let after = text.char_indices().nth(3).map_or("", |(at, _)| text.get(at..).unwrap_or(""));
    let (units, bracket) = after.split_once('(').unwrap_or((after, ""));
    let mut archive = Archive {
        units: units
            .split([',', ';'])
            .map(|unit| unit.trim_matches([' ', ':', '.', ')']))
            .filter(|unit| !unit.is_empty() && unit.len() <= 40)
            .map(str::to_owned)
            .collect(),
        ..Archive::default()
    };
    // Without brackets the copies stand behind a stop: `VHXH.15b`.
    if let Some((unit, copies)) = archive.units.last().and_then(|unit| unit.rsplit_once('.'))
        && let Some(figure) = copies.strip_suffix('b').or_else(|| copies.strip_suffix("bản"))
        && let Ok(figure) = figure.trim().parse()
    {
        let unit = unit.trim().to_owned();
        archive.copies = Some(figure);
        archive.units.pop();
        archive.units.push(unit);
    }
    for part in bracket.split([',', ';', ')']) {
        let part = part.trim_matches([' ', '.']);
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let unit = kernel::text::fold(part.get(digits.len()..).unwrap_or_default());
        if let (Ok(copies), "" | "b" | "ban") = (digits.parse(), unit.as_str()) {
            archive.copies = archive.copies.or(Some(copies));
        } else if part.chars().count() <= 12 && part.chars().any(char::is_alphabetic) {
            archive.typist = archive.typist.or_else(|| Some(part.to_owned()));
        }
    }
    archive
}
