//! Instants are UTC; each body has a zone. Nothing below `apps/` reads the clock.

use std::fmt;
use std::ops::{Add, Deref, Sub};
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant, UTC, in whole milliseconds since 1970 (finer parts are cut off, so that what is
/// stored equals what is read). Written as RFC 3339.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, utoipa::ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// Of milliseconds since 1970; values outside chrono's range become the nearest end.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(DateTime::from_timestamp_millis(millis).unwrap_or(if millis < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        }))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The same instant as chrono's type, for calendars and zones.
    #[must_use]
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::from_millis(instant.timestamp_millis())
    }
}

impl Deref for Timestamp {
    type Target = DateTime<Utc>;
    fn deref(&self) -> &DateTime<Utc> {
        &self.0
    }
}

impl Add<TimeDelta> for Timestamp {
    type Output = Self;
    fn add(self, length: TimeDelta) -> Self {
        self.0.checked_add_signed(length).map_or(self, Self::from)
    }
}

impl Sub<TimeDelta> for Timestamp {
    type Output = Self;
    fn sub(self, length: TimeDelta) -> Self {
        self.0.checked_sub_signed(length).map_or(self, Self::from)
    }
}

impl Sub for Timestamp {
    type Output = TimeDelta;
    fn sub(self, earlier: Self) -> TimeDelta {
        self.0 - earlier.0
    }
}

impl FromStr for Timestamp {
    type Err = chrono::ParseError;
    /// Reads RFC 3339.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|instant| instant.with_timezone(&Utc).into())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The zone of bodies in Việt Nam, and the default where none is set.
pub const VIETNAM: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// Where the present comes from. Only `apps/` has one that reads the machine's clock.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
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
