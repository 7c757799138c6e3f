//! The sample's place in time: its files tell of the months around January 2026, and a user is to
//! open on a living directive. Every date in them moves by the same number of whole weeks, so that
//! weekdays and the distances between all dates stay as they are.
//!
//! A month (`tháng 11/2025`) becomes the month in which its last day falls after the move. What is
//! no day of the calendar, such as the 31st of February, stays as it is.

use std::io::{Cursor, Read as _, Write as _};

use anyhow::{Context as _, Result};
use chrono::{Datelike as _, Days, Months, NaiveDate, TimeDelta};
use kernel::{Timestamp, time};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The first day of the week in which the sample's story stands: its last event was the day before.
const PRESENT: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 1, 29);

/// By how much the sample moves: whole weeks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shift {
    days: i64,
}

impl Shift {
    /// The move that brings the story's present week to `now`.
    #[must_use]
    pub fn to(now: Timestamp) -> Self {
        let today = now.with_timezone(&time::VIETNAM).date_naive();
        let days = PRESENT.map_or(0, |present| (today - present).num_days());
        Self { days: days.div_euclid(7) * 7 }
    }

    /// A moment of the story, moved.
    #[must_use]
    pub fn moment(self, at: Timestamp) -> Timestamp {
        at + TimeDelta::days(self.days)
    }

    /// The name of a file of the sample, moved: `danh-sach-botnet-2025-11.xlsx`.
    #[must_use]
    pub fn name(self, name: &str) -> String {
        let Some((at, year, month)) = name.char_indices().find_map(|(at, _)| {
            let rest = name.get(at..)?;
            let (year, rest) = number(rest, 4)?;
            let (month, _) = number(rest.strip_prefix('-')?, 2)?;
            Some((at, year, month))
        }) else {
            return name.to_owned();
        };
        let Some((year, month)) = self.month(year, month) else { return name.to_owned() };
        let (before, rest) = name.split_at(at);
        let after = rest.get(7..).unwrap_or_default();
        format!("{before}{year}-{month:02}{after}")
    }

    /// A file of the sample, moved: text, or a package of XML parts.
    ///
    /// # Errors
    ///
    /// When the file is no such thing.
    pub fn file(self, content: &[u8]) -> Result<Vec<u8>> {
        if content.starts_with(b"\x89PNG") || self.days == 0 {
            return Ok(content.to_vec());
        }
        if !content.starts_with(b"PK") {
            return Ok(self.text(std::str::from_utf8(content)?).into_bytes());
        }
        let mut package = ZipArchive::new(Cursor::new(content))?;
        let mut moved = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..package.len() {
            let mut part = package.by_index(at)?;
            let name = part.name()?.into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).with_context(|| name.clone())?;
            moved.start_file(name, SimpleFileOptions::default())?;
            moved.write_all(self.text(&text).as_bytes())?;
        }
        Ok(moved.finish()?.into_inner())
    }

    /// Text in which every date is moved.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        let mut moved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            moved.push_str(before);
            let stands_alone = !moved.ends_with(['-', '.', '/']);
            let after_month = moved.to_lowercase().ends_with("tháng ");
            let found = stands_alone.then(|| self.date(from, after_month)).flatten();
            let length = match found {
                Some((date, length)) => {
                    moved.push_str(&date);
                    length
                }
                None => {
                    let length = from.find(|letter: char| !letter.is_ascii_digit());
                    let length = length.unwrap_or(from.len());
                    moved.push_str(from.get(..length).unwrap_or_default());
                    length
                }
            };
            rest = from.get(length..).unwrap_or_default();
        }
        moved.push_str(rest);
        moved
    }

    /// The date with which `text` begins, moved, and how many bytes it takes.
    fn date(self, text: &str, after_month: bool) -> Option<(String, usize)> {
        self.slashes(text)
            .or_else(|| self.dashes(text))
            .or_else(|| self.words(text))
            .or_else(|| after_month.then(|| self.month_of_year(text)).flatten())
            .map(|(date, rest)| (date, text.len() - rest.len()))
    }

    /// `05/11/2025`
    fn slashes(self, text: &str) -> Option<(String, &str)> {
        let (day, rest) = number(text, 2)?;
        let (month, rest) = number(rest.strip_prefix('/')?, 2)?;
        let (year, rest) = number(rest.strip_prefix('/')?, 4)?;
        let moved = self.day(year, month, day)?;
        Some((moved.format("%d/%m/%Y").to_string(), rest))
    }

    /// `2026-01-05`
    fn dashes(self, text: &str) -> Option<(String, &str)> {
        let (year, rest) = number(text, 4)?;
        let (month, rest) = number(rest.strip_prefix('-')?, 2)?;
        let (day, rest) = number(rest.strip_prefix('-')?, 2)?;
        let moved = self.day(year, month, day)?;
        Some((moved.format("%Y-%m-%d").to_string(), rest))
    }

    /// `20 tháng 01 năm 2026`
    fn words(self, text: &str) -> Option<(String, &str)> {
        let (day, rest) = number(text, 2)?;
        let (month, rest) = number(rest.strip_prefix(" tháng ")?, 2)?;
        let (year, rest) = number(rest.strip_prefix(" năm ")?, 4)?;
        let moved = self.day(year, month, day)?;
        Some((moved.format("%d tháng %m năm %Y").to_string(), rest))
    }

    /// `11/2025`, `12 năm 2025`
    fn month_of_year(self, text: &str) -> Option<(String, &str)> {
        let (month, rest) = number(text, 2)?;
        let sign = ["/", " năm "].into_iter().find(|sign| rest.starts_with(sign))?;
        let (year, rest) = number(rest.strip_prefix(sign)?, 4)?;
        let (year, month) = self.month(year, month)?;
        // January and February are written with a nought before them (Decree 30/2020/NĐ-CP).
        let nought = if month < 3 { "0" } else { "" };
        Some((format!("{nought}{month}{sign}{year}"), rest))
    }

    fn day(self, year: u32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?
            .checked_add_signed(TimeDelta::days(self.days))
    }

    /// The month in which the last day of a month falls.
    fn month(self, year: u32, month: u32) -> Option<(i32, u32)> {
        let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
        let moved = last.checked_add_signed(TimeDelta::days(self.days))?;
        Some((moved.year(), moved.month()))
    }
}

/// The number with which `text` begins, of at most `most` digits and no digit after them.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > most || (most == 4 && end != 4) {
        return None;
    }
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift() -> Shift {
        Shift::to("2026-11-22T05:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_present_week_is_met_from_every_day() {
        for day in 0..400 {
            let first: Timestamp = "2026-01-28T18:00:00Z".parse().unwrap();
            let now = first + TimeDelta::days(day);
            let present = shift_days(Shift::to(now), "2026-01-29");
            let gap = (now.with_timezone(&time::VIETNAM).date_naive() - present).num_days();
            assert!((0..7).contains(&gap), "{now}");
        }
        assert!(Shift::to("2025-06-01T00:00:00Z".parse().unwrap()).days < 0);
    }

    fn shift_days(shift: Shift, day: &str) -> NaiveDate {
        shift.text(day).parse().unwrap()
    }

    #[test]
    fn dates_of_all_forms_move_and_nothing_else_does() {
        assert_eq!(shift().days, 294);
        for (before, after) in [
            ("03/11/2025 08:14:22", "24/08/2026 08:14:22"),
            ("2026-01-05 01:12:45", "2026-10-26 01:12:45"),
            ("ngày 20 tháng 01 năm 2026", "ngày 10 tháng 11 năm 2026"),
            ("BOTNET THÁNG 11/2025", "BOTNET THÁNG 9/2026"),
            ("tháng 12 năm 2025", "tháng 10 năm 2026"),
            ("2026-02-31 09:00:00", "2026-02-31 09:00:00"),
            ("trexanh-2026-01-0001", "trexanh-2026-01-0001"),
            ("203.0.113.64/30", "203.0.113.64/30"),
            ("57/SKHCN-CĐS, 30/2020/NĐ-CP", "57/SKHCN-CĐS, 30/2020/NĐ-CP"),
        ] {
            assert_eq!(shift().text(before), after);
        }
        assert_eq!(shift().name("danh-sach-botnet-2026-01.csv"), "danh-sach-botnet-2026-11.csv");
        assert_eq!(shift().name("don-vi.xlsx"), "don-vi.xlsx");
    }

    #[test]
    fn monthly_lists_never_share_a_month() {
        for week in 0..600 {
            let shift = Shift { days: week * 7 };
            let months: std::collections::BTreeSet<_> =
                [(2025, 11), (2025, 12), (2026, 1)].map(|(y, m)| shift.month(y, m)).into();
            assert_eq!(months.len(), 3, "{week}");
        }
    }
}
