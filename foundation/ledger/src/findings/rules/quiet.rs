//! The quiet time: how long somebody watched after the cleaning and saw nothing.
//!
//! Only watched time counts. A machine that was switched off stops the clock, on evidence.

use chrono::TimeDelta;
use kernel::Timestamp;

/// A stretch of time: from (included), to (excluded).
pub type Watched = (Timestamp, Timestamp);

/// Length of the union of `watched`, cut to `since..now`, less what lies in `off`.
#[must_use]
pub fn quiet_time(
    since: Timestamp,
    now: Timestamp,
    watched: &[Watched],
    off: &[Watched],
) -> TimeDelta {
    let cut = |stretches: &[Watched]| {
        let mut cut: Vec<Watched> = stretches
            .iter()
            .map(|&(from, to)| (from.max(since), to.min(now)))
            .filter(|(from, to)| from < to)
            .collect();
        cut.sort_unstable();
        merge(&cut)
    };
    let (watched, off) = (cut(watched), cut(off));
    let total: TimeDelta = watched.iter().map(|&(from, to)| to - from).sum();
    let lost: TimeDelta = watched
        .iter()
        .flat_map(|&(from, to)| {
            off.iter().map(move |&(off_from, off_to)| (from.max(off_from), to.min(off_to)))
        })
        .filter(|(from, to)| from < to)
        .map(|(from, to)| to - from)
        .sum();
    total - lost
}

/// Joins stretches that touch or overlap; they must be in order.
fn merge(stretches: &[Watched]) -> Vec<Watched> {
    let mut merged: Vec<Watched> = Vec::with_capacity(stretches.len());
    for &(from, to) in stretches {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_millis(hour * 3_600_000)
    }

    proptest! {
        /// Against a reference that counts hour by hour.
        #[test]
        fn equals_counting_by_the_hour(
            since in 0_i64..50, now in 0_i64..50,
            watched in prop::collection::vec((0_i64..50, 0_i64..50), 0..6),
            off in prop::collection::vec((0_i64..50, 0_i64..50), 0..4),
        ) {
            let inside = |hour: i64, list: &[(i64, i64)]| list.iter().any(|&(from, to)| from <= hour && hour < to);
            let expected = (since..now).filter(|&hour| inside(hour, &watched) && !inside(hour, &off)).count();
            let stretches = |list: &[(i64, i64)]| -> Vec<Watched> {
                list.iter().map(|&(from, to)| (at(from), at(to))).collect()
            };
            let found = quiet_time(at(since), at(now), &stretches(&watched), &stretches(&off));
            prop_assert_eq!(found.num_hours(), i64::try_from(expected).unwrap());
        }
    }
}
