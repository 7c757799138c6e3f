//! Which format a file is, by its content before its name.

use kernel::ErrorKind;

use crate::archive::Package;
use crate::encoding::{Seen, look};
use crate::error::{broken, refused};
use crate::model::{Format, Limits, ReadError};

/// Compound files: the old binary Office formats, and Office packages under a password.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells the format of a file from its first bytes (a few kilobytes, or all of it) and, only where
/// they do not say, from its name.
///
/// # Errors
///
/// Refuses, each with what to do instead: macro documents, old binary Office files, files under a
/// password, archives that are no Office document, pictures and other kinds of file.
pub fn detect(file_name: &str, head: &[u8]) -> Result<Format, ReadError> {
    let extension = extension(file_name);
    if head.is_empty() {
        return Err(broken(file_name, "documents.empty"));
    }
    if head.starts_with(COMPOUND_FILE) {
        let encrypted = holds(head, &utf16("EncryptedPackage"))
            || matches!(extension.as_str(), "docx" | "xlsx" | "docm" | "xlsm");
        let code = if encrypted { "documents.encrypted_office" } else { "documents.old_office" };
        return Err(refused(file_name, code));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return detect_archive(file_name, head, &extension);
    }
    let start = head.get(..head.len().min(1024)).unwrap_or_default();
    if holds(start, b"%PDF-") {
        return if is_encrypted_pdf(head) {
            Err(refused(file_name, "documents.encrypted_pdf"))
        } else {
            Ok(Format::Pdf)
        };
    }
    if let Some(found) = other_kind(head) {
        return Err(refused(file_name, "documents.unknown_format").with("found", found));
    }
    if matches!(extension.as_str(), "docx" | "xlsx" | "pdf" | "docm" | "xlsm" | "doc" | "xls") {
        // Text under the name of an Office document is a file that was damaged or renamed.
        return Err(broken(file_name, "documents.not_what_name_says").with("name", extension));
    }
    match look(head) {
        Seen::Unknown if holds(head, b"\0") => {
            Err(refused(file_name, "documents.unknown_format").with("found", "?"))
        }
        Seen::Unknown => Err(refused(file_name, "documents.encoding_unknown")),
        Seen::LegacyFont(font) => {
            Err(refused(file_name, "documents.legacy_font").with("font", font))
        }
        Seen::Ascii | Seen::Known(..) => {
            let is_table = matches!(extension.as_str(), "csv" | "tsv" | "tab");
            Ok(if is_table { Format::Csv } else { Format::Text })
        }
    }
}

fn detect_archive(file: &str, head: &[u8], extension: &str) -> Result<Format, ReadError> {
    if matches!(extension, "docm" | "xlsm" | "dotm" | "xltm" | "pptm" | "xlsb") {
        let code = if extension == "xlsb" { "documents.other_office" } else { "documents.macro" };
        return Err(refused(file, code).with("found", extension.to_ascii_uppercase()));
    }
    // The whole file: its directory says everything.
    match Package::open(file, head, &Limits::default()) {
        Ok(mut package) => return package.format(),
        Err(error) if error.kind != ErrorKind::InvalidInput => return Err(error),
        Err(_) => {}
    }
    // Only its beginning: the names of the first entries.
    if holds(head, b"vbaProject.bin") {
        return Err(refused(file, "documents.macro"));
    }
    if holds(head, b"word/document.xml") || holds(head, b"word/_rels") || holds(head, b"word/") {
        return Ok(Format::Docx);
    }
    if holds(head, b"xl/workbook.xml") || holds(head, b"xl/_rels") || holds(head, b"xl/") {
        return Ok(Format::Xlsx);
    }
    match extension {
        "docx" => Ok(Format::Docx),
        "xlsx" => Ok(Format::Xlsx),
        _ => Err(refused(file, "documents.wrong_archive")),
    }
}

/// Whether a trailer or a cross-reference stream names an encryption dictionary.
pub(crate) fn is_encrypted_pdf(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let mut rest = bytes;
    while let Some(found) = rest.windows(KEY.len()).position(|window| window == KEY) {
        rest = rest.get(found + KEY.len()..).unwrap_or_default();
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        if matches!(next, Some(b'0'..=b'9' | b'<')) {
            return true;
        }
    }
    false
}

/// Kinds of file that people send by mistake.
fn other_kind(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 12] = [
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"BM", "BMP"),
        (b"Rar!", "RAR"),
        (b"7z\xBC\xAF", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"MZ", "EXE"),
        (b"\x7FELF", "ELF"),
    ];
    let kind = KINDS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name);
    // Two letters alone are also how a text may begin.
    if matches!(kind, Some("BMP" | "EXE")) && !holds(head, b"\0") {
        return None;
    }
    if kind.is_none() {
        let start = String::from_utf8_lossy(head.get(..head.len().min(512)).unwrap_or_default());
        let start = start.trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
        if start.starts_with("<!doctype html") || start.starts_with("<html") {
            return Some("HTML");
        }
        if start.starts_with("<?xml") {
            return Some("XML");
        }
    }
    kind
}

/// The lower-case ending of a file's name, without the dot; empty where there is none.
pub(crate) fn extension(file_name: &str) -> String {
    file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension.trim().to_ascii_lowercase())
        .filter(|extension| !extension.is_empty() && extension.len() <= 5)
        .unwrap_or_default()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
