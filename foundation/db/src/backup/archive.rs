//! One file for everything: tar, compressed by zstd, the manifest at its end. What is read from an
//! archive is foreign: bounded, paths checked, and nothing is in place before every sum fits.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

use data_encoding::HEXLOWER;
use kernel::Timestamp;
use sha2::{Digest, Sha256};

use super::{BackupError, FileEntry, Limits, Manifest, Progress, STATE};

const PACKING: &str = "jobs.stages.backup.files";
const UNPACKING: &str = "jobs.stages.restore.unpack";
/// Level of compression: quick; content is often compressed already.
const LEVEL: i32 = 3;
const STEP: usize = 128 << 10;
/// Bytes of a path that tar holds without an extension.
const MOST_NAME_BYTES: usize = 100;

/// What goes into an archive.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The copied state; see [`super::copy_to`].
    pub state: PathBuf,
    /// Folders, by the path that they have in the archive, such as `blobs/objects`.
    pub folders: BTreeMap<String, PathBuf>,
    /// See [`Manifest::facts`].
    pub facts: BTreeMap<String, String>,
    /// See [`Manifest::keys_needed`].
    pub keys_needed: BTreeMap<String, String>,
    /// The program that makes the archive, with its version.
    pub program: String,
    /// When the state was copied.
    pub made_at: Timestamp,
}

/// Packs a copied state and folders into one new archive.
///
/// # Errors
///
/// [`BackupError::Exists`], [`BackupError::Disk`]; no archive is left behind then.
pub async fn pack(
    contents: Contents,
    out: &Path,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let (out, progress) = (out.to_owned(), Progress::clone(progress));
    off_thread(move || {
        if out.exists() {
            return Err(BackupError::Exists { path: out });
        }
        let part = with_ending(&out, ".part");
        let packed = write_archive(&contents, &part, &progress).and_then(|manifest| {
            fs::rename(&part, &out).map_err(BackupError::disk(&out))?;
            Ok(manifest)
        });
        if packed.is_err() {
            let _ = fs::remove_file(&part);
        }
        packed
    })
    .await
}

/// Unpacks an archive into a new folder, which is there only when every sum fits.
///
/// # Errors
///
/// [`BackupError::NotABackup`], [`BackupError::Damaged`], [`BackupError::UnsafePath`],
/// [`BackupError::TooLarge`], [`BackupError::Exists`], [`BackupError::Disk`].
pub async fn unpack(
    archive: &Path,
    folder: &Path,
    limits: Limits,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let (archive, folder) = (archive.to_owned(), folder.to_owned());
    let progress = Progress::clone(progress);
    off_thread(move || {
        if folder.exists() {
            return Err(BackupError::Exists { path: folder });
        }
        let part = with_ending(&folder, ".part");
        // Left behind by an unpacking that was killed.
        let _ = fs::remove_dir_all(&part);
        fs::create_dir_all(&part).map_err(BackupError::disk(&part))?;
        let unpacked = read_archive(&archive, &part, limits, &progress).and_then(|manifest| {
            fs::rename(&part, &folder).map_err(BackupError::disk(&folder))?;
            Ok(manifest)
        });
        if unpacked.is_err() {
            let _ = fs::remove_dir_all(&part);
        }
        unpacked
    })
    .await
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(BackupError::Stopped))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn write_archive(
    contents: &Contents,
    part: &Path,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let mut paths = vec![(STATE.to_owned(), contents.state.clone())];
    for (name, folder) in &contents.folders {
        walk(name, folder, &mut paths)?;
    }
    paths.sort();
    let mut total = 0;
    for (_, path) in &paths {
        total += fs::metadata(path).map_err(BackupError::disk(path))?.len();
    }
    let file = File::create(part).map_err(BackupError::disk(part))?;
    let encoder = zstd::Encoder::new(BufWriter::with_capacity(STEP, file), LEVEL)
        .map_err(BackupError::disk(part))?;
    let mut archive = tar::Builder::new(encoder);
    let (mut files, mut done) = (Vec::new(), 0);
    let seconds = u64::try_from(contents.made_at.millis() / 1_000).unwrap_or(0);
    for (name, path) in paths {
        let source = File::open(&path).map_err(BackupError::disk(&path))?;
        let bytes = source.metadata().map_err(BackupError::disk(&path))?.len();
        let mut reader = Hashing {
            inner: BufReader::with_capacity(STEP, source).take(bytes),
            hasher: Sha256::new(),
            told: |read| {
                done += read;
                progress(done, Some(total), PACKING);
            },
            length: 0,
        };
        let mut header = header(bytes, seconds);
        archive.append_data(&mut header, &name, &mut reader).map_err(BackupError::disk(&path))?;
        if reader.length != bytes {
            let reason = io::Error::new(io::ErrorKind::UnexpectedEof, "it became shorter");
            return Err(BackupError::disk(&path)(reason));
        }
        let sha256 = HEXLOWER.encode(&reader.hasher.finalize());
        files.push(FileEntry { path: name, bytes, sha256 });
    }
    let manifest = Manifest {
        format: Manifest::FORMAT.to_owned(),
        version: Manifest::VERSION,
        made_at: contents.made_at,
        program: contents.program.clone(),
        facts: contents.facts.clone(),
        keys_needed: contents.keys_needed.clone(),
        files,
    };
    let finish = || {
        let json = serde_json::to_vec_pretty(&manifest)?;
        let mut header = header(json.len() as u64, seconds);
        archive.append_data(&mut header, Manifest::PATH, json.as_slice())?;
        let file = archive.into_inner()?.finish()?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    };
    finish().map_err(BackupError::disk(part))?;
    Ok(manifest)
}

fn header(bytes: u64, seconds: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(seconds);
    header
}

/// The regular files of a folder, with their paths in the archive. Links are not followed.
fn walk(name: &str, folder: &Path, into: &mut Vec<(String, PathBuf)>) -> Result<(), BackupError> {
    for entry in fs::read_dir(folder).map_err(BackupError::disk(folder))? {
        let entry = entry.map_err(BackupError::disk(folder))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(BackupError::disk(&path))?;
        let Some(part) = entry.file_name().to_str().map(str::to_owned) else {
            return Err(BackupError::UnsafePath { path: path.display().to_string() });
        };
        let inner = format!("{name}/{part}");
        if inner.len() > MOST_NAME_BYTES {
            return Err(BackupError::UnsafePath { path: inner });
        }
        if kind.is_dir() {
            walk(&inner, &path, into)?;
        } else if kind.is_file() {
            into.push((inner, path));
        }
    }
    Ok(())
}

fn read_archive(
    archive: &Path,
    part: &Path,
    limits: Limits,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let file = File::open(archive).map_err(BackupError::disk(archive))?;
    let decoder = zstd::Decoder::new(file).map_err(BackupError::disk(archive))?;
    let mut reader = tar::Archive::new(decoder);
    let mut found: BTreeMap<String, FileEntry> = BTreeMap::new();
    let mut manifest = None;
    let mut done = 0;
    // Raw: extensions of the format, such as names of any length, are read into memory unbounded;
    // we write none and take none.
    for entry in reader.entries().map_err(unreadable)?.raw(true) {
        let mut entry = entry.map_err(unreadable)?;
        let path = safe_path(&entry)?;
        if manifest.is_some() {
            return Err(BackupError::Damaged { path, reason: "after the manifest" });
        }
        if entry.header().entry_type() != tar::EntryType::Regular {
            return Err(BackupError::UnsafePath { path });
        }
        if path == Manifest::PATH {
            manifest = Some(read_manifest(&mut entry, limits)?);
            continue;
        }
        done += entry.size();
        if done > limits.bytes || found.len() as u64 >= limits.files {
            let limit = format!("{} MiB, {} files", limits.bytes >> 20, limits.files);
            return Err(BackupError::TooLarge { limit });
        }
        let target = part.join(&path);
        let written = write_file(&mut entry, &target, &path)?;
        if found.insert(path.clone(), written).is_some() {
            return Err(BackupError::Damaged { path, reason: "twice in the archive" });
        }
        progress(done, None, UNPACKING);
    }
    let manifest = manifest.ok_or_else(|| BackupError::Damaged {
        path: Manifest::PATH.to_owned(),
        reason: "missing: the archive was cut",
    })?;
    compare(&manifest, found)?;
    Ok(manifest)
}

fn compare(manifest: &Manifest, mut found: BTreeMap<String, FileEntry>) -> Result<(), BackupError> {
    let damaged = |path: &str, reason| BackupError::Damaged { path: path.to_owned(), reason };
    for file in &manifest.files {
        match found.remove(&file.path) {
            Some(found) if found == *file => {}
            Some(_) => return Err(damaged(&file.path, "its sum does not fit")),
            None => return Err(damaged(&file.path, "missing")),
        }
    }
    if let Some(path) = found.keys().next() {
        return Err(damaged(path, "not in the manifest"));
    }
    if !manifest.files.iter().any(|file| file.path == STATE) {
        return Err(damaged(STATE, "missing"));
    }
    Ok(())
}

fn read_manifest(entry: &mut impl Read, limits: Limits) -> Result<Manifest, BackupError> {
    let limit = limits.manifest_bytes;
    let mut json = Vec::new();
    entry.take(limit.saturating_add(1)).read_to_end(&mut json).map_err(unreadable)?;
    if json.len() as u64 > limit {
        return Err(BackupError::TooLarge { limit: format!("{limit} bytes of manifest") });
    }
    let manifest: Manifest = serde_json::from_slice(&json)
        .map_err(|error| BackupError::NotABackup { reason: error.to_string() })?;
    if manifest.format != Manifest::FORMAT || manifest.version > Manifest::VERSION {
        let reason = format!("format {} version {}", manifest.format, manifest.version);
        return Err(BackupError::NotABackup { reason });
    }
    Ok(manifest)
}

fn safe_path<R: Read>(entry: &tar::Entry<'_, R>) -> Result<String, BackupError> {
    let bytes = entry.path_bytes();
    let unsafe_path =
        || BackupError::UnsafePath { path: String::from_utf8_lossy(&bytes).into_owned() };
    let path = std::str::from_utf8(&bytes).map_err(|_| unsafe_path())?;
    let plain = !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if plain { Ok(path.to_owned()) } else { Err(unsafe_path()) }
}

fn write_file(entry: &mut impl Read, target: &Path, path: &str) -> Result<FileEntry, BackupError> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(BackupError::disk(folder))?;
    }
    let mut file = match File::create_new(target) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let path = path.to_owned();
            return Err(BackupError::Damaged { path, reason: "twice in the archive" });
        }
        Err(error) => return Err(BackupError::disk(target)(error)),
    };
    let mut hasher = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; STEP];
    loop {
        let read = entry.read(&mut buffer).map_err(unreadable)?;
        let Some(step) = buffer.get(..read).filter(|step| !step.is_empty()) else { break };
        hasher.update(step);
        bytes += read as u64;
        file.write_all(step).map_err(BackupError::disk(target))?;
    }
    file.sync_all().map_err(BackupError::disk(target))?;
    let sha256 = HEXLOWER.encode(&hasher.finalize());
    Ok(FileEntry { path: path.to_owned(), bytes, sha256 })
}

fn unreadable(error: io::Error) -> BackupError {
    BackupError::NotABackup { reason: error.to_string() }
}

/// Hashes what passes through and tells of it.
struct Hashing<R, T> {
    inner: R,
    hasher: Sha256,
    told: T,
    length: u64,
}

impl<R: Read, T: FnMut(u64)> Read for Hashing<R, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        self.length += read as u64;
        (self.told)(read as u64);
        Ok(read)
    }
}
