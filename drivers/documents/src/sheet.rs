//! Reading workbooks (ECMA-376 part 1, SpreadsheetML) with calamine, after the package was checked.
//!
//! A formula is never computed: the value that was stored with it counts, and a note says so.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};
use kernel::{Place, Problem};

use crate::archive::Package;
use crate::encoding::composed;
use crate::error::{broken, column_letters, note, refused, too_large};
use crate::model::{Format, Limits, ReadError, Row, Table};

/// Notes about single cells stop at this count for each sheet; then one says how many more.
const CELL_NOTES: usize = 20;

/// Reads every worksheet of an XLSX file; empty sheets are left out, hidden ones are read and
/// noted.
///
/// # Errors
///
/// Not a workbook, a macro or encrypted file, a broken part, or more than the limits allow.
pub fn read_xlsx(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Table>, ReadError> {
    let mut package = Package::open(file, bytes, limits)?;
    if package.format()? != Format::Xlsx {
        return Err(refused(file, "documents.wrong_archive"));
    }
    package.check_sizes()?;
    // A fault in the library must not take the program along.
    catch_unwind(AssertUnwindSafe(|| read_sheets(file, bytes, limits)))
        .unwrap_or_else(|_| Err(broken(file, "documents.workbook_broken")))
}

fn read_sheets(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Table>, ReadError> {
    let failed = |_| broken(file, "documents.workbook_broken");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let sheets: Vec<(String, SheetType, SheetVisible)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.typ, sheet.visible))
        .collect();
    let mut tables = Vec::new();
    let mut rows_left = limits.rows;
    for (name, kind, visible) in sheets {
        if kind != SheetType::WorkSheet {
            continue;
        }
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = SheetReader { file, name: &name, limits, rows_left, ..SheetReader::new() };
        let mut table = sheet.read(&mut workbook)?;
        fill_merged(&mut table, &merged);
        if visible != SheetVisible::Visible {
            let mut problem = note(file, "documents.note_hidden_sheet");
            problem.place.sheet = Some(name.clone());
            table.notes.insert(0, problem);
        }
        if !table.rows.is_empty() {
            rows_left -= u64::try_from(table.rows.len()).unwrap_or(rows_left);
            tables.push(table);
        }
    }
    if tables.is_empty() {
        return Err(broken(file, "documents.empty"));
    }
    Ok(tables)
}

struct SheetReader<'a> {
    file: &'a str,
    name: &'a str,
    limits: &'a Limits,
    rows_left: u64,
    /// Notes about cells that were not written, by code.
    unsaid: BTreeMap<&'static str, usize>,
    said: usize,
}

impl<'a> SheetReader<'a> {
    fn new() -> Self {
        static NO_LIMITS: std::sync::LazyLock<Limits> = std::sync::LazyLock::new(Limits::default);
        Self {
            file: "",
            name: "",
            limits: &NO_LIMITS,
            rows_left: 0,
            unsaid: BTreeMap::new(),
            said: 0,
        }
    }

    fn read(&mut self, workbook: &mut Xlsx<Cursor<&[u8]>>) -> Result<Table, ReadError> {
        let failed = || broken(self.file, "documents.sheet_broken").in_sheet(self.name);
        let mut table = Table { name: self.name.to_owned(), ..Table::default() };
        let mut cells = workbook.worksheet_cells_reader(self.name).map_err(|_| failed())?;
        while let Some(cell) = cells.next_cell_with_formula().map_err(|_| failed())? {
            let (row, column) = cell.pos;
            let number = u64::from(row) + 1;
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let text = self.cell_text(&cell.value, number, column, &mut table);
            if cell.formula.is_some() {
                let code = if text.is_empty() {
                    "documents.note_formula_empty"
                } else {
                    "documents.note_formula"
                };
                self.note(code, number, column, &text, &mut table);
            }
            if !text.is_empty() {
                self.put(text, number, column, &mut table)?;
            }
        }
        for (code, count) in std::mem::take(&mut self.unsaid) {
            let problem = note(self.file, code).with("cell", "…").with("value", "…");
            let mut more = Problem { code: format!("{code}_more"), ..problem.with("count", count) };
            more.place.sheet = Some(self.name.to_owned());
            table.notes.push(more);
        }
        Ok(table)
    }

    fn put(
        &mut self,
        text: String,
        number: u64,
        column: usize,
        table: &mut Table,
    ) -> Result<(), ReadError> {
        let at = |error: ReadError| error.in_sheet(self.name).at_row(number).at_column(column);
        if column >= self.limits.columns {
            let limit = self.limits.columns;
            return Err(at(too_large(self.file, "documents.columns_too_many", limit)));
        }
        if text.len() > self.limits.cell_bytes {
            let limit = self.limits.cell_bytes;
            return Err(at(too_large(self.file, "documents.cell_too_long", limit)));
        }
        if table.rows.last().is_none_or(|row| row.number < number) {
            if self.rows_left == 0 {
                let limit = self.limits.rows;
                return Err(at(too_large(self.file, "documents.rows_too_many", limit)));
            }
            self.rows_left -= 1;
            table.rows.push(Row { number, cells: Vec::new() });
        }
        // Cells come in order; one that does not is of a broken sheet.
        let Some(row) = table.rows.last_mut().filter(|row| row.number == number) else {
            return Err(at(broken(self.file, "documents.sheet_broken")));
        };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    fn cell_text(
        &mut self,
        value: &DataRef<'_>,
        row: u64,
        column: usize,
        table: &mut Table,
    ) -> String {
        match value {
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number_text(*number),
            DataRef::String(text) => composed(text.trim()).into_owned(),
            DataRef::SharedString(text) => composed(text.trim()).into_owned(),
            DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            DataRef::DateTime(date) => date_text(date),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Error(error) => {
                let text = error.to_string();
                self.note("documents.note_error_cell", row, column, &text, table);
                String::new()
            }
            DataRef::Empty => String::new(),
        }
    }

    fn note(
        &mut self,
        code: &'static str,
        row: u64,
        column: usize,
        value: &str,
        table: &mut Table,
    ) {
        if self.said >= CELL_NOTES {
            *self.unsaid.entry(code).or_default() += 1;
            return;
        }
        self.said += 1;
        let place = Place {
            file: self.file.to_owned(),
            sheet: Some(self.name.to_owned()),
            row: Some(row),
            column: Some(column_letters(column)),
        };
        let cell = format!("{}{row}", column_letters(column));
        table.notes.push(Problem::new(place, code).with("cell", cell).with("value", value));
    }
}

/// A number as a person typed it: whole numbers without a fraction, others as short as they are.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// ISO 8601: a date alone where there is no time, a time alone where there is no day.
fn date_text(date: &calamine::ExcelDateTime) -> String {
    let days = date.as_f64();
    // Spreadsheets keep times as fractions of a day; seconds are as fine as they mean.
    let seconds = (days * 86_400.0).round();
    if date.is_duration() || days < 1.0 {
        if !(0.0..1e12).contains(&seconds) {
            return number_text(days);
        }
        let (minutes, second) = ((seconds / 60.0).floor(), seconds % 60.0);
        let (hours, minute) = ((minutes / 60.0).floor(), minutes % 60.0);
        return format!("{hours:02.0}:{minute:02.0}:{second:02.0}");
    }
    let (year, month, day, hour, minute, second, thousandths) = date.to_ymd_hms_milli();
    let moment = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .and_then(|day| day.and_hms_opt(hour.into(), minute.into(), second.into()));
    let Some(moment) = moment else { return number_text(days) };
    let moment = if thousandths >= 500 { moment + chrono::TimeDelta::seconds(1) } else { moment };
    if moment.time() == chrono::NaiveTime::MIN {
        moment.format("%Y-%m-%d").to_string()
    } else {
        moment.format("%Y-%m-%dT%H:%M:%S").to_string()
    }
}

/// A value in a cell merged downwards holds for each of its rows. Merging sideways is a title and
/// stays in its first cell.
fn fill_merged(table: &mut Table, merged: &[Dimensions]) {
    for area in merged {
        if area.end.0 <= area.start.0 {
            continue;
        }
        let column = usize::try_from(area.start.1).unwrap_or(usize::MAX);
        let first = u64::from(area.start.0) + 1;
        let last = u64::from(area.end.0) + 1;
        let start = table.rows.partition_point(|row| row.number < first);
        let Some(value) = table
            .rows
            .get(start)
            .filter(|row| row.number == first)
            .and_then(|row| row.cells.get(column))
            .filter(|value| !value.is_empty())
            .cloned()
        else {
            continue;
        };
        for row in table.rows.iter_mut().skip(start + 1).take_while(|row| row.number <= last) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(&value);
            }
        }
    }
}
