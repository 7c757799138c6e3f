//! An Office package (ZIP, ECMA-376 part 2) opened under [`Limits`].
//!
//! Nothing is written to disk. Names that leave the archive, macros, passwords, too many entries
//! and entries that unpack to more than they may are refused before any part is read.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::{broken, mebibytes, refused, too_large};
use crate::model::{Format, Limits, ReadError};

/// An entry may unpack to this many times its packed size, once it is above [`RATIO_FROM`].
const RATIO: u64 = 400;
/// Below this many unpacked bytes the ratio says nothing: short XML packs very well.
const RATIO_FROM: u64 = 8 << 20;

/// An opened package whose names and sizes were looked at.
pub(crate) struct Package<'a> {
    file: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    left: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// Opens a package and checks its directory.
    pub(crate) fn open(file: &'a str, bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| broken(file, "documents.archive_broken"))?;
        if zip.len() > limits.entries {
            return Err(too_large(file, "documents.entries_too_many", limits.entries));
        }
        let mut names = Vec::with_capacity(zip.len());
        let mut unpacked = 0_u64;
        for index in 0..zip.len() {
            let entry =
                zip.by_index_raw(index).map_err(|_| broken(file, "documents.archive_broken"))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            check_name(file, &name)?;
            if entry.is_symlink() {
                return Err(refused(file, "documents.archive_path").with("entry", &name));
            }
            if entry.encrypted() {
                return Err(refused(file, "documents.encrypted_office"));
            }
            let (size, packed) = (entry.size(), entry.compressed_size());
            if size > RATIO_FROM && size / packed.max(1) > RATIO {
                return Err(too_large(file, "documents.archive_bomb", RATIO).with("entry", &name));
            }
            unpacked = unpacked.saturating_add(size);
            names.push(name);
        }
        if unpacked > limits.unpacked_bytes {
            let limit = mebibytes(limits.unpacked_bytes);
            return Err(too_large(file, "documents.unpacked_too_large", limit));
        }
        let package =
            Self { file, zip, names, left: limits.unpacked_bytes, limit: limits.unpacked_bytes };
        if package.names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
            return Err(refused(file, "documents.macro"));
        }
        Ok(package)
    }

    /// Which of the formats that are read this package is, by what is in it.
    pub(crate) fn format(&mut self) -> Result<Format, ReadError> {
        if let Some(types) = self.part("[Content_Types].xml")? {
            let types = String::from_utf8_lossy(&types);
            if types.contains("macroEnabled") {
                return Err(refused(self.file, "documents.macro"));
            }
        }
        let holds = |prefix: &str| self.names.iter().any(|name| name.starts_with(prefix));
        if holds("word/") {
            return Ok(Format::Docx);
        }
        if self.names.iter().any(|name| name == "xl/workbook.xml") {
            return Ok(Format::Xlsx);
        }
        let other = if holds("ppt/") {
            "PPTX"
        } else if holds("xl/") {
            "XLSB"
        } else if self.names.iter().any(|name| name == "mimetype") {
            "OpenDocument"
        } else {
            return Err(refused(self.file, "documents.wrong_archive"));
        };
        Err(refused(self.file, "documents.other_office").with("found", other))
    }

    /// Whether there is an entry of this name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.names.iter().any(|entry| entry == name)
    }

    /// Names that begin and end so, in the order of the archive.
    pub(crate) fn names_like(&self, prefix: &str, suffix: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .names
            .iter()
            .filter(|name| name.starts_with(prefix) && name.ends_with(suffix))
            .cloned()
            .collect();
        names.sort();
        names
    }

    /// The bytes of a part; `None` where there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if !self.holds(name) {
            return Ok(None);
        }
        let broken_part = || broken(self.file, "documents.part_broken").with("part", name);
        let entry = self.zip.by_name(name).map_err(|_| broken_part())?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a full part from one that is cut.
        entry
            .take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| broken(self.file, "documents.part_broken").with("part", name))?;
        let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if read > self.left {
            let limit = mebibytes(self.limit);
            return Err(too_large(self.file, "documents.unpacked_too_large", limit));
        }
        self.left -= read;
        Ok(Some(bytes))
    }

    /// The bytes of a part that must be there.
    pub(crate) fn required_part(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        self.part(name)?
            .ok_or_else(|| broken(self.file, "documents.part_missing").with("part", name))
    }

    /// Unpacks every entry to nowhere, so that a lying directory is found before another reader
    /// trusts it.
    pub(crate) fn check_sizes(&mut self) -> Result<(), ReadError> {
        let mut left = self.limit;
        for index in 0..self.zip.len() {
            let failed = |_| broken(self.file, "documents.archive_broken");
            let entry = self.zip.by_index(index).map_err(failed)?;
            let mut bounded = entry.take(left.saturating_add(1));
            let read = std::io::copy(&mut bounded, &mut std::io::sink())
                .map_err(|_| broken(self.file, "documents.archive_broken"))?;
            if read > left {
                let limit = mebibytes(self.limit);
                return Err(too_large(self.file, "documents.unpacked_too_large", limit));
            }
            left -= read;
        }
        Ok(())
    }
}

/// Refuses names that are absolute, climb out, or carry a drive or a NUL.
fn check_name(file: &str, name: &str) -> Result<(), ReadError> {
    let climbs = name.split(['/', '\\']).any(|part| part == "..");
    let absolute = name.starts_with(['/', '\\']);
    let drive = name.as_bytes().get(1) == Some(&b':');
    if climbs || absolute || drive || name.contains('\0') {
        return Err(refused(file, "documents.archive_path").with("entry", name.replace('\0', "␀")));
    }
    Ok(())
}
