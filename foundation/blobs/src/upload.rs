//! Resumable upload in chunks. What was acknowledged is on the disk; a crash loses at most the
//! chunk that was under way, and the sender asks `status` where to go on.
//!
//! A folder for each upload: `record.json` (what was announced), `data`, and `chunks`, one line for
//! each chunk that is wholly on the disk. Bytes in `data` beyond those lines are the rest of an
//! interrupted chunk and are cut off before the next.

use std::path::{Path, PathBuf};

use kernel::{Id as _, Ids, Timestamp, UploadId};
use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use crate::record::{Chunk, Record, UploadStatus};
use crate::store::STEP;
use crate::{BlobError, BlobId, Blobs, disk};

/// A file that somebody is about to send.
#[derive(Clone, Copy, Debug)]
pub struct NewUpload<'a> {
    /// Name of the file, as the person knows it.
    pub name: &'a str,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of the whole of it.
    pub sha256: BlobId,
    /// Who sends it; only they may go on with it.
    pub owner: &'a str,
    /// What it is for; whoever takes it over asks for that.
    pub purpose: &'a str,
}

impl Blobs {
    /// Begins an upload.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`] or [`BlobError::Full`] when the announced length cannot be stored,
    /// [`BlobError::TooManyUploads`], [`BlobError::OwnerFull`], [`BlobError::Disk`].
    pub async fn begin(
        &self,
        new: &NewUpload<'_>,
        ids: &Ids,
        now: Timestamp,
    ) -> Result<UploadId, BlobError> {
        let _one_at_a_time = self.inner.beginning.lock().await;
        self.check_quota(new).await?;
        let id: UploadId = ids.next(now);
        let folder = self.upload_folder(id);
        fs::create_dir(&folder).await.map_err(BlobError::disk(&folder))?;
        for part in ["data", "chunks"] {
            let path = folder.join(part);
            fs::File::create(&path).await.map_err(BlobError::disk(&path))?;
        }
        let record = Record::new(new, now);
        let json = serde_json::to_vec(&record).map_err(|_| BlobError::Record { id })?;
        disk::write_whole(&folder.join("record.json"), &json).await?;
        disk::sync_folder(&self.inner.folder.join("uploads")).await?;
        Ok(id)
    }

    /// What is announced counts as if it were there, and what an owner finished counts until it
    /// expires, so that nobody fills the disk by beginning again and again.
    async fn check_quota(&self, new: &NewUpload<'_>) -> Result<(), BlobError> {
        let limits = self.inner.limits;
        let (mut records, mut open, mut own_open) = (0, 0, 0);
        let (mut announced, mut own_bytes) = (new.bytes, new.bytes);
        for folder in disk::entries(&self.inner.folder.join("uploads")).await? {
            let Some(id) = upload_id(&folder) else { continue };
            let Ok(status) = self.load(id).await else { continue };
            let is_open = status.blob.is_none();
            let is_own = status.owner == new.owner;
            records += 1;
            open += usize::from(is_open);
            own_open += usize::from(is_open && is_own);
            announced += if is_open { status.total } else { 0 };
            own_bytes += if is_own { status.total } else { 0 };
        }
        for (count, limit) in [
            (own_open, limits.owner_uploads),
            (open, limits.open_uploads),
            (records, limits.upload_records),
        ] {
            if count >= limit {
                return Err(BlobError::TooManyUploads { limit });
            }
        }
        if new.bytes > limits.blob_bytes {
            return Err(BlobError::TooLarge { limit: limits.blob_bytes });
        }
        if own_bytes > limits.owner_bytes {
            return Err(BlobError::OwnerFull { limit: limits.owner_bytes });
        }
        if self.total_bytes().await?.saturating_add(announced) > limits.total_bytes {
            return Err(BlobError::Full { limit: limits.total_bytes });
        }
        Ok(())
    }

    /// Adds a chunk that begins at `offset` and has the SHA-256 `checksum`. A chunk that was
    /// received before, wholly, is answered as if it were new, so that a sender may repeat it.
    ///
    /// # Errors
    ///
    /// [`BlobError::WrongOffset`] when it begins elsewhere than the last one ended,
    /// [`BlobError::Checksum`], [`BlobError::TooLarge`] above the limits, [`BlobError::Length`] above
    /// the announced length, [`BlobError::Full`], [`BlobError::NoUpload`], [`BlobError::Disk`].
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
        let (mut status, chunks) = self.load_with_chunks(id).await?;
        if chunks.contains(&Chunk { offset, length, checksum }) || length == 0 {
            return Ok(status);
        }
        if offset != status.received || status.blob.is_some() {
            return Err(BlobError::WrongOffset { offset, received: status.received });
        }
        let end = offset.saturating_add(length);
        if end > status.total {
            return Err(BlobError::Length { received: end, total: status.total });
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
        self.load(id).await
    }

    /// The upload that `owner` sends for `purpose`; anybody else's does not exist.
    ///
    /// # Errors
    ///
    /// [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn own_upload(
        &self,
        id: UploadId,
        owner: &str,
        purpose: Option<&str>,
    ) -> Result<UploadStatus, BlobError> {
        let status = self.upload_status(id).await?;
        let fits = status.owner == owner && purpose.is_none_or(|one| one == status.purpose);
        if fits { Ok(status) } else { Err(BlobError::NoUpload { id }) }
    }

    /// Ends an upload, whose whole content must have the SHA-256 that was announced, and stores
    /// it. Repeating the call gives the same answer until the upload expires.
    ///
    /// # Errors
    ///
    /// [`BlobError::Length`] when bytes are missing, [`BlobError::Checksum`],
    /// [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn finish(&self, id: UploadId) -> Result<BlobId, BlobError> {
        let _alone = self.lock(id).lock().await;
        let status = self.load(id).await?;
        if let Some(found) = status.blob {
            return Ok(found);
        }
        let folder = self.upload_folder(id);
        let data = folder.join("data");
        if disk::length(&data).await?.is_some() {
            check_whole(&data, &status).await?;
            self.adopt(&data, status.sha256, status.total).await?;
        } else if self.len(status.sha256).await? != Some(status.total) {
            // No data and no object: this cannot come from a crash.
            return Err(BlobError::Record { id });
        }
        let finished = folder.join("finished");
        disk::write_whole(&finished, status.sha256.to_string().as_bytes()).await?;
        Ok(status.sha256)
    }

    /// The whole content of an upload that has arrived, without storing it: for what must leave no
    /// trace when it is refused. The caller gives the upload up afterwards.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`] above `limit` bytes, [`BlobError::Length`] when bytes are missing,
    /// [`BlobError::Checksum`], [`BlobError::NoUpload`], [`BlobError::Disk`].
    pub async fn read_upload(&self, id: UploadId, limit: u64) -> Result<Vec<u8>, BlobError> {
        let _alone = self.lock(id).lock().await;
        let status = self.load(id).await?;
        if status.total > limit {
            return Err(BlobError::TooLarge { limit });
        }
        if let Some(blob) = status.blob {
            return self.read(blob, limit).await;
        }
        let data = self.upload_folder(id).join("data");
        check_whole(&data, &status).await?;
        fs::read(&data).await.map_err(BlobError::disk(&data))
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
                Ok(status) => status.touched_at < before,
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

    pub(crate) fn upload_folder(&self, id: UploadId) -> PathBuf {
        self.inner.folder.join("uploads").join(id.to_string())
    }

    fn lock(&self, id: UploadId) -> &tokio::sync::Mutex<()> {
        let [first, others @ ..] = &self.inner.locks;
        let number = usize::from(id.uuid().as_bytes().last().copied().unwrap_or(0));
        others.get(number % self.inner.locks.len()).unwrap_or(first)
    }
}

/// Whether everything has arrived and is what was announced.
async fn check_whole(data: &Path, status: &UploadStatus) -> Result<(), BlobError> {
    let UploadStatus { received, total, sha256: expected, .. } = *status;
    if received != total {
        return Err(BlobError::Length { received, total });
    }
    let found = hash_file(data, received).await?;
    if found == expected { Ok(()) } else { Err(BlobError::Checksum { expected, found }) }
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
