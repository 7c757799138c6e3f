//! The answer on a directive: an official paper and tables of the same figures.
//!
//! The paper is Vietnamese in every language of the interface, for it is sent. No percentage stands
//! without its denominator; what is not measured is said; what rests on a second person's word is
//! counted apart. Number, date and signer are blanks that a person fills in.
//! Source of the layout: Decree 30/2020/NĐ-CP, annex I.

mod paper;
mod tables;

use documents::Layout;
use kernel::{Locale, Message, OrganizationId, Timestamp};
use serde::Deserialize;

use crate::board::Figures;
use crate::error::DirectiveError;
use crate::model::LogHead;

pub use paper::paper;
pub use tables::{bodies, summary};

/// In which form the answer is given.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// The paper, to be edited.
    Docx,
    /// The paper, to be looked at.
    Pdf,
    /// The tables as a workbook.
    Xlsx,
    /// The table by body.
    Csv,
    /// The figures as they are.
    Json,
}

impl Format {
    /// Media type of the file.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Ending of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// An explanation with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The body.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// The obligation.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// Everything that an answer is made of.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The figures.
    pub figures: Figures,
    /// Whether they were frozen.
    pub frozen: bool,
    /// Explanations that were given, in the order of the rows.
    pub explained: Vec<Explained>,
    /// The end of the log when the figures were computed.
    pub head: LogHead,
    /// Name of the body that answers; a blank where it is empty.
    pub body: String,
    /// Whose layout.
    pub layout: Layout,
}

/// Writes the answer. JSON is not written here: it is the figures themselves, byte by byte.
///
/// # Errors
///
/// [`DirectiveError::Write`].
pub fn write(
    answer: &Answer,
    format: Format,
    created_at: Timestamp,
) -> Result<Vec<u8>, DirectiveError> {
    Ok(match format {
        Format::Docx => documents::write_docx(&paper(answer), created_at)?,
        Format::Pdf => documents::write_pdf(&paper(answer), created_at)?,
        Format::Xlsx => documents::write_xlsx(&[summary(answer), bodies(answer)], created_at)?,
        Format::Csv => {
            let how = documents::Csv { guard_formulas: true, ..documents::Csv::default() };
            documents::write_csv(&bodies(answer), how)?
        }
        Format::Json => answer.figures.to_bytes()?,
    })
}

/// A text of the answer.
fn words(name: &str) -> String {
    message(name).text(Locale::Vi)
}

fn message(name: &str) -> Message {
    Message::new(&format!("directive.report.{name}"))
}

/// `handled/total`, the form that the annexes of such answers have.
fn share(count: u64, total: u64) -> String {
    format!("{count}/{total}")
}
