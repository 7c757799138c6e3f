//! A value that changes over time, and still answers what it was on a past day.

use kernel::{Period, Timestamp};
use serde::{Deserialize, Serialize};

/// A value from an instant on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// First instant of the value; none: since ever.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Timestamp>,
    /// The value.
    pub value: T,
}

/// The values of one thing over all time, without a gap: sorted, the first since ever, no two
/// neighbours equal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Timeline<T> {
    first: T,
    #[serde(skip_serializing_if = "Vec::is_empty", default = "Vec::new")]
    later: Vec<Dated<T>>,
}

impl<T: Clone + Eq> Timeline<T> {
    /// The same value over all time.
    pub const fn new(value: T) -> Self {
        Self { first: value, later: Vec::new() }
    }

    /// The value at an instant.
    #[must_use]
    pub fn at(&self, instant: Timestamp) -> &T {
        self.later
            .iter()
            .rev()
            .find(|dated| dated.from.is_none_or(|from| from <= instant))
            .map_or(&self.first, |dated| &dated.value)
    }

    /// The value that nothing follows yet.
    #[must_use]
    pub fn latest(&self) -> &T {
        self.later.last().map_or(&self.first, |dated| &dated.value)
    }

    /// Sets the value from an instant (none: since ever) until the next change that is there.
    pub fn set(&mut self, from: Option<Timestamp>, value: T) {
        match from {
            None => self.first = value,
            Some(_) => {
                let at = self.later.partition_point(|dated| dated.from < from);
                if self.later.get(at).is_some_and(|dated| dated.from == from) {
                    self.later.remove(at);
                }
                self.later.insert(at, Dated { from, value });
            }
        }
        let mut before = self.first.clone();
        self.later.retain(|dated| {
            let changes = dated.value != before;
            before = dated.value.clone();
            changes
        });
    }

    /// The values with the period of each, oldest first.
    pub fn spans(&self) -> impl Iterator<Item = (Period, &T)> {
        let starts = std::iter::once(None).chain(self.later.iter().map(|dated| dated.from));
        let ends = self.later.iter().map(|dated| dated.from).chain(std::iter::once(None));
        let values =
            std::iter::once(&self.first).chain(self.later.iter().map(|dated| &dated.value));
        starts.zip(ends).zip(values).map(|((from, to), value)| (Period { from, to }, value))
    }

    /// Builds a timeline from its changes in order; the first counts since ever.
    pub fn from_changes(changes: impl IntoIterator<Item = Dated<T>>) -> Option<Self> {
        let mut changes = changes.into_iter();
        let mut timeline = Self::new(changes.next()?.value);
        for change in changes {
            timeline.set(change.from, change.value);
        }
        Some(timeline)
    }
}

/// The instants that two periods share; `None` when there are none.
#[must_use]
pub fn shared(left: Period, right: Period) -> Option<Period> {
    if !left.overlaps(&right) {
        return None;
    }
    let to = match (left.to, right.to) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    Period::new(left.from.max(right.from), to)
}

/// Whether every instant of `inner` lies in `outer`.
#[must_use]
pub fn covers(outer: Period, inner: Period) -> bool {
    let starts = outer.from.is_none_or(|from| inner.from.is_some_and(|inner| from <= inner));
    let ends = outer.to.is_none_or(|to| inner.to.is_some_and(|inner| inner <= to));
    starts && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_holds_until_the_next() {
        let at = Timestamp::from_millis;
        let mut names = Timeline::new("a");
        names.set(Some(at(20)), "c");
        names.set(Some(at(10)), "b");
        names.set(Some(at(20)), "d");
        assert_eq!([0, 10, 19, 20].map(|millis| *names.at(at(millis))), ["a", "b", "b", "d"]);
        names.set(Some(at(20)), "b");
        assert_eq!(names.spans().count(), 2, "equal neighbours are one");
        assert_eq!(
            names.spans().map(|(period, _)| period.to).collect::<Vec<_>>(),
            [Some(at(10)), None]
        );
    }

    #[test]
    fn periods_are_cut_and_compared() {
        let at = |millis| Some(Timestamp::from_millis(millis));
        let all = Period::default();
        let some = Period::new(at(5), at(9)).unwrap();
        assert!(covers(all, some) && !covers(some, all));
        assert_eq!(shared(all, some), Some(some));
        assert_eq!(shared(some, Period::new(at(9), None).unwrap()), None);
    }
}
