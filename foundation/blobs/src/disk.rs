//! Small steps on disk that survive a crash: what is renamed is on the disk first.

use std::path::Path;

use tokio::fs;

use crate::BlobError;

/// Makes a folder lasting: the names in it are on the disk.
pub(crate) async fn sync_folder(folder: &Path) -> Result<(), BlobError> {
    // Windows cannot open a folder as a file, and needs no such step.
    if cfg!(windows) {
        return Ok(());
    }
    let file = fs::File::open(folder).await.map_err(BlobError::disk(folder))?;
    file.sync_all().await.map_err(BlobError::disk(folder))
}

/// Writes a small file so that it is there wholly or not at all.
pub(crate) async fn write_whole(path: &Path, content: &[u8]) -> Result<(), BlobError> {
    use tokio::io::AsyncWriteExt as _;
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside).await.map_err(BlobError::disk(&beside))?;
    file.write_all(content).await.map_err(BlobError::disk(&beside))?;
    file.sync_all().await.map_err(BlobError::disk(&beside))?;
    drop(file);
    fs::rename(&beside, path).await.map_err(BlobError::disk(path))?;
    match path.parent() {
        Some(folder) => sync_folder(folder).await,
        None => Ok(()),
    }
}

/// Length of a file; `None` where there is none.
pub(crate) async fn length(path: &Path) -> Result<Option<u64>, BlobError> {
    match fs::metadata(path).await {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BlobError::disk(path)(error)),
    }
}

/// The paths in a folder, sorted; none where there is no folder.
pub(crate) async fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, BlobError> {
    let mut reader = match fs::read_dir(folder).await {
        Ok(reader) => reader,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(BlobError::disk(folder)(error)),
    };
    let mut paths = Vec::new();
    while let Some(entry) = reader.next_entry().await.map_err(BlobError::disk(folder))? {
        paths.push(entry.path());
    }
    paths.sort();
    Ok(paths)
}

/// When a file was last written, in milliseconds since 1970, by the file system's own clock.
pub(crate) fn written_at(metadata: &std::fs::Metadata) -> Option<i64> {
    let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}
