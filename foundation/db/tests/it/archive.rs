//! Archives from elsewhere: damaged, cut, or made to do harm. Nothing is in place afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use db::backup::{self, BackupError, Contents, FileEntry, Limits, Manifest};
use kernel::{Classified as _, ErrorKind};
use tempfile::TempDir;
use testkit::now;

/// Path, type and content.
type Entry<'a> = (&'a str, tar::EntryType, &'a [u8]);

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn unpack(&self, limits: Limits) -> Result<Manifest, BackupError> {
        let silent = backup::silent();
        let unpacked = backup::unpack(&self.at("a"), &self.at("out"), limits, &silent).await;
        assert_eq!(unpacked.is_ok(), self.at("out").exists());
        assert!(!self.at("out.part").exists());
        unpacked
    }

    async fn refused(&self) -> BackupError {
        let error = self.unpack(Limits::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        error
    }

    async fn packed(&self) {
        fs::create_dir(self.at("blobs")).unwrap();
        // Content that does not compress, so that damage hits content.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[0]
        };
        let content: Vec<u8> = (0..200_000).map(|_| random()).collect();
        fs::write(self.at("blobs/one"), content).unwrap();
        fs::write(self.at("state"), b"state").unwrap();
        let contents = Contents {
            state: self.at("state"),
            folders: BTreeMap::from([("blobs".to_owned(), self.at("blobs"))]),
            facts: BTreeMap::new(),
            keys_needed: BTreeMap::new(),
            program: "test".to_owned(),
            made_at: now(),
        };
        backup::pack(contents, &self.at("a"), &backup::silent()).await.unwrap();
    }

    /// Writes an archive of our own making, with whatever in it.
    fn write(&self, entries: &[Entry<'_>]) {
        let file = fs::File::create(self.at("a")).unwrap();
        let mut archive = tar::Builder::new(zstd::Encoder::new(file, 1).unwrap());
        for (path, kind, content) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o600);
            header.set_entry_type(*kind);
            // Past the checks of the crate, as an attacker would.
            header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
            if *kind == tar::EntryType::Symlink {
                header.set_link_name("/etc").unwrap();
            }
            header.set_cksum();
            archive.append(&header, *content).unwrap();
        }
        archive.into_inner().unwrap().finish().unwrap();
    }
}

fn manifest(files: &[(&str, &[u8])]) -> Vec<u8> {
    use sha2::{Digest as _, Sha256};
    let files = files.iter().map(|(path, content)| FileEntry {
        path: (*path).to_owned(),
        bytes: content.len() as u64,
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(content)),
    });
    let manifest = Manifest {
        format: Manifest::FORMAT.to_owned(),
        version: Manifest::VERSION,
        made_at: now(),
        program: "test".to_owned(),
        facts: BTreeMap::new(),
        keys_needed: BTreeMap::new(),
        files: files.collect(),
    };
    serde_json::to_vec(&manifest).unwrap()
}

const FILE: tar::EntryType = tar::EntryType::Regular;

#[tokio::test]
async fn a_sound_archive_of_this_making_unpacks() {
    let bench = Bench::new();
    bench.write(&[
        ("state.db", FILE, b"state"),
        ("manifest.json", FILE, &manifest(&[("state.db", b"state")])),
    ]);
    bench.unpack(Limits::default()).await.unwrap();
    assert_eq!(fs::read(bench.at("out/state.db")).unwrap(), b"state");
    let silent = backup::silent();
    let (from, to) = (bench.at("a"), bench.at("out"));
    let again = backup::unpack(&from, &to, Limits::default(), &silent).await;
    assert!(matches!(again, Err(BackupError::Exists { .. })));
}

#[tokio::test]
async fn a_flipped_bit_or_a_cut_end_anywhere_is_found() {
    let bench = Bench::new();
    bench.packed().await;
    let sound = fs::read(bench.at("a")).unwrap();
    assert!(sound.len() > 100_000);
    for place in [100, sound.len() / 2, sound.len() - 300] {
        let mut damaged = sound.clone();
        damaged[place] ^= 0x10;
        fs::write(bench.at("a"), damaged).unwrap();
        bench.refused().await;
    }
    for length in [0, 3, 1_000, sound.len() / 2, sound.len() - 200] {
        fs::write(bench.at("a"), &sound[..length]).unwrap();
        bench.refused().await;
    }
    fs::write(bench.at("a"), sound).unwrap();
    bench.unpack(Limits::default()).await.unwrap();
}

#[tokio::test]
async fn paths_that_lead_elsewhere_and_links_are_refused() {
    let bench = Bench::new();
    let state = manifest(&[("state.db", b"state")]);
    for path in ["../evil", "/tmp/evil", "a/../../evil", "a\\..\\evil", "c:evil", "a/./../evil"] {
        bench.write(&[(path, FILE, b"x"), ("manifest.json", FILE, &state)]);
        let error = bench.refused().await;
        assert!(matches!(error, BackupError::UnsafePath { .. }), "{path}: {error}");
        assert!(!Path::new("/tmp/evil").exists() && !bench.at("evil").exists());
    }
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::GNULongName] {
        bench.write(&[("blobs", kind, b""), ("manifest.json", FILE, &state)]);
        assert!(matches!(bench.refused().await, BackupError::UnsafePath { .. }));
    }
}

#[tokio::test]
async fn what_the_manifest_does_not_say_is_refused() {
    let bench = Bench::new();
    let state = manifest(&[("state.db", b"state")]);
    let entry = ("state.db", FILE, b"state".as_slice());
    let cases: &[(&[Entry<'_>], &str)] = &[
        (&[entry], "the archive was cut"),
        (&[("state.db", FILE, b"other"), ("manifest.json", FILE, &state)], "its sum does not fit"),
        (&[("manifest.json", FILE, &state)], "missing"),
        (&[entry, ("more", FILE, b"x"), ("manifest.json", FILE, &state)], "not in the manifest"),
        (&[entry, entry, ("manifest.json", FILE, &state)], "twice"),
        (&[entry, ("manifest.json", FILE, &state), ("more", FILE, b"x")], "after the manifest"),
    ];
    for (entries, reason) in cases {
        bench.write(entries);
        let error = bench.refused().await;
        assert!(error.to_string().contains(reason), "{error}");
    }
    bench.write(&[entry, ("manifest.json", FILE, b"{}")]);
    assert!(matches!(bench.refused().await, BackupError::NotABackup { .. }));
    let newer = String::from_utf8(state).unwrap().replace("\"version\":1", "\"version\":2");
    bench.write(&[entry, ("manifest.json", FILE, newer.as_bytes())]);
    assert!(matches!(bench.refused().await, BackupError::NotABackup { .. }));
    fs::File::create(bench.at("a")).unwrap().write_all(b"PK\x03\x04 a zip").unwrap();
    assert!(matches!(bench.refused().await, BackupError::NotABackup { .. }));
}

#[tokio::test]
async fn an_archive_that_grows_when_unpacked_is_stopped_at_the_limit() {
    let bench = Bench::new();
    let zeros = vec![0; 5 << 20];
    bench.write(&[("state.db", FILE, &zeros)]);
    assert!(fs::metadata(bench.at("a")).unwrap().len() < 10_000);
    let limits = Limits { bytes: 4 << 20, ..Limits::default() };
    let error = bench.unpack(limits).await.unwrap_err();
    assert!(matches!(error, BackupError::TooLarge { .. }));
    let limits = Limits { files: 0, ..Limits::default() };
    assert!(matches!(bench.unpack(limits).await, Err(BackupError::TooLarge { .. })));
    bench.write(&[("manifest.json", FILE, &zeros)]);
    let limits = Limits { manifest_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(bench.unpack(limits).await, Err(BackupError::TooLarge { .. })));
}
