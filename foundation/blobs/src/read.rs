//! Reading content: whatever comes out has been checked against its name.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncSeekExt as _, ReadBuf};

use crate::store::STEP;
use crate::{BlobError, BlobId, Blobs};

/// Reads a content and fails at its end when it is not what its name says. What was read before
/// must not count until the end was reached.
#[derive(Debug)]
pub struct BlobReader {
    file: fs::File,
    hasher: Option<Sha256>,
    id: BlobId,
    length: u64,
}

impl BlobReader {
    /// Bytes of the content.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }
}

impl AsyncRead for BlobReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        ready!(Pin::new(&mut self.file).poll_read(context, buffer))?;
        let read = buffer.filled().get(before..).unwrap_or_default();
        if read.is_empty() {
            let id = self.id;
            let sound = self
                .hasher
                .take()
                .is_none_or(|hasher| BlobId::from_bytes(hasher.finalize().into()) == id);
            if !sound {
                let error = BlobError::Damaged { id };
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, error)));
            }
        } else if let Some(hasher) = &mut self.hasher {
            hasher.update(read);
        }
        Poll::Ready(Ok(()))
    }
}

impl Blobs {
    /// Opens a content for reading once, from beginning to end; see [`BlobReader`].
    ///
    /// # Errors
    ///
    /// [`BlobError::Missing`], [`BlobError::Disk`].
    pub async fn open_blob(&self, id: BlobId) -> Result<BlobReader, BlobError> {
        let path = self.path(id);
        let file = match fs::File::open(&path).await {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BlobError::Missing { id });
            }
            Err(error) => return Err(BlobError::disk(&path)(error)),
        };
        let length = file.metadata().await.map_err(BlobError::disk(&path))?.len();
        Ok(BlobReader { file, hasher: Some(Sha256::new()), id, length })
    }

    /// A whole content in memory, checked.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`] above `limit` bytes, [`BlobError::Missing`],
    /// [`BlobError::Damaged`], [`BlobError::Disk`].
    pub async fn read(&self, id: BlobId, limit: u64) -> Result<Vec<u8>, BlobError> {
        let mut reader = self.open_blob(id).await?;
        if reader.length() > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let mut content = Vec::new();
        (&mut reader)
            .take(limit.saturating_add(1))
            .read_to_end(&mut content)
            .await
            .map_err(|error| self.failed(id, error))?;
        Ok(content)
    }

    /// An open file for readers that jump about in it, such as those of ZIP; read once through and
    /// checked before it is handed out, and standing at its beginning.
    ///
    /// # Errors
    ///
    /// [`BlobError::Missing`], [`BlobError::Damaged`], [`BlobError::Disk`].
    pub async fn file(&self, id: BlobId) -> Result<std::fs::File, BlobError> {
        let mut reader = self.open_blob(id).await?;
        let mut buffer = Vec::with_capacity(STEP);
        loop {
            buffer.clear();
            let read = reader.read_buf(&mut buffer).await;
            if read.map_err(|error| self.failed(id, error))? == 0 {
                break;
            }
        }
        let mut file = reader.file;
        file.rewind().await.map_err(BlobError::disk(&self.path(id)))?;
        Ok(file.into_std().await)
    }

    fn failed(&self, id: BlobId, error: io::Error) -> BlobError {
        if error.kind() == io::ErrorKind::InvalidData {
            return BlobError::Damaged { id };
        }
        BlobError::disk(&self.path(id))(error)
    }
}
