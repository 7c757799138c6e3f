//! Documents in and out: the bounded readers of foreign files and the writers of official papers.
#![doc = include_str!("../README.md")]

mod archive;
mod delimited;
mod detect;
mod docx;
mod encoding;
mod error;
pub mod model;
mod official;
pub mod pdf;
mod sheet;
mod stamp;
mod tables;
mod text;
mod write_docx;
mod write_error;
mod write_pdf;
mod write_table;
mod xml;

pub use delimited::DelimitedRows;
pub use detect::detect;
pub use docx::read_docx;
pub use error::column_letters;
pub use model::{Block, Document, Format, Limits, ReadError, Row, Table};
pub use official::{Align, Annex, Column, Grid, Kind, Layout, Official, Part, Signer};
pub use sheet::read_xlsx;
pub use stamp::{Stamp, secrecy_stamp};
pub use tables::{check, read_document, read_tables, tables_of};
pub use text::{check_size, decode, legacy_font, read_text};
pub use write_docx::write_docx;
pub use write_error::WriteError;
pub use write_pdf::write_pdf;
pub use write_table::{Cell, Csv, Sheet, write_csv, write_xlsx};
