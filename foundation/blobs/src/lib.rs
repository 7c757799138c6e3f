//! Content-addressed files on disk. See `README.md`.
#![doc = include_str!("../README.md")]

mod collect;
mod disk;
mod error;
mod id;
mod name;
mod read;
mod store;
mod upload;

pub use collect::Collected;
pub use error::BlobError;
pub use id::{BlobId, UploadId};
pub use name::safe_name;
pub use read::BlobReader;
pub use store::{Blobs, Limits};
pub use upload::UploadStatus;
