//! Removing what nothing refers to.

use std::collections::BTreeSet;

use kernel::Timestamp;
use tokio::fs;

use crate::{BlobError, BlobId, Blobs, disk};

/// What a collection removed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Collected {
    /// Contents removed.
    pub blobs: u64,
    /// Bytes freed.
    pub bytes: u64,
}

impl Blobs {
    /// Removes contents that are not among `referenced` and were written before `before`.
    ///
    /// `before` must lie far enough back (a day) that no running request still holds a content
    /// which it has put and not yet referred to. Must not run while a backup does.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`].
    pub async fn collect(
        &self,
        referenced: &BTreeSet<BlobId>,
        before: Timestamp,
    ) -> Result<Collected, BlobError> {
        let mut collected = Collected::default();
        for id in self.list().await? {
            if referenced.contains(&id) {
                continue;
            }
            let path = self.path(id);
            let metadata = fs::metadata(&path).await.map_err(BlobError::disk(&path))?;
            let is_old = disk::written_at(&metadata).is_some_and(|at| at < before.millis());
            if is_old {
                fs::remove_file(&path).await.map_err(BlobError::disk(&path))?;
                self.count(0, metadata.len()).await;
                collected.blobs += 1;
                collected.bytes += metadata.len();
            }
        }
        Ok(collected)
    }
}
