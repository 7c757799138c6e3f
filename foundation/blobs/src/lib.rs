//! Content-addressed files on disk. See `README.md`.
#![doc = include_str!("../README.md")]

/// Hours without a further chunk after which an upload is removed.
pub const UPLOAD_HOURS: i64 = 24;

mod collect;
mod disk;
mod error;
mod id;
mod name;
mod read;
mod record;
mod store;
mod upload;

pub use collect::Collected;
pub use error::BlobError;
pub use id::BlobId;
pub use kernel::UploadId;
pub use name::safe_name;
pub use read::BlobReader;
pub use record::UploadStatus;
pub use store::{Blobs, Limits};
pub use upload::NewUpload;
