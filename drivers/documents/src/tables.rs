//! Tables of any file that is read, for inputs that fit in memory. Long lists go through
//! [`DelimitedRows`](crate::DelimitedRows).

use std::io::Cursor;

use kernel::ErrorKind;

use crate::archive::Package;
use crate::delimited::DelimitedRows;
use crate::detect::{detect, extension};
use crate::error::broken;
use crate::model::{Block, Document, Format, Limits, ReadError, Table};
use crate::pdf::PdfChild;
use crate::text::check_size;
use crate::{docx, pdf, sheet};

/// Reads all tables of a file: the sheets of a workbook, the tables of a document, delimited or
/// pasted text (an empty `file_name`). Cells are text, trimmed, NFC; dates are ISO 8601.
///
/// A PDF is read in this process; where the bytes come from outside, use
/// [`PdfChild`](crate::pdf::PdfChild) and [`tables_of`].
///
/// # Errors
///
/// As [`detect`]; also a file without any table, and anything above the limits.
pub fn read_tables(
    file_name: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Vec<Table>, ReadError> {
    check_size(file_name, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
    match detect(file_name, bytes)? {
        Format::Xlsx => sheet::read_xlsx(file_name, bytes, limits),
        Format::Csv | Format::Text => read_delimited(file_name, bytes, limits),
        Format::Docx => tables_of(file_name, docx::read_docx(file_name, bytes, limits)?),
        Format::Pdf => tables_of(file_name, pdf::read_pdf(file_name, bytes, limits)?),
    }
}

impl PdfChild {
    /// [`read_document`] for bytes from outside: a PDF is read in the child process.
    ///
    /// # Errors
    ///
    /// As [`read_document`] and [`PdfChild::read`].
    pub fn read_document(
        &self,
        file_name: &str,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Document, ReadError> {
        match detect(file_name, bytes)? {
            Format::Pdf => self.read(file_name, bytes, limits),
            _ => read_document(file_name, bytes, limits),
        }
    }

    /// [`read_tables`] for bytes from outside: a PDF is read in the child process.
    ///
    /// # Errors
    ///
    /// As [`read_tables`] and [`PdfChild::read`].
    pub fn read_tables(
        &self,
        file_name: &str,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Vec<Table>, ReadError> {
        match detect(file_name, bytes)? {
            Format::Pdf => tables_of(file_name, self.read(file_name, bytes, limits)?),
            _ => read_tables(file_name, bytes, limits),
        }
    }
}

/// The tables of a document.
///
/// # Errors
///
/// A document without a table.
pub fn tables_of(file_name: &str, document: Document) -> Result<Vec<Table>, ReadError> {
    let tables: Vec<Table> = document
        .blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph { .. } => None,
        })
        .collect();
    if tables.is_empty() {
        return Err(broken(file_name, "documents.no_table"));
    }
    Ok(tables)
}

fn read_delimited(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Table>, ReadError> {
    let mut table = Table::default();
    for row in DelimitedRows::open(file, Cursor::new(bytes), limits)? {
        table.rows.push(row?);
    }
    if table.rows.is_empty() {
        return Err(broken(file, "documents.empty"));
    }
    Ok(vec![table])
}

/// Reads a document for its text. A workbook or delimited text comes as its tables.
///
/// A PDF is read in this process, see [`read_tables`].
///
/// # Errors
///
/// As [`detect`], and anything above the limits.
pub fn read_document(
    file_name: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Document, ReadError> {
    check_size(file_name, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
    match detect(file_name, bytes)? {
        Format::Docx => docx::read_docx(file_name, bytes, limits),
        Format::Pdf => pdf::read_pdf(file_name, bytes, limits),
        Format::Text => crate::text::read_text(file_name, bytes, limits),
        Format::Xlsx | Format::Csv => {
            let tables = read_tables(file_name, bytes, limits)?;
            let blocks = tables.into_iter().map(Block::Table).collect();
            Ok(Document { blocks, ..Document::default() })
        }
    }
}

/// Checks a whole package without reading its contents: names, sizes, macros, format. For callers
/// that only store a file.
///
/// # Errors
///
/// As [`detect`].
pub fn check(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Format, ReadError> {
    check_size(file_name, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
    let format = detect(file_name, bytes)?;
    if matches!(format, Format::Docx | Format::Xlsx) {
        let mut package = Package::open(file_name, bytes, limits)?;
        package.format()?;
        package.check_sizes()?;
    }
    let extension = extension(file_name);
    let named = match extension.as_str() {
        "docx" => Some(Format::Docx),
        "xlsx" => Some(Format::Xlsx),
        "pdf" => Some(Format::Pdf),
        _ => None,
    };
    if named.is_some_and(|named| named != format) {
        let error =
            ReadError::of_file(file_name, "documents.not_what_name_says", ErrorKind::InvalidInput);
        return Err(error.with("name", extension));
    }
    Ok(format)
}
