//! What the tests of every part share: databases, a clock, ids, a journal. See `README.md`.
#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "test support: where this panics, the test has failed"
)]

mod child;
mod clock;
mod database;
mod dump;

pub use child::{Role, rerun};
pub use clock::{FixedClock, now};
pub use database::{Place, TestDb, databases};
pub use dump::dump_tables;

use std::sync::atomic::{AtomicU64, Ordering};

use kernel::Ids;
use ledger::{Journal, NodeKey};

/// A source of ids that gives the same ids in every run, and never one twice.
#[must_use]
pub fn ids() -> Ids {
    let next = AtomicU64::new(1);
    Ids::new(move |bytes| {
        let number = next.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        // The number stands at the end, where a version 7 id is random; the rest is a fixed
        // pattern, so that secrets made from it are not all zero.
        for (index, byte) in bytes.iter_mut().rev().enumerate() {
            let fixed = u8::try_from(index % 251).unwrap_or(0);
            *byte = number.get(index).copied().unwrap_or(fixed);
        }
    })
}

/// The key of [`journal`].
#[must_use]
pub fn node_key() -> NodeKey {
    NodeKey::from_secret(&[7; 32])
}

/// A journal that signs with the same key in every run.
#[must_use]
pub fn journal() -> Journal {
    Journal::new(node_key())
}
