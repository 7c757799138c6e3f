//! Days as a letter means them: those of Việt Nam.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use kernel::Timestamp;
use kernel::time::VIETNAM;

/// The first instant of a day in Việt Nam.
#[must_use]
pub fn start_of_day(day: NaiveDate) -> Timestamp {
    // Việt Nam has not changed its clocks since 1975; a day always has a beginning.
    day.and_time(NaiveTime::MIN)
        .and_local_timezone(VIETNAM)
        .earliest()
        .map_or_else(|| day.and_time(NaiveTime::MIN).and_utc().into(), |at| at.to_utc().into())
}

/// The last millisecond of a day in Việt Nam: a due day is used in full.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> Timestamp {
    let next = day.succ_opt().map_or_else(|| start_of_day(day) + TimeDelta::days(1), start_of_day);
    next - TimeDelta::milliseconds(1)
}

/// The day in Việt Nam on which an instant falls.
#[must_use]
pub fn day_of(at: Timestamp) -> NaiveDate {
    at.utc().with_timezone(&VIETNAM).date_naive()
}

/// Day and time in Việt Nam as office papers write them: `15:00 ngày 31/01/2030`.
#[must_use]
pub fn moment_text(at: Timestamp) -> String {
    at.utc().with_timezone(&VIETNAM).format("%H:%M ngày %d/%m/%Y").to_string()
}

/// A day as office papers write it: `31/01/2030`.
#[must_use]
pub fn day_text(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_day_is_used_in_full() {
        let day = NaiveDate::from_ymd_opt(2030, 1, 31).unwrap();
        assert_eq!(start_of_day(day).to_string(), "2030-01-30T17:00:00Z");
        assert_eq!(end_of_day(day).to_string(), "2030-01-31T16:59:59.999Z");
        assert_eq!(day_of(end_of_day(day)), day);
        assert_eq!(moment_text(start_of_day(day)), "00:00 ngày 31/01/2030");
    }
}
