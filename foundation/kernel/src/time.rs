//! Instants are UTC; each body has a zone. Nothing below `apps/` reads the clock.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// An instant, UTC. Stored as whole milliseconds since 1970.
pub type Timestamp = DateTime<Utc>;

/// The zone of bodies in Việt Nam, and the default where none is set.
pub const VIETNAM: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// Where the present comes from. Only `apps/` has one that reads the machine's clock.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// Milliseconds since 1970, as stored.
#[must_use]
pub fn to_millis(instant: Timestamp) -> i64 {
    instant.timestamp_millis()
}

/// The instant of stored milliseconds; values outside chrono's range become the nearest end.
#[must_use]
pub fn from_millis(millis: i64) -> Timestamp {
    DateTime::from_timestamp_millis(millis).unwrap_or(if millis < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

/// Cuts an instant to the milliseconds that are stored, so that what was written equals what is
/// read.
#[must_use]
pub fn storable(instant: Timestamp) -> Timestamp {
    from_millis(to_millis(instant))
}

/// From an instant (included) to an instant (excluded); open where nothing is said.
#[derive(
    Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Period {
    /// First instant that belongs to the period; none: since ever.
    pub from: Option<Timestamp>,
    /// First instant that no longer belongs to it; none: until further notice.
    pub to: Option<Timestamp>,
}

impl Period {
    /// Builds a period; `None` when it would end before it begins.
    #[must_use]
    pub fn new(from: Option<Timestamp>, to: Option<Timestamp>) -> Option<Self> {
        match (from, to) {
            (Some(from), Some(to)) if to <= from => None,
            _ => Some(Self { from, to }),
        }
    }

    /// Whether the instant lies in the period.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= instant) && self.to.is_none_or(|to| instant < to)
    }

    /// Whether two periods share an instant.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Timestamp>, start: Option<Timestamp>| match (end, start) {
            (Some(end), Some(start)) => end <= start,
            _ => false,
        };
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// Whole days in a length of time, counted down; negative lengths are zero.
#[must_use]
pub fn whole_days(length: TimeDelta) -> i64 {
    length.num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn period_excludes_its_end() {
        let period =
            Period::new(Some(at("2030-01-01T00:00:00Z")), Some(at("2030-02-01T00:00:00Z")))
                .unwrap();
        assert!(period.contains(at("2030-01-01T00:00:00Z")));
        assert!(!period.contains(at("2030-02-01T00:00:00Z")));
        let next = Period::new(Some(at("2030-02-01T00:00:00Z")), None).unwrap();
        assert!(!period.overlaps(&next));
        assert!(period.overlaps(&Period::default()));
        assert!(Period::new(Some(at("2030-02-01T00:00:00Z")), period.from).is_none());
    }
}
