//! Plain text: decoded, in precomposed form, split into paragraphs.

use encoding_rs::Encoding;
use kernel::ErrorKind;

use crate::encoding::{Seen, composed, look};
use crate::error::{broken, mebibytes, refused, too_large};
use crate::model::{Block, Document, Limits, ReadError};

pub use crate::encoding::legacy_font;

/// How many bytes are looked at to tell the encoding.
pub(crate) const HEAD: usize = 64 << 10;

/// Decodes a whole text to NFC.
///
/// # Errors
///
/// An encoding that is not read, a legacy font, NUL characters, or bytes that do not fit the
/// encoding; the last two name the line.
pub fn decode(file: &str, bytes: &[u8], limits: &Limits) -> Result<String, ReadError> {
    check_size(file, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
    let non_ascii = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let mut seen = look(head);
    if seen == Seen::Ascii {
        let end = bytes.len().min(non_ascii + HEAD);
        seen = look(bytes.get(non_ascii..end).unwrap_or_default());
    }
    let (encoding, mark) = known(file, seen)?;
    let (text, wrong) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    if wrong {
        let line = line_of(&text, '\u{FFFD}');
        let error = ReadError::of_file(file, "documents.encoding_invalid", ErrorKind::InvalidInput);
        return Err(error.with("encoding", encoding.name()).at_row(line));
    }
    if text.contains('\0') {
        return Err(broken(file, "documents.nul_byte").at_row(line_of(&text, '\0')));
    }
    Ok(composed(&text).into_owned())
}

/// Refuses a file by its length alone, before anything of it is read.
///
/// # Errors
///
/// More bytes than the limits allow.
pub fn check_size(file: &str, bytes: u64, limits: &Limits) -> Result<(), ReadError> {
    if bytes > limits.bytes {
        return Err(too_large(file, "documents.too_large", mebibytes(limits.bytes)));
    }
    Ok(())
}

/// The encoding to decode with, or why there is none. Plain ASCII is read as UTF-8.
pub(crate) fn known(file: &str, seen: Seen) -> Result<(&'static Encoding, usize), ReadError> {
    match seen {
        Seen::Ascii => Ok((encoding_rs::UTF_8, 0)),
        Seen::Known(encoding, mark) => Ok((encoding, mark)),
        Seen::LegacyFont(font) => Err(refused(file, "documents.legacy_font").with("font", font)),
        Seen::Unknown => Err(refused(file, "documents.encoding_unknown")),
    }
}

fn line_of(text: &str, letter: char) -> u64 {
    let before = text.split(letter).next().unwrap_or_default();
    u64::try_from(before.matches('\n').count()).unwrap_or(u64::MAX) + 1
}

/// Reads plain text: each line that is not empty is a paragraph. Emphasis of Markdown (`**`)
/// around lines is read as bold.
///
/// # Errors
///
/// As [`decode`]; a line longer than a cell may be.
pub fn read_text(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let text = decode(file, bytes, limits)?;
    let mut document = Document::default();
    let mut within_bold = false;
    for (number, line) in (1_u64..).zip(text.lines()) {
        let mut line =
            line.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{C}');
        if line.len() > limits.cell_bytes {
            let limit = limits.cell_bytes;
            return Err(too_large(file, "documents.line_too_long", limit).at_row(number));
        }
        let mut bold = within_bold;
        if let Some(rest) = line.strip_prefix("**") {
            (line, bold, within_bold) = (rest, true, true);
        }
        if let Some(rest) = line.strip_suffix("**") {
            (line, bold, within_bold) = (rest, true, false);
        }
        let line = line.trim();
        if line.is_empty() {
            // Emphasis never runs over an empty line.
            within_bold = false;
            continue;
        }
        document.blocks.push(Block::Paragraph { text: line.to_owned(), bold, centred: false });
    }
    if document.blocks.is_empty() {
        return Err(broken(file, "documents.empty"));
    }
    Ok(document)
}
