//! What a document holds once it is read: blocks of text and tables, each with its place.

use kernel::{ErrorKind, Place, Problem};
use serde::{Deserialize, Serialize};

/// Bounds on what a reader takes from foreign bytes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file as it came.
    pub bytes: u64,
    /// Bytes after unpacking, over all entries.
    pub unpacked_bytes: u64,
    /// Entries of an archive.
    pub entries: usize,
    /// Rows over all tables.
    pub rows: u64,
    /// Columns of one row.
    pub columns: usize,
    /// Bytes of one cell or paragraph.
    pub cell_bytes: usize,
    /// Depth of nested elements.
    pub depth: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Seconds that the child process for PDF may run.
    pub seconds: u64,
    /// Bytes of memory that the child process for PDF may ask for.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            unpacked_bytes: 1 << 30,
            entries: 2_000,
            rows: 1_100_000,
            columns: 256,
            cell_bytes: 32 << 10,
            depth: 64,
            pages: 2_000,
            seconds: 60,
            memory_bytes: 1 << 30,
        }
    }
}

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML text (ECMA-376).
    Docx,
    /// Office Open XML spreadsheet.
    Xlsx,
    /// PDF with a text layer (ISO 32000).
    Pdf,
    /// Delimited text: comma, semicolon, tab or bar.
    Csv,
    /// Plain text.
    Text,
}

/// A document: its blocks in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Blocks in reading order; headers and footers of pages are left out.
    pub blocks: Vec<Block>,
    /// Lines of page headers and footers, where stamps are looked for; never part of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub margins: Vec<String>,
    /// What was noticed while reading and did not stop it, such as a skipped picture.
    pub notes: Vec<Problem>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph; automatic numbering and bullets are written into the text.
    Paragraph {
        /// The text, NFC, one line (line breaks inside a paragraph are `\n`).
        text: String,
        /// Whether all of it is bold.
        bold: bool,
        /// Whether it is centred.
        centred: bool,
    },
    /// A table, rows by cells.
    Table(Table),
}

/// A table as read: nothing is interpreted yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name of the sheet, or the number of the table in the document.
    pub name: String,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// What was noticed in this table and did not stop the reading, such as a formula cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Problem>,
}

/// One row and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// As the person's own program counts it, from 1.
    pub number: u64,
    /// Cells as text, NFC, trimmed. Dates of a spreadsheet are ISO 8601; a formula gives the
    /// value that was stored with it and a note, never a computation.
    pub cells: Vec<String>,
}

/// Why a document was not read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {}", problem.place.file, problem.code)]
pub struct ReadError {
    /// What is wrong, where, and (in the translated text) what would be right.
    pub problem: Problem,
    /// Of which kind.
    pub kind: ErrorKind,
}

impl ReadError {
    /// An error about a whole file.
    #[must_use]
    pub fn of_file(file: &str, code: &str, kind: ErrorKind) -> Self {
        let place = Place { file: file.to_owned(), ..Place::default() };
        Self { problem: Problem::new(place, code), kind }
    }
}
