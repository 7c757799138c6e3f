//! What an upload writes down about itself: what was announced, and which chunks are on the disk.

use kernel::{Timestamp, UploadId};
use serde::{Deserialize, Serialize};
use tokio::fs;

use crate::upload::NewUpload;
use crate::{BlobError, BlobId, Blobs, safe_name};

/// How far an upload has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UploadStatus {
    /// Its id.
    pub id: UploadId,
    /// Name of the file, made harmless.
    pub name: String,
    /// Who sends it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// Bytes received, which is where the next chunk begins.
    pub received: u64,
    /// Bytes announced.
    pub total: u64,
    /// The SHA-256 announced.
    pub sha256: BlobId,
    /// When it began.
    pub began_at: Timestamp,
    /// When the last chunk arrived.
    pub touched_at: Timestamp,
    /// The content, once it is finished.
    pub blob: Option<BlobId>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Record {
    name: String,
    owner: String,
    purpose: String,
    total: u64,
    sha256: BlobId,
    began_at: Timestamp,
}

impl Record {
    pub(crate) fn new(new: &NewUpload<'_>, now: Timestamp) -> Self {
        Self {
            name: safe_name(new.name),
            owner: new.owner.to_owned(),
            purpose: new.purpose.to_owned(),
            total: new.bytes,
            sha256: new.sha256,
            began_at: now,
        }
    }
}

impl Blobs {
    pub(crate) async fn load(&self, id: UploadId) -> Result<UploadStatus, BlobError> {
        Ok(self.load_with_chunks(id).await?.0)
    }

    pub(crate) async fn load_with_chunks(
        &self,
        id: UploadId,
    ) -> Result<(UploadStatus, Vec<Chunk>), BlobError> {
        let folder = self.upload_folder(id);
        let path = folder.join("record.json");
        let json = match fs::read(&path).await {
            Ok(json) => json,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(BlobError::NoUpload { id });
            }
            Err(error) => return Err(BlobError::disk(&path)(error)),
        };
        let record: Record = serde_json::from_slice(&json).map_err(|_| BlobError::Record { id })?;
        let path = folder.join("chunks");
        let lines = fs::read_to_string(&path).await.map_err(BlobError::disk(&path))?;
        let (chunks, touched_at) = chunks_of(&lines);
        let received = chunks.last().map_or(0, |chunk| chunk.offset + chunk.length);
        let path = folder.join("finished");
        let blob = match fs::read_to_string(&path).await {
            Ok(hash) => Some(hash.parse().map_err(|_| BlobError::Record { id })?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(BlobError::disk(&path)(error)),
        };
        let status = UploadStatus {
            id,
            name: record.name,
            owner: record.owner,
            purpose: record.purpose,
            received,
            total: record.total,
            sha256: record.sha256,
            began_at: record.began_at,
            touched_at: touched_at.unwrap_or(record.began_at),
            blob,
        };
        Ok((status, chunks))
    }
}

#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Chunk {
    pub(crate) offset: u64,
    pub(crate) length: u64,
    pub(crate) checksum: BlobId,
}

/// The chunks that lines tell of, each following on the last; a torn line tells of nothing.
fn chunks_of(lines: &str) -> (Vec<Chunk>, Option<Timestamp>) {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut touched_at = None;
    for line in lines.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        let mut fields = line.split(' ');
        let mut next = || fields.next();
        let (Some(offset), Some(length), Some(checksum), Some(at)) =
            (next(), next(), next(), next())
        else {
            continue;
        };
        let (Ok(offset), Ok(length), Ok(checksum), Ok(at)) =
            (offset.parse(), length.parse(), checksum.parse(), at.parse())
        else {
            continue;
        };
        let expected = chunks.last().map_or(0, |chunk| chunk.offset + chunk.length);
        if offset == expected {
            chunks.push(Chunk { offset, length, checksum });
            touched_at = Some(Timestamp::from_millis(at));
        }
    }
    (chunks, touched_at)
}
