//! Writing workbooks and delimited text. The same rows give the same bytes.

use kernel::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use serde::{Deserialize, Serialize};

use crate::write_error::WriteError;

/// A cell. Text is always text: nothing in it is taken for a formula or a link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A number, written so that it can be summed.
    Number(f64),
    /// Text.
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A sheet: a header and rows below it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name of the sheet; letters that a workbook does not allow are replaced, and it is cut at 31.
    pub name: String,
    /// The header row, kept in view and filterable.
    pub header: Vec<String>,
    /// Widths of the columns in letters; where there is none, it follows from the cells.
    pub widths: Vec<f64>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Longest text of a cell in a workbook, in letters.
const MAX_CELL: usize = 32_767;
/// Rows that are looked at to find the width of a column.
const WIDTH_ROWS: usize = 200;
/// Widths that follow from the cells lie between these, in letters.
const WIDTHS: (usize, usize) = (6, 60);

/// Writes a workbook. `created_at` stands in its properties.
///
/// # Errors
///
/// More rows or columns than a workbook has.
pub fn write_xlsx(sheets: &[Sheet], created_at: Timestamp) -> Result<Vec<u8>, WriteError> {
    let failed = |error: XlsxError| WriteError::new("XLSX", error);
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(created_at.timestamp()).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut names = Vec::new();
    for sheet in sheets {
        let name = free_name(&sheet.name, &mut names);
        write_sheet(&mut workbook, sheet, &name).map_err(failed)?;
    }
    if sheets.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer().map_err(failed)
}

fn write_sheet(workbook: &mut Workbook, sheet: &Sheet, name: &str) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0x00E8_EEF4)
        .set_border(FormatBorder::Thin);
    let cell = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let target = workbook.add_worksheet().set_name(name)?;
    let mut columns = sheet.header.len();
    for (column, text) in (0_u16..).zip(&sheet.header) {
        target.write_string_with_format(0, column, cut(text), &head)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        columns = columns.max(cells.len());
        for (column, value) in (0_u16..).zip(cells) {
            match value {
                Cell::Empty => {}
                Cell::Number(number) => {
                    target.write_number_with_format(row, column, *number, &cell)?;
                }
                // As a string, never as a formula: "=1+1" stays what was written.
                Cell::Text(text) => {
                    target.write_string_with_format(row, column, cut(text), &cell)?;
                }
            }
        }
    }
    for (column, index) in (0_u16..).zip(0..columns) {
        let width = sheet.widths.get(index).copied().unwrap_or_else(|| width(sheet, index));
        target.set_column_width(column, width)?;
    }
    target.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    if let Some(last) = columns.checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        target.autofilter(0, 0, last_row, last)?;
    }
    Ok(())
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CELL).collect()
}

/// The width in letters that most cells of a column need.
fn width(sheet: &Sheet, column: usize) -> f64 {
    let header = sheet.header.get(column).map_or(0, |text| text.chars().count().min(24));
    let cells = sheet.rows.iter().take(WIDTH_ROWS).filter_map(|row| row.get(column));
    let longest = cells
        .map(|cell| cell.text().lines().map(|line| line.chars().count()).max().unwrap_or(0))
        .max()
        .unwrap_or(0);
    let letters = longest.max(header).clamp(WIDTHS.0, WIDTHS.1) + 2;
    u32::try_from(letters).map_or(20.0, f64::from)
}

/// A name that a workbook allows and that no sheet before has.
fn free_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let allowed: String = wanted
        .chars()
        .map(|letter| if r"[]:*?/\".contains(letter) || letter.is_control() { ' ' } else { letter })
        .take(31)
        .collect();
    let base = allowed.trim().trim_matches('\'').to_owned();
    let base = if base.is_empty() { "1".to_owned() } else { base };
    let mut name = base.clone();
    let mut count = 2;
    while taken.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
        let short: String = base.chars().take(26).collect();
        name = format!("{short} ({count})");
        count += 1;
    }
    taken.push(name.clone());
    name
}

/// How delimited text is written.
#[derive(Clone, Copy, Debug)]
pub struct Csv {
    /// Comma, or semicolon where the spreadsheet program expects it.
    pub delimiter: u8,
    /// Whether a byte order mark comes first, by which Excel knows UTF-8.
    pub byte_order_mark: bool,
    /// Whether text that a spreadsheet would take for a formula gets an apostrophe before it. It
    /// changes the value, so only where people open the file.
    pub guard_formulas: bool,
}

impl Default for Csv {
    fn default() -> Self {
        Self { delimiter: b',', byte_order_mark: true, guard_formulas: false }
    }
}

/// Writes a sheet as delimited text (RFC 4180): UTF-8, lines ended by CR LF.
///
/// # Errors
///
/// None that content can cause.
pub fn write_csv(sheet: &Sheet, how: Csv) -> Result<Vec<u8>, WriteError> {
    let failed = |error: csv::Error| WriteError::new("CSV", error);
    let mut bytes = Vec::new();
    if how.byte_order_mark {
        bytes.extend_from_slice("\u{FEFF}".as_bytes());
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(how.delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(bytes);
    writer.write_record(&sheet.header).map_err(failed)?;
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) if how.guard_formulas && is_formula(text) => format!("'{text}"),
            other => other.text(),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| WriteError::new("CSV", error))
}

/// Whether a spreadsheet program would compute this text instead of showing it.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
