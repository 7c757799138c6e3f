//! A running text with its words folded for comparison, and the way back to the document.
//!
//! Everything is found by words, so that diacritics, case, spacing and both ways of writing
//! Vietnamese make no difference; every find is answered with spans of the document.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::model::{Confidence, Reading, Span};

/// A word: a run of letters and digits.
#[derive(Clone, Debug)]
struct Word {
    /// Bytes in the text.
    bytes: Range<usize>,
    /// Characters in the text.
    chars: Range<usize>,
    /// Bytes in the folded text.
    folded: Range<usize>,
}

/// A stretch of the document that a part of the text came from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// First character in the text.
    at: usize,
    span: Span,
}

/// A text put together from lines of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    text: String,
    length: usize,
    words: Vec<Word>,
    folded: String,
    pieces: Vec<Piece>,
}

impl Passage {
    /// A passage of one stretch of the document.
    pub(super) fn of(text: &str, span: Span) -> Self {
        let mut passage = Self::default();
        passage.push(text, span);
        passage
    }

    /// A passage of a text that was put together before, with the spans of its parts.
    ///
    /// Where a person has changed the text since, the spans are those of the whole.
    pub(super) fn again(text: &str, spans: &[Span]) -> Self {
        let mut passage = Self::default();
        let mut rest = text;
        for span in spans {
            let length = span.end.saturating_sub(span.start);
            let cut = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
            let Some((part, after)) = rest.split_at_checked(cut) else { break };
            passage.push(part, *span);
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
        if passage.text == text {
            return passage;
        }
        let mut passage = Self::default();
        if let Some(span) = spans.first() {
            passage.push(text, *span);
        }
        passage
    }

    /// Adds a stretch after a space.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        if !self.text.is_empty() {
            self.text.push(' ');
            self.length += 1;
        }
        self.pieces.push(Piece { at: self.length, span });
        self.scan(text);
        self.text.push_str(text);
    }

    fn scan(&mut self, text: &str) {
        let base = self.text.len();
        let mut open = false;
        for (at, letter) in text.char_indices() {
            let chars = self.length;
            self.length += 1;
            let end = base + at + letter.len_utf8();
            if is_combining_mark(letter) {
                if let (true, Some(word)) = (open, self.words.last_mut()) {
                    word.bytes.end = end;
                    word.chars.end = self.length;
                }
                continue;
            }
            let before = self.folded.len();
            if letter.is_ascii() {
                if letter.is_ascii_alphanumeric() {
                    self.folded.push(letter.to_ascii_lowercase());
                }
            } else {
                for letter in std::iter::once(letter).nfd().filter(|c| !is_combining_mark(*c)) {
                    let letters = letter.to_lowercase().filter(|letter| letter.is_alphanumeric());
                    self.folded.extend(letters.map(|c| if c == 'đ' { 'd' } else { c }));
                }
            }
            let after = self.folded.len();
            if after == before {
                open = false;
                continue;
            }
            match self.words.last_mut() {
                Some(word) if open => {
                    word.bytes.end = end;
                    word.chars.end = self.length;
                    word.folded.end = after;
                }
                _ => self.words.push(Word {
                    bytes: base + at..end,
                    chars: chars..self.length,
                    folded: before..after,
                }),
            }
            open = true;
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Count of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word folded; empty past the end.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words
            .get(index)
            .and_then(|word| self.folded.get(word.folded.clone()))
            .unwrap_or_default()
    }

    /// A word as written; empty past the end.
    pub(super) fn raw(&self, index: usize) -> &str {
        self.words.get(index).and_then(|word| self.text.get(word.bytes.clone())).unwrap_or_default()
    }

    /// What stands between a word and the one before it; for the first, what stands before it, and
    /// for the index past the end, what stands after the last.
    pub(super) fn gap(&self, index: usize) -> &str {
        let start = index
            .checked_sub(1)
            .map_or(Some(0), |before| self.words.get(before).map(|word| word.bytes.end));
        let end = self.words.get(index).map_or(self.text.len(), |word| word.bytes.start);
        start.and_then(|start| self.text.get(start..end)).unwrap_or_default()
    }

    /// The text of some words, from the first letter to the last.
    pub(super) fn slice(&self, words: Range<usize>) -> &str {
        self.bytes(words).and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }

    /// Where the words from `index` on begin in the text, in bytes.
    pub(super) fn byte(&self, index: usize) -> usize {
        self.words.get(index).map_or(self.text.len(), |word| word.bytes.start)
    }

    /// The first word that begins at or after a byte of the text.
    pub(super) fn word_from(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.bytes.start < byte)
    }

    fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        let last = words.end.checked_sub(1).filter(|last| *last >= words.start)?;
        Some(self.words.get(words.start)?.bytes.start..self.words.get(last)?.bytes.end)
    }

    /// Whether a phrase (folded words, single spaces) stands at a word.
    pub(super) fn has(&self, index: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(offset, part)| self.word(index + offset) == part)
    }

    /// The length in words of the first of some phrases that stands at a word.
    pub(super) fn any(&self, index: usize, phrases: &[&str]) -> Option<usize> {
        phrases
            .iter()
            .find(|phrase| self.has(index, phrase))
            .map(|phrase| phrase.split(' ').count())
    }

    /// The first word from which a phrase stands in a range.
    pub(super) fn find(&self, within: Range<usize>, phrase: &str) -> Option<usize> {
        within.into_iter().find(|index| self.has(*index, phrase))
    }

    /// Whether the word begins with a small letter as written.
    pub(super) fn is_lower(&self, index: usize) -> bool {
        self.raw(index).chars().next().is_some_and(char::is_lowercase)
    }

    /// Where some words stand in the document.
    pub(super) fn spans(&self, words: Range<usize>) -> Vec<Span> {
        let Some(last) = words.end.checked_sub(1).filter(|last| *last >= words.start) else {
            return Vec::new();
        };
        match (self.words.get(words.start), self.words.get(last)) {
            (Some(first), Some(last)) => self.chars_to_spans(first.chars.start..last.chars.end),
            _ => Vec::new(),
        }
    }

    /// Where the whole text stands in the document.
    pub(super) fn all_spans(&self) -> Vec<Span> {
        self.pieces.iter().map(|piece| piece.span).collect()
    }

    /// Where the last stretch stands.
    pub(super) fn last_span(&self) -> Option<Span> {
        self.pieces.last().map(|piece| piece.span)
    }

    fn chars_to_spans(&self, chars: Range<usize>) -> Vec<Span> {
        let first = self.pieces.partition_point(|piece| piece.at <= chars.start).saturating_sub(1);
        self.pieces
            .iter()
            .skip(first)
            .take_while(|piece| piece.at < chars.end)
            .filter_map(|piece| {
                let length = piece.span.end.saturating_sub(piece.span.start);
                let from = chars.start.saturating_sub(piece.at).min(length);
                let to = chars.end.saturating_sub(piece.at).min(length);
                (from < to).then_some(Span {
                    start: piece.span.start + from,
                    end: piece.span.start + to,
                    ..piece.span
                })
            })
            .collect()
    }

    /// Some words with the bracket that closes them, and where they stand.
    pub(super) fn quote(&self, words: Range<usize>) -> (String, Vec<Span>) {
        let slice = self.slice(words.clone());
        let open = slice.matches('(').count() > slice.matches(')').count();
        let bytes =
            self.bytes(words.clone()).filter(|_| open && self.gap(words.end).starts_with(')'));
        let Some(longer) = bytes.and_then(|bytes| self.text.get(bytes.start..bytes.end + 1)) else {
            return (slice.to_owned(), self.spans(words));
        };
        let first = self.words.get(words.start).map_or(0, |word| word.chars.start);
        (longer.to_owned(), self.chars_to_spans(first..first + longer.chars().count()))
    }

    /// Some words as a reading.
    pub(super) fn reading(&self, words: Range<usize>, sure: Confidence) -> Option<Reading<String>> {
        let value = self.slice(words.clone()).to_owned();
        let spans = self.spans(words);
        (!value.is_empty()).then_some(Reading { value, spans, confidence: sure })
    }

    /// The whole text as a reading.
    pub(super) fn whole(&self, confidence: Confidence) -> Option<Reading<String>> {
        let value = self.text.clone();
        (!value.is_empty()).then(|| Reading { value, spans: self.all_spans(), confidence })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLACE: Span = Span { block: 0, row: None, cell: None, start: 0, end: 0 };

    fn passage(text: &str) -> Passage {
        Passage::of(text, Span { end: text.chars().count(), ..PLACE })
    }

    #[test]
    fn a_find_over_two_lines_gives_two_spans() {
        let mut text = passage("Danh sách IP");
        text.push("mạng Botnet", Span { block: 3, start: 2, end: 13, ..PLACE });
        assert_eq!(text.find(0..text.len(), "ip mang"), Some(2));
        assert_eq!(
            text.spans(2..4),
            [Span { start: 10, end: 12, ..PLACE }, Span { block: 3, start: 2, end: 6, ..PLACE }]
        );
        assert_eq!(text.slice(2..4), "IP mạng");
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_kernel(text in "\\PC{0,60}") {
            let passage = passage(&text);
            let words: Vec<&str> = (0..passage.len()).map(|index| passage.word(index)).collect();
            prop_assert_eq!(words.join(" "), kernel::text::fold(&text));
        }
    }
}
