//! What can go wrong with stored files.

use std::path::{Path, PathBuf};

use kernel::{Arguments, Classified, ErrorKind, UploadId};

use crate::BlobId;

/// Why content could not be stored or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlobError {
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// File or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// What was handed over could not be read to its end.
    #[error("the content stopped before its end")]
    Source(#[source] std::io::Error),
    /// No content has this hash.
    #[error("no content {id}")]
    Missing {
        /// The hash.
        id: BlobId,
    },
    /// The stored content is not what its name says: the disk damaged it, or somebody changed it.
    #[error("content {id} is damaged")]
    Damaged {
        /// The hash that it should have.
        id: BlobId,
    },
    /// Not 64 hex digits.
    #[error("not the name of a content")]
    NotAnId,
    /// One content is larger than is allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// All content together would be more than is allowed.
    #[error("the store is full: {limit} bytes")]
    Full {
        /// Bytes allowed.
        limit: u64,
    },
    /// More uploads are open than is allowed.
    #[error("{limit} uploads are open already")]
    TooManyUploads {
        /// Uploads allowed.
        limit: usize,
    },
    /// The owner announced more than is allowed until the uploads expire.
    #[error("the owner announced more than {limit} bytes")]
    OwnerFull {
        /// Bytes allowed.
        limit: u64,
    },
    /// There is no such upload, or it has expired.
    #[error("no upload {id}")]
    NoUpload {
        /// Its id.
        id: UploadId,
    },
    /// The chunk does not begin where the last one ended.
    #[error("the chunk begins at {offset}, but {received} bytes were received")]
    WrongOffset {
        /// Where it begins.
        offset: u64,
        /// Bytes received, which is where it must begin.
        received: u64,
    },
    /// The bytes are not those that the sender took the checksum of.
    #[error("the checksum does not fit: {expected} announced, {found} received")]
    Checksum {
        /// Announced by the sender.
        expected: BlobId,
        /// Taken of what arrived.
        found: BlobId,
    },
    /// The upload has another length than was announced.
    #[error("{received} of {total} bytes were received")]
    Length {
        /// Bytes received.
        received: u64,
        /// Bytes announced.
        total: u64,
    },
    /// The record of an upload cannot be read.
    #[error("the record of upload {id} is damaged")]
    Record {
        /// Its id.
        id: UploadId,
    },
}

impl BlobError {
    pub(crate) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { path, source }
    }
}

impl Classified for BlobError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Disk { .. } => ErrorKind::Unavailable,
            Self::Source(_) | Self::NotAnId | Self::Checksum { .. } | Self::Length { .. } => {
                ErrorKind::InvalidInput
            }
            Self::Missing { .. } | Self::NoUpload { .. } => ErrorKind::NotFound,
            Self::Damaged { .. } | Self::Record { .. } => ErrorKind::Internal,
            Self::TooLarge { .. } | Self::Full { .. } => ErrorKind::TooLarge,
            Self::TooManyUploads { .. } | Self::OwnerFull { .. } => ErrorKind::RateLimited,
            Self::WrongOffset { .. } => ErrorKind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Disk { .. } => "blobs.disk",
            Self::Source(_) => "blobs.interrupted",
            Self::Missing { .. } => "blobs.missing",
            Self::Damaged { .. } | Self::Record { .. } => "blobs.damaged",
            Self::NotAnId => "blobs.not_an_id",
            Self::TooLarge { .. } => "blobs.too_large",
            Self::Full { .. } => "blobs.full",
            Self::TooManyUploads { .. } => "blobs.too_many_uploads",
            Self::OwnerFull { .. } => "blobs.owner_full",
            Self::NoUpload { .. } => "blobs.no_upload",
            Self::WrongOffset { .. } => "blobs.wrong_offset",
            Self::Checksum { .. } => "blobs.checksum",
            Self::Length { .. } => "blobs.length",
        }
    }

    fn arguments(&self) -> Arguments {
        let pairs: Vec<(&str, String)> = match self {
            Self::Missing { id } | Self::Damaged { id } => vec![("id", id.to_string())],
            Self::TooLarge { limit } | Self::Full { limit } | Self::OwnerFull { limit } => {
                vec![("limit", (limit >> 20).to_string())]
            }
            Self::TooManyUploads { limit } => vec![("limit", limit.to_string())],
            Self::WrongOffset { offset, received } => {
                vec![("offset", offset.to_string()), ("received", received.to_string())]
            }
            Self::Length { received, total } => {
                vec![("received", received.to_string()), ("total", total.to_string())]
            }
            _ => Vec::new(),
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
