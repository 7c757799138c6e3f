//! A clock that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use kernel::{Clock, Timestamp};

/// The instant at which tests begin: 2030-01-31T08:00:00Z, 15:00 in Việt Nam.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(1_896_076_800_000)
}

/// A clock that shows what the test sets. Clones show the same time.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<AtomicI64>);

impl Default for FixedClock {
    fn default() -> Self {
        Self::at(now())
    }
}

impl FixedClock {
    /// A clock that shows `instant`.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(instant.millis())))
    }

    /// Sets the clock.
    pub fn set(&self, instant: Timestamp) {
        self.0.store(instant.millis(), Ordering::SeqCst);
    }

    /// Moves the clock on, or back where `length` is negative.
    pub fn step(&self, length: TimeDelta) {
        self.0.fetch_add(length.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}
