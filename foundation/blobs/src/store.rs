//! The store: putting content in, finding it again, keeping within limits.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::sync::{Mutex, OnceCell};

use crate::{BlobError, BlobId, disk};

/// Bytes read and written at a time.
pub(crate) const STEP: usize = 128 << 10;

/// Locks over uploads; two uploads may share one, which costs a moment only.
const LOCKS: usize = 16;

/// How much may be stored.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of one content. Default: 2 GiB.
    pub blob_bytes: u64,
    /// Bytes of all content together. Default: 200 GiB.
    pub total_bytes: u64,
    /// Bytes of one chunk of an upload. Default: 1 MiB.
    pub chunk_bytes: u64,
    /// Uploads that may be open at a time. Default: 64.
    pub open_uploads: usize,
    /// Uploads that one owner may have open at a time. Default: 8.
    pub owner_uploads: usize,
    /// Bytes that one owner may announce until the uploads expire. Default: 4 GiB.
    pub owner_bytes: u64,
    /// Uploads kept in mind, open or finished, until they expire. Default: 4,096.
    pub upload_records: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            blob_bytes: 2 << 30,
            total_bytes: 200 << 30,
            chunk_bytes: 1 << 20,
            open_uploads: 64,
            owner_uploads: 8,
            owner_bytes: 4 << 30,
            upload_records: 4_096,
        }
    }
}

/// Content-addressed files in one folder. Clones share the store.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) folder: PathBuf,
    pub(crate) limits: Limits,
    /// Bytes of all content, counted at the first need.
    total: OnceCell<AtomicU64>,
    /// Number of the next file in `incoming`.
    next: AtomicU64,
    pub(crate) locks: [Mutex<()>; LOCKS],
    pub(crate) beginning: Mutex<()>,
}

impl Blobs {
    /// Opens or creates a store with the default limits.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`] when the folder cannot be made.
    pub async fn open(folder: &Path) -> Result<Self, BlobError> {
        Self::open_with(folder, Limits::default()).await
    }

    /// Opens or creates a store.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`] when the folder cannot be made.
    pub async fn open_with(folder: &Path, limits: Limits) -> Result<Self, BlobError> {
        for part in ["objects", "uploads", "incoming"] {
            let path = folder.join(part);
            fs::create_dir_all(&path).await.map_err(BlobError::disk(&path))?;
        }
        disk::sync_folder(folder).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                limits,
                total: OnceCell::new(),
                next: AtomicU64::new(0),
                locks: Default::default(),
                beginning: Mutex::new(()),
            }),
        })
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.inner.limits
    }

    /// Where the content itself lies: what a backup must carry.
    #[must_use]
    pub fn objects_folder(&self) -> PathBuf {
        self.inner.folder.join("objects")
    }

    pub(crate) fn incoming_folder(&self) -> PathBuf {
        self.inner.folder.join("incoming")
    }

    /// Stores what the reader gives and answers with its name. Storing the same content again
    /// changes nothing.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`] or [`BlobError::Full`] by the limits, [`BlobError::Source`] when
    /// the reader fails, [`BlobError::Disk`]. Nothing is kept then.
    pub async fn put_stream(&self, reader: impl AsyncRead + Unpin) -> Result<BlobId, BlobError> {
        self.put_stream_within(self.inner.limits.blob_bytes, reader).await
    }

    /// Stores what the reader gives, at most `limit` bytes of it; as [`Self::put_stream`].
    ///
    /// # Errors
    ///
    /// As [`Self::put_stream`], and [`BlobError::TooLarge`] above `limit`.
    pub async fn put_stream_within(
        &self,
        limit: u64,
        mut reader: impl AsyncRead + Unpin,
    ) -> Result<BlobId, BlobError> {
        let (path, mut file) = self.new_incoming().await?;
        let copied = self.copy_in(&mut reader, limit, &mut file, &path).await;
        drop(file);
        let stored = match copied {
            Ok((id, length)) => self.adopt(&path, id, length).await.map(|()| id),
            Err(error) => Err(error),
        };
        if stored.is_err() {
            // What is left behind here is removed by `expire`.
            let _ = fs::remove_file(&path).await;
        }
        stored
    }

    /// Stores bytes that are in memory.
    ///
    /// # Errors
    ///
    /// As [`Self::put_stream`].
    pub async fn put(&self, content: &[u8]) -> Result<BlobId, BlobError> {
        self.put_stream(content).await
    }

    async fn copy_in(
        &self,
        reader: &mut (impl AsyncRead + Unpin),
        limit: u64,
        file: &mut fs::File,
        path: &Path,
    ) -> Result<(BlobId, u64), BlobError> {
        let mut hasher = Sha256::new();
        let mut length = 0_u64;
        let mut buffer = Vec::with_capacity(STEP);
        loop {
            buffer.clear();
            let read = reader.read_buf(&mut buffer).await.map_err(BlobError::Source)?;
            if read == 0 {
                break;
            }
            length += read as u64;
            if length > limit {
                return Err(BlobError::TooLarge { limit });
            }
            self.check_room(length).await?;
            hasher.update(&buffer);
            file.write_all(&buffer).await.map_err(BlobError::disk(path))?;
        }
        file.sync_all().await.map_err(BlobError::disk(path))?;
        Ok((BlobId::from_bytes(hasher.finalize().into()), length))
    }

    pub(crate) async fn check_room(&self, length: u64) -> Result<(), BlobError> {
        let limits = self.inner.limits;
        if length > limits.blob_bytes {
            return Err(BlobError::TooLarge { limit: limits.blob_bytes });
        }
        if self.total_bytes().await?.saturating_add(length) > limits.total_bytes {
            return Err(BlobError::Full { limit: limits.total_bytes });
        }
        Ok(())
    }

    async fn new_incoming(&self) -> Result<(PathBuf, fs::File), BlobError> {
        loop {
            let number = self.inner.next.fetch_add(1, Ordering::Relaxed);
            let path = self.incoming_folder().join(format!("{}-{number}", std::process::id()));
            match fs::OpenOptions::new().write(true).create_new(true).open(&path).await {
                Ok(file) => return Ok((path, file)),
                // Left behind by a process that had the same number and was killed.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(BlobError::disk(&path)(error)),
            }
        }
    }

    /// Moves a file, which is on the disk already, to its place among the objects.
    pub(crate) async fn adopt(
        &self,
        path: &Path,
        id: BlobId,
        length: u64,
    ) -> Result<(), BlobError> {
        let target = self.path(id);
        let before = disk::length(&target).await?;
        if before == Some(length) {
            return fs::remove_file(path).await.map_err(BlobError::disk(path));
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).await.map_err(BlobError::disk(folder))?;
            disk::sync_folder(&self.objects_folder()).await?;
        }
        // An object of another length is damaged; this is the content that belongs there.
        fs::rename(path, &target).await.map_err(BlobError::disk(&target))?;
        if let Some(folder) = target.parent() {
            disk::sync_folder(folder).await?;
        }
        self.count(length, before.unwrap_or(0)).await;
        Ok(())
    }

    pub(crate) async fn count(&self, added: u64, removed: u64) {
        if let Some(total) = self.inner.total.get() {
            total.fetch_add(added, Ordering::Relaxed);
            total.fetch_sub(removed.min(total.load(Ordering::Relaxed)), Ordering::Relaxed);
        }
    }

    /// Bytes of all content together.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`].
    pub async fn total_bytes(&self) -> Result<u64, BlobError> {
        let total = self
            .inner
            .total
            .get_or_try_init(|| async {
                let mut sum = 0;
                for id in self.list().await? {
                    sum += disk::length(&self.path(id)).await?.unwrap_or(0);
                }
                Ok::<_, BlobError>(AtomicU64::new(sum))
            })
            .await?;
        Ok(total.load(Ordering::Relaxed))
    }

    /// Bytes of a content; `None` where there is none of that name.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`].
    pub async fn len(&self, id: BlobId) -> Result<Option<u64>, BlobError> {
        disk::length(&self.path(id)).await
    }

    /// All names, sorted.
    ///
    /// # Errors
    ///
    /// [`BlobError::Disk`].
    pub async fn list(&self) -> Result<Vec<BlobId>, BlobError> {
        let mut ids = Vec::new();
        for folder in disk::entries(&self.objects_folder()).await? {
            for path in disk::entries(&folder).await? {
                ids.extend(id_of(&path));
            }
        }
        ids.sort();
        Ok(ids)
    }

    pub(crate) fn path(&self, id: BlobId) -> PathBuf {
        let name = id.to_string();
        let (first, rest) = name.split_at(2);
        self.inner.folder.join("objects").join(first).join(rest)
    }
}

fn id_of(path: &Path) -> Option<BlobId> {
    let rest = path.file_name()?.to_str()?;
    let first = path.parent()?.file_name()?.to_str()?;
    format!("{first}{rest}").parse().ok()
}
