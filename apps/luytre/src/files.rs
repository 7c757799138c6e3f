//! Hands the readers and writers of documents to the parts that must not know them.

use std::path::PathBuf;

use documents::pdf::PdfChild;
use documents::{Cell, Format, Limits, ReadError, Sheet};
use kernel::Clock as _;
use registry::import::{ExportTable, ImportTable, ImportTableRow};
use web::api::TableFiles;
use web::{ApiError, ApiResult};

use crate::machine::MachineClock;

/// Reads and writes tables; a PDF is read by a child process under limits.
#[derive(Clone, Debug)]
pub struct DocumentTables {
    limits: Limits,
    /// This program, which reads a PDF when called with `read-pdf`.
    program: PathBuf,
}

impl DocumentTables {
    /// Readers with the usual limits.
    ///
    /// # Errors
    ///
    /// When the program cannot find itself.
    pub fn new() -> std::io::Result<Self> {
        Ok(Self { limits: Limits::default(), program: std::env::current_exe()? })
    }
}

fn refusal(error: ReadError) -> ApiError {
    let problem = error.problem.clone();
    ApiError::from(error).with_problems(vec![problem])
}

impl TableFiles for DocumentTables {
    fn read(&self, file_name: &str, bytes: Vec<u8>) -> ApiResult<Vec<ImportTable>> {
        let format = documents::detect(file_name, &bytes).map_err(refusal)?;
        let tables = if format == Format::Pdf {
            let child = PdfChild { program: self.program.clone() };
            child.read_tables(file_name, &bytes, &self.limits)
        } else {
            documents::read_tables(file_name, &bytes, &self.limits)
        };
        let tables = tables.map_err(refusal)?;
        Ok(tables
            .into_iter()
            .map(|table| ImportTable {
                file: file_name.to_owned(),
                sheet: (!table.name.is_empty()).then_some(table.name),
                rows: table
                    .rows
                    .into_iter()
                    .map(|row| ImportTableRow { number: row.number, cells: row.cells })
                    .collect(),
                problems: table.notes,
            })
            .collect())
    }

    fn write_xlsx(&self, table: &ExportTable) -> ApiResult<Vec<u8>> {
        let text = |cell: &String| Cell::Text(cell.clone());
        let sheet = Sheet {
            name: table.name.clone(),
            header: table.header.clone(),
            widths: Vec::new(),
            rows: table.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
        };
        Ok(documents::write_xlsx(&[sheet], MachineClock.now())?)
    }
}
