//! Automatic numbers and bullets, written out as a person sees them (ECMA-376 part 1, 17.9).

use std::collections::BTreeMap;

use crate::model::ReadError;
use crate::xml::{Piece, Xml};

/// Levels that a list has at most.
const LEVELS: usize = 9;
/// Counters stop here; no list of a letter is longer.
const MAX_COUNT: i64 = 100_000;

#[derive(Clone, Debug)]
struct Level {
    start: i64,
    format: String,
    text: String,
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), legal: false }
    }
}

type Levels = BTreeMap<usize, Level>;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<i64, Levels>,
    /// List number to its abstract list and its own levels.
    lists: BTreeMap<i64, (i64, Levels, BTreeMap<usize, i64>)>,
    /// Counters by abstract list, shared by the lists that use it, as Word does.
    counters: BTreeMap<i64, [Option<i64>; LEVELS]>,
    /// Lists that were used, for a start that a list overrides once.
    used: BTreeMap<i64, ()>,
}

impl Numbering {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "numbering" => {}
                Piece::Open(tag) if tag.name() == "abstractNum" => {
                    let id = tag.attribute("abstractNumId").and_then(|id| id.parse().ok());
                    let levels = read_levels(xml)?;
                    if let Some(id) = id {
                        numbering.abstracts.insert(id, levels);
                    }
                }
                Piece::Open(tag) if tag.name() == "num" => {
                    let id = tag.attribute("numId").and_then(|id| id.parse().ok());
                    let list = read_list(xml)?;
                    if let Some(id) = id {
                        numbering.lists.insert(id, list);
                    }
                }
                Piece::Open(_) => xml.skip()?,
                Piece::End => return Ok(numbering),
                Piece::Close | Piece::Text(_) => {}
            }
        }
    }

    /// The label of the next paragraph of a list; `None` where the list has none.
    pub(super) fn next_label(&mut self, list: i64, level: usize) -> Option<String> {
        let (abstract_id, own, starts) = self.lists.get(&list)?;
        let abstract_id = *abstract_id;
        let shared = self.abstracts.get(&abstract_id);
        let level_of = |level: usize| -> Level {
            own.get(&level)
                .or_else(|| shared.and_then(|levels| levels.get(&level)))
                .cloned()
                .unwrap_or_default()
        };
        let level = level.min(LEVELS - 1);
        let counters = self.counters.entry(abstract_id).or_default();
        if self.used.insert(list, ()).is_none() {
            for (&level, &start) in starts {
                if let Some(counter) = counters.get_mut(level) {
                    *counter = Some(start - 1);
                }
            }
        }
        let shape = level_of(level);
        if let Some(counter) = counters.get_mut(level) {
            *counter = Some(counter.map_or(shape.start, |count| (count + 1).min(MAX_COUNT)));
        }
        for counter in counters.iter_mut().skip(level + 1) {
            *counter = None;
        }
        if shape.format == "none" && shape.text.is_empty() {
            return None;
        }
        if shape.format == "bullet" {
            return Some(bullet(&shape.text, level));
        }
        let mut label = String::new();
        let mut letters = shape.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = (letter == '%').then(|| letters.peek().and_then(|next| next.to_digit(10)));
            let Some(Some(digit)) = digit else {
                label.push(letter);
                continue;
            };
            letters.next();
            let index = usize::try_from(digit).unwrap_or(1).saturating_sub(1);
            let of = level_of(index);
            let count = counters.get(index).copied().flatten().unwrap_or(of.start);
            label.push_str(&format_count(count, if shape.legal { "decimal" } else { &of.format }));
        }
        (!label.trim().is_empty()).then(|| label.trim().to_owned())
    }
}

fn read_levels(xml: &mut Xml<'_>) -> Result<Levels, ReadError> {
    let mut levels = Levels::new();
    xml.children(|xml, tag| {
        if tag.name() != "lvl" {
            return xml.skip();
        }
        let index = tag.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
        levels.insert(index, read_level(xml)?);
        Ok(())
    })?;
    Ok(levels)
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, ReadError> {
    let mut level = Level::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "start" => level.start = tag.number().unwrap_or(1).clamp(0, MAX_COUNT),
            "numFmt" => level.format = tag.value().unwrap_or_default(),
            "lvlText" => level.text = tag.value().unwrap_or_default(),
            "isLgl" => level.legal = tag.is_on(),
            _ => {}
        }
        xml.skip()
    })?;
    Ok(level)
}

fn read_list(xml: &mut Xml<'_>) -> Result<(i64, Levels, BTreeMap<usize, i64>), ReadError> {
    let (mut id, mut levels, mut starts) = (0, Levels::new(), BTreeMap::new());
    xml.children(|xml, tag| {
        match tag.name() {
            "abstractNumId" => id = tag.number().unwrap_or(0),
            "lvlOverride" => {
                let index = tag.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                return xml.children(|xml, tag| {
                    match tag.name() {
                        "startOverride" => {
                            let start = tag.number().unwrap_or(1).clamp(0, MAX_COUNT);
                            starts.insert(index, start);
                        }
                        "lvl" => {
                            levels.insert(index, read_level(xml)?);
                            return Ok(());
                        }
                        _ => {}
                    }
                    xml.skip()
                });
            }
            _ => {}
        }
        xml.skip()
    })?;
    Ok((id, levels, starts))
}

/// A bullet as it is typed: letters of symbol fonts have no meaning in text.
fn bullet(text: &str, level: usize) -> String {
    let is_symbol = |letter: char| ('\u{E000}'..='\u{F8FF}').contains(&letter);
    let text = text.trim();
    if text.is_empty() || text.chars().any(is_symbol) || matches!(text, "o" | "§" | "Ø" | "ü") {
        return if level.is_multiple_of(2) { "-" } else { "+" }.to_owned();
    }
    text.to_owned()
}

fn format_count(count: i64, format: &str) -> String {
    match format {
        "decimalZero" => format!("{count:02}"),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerLetter" => letters(count),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

fn roman(count: i64) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3_999).contains(&count) {
        return count.to_string();
    }
    let mut rest = count;
    let mut text = String::new();
    for (value, letters) in PARTS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

/// `a` to `z`, then `aa`, `bb` as Word counts.
fn letters(count: i64) -> String {
    let zero_based = count.max(1) - 1;
    let letter = char::from(b'a' + u8::try_from(zero_based % 26).unwrap_or(0));
    let times = usize::try_from(zero_based / 26 + 1).unwrap_or(1).min(8);
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_word_does() {
        assert_eq!(format_count(14, "upperRoman"), "XIV");
        assert_eq!(format_count(28, "lowerLetter"), "bb");
        assert_eq!(format_count(7, "decimalZero"), "07");
    }

    #[test]
    fn levels_count_and_start_again_below_a_higher_one() {
        let part = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
            </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(&mut Xml::new("f", "p", part, 64)).unwrap();
        let mut label = |list, level| numbering.next_label(list, level).unwrap_or_default();
        assert_eq!([label(1, 0), label(1, 1), label(1, 1)], ["I.", "1.1.", "1.2."]);
        assert_eq!([label(1, 0), label(1, 1), label(1, 2)], ["II.", "2.1.", "-"]);
        assert_eq!(label(2, 0), "V.");
        assert_eq!(label(9, 0), "");
    }
}
