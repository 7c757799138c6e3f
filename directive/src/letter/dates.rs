//! Dates and months as letters write them. A date that is not stated in full stays text.

use chrono::NaiveDate;

use super::model::Month;
use super::passage::Passage;

/// A date in the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Stated {
    /// The day; none where the year is missing or the calendar has no such day.
    pub(super) day: Option<NaiveDate>,
    /// Words that it takes.
    pub(super) words: usize,
}

/// A whole number of one to `digits` digits.
pub(super) fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<i32> {
    let year = (text.len() == 4).then(|| number(text, 4)).flatten()?;
    (1900..=2999).contains(&year).then(|| i32::try_from(year).ok()).flatten()
}

fn is_joint(gap: &str) -> bool {
    matches!(gap.trim(), "/" | "-" | "." | "–")
}

/// The date that begins at a word, with or without `ngày` before it: `22/01/2024`,
/// `ngày 22 tháng 01 năm 2024`, `ngày 22/01`.
pub(super) fn date_at(text: &Passage, index: usize) -> Option<Stated> {
    let named = usize::from(text.word(index) == "ngay");
    let at = index + named;
    let day = number(text.word(at), 2).filter(|day| (1..=31).contains(day))?;
    if text.word(at + 1) == "thang" {
        let month = number(text.word(at + 2), 2).filter(|month| (1..=12).contains(month))?;
        let (year, words) = match text.word(at + 3) {
            "nam" => (year(text.word(at + 4)), 5),
            word if is_joint(text.gap(at + 3)) => (year(word), 4),
            _ => (None, 3),
        };
        let words = if year.is_some() { words } else { 3 };
        return Some(stated(year, month, day, named + words));
    }
    if !is_joint(text.gap(at + 1)) {
        return None;
    }
    let month = number(text.word(at + 1), 2).filter(|month| (1..=12).contains(month))?;
    let separator = text.gap(at + 1);
    let year = year(text.word(at + 2)).filter(|_| text.gap(at + 2) == separator);
    if year.is_none() && (named == 0 || separator.trim() != "/") {
        return None;
    }
    Some(stated(year, month, day, named + 2 + usize::from(year.is_some())))
}

fn stated(year: Option<i32>, month: u32, day: u32, words: usize) -> Stated {
    Stated { day: year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)), words }
}

/// Most months that one citation may name; a longer range is a slip.
const MONTHS: usize = 36;

/// The months that begin at the word `tháng` or `các tháng`, with the words that each takes:
/// `tháng 5, tháng 7 đến tháng 9 và tháng 11 năm 2023`, `tháng 12/2025 và tháng 01/2026`.
pub(super) fn months_at(text: &Passage, index: usize) -> Option<(Vec<Month>, usize)> {
    let mut at = index;
    let mut months: Vec<Month> = Vec::new();
    let mut range = false;
    let mut pending = 0;
    while months.len() < MONTHS {
        at += usize::from(text.word(at) == "cac");
        let named = usize::from(text.word(at) == "thang");
        if months.is_empty() && named == 0 {
            return None;
        }
        let Some(month) = number(text.word(at + named), 2).filter(|month| (1..=12).contains(month))
        else {
            break;
        };
        at += named + 1;
        let (stated, words) = match text.word(at) {
            "nam" => (year(text.word(at + 1)), 2),
            word if text.gap(at).trim() == "/" => (year(word), 1),
            _ => (None, 0),
        };
        at += if stated.is_some() { words } else { 0 };
        let last = Month { year: stated, month };
        extend(&mut months, last, range);
        if stated.is_some() {
            for month in months.iter_mut().skip(pending).filter(|month| month.year.is_none()) {
                month.year = stated;
            }
            pending = months.len();
        }
        range = text.word(at) == "den" || matches!(text.gap(at).trim(), "-" | "–");
        let joined = range || text.word(at) == "va" || text.gap(at).trim() == ",";
        let next = at + usize::from(matches!(text.word(at), "den" | "va"));
        let next = next + usize::from(text.word(next) == "het" || text.word(next) == "cac");
        let follows = text.word(next) == "thang" || number(text.word(next), 2).is_some();
        if !joined || !follows {
            break;
        }
        at = next;
    }
    (!months.is_empty()).then_some((months, at - index))
}

/// Adds a month, and those between the last one and it where they are a range.
fn extend(months: &mut Vec<Month>, last: Month, range: bool) {
    if let (true, Some(first)) = (range, months.last_mut()) {
        if let (None, Some(year)) = (first.year, last.year) {
            // From November to February of a stated year: it began in the year before.
            first.year = Some(if first.month > last.month { year - 1 } else { year });
        }
        let mut next = *first;
        for _ in 0..MONTHS {
            next = if next.month == 12 {
                Month { year: next.year.map(|year| year + 1), month: 1 }
            } else {
                Month { month: next.month + 1, ..next }
            };
            if next.month == last.month && (next.year.is_none() || next.year == last.year) {
                break;
            }
            months.push(next);
        }
    }
    months.push(last);
    months.truncate(MONTHS);
}

#[cfg(test)]
mod tests {
    use super::super::model::Span;
    use super::*;

    fn passage(text: &str) -> Passage {
        let end = text.chars().count();
        Passage::of(text, Span { block: 0, row: None, cell: None, start: 0, end })
    }

    fn day(text: &str) -> Option<(Option<String>, usize)> {
        date_at(&passage(text), 0).map(|date| (date.day.map(|day| day.to_string()), date.words))
    }

    #[test]
    fn dates_are_read_in_full_or_left_as_text() {
        let full = Some("2024-01-22".to_owned());
        assert_eq!(day("ngày 22/01/2024 của"), Some((full.clone(), 4)));
        assert_eq!(day("22-01-2024"), Some((full.clone(), 3)));
        assert_eq!(day("ngày 22 tháng 01 năm 2024"), Some((full, 6)));
        assert_eq!(day("ngày 25/12"), Some((None, 3)), "no year is stated, none is invented");
        assert_eq!(day("ngày 31/02/2026"), Some((None, 4)), "no such day");
        assert_eq!(day("24/7"), None, "around the clock is not a date");
        assert_eq!(day("ngày 25 hàng tháng"), None);
    }

    fn months(text: &str) -> Vec<(Option<i32>, u32)> {
        let found = months_at(&passage(text), 0).map(|found| found.0).unwrap_or_default();
        found.iter().map(|month| (month.year, month.month)).collect()
    }

    #[test]
    fn month_lists_are_spelled_out() {
        let of = |year: i32, months: &[u32]| -> Vec<(Option<i32>, u32)> {
            months.iter().map(|month| (Some(year), *month)).collect()
        };
        assert_eq!(
            months("tháng 5, tháng 7 đến tháng 9 và tháng 11 năm 2023)"),
            of(2023, &[5, 7, 8, 9, 11])
        );
        assert_eq!(months("các tháng 5, 7-9 và 11/2023"), of(2023, &[5, 7, 8, 9, 11]));
        assert_eq!(months("tháng 10/2026"), of(2026, &[10]));
        assert_eq!(
            months("tháng 11/2025 đến tháng 02/2026"),
            [(Some(2025), 11), (Some(2025), 12), (Some(2026), 1), (Some(2026), 2)]
        );
        assert_eq!(
            months("tháng 12 đến tháng 01/2026"),
            [(Some(2025), 12), (Some(2026), 1)],
            "a range over the turn of the year"
        );
        assert_eq!(months("tháng 13/2026"), []);
        assert_eq!(months("tháng 4 và các đơn vị"), [(None, 4)]);
    }
}
