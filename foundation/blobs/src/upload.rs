//! Resumable upload in chunks. What was acknowledged is on the disk; a crash loses at most the
//! chunk that was under way, and the sender asks `status` where to go on.
//!
//! A folder for each upload: `record.json` (name, announced length), `data`, and `chunks`, one line
//! for each chunk that is wholly on the disk. Bytes in `data` beyond those lines are the rest of an
//! interrupted chunk and are cut off before the next.

use std::path::{Path, PathBuf};

use kernel::{Id as _, Ids, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use crate::store::STEP;
use crate::{BlobError, BlobId, Blobs, UploadId, disk, safe_name};

/// How far an upload has come.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UploadStatus {
    /// Its id.
    pub id: UploadId,
    /// Name of the file, made harmless.
    pub name: String,
    /// Bytes received, which is where the next chunk begins.
    pub received: u64,
    /// Bytes announced, where they were.
    pub total: Option<u64>,
    /// When it began.
    pub began_at: Timestamp,
    /// When the last chunk arrived.
    pub touched_at: Timestamp,
    /// The content, once it is finished.
    pub blob: Option<BlobId>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    name: String,
    total: Option<u64>,
    began_at: Timestamp,
}

impl Blobs {
    /// Begins an upload of `total` bytes, or of as many as come.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`] or [`BlobError::Full`] when the announced length cannot be stored,
    /// [`BlobError::TooManyUploads`], [`BlobError::Disk`].
    pub async fn begin(
        &self,
        name: &str,
        total: Option<u64>,
        ids: &Ids,
        now: Timestamp,
    ) -> Result<UploadId, BlobError> {
        self.check_room(total.unwrap_or(0)).await?;
        let _one_at_a_time = self.inner.beginning.lock().await;
        let limit = self.inner.limits.open_uploads;
        if self.open_uploads().await? >= limit {
            return Err(BlobError::TooManyUploads { limit });
        }
        let id: UploadId = ids.next(now);
        let folder = self.upload_folder(id);
        fs::create_dir(&folder).await.map_err(BlobError::disk(&folder))?;
        for part in ["data", "chunks"] {
            let path = folder.join(part);
            fs::File::create(&path).await.map_err(BlobError::disk(&path))?;
        }
        let record = Record { name: safe_name(name), total, began_at: now };
        let json = serde_json::to_vec(&record).map_err(|_| BlobError::Record { id })?;
        disk::write_whole(&folder.join("record.json"), &json).await?;
        disk::sync_folder(&self.inner.folder.join("uploads")).await?;
        Ok(id)
    }

    /// Adds a chunk that begins at `offset` and has the SHA-256 `checksum`. A chunk that was
    /// received before, wholly, is answered as if it were new, so that a sender may repeat it.
    ///
    /// # Errors
    ///
    /// [`BlobError::WrongOffset`] when it begins elsewhere than the last one ended,
    /// [`BlobError::Checksum`], [`BlobError::TooLarge`] above the limits or the announced length,
    /// [`BlobError::Full`], [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn put_chunk(
        &self,
        id: UploadId,
        offset: u64,
        content: &[u8],
        checksum: BlobId,
        now: Timestamp,
    ) -> Result<UploadStatus, BlobError> {
        let length = content.len() as u64;
        let limit = self.inner.limits.chunk_bytes;
        if length > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let found = BlobId::from_bytes(Sha256::digest(content).into());
        if found != checksum {
            return Err(BlobError::Checksum { expected: checksum, found });
        }
        let _alone = self.lock(id).lock().await;
        let (mut status, chunks) = self.load(id).await?;
        if chunks.contains(&Chunk { offset, length, checksum }) || length == 0 {
            return Ok(status);
        }
        if offset != status.received || status.blob.is_some() {
            return Err(BlobError::WrongOffset { offset, received: status.received });
        }
        let end = offset.saturating_add(length);
        if let Some(total) = status.total.filter(|total| end > *total) {
            return Err(BlobError::TooLarge { limit: total });
        }
        self.check_room(end).await?;
        self.append(id, offset, content, checksum, now).await?;
        status.received = end;
        status.touched_at = now;
        Ok(status)
    }

    async fn append(
        &self,
        id: UploadId,
        offset: u64,
        content: &[u8],
        checksum: BlobId,
        now: Timestamp,
    ) -> Result<(), BlobError> {
        let path = self.upload_folder(id).join("data");
        let mut data =
            fs::OpenOptions::new().write(true).open(&path).await.map_err(BlobError::disk(&path))?;
        let written = async {
            data.set_len(offset).await?;
            data.seek(std::io::SeekFrom::Start(offset)).await?;
            data.write_all(content).await?;
            data.sync_all().await
        };
        written.await.map_err(BlobError::disk(&path))?;
        let path = self.upload_folder(id).join("chunks");
        let mut lines = fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .await
            .map_err(BlobError::disk(&path))?;
        // The leading line feed parts it from what a crash may have left of the line before.
        let line = format!("\n{offset} {} {checksum} {}\n", content.len(), now.millis());
        let written = async {
            lines.write_all(line.as_bytes()).await?;
            lines.sync_all().await
        };
        written.await.map_err(BlobError::disk(&path))
    }

    /// How far an upload has come.
    ///
    /// # Errors
    ///
    /// [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn upload_status(&self, id: UploadId) -> Result<UploadStatus, BlobError> {
        let _alone = self.lock(id).lock().await;
        Ok(self.load(id).await?.0)
    }

    /// Ends an upload whose whole content has the SHA-256 `expected`, and stores it. Repeating the
    /// call gives the same answer until the upload expires.
    ///
    /// # Errors
    ///
    /// [`BlobError::Length`] when bytes are missing, [`BlobError::Checksum`],
    /// [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn finish(&self, id: UploadId, expected: BlobId) -> Result<BlobId, BlobError> {
        let _alone = self.lock(id).lock().await;
        let (status, _) = self.load(id).await?;
        if let Some(found) = status.blob {
            return if found == expected {
                Ok(found)
            } else {
                Err(BlobError::Checksum { expected, found })
            };
        }
        if let Some(total) = status.total.filter(|total| *total != status.received) {
            return Err(BlobError::Length { received: status.received, total });
        }
        let folder = self.upload_folder(id);
        let data = folder.join("data");
        if disk::length(&data).await?.is_some() {
            let found = hash_file(&data, status.received).await?;
            if found != expected {
                return Err(BlobError::Checksum { expected, found });
            }
            self.adopt(&data, found, status.received).await?;
        } else if self.len(expected).await? != Some(status.received) {
            // No data and no object: this cannot come from a crash.
            return Err(BlobError::Record { id });
        }
        disk::write_whole(&folder.join("finished"), expected.to_string().as_bytes()).await?;
        Ok(expected)
    }

    /// Gives an upload up.
    ///
    /// # Errors
    ///
    /// [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn abandon(&self, id: UploadId) -> Result<(), BlobError> {
        let _alone = self.lock(id).lock().await;
        self.load(id).await?;
        remove_folder(&self.upload_folder(id)).await
    }

    /// Removes uploads of which nothing was heard since `before`, and files that a crash left
    /// behind. Returns how many were removed.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`].
    pub async fn expire(&self, before: Timestamp) -> Result<u64, BlobError> {
        let mut removed = 0;
        for folder in disk::entries(&self.inner.folder.join("uploads")).await? {
            let Some(id) = upload_id(&folder) else { continue };
            let _alone = self.lock(id).lock().await;
            let stale = match self.load(id).await {
                Ok((status, _)) => status.touched_at < before,
                // It never began, or cannot be read: by the age of the folder.
                Err(BlobError::NoUpload { .. } | BlobError::Record { .. }) => {
                    written_before(&folder, before).await?
                }
                Err(error) => return Err(error),
            };
            if stale {
                remove_folder(&folder).await?;
                removed += 1;
            }
        }
        for path in disk::entries(&self.incoming_folder()).await? {
            if written_before(&path, before).await? {
                fs::remove_file(&path).await.map_err(BlobError::disk(&path))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    async fn open_uploads(&self) -> Result<usize, BlobError> {
        let mut open = 0;
        for folder in disk::entries(&self.inner.folder.join("uploads")).await? {
            open += usize::from(disk::length(&folder.join("finished")).await?.is_none());
        }
        Ok(open)
    }

    fn upload_folder(&self, id: UploadId) -> PathBuf {
        self.inner.folder.join("uploads").join(id.to_string())
    }

    fn lock(&self, id: UploadId) -> &tokio::sync::Mutex<()> {
        let [first, others @ ..] = &self.inner.locks;
        let number = usize::from(id.uuid().as_bytes().last().copied().unwrap_or(0));
        others.get(number % self.inner.locks.len()).unwrap_or(first)
    }

    async fn load(&self, id: UploadId) -> Result<(UploadStatus, Vec<Chunk>), BlobError> {
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
            received,
            total: record.total,
            began_at: record.began_at,
            touched_at: touched_at.unwrap_or(record.began_at),
            blob,
        };
        Ok((status, chunks))
    }
}

#[derive(Debug, Eq, PartialEq)]
struct Chunk {
    offset: u64,
    length: u64,
    checksum: BlobId,
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

async fn hash_file(path: &Path, length: u64) -> Result<BlobId, BlobError> {
    // Bytes beyond the acknowledged ones are the rest of an interrupted chunk.
    let file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .await
        .map_err(BlobError::disk(path))?;
    file.set_len(length).await.map_err(BlobError::disk(path))?;
    file.sync_all().await.map_err(BlobError::disk(path))?;
    let mut file = file;
    let mut hasher = Sha256::new();
    let mut buffer = Vec::with_capacity(STEP);
    loop {
        buffer.clear();
        if file.read_buf(&mut buffer).await.map_err(BlobError::disk(path))? == 0 {
            return Ok(BlobId::from_bytes(hasher.finalize().into()));
        }
        hasher.update(&buffer);
    }
}

async fn remove_folder(folder: &Path) -> Result<(), BlobError> {
    // The record goes first: without it the upload is no more, whatever else is left.
    let record = folder.join("record.json");
    match fs::remove_file(&record).await {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(BlobError::disk(&record)(error)),
    }
    fs::remove_dir_all(folder).await.map_err(BlobError::disk(folder))
}

fn upload_id(folder: &Path) -> Option<UploadId> {
    folder.file_name()?.to_str()?.parse().ok()
}

async fn written_before(path: &Path, before: Timestamp) -> Result<bool, BlobError> {
    let metadata = fs::metadata(path).await.map_err(BlobError::disk(path))?;
    Ok(disk::written_at(&metadata).is_some_and(|at| at < before.millis()))
}
