//! What an archive says of itself.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// What stands at the end of every archive; without it, the archive was cut.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`Manifest::FORMAT`].
    pub format: String,
    /// Version of the archive's layout.
    pub version: u32,
    /// When the state was copied.
    pub made_at: Timestamp,
    /// The program that made it, with its version.
    pub program: String,
    /// What the caller wants to compare after the restore, such as the head of the log.
    pub facts: BTreeMap<String, String>,
    /// Keys that are needed and deliberately not in the archive: file name and fingerprint.
    pub keys_needed: BTreeMap<String, String>,
    /// Every file, sorted by path.
    pub files: Vec<FileEntry>,
}

/// A file of an archive.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Path within the archive, parts separated by `/`.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256, in hex.
    pub sha256: String,
}

impl Manifest {
    /// Name of the format.
    pub const FORMAT: &'static str = "luytre.backup";
    /// Version of the layout that this program writes, and the highest that it reads.
    pub const VERSION: u32 = 1;
    /// Its path within the archive.
    pub const PATH: &'static str = "manifest.json";
}

/// How much an archive may hold when it is unpacked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of all files together. Default: 1 TiB.
    pub bytes: u64,
    /// Files. Default: 5 million.
    pub files: u64,
    /// Bytes of the manifest. Default: 1 GiB.
    pub manifest_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 40, files: 5_000_000, manifest_bytes: 1 << 30 }
    }
}
