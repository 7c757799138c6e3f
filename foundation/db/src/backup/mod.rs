//! Backup and restore while the program runs.
//!
//! The state is copied into one SQLite file, whatever engine holds it: consistent, complete, and
//! readable by this program as a database of its own. [`pack`] puts that file and folders of
//! content into one archive (tar, compressed by zstd) with a manifest of SHA-256 sums; [`unpack`]
//! opens it only when every sum fits; [`restore`] fills an empty database of either engine.
//!
//! Keys are not in the archive: whoever holds it could sign in the node's name. The manifest names
//! the keys that are needed, so that nobody is surprised.
//!
//! The order when making a backup is: the state first, the folders after it. Content is only ever
//! added while the backup runs (nothing may be collected meanwhile), so whatever the copied state
//! refers to is in the folders.

mod archive;
mod copy;
mod error;
mod manifest;

use std::sync::Arc;

pub use archive::{Contents, pack, unpack};
pub use copy::{copy_to, restore};
pub use error::BackupError;
pub use manifest::{FileEntry, Limits, Manifest};

/// Name of the copied state within an archive.
pub const STATE: &str = "state.db";

/// Told how far a step has come: done, of how many, and the step as a key of the translation
/// files.
pub type Progress = Arc<dyn Fn(u64, Option<u64>, &'static str) + Send + Sync>;

/// For callers that show nothing.
#[must_use]
pub fn silent() -> Progress {
    Arc::new(|_, _, _| {})
}
