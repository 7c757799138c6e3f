//! Rebuilding the state, present or past, from the log alone.

use std::collections::BTreeMap;
use std::pin::Pin;

use db::Tx;
use kernel::Timestamp;

use super::read::{Entry, entries};
use super::record::insert;
use super::{ApplyError, Event, LedgerError, Stamp, payload};

type Applied<'a> = Pin<Box<dyn Future<Output = Result<(), ApplyError>> + Send + 'a>>;
type Apply = for<'a> fn(&'a str, Stamp, &'a mut Tx) -> Applied<'a>;

/// Entries read at a time.
const PAGE: u32 = 500;

/// Every stream that the program knows, with the code that applies it.
#[derive(Clone, Default)]
pub struct Projections {
    streams: BTreeMap<&'static str, Apply>,
}

impl std::fmt::Debug for Projections {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(self.streams.keys()).finish()
    }
}

fn apply<'a, E: Event>(body: &'a str, stamp: Stamp, tx: &'a mut Tx) -> Applied<'a> {
    Box::pin(async move {
        let event: E = serde_json::from_str(body)?;
        event.apply(&stamp, tx).await
    })
}

impl Projections {
    /// Adds a stream.
    #[must_use]
    pub fn with<E: Event>(mut self) -> Self {
        self.streams.insert(E::STREAM, apply::<E>);
        self
    }

    /// Adds all streams of another set.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.streams.extend(other.streams);
        self
    }

    /// Copies the log of `source` up to `until` (included) into the empty database `target`,
    /// applying every entry. Returns how many were applied.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Unreadable`] for a stream that is not known, [`LedgerError::Apply`],
    /// [`LedgerError::Db`].
    pub async fn rebuild(
        &self,
        source: &mut Tx,
        target: &mut Tx,
        until: Option<Timestamp>,
    ) -> Result<i64, LedgerError> {
        let mut last = 0;
        loop {
            let page = entries(last, PAGE, source).await?;
            if page.is_empty() {
                return Ok(last);
            }
            for entry in page {
                if until.is_some_and(|until| entry.at > until) {
                    return Ok(last);
                }
                copy_payloads(&entry, source, target).await?;
                insert(&entry, target).await?;
                self.replay(&entry, target).await?;
                last = entry.seq;
            }
        }
    }

    async fn replay(&self, entry: &Entry, tx: &mut Tx) -> Result<(), LedgerError> {
        let Some(apply) = self.streams.get(entry.stream.as_str()) else {
            return Err(LedgerError::Unreadable {
                seq: entry.seq,
                stream: entry.stream.clone(),
                reason: "unknown stream".to_owned(),
            });
        };
        let stamp = Stamp { seq: entry.seq, at: entry.at, actor: entry.actor };
        apply(&entry.body, stamp, tx)
            .await
            .map_err(|source| LedgerError::Apply { stream: entry.stream.clone(), source })
    }
}

async fn copy_payloads(entry: &Entry, source: &mut Tx, target: &mut Tx) -> Result<(), LedgerError> {
    for hash in &entry.payloads {
        let stored = payload::stored(*hash, source).await?;
        payload::put_stored(&stored, target).await?;
    }
    Ok(())
}
