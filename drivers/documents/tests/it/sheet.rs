//! Reading workbooks.

use documents::{Limits, read_tables};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use crate::fixtures::xlsx;

#[test]
fn cells_are_text_dates_iso_and_formulas_their_stored_value() {
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Tháng 10").unwrap();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let time = Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
        sheet.write(0, 0, "Ngày").unwrap();
        sheet.write(0, 1, "IP").unwrap();
        sheet
            .write_with_format(1, 0, ExcelDateTime::from_ymd(2026, 10, 5).unwrap(), &date)
            .unwrap();
        sheet.write(1, 1, " 192.0.2.1 ").unwrap();
        let moment = ExcelDateTime::from_ymd(2026, 10, 5).unwrap().and_hms(23, 59, 59).unwrap();
        sheet.write_with_format(3, 0, &moment, &time).unwrap();
        sheet.write(3, 1, 443).unwrap();
        sheet.write(3, 2, 1.5).unwrap();
        sheet.write_formula(4, 1, Formula::new("=B4+1").set_result("444")).unwrap();
        workbook.add_worksheet().set_name("Trống").unwrap();
    });
    let tables = read_tables("danh-sach.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(tables.len(), 1, "an empty sheet is left out");
    let table = &tables[0];
    assert_eq!(table.name, "Tháng 10");
    let rows: Vec<(u64, Vec<&str>)> = table
        .rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(rows[1], (2, vec!["2026-10-05", "192.0.2.1"]));
    assert_eq!(rows[2], (4, vec!["2026-10-05T23:59:59", "443", "1.5"]));
    assert_eq!(rows[3], (5, vec!["", "444"]));
    let note = &table.notes[0];
    assert_eq!(note.code, "documents.note_formula");
    assert_eq!(note.place.row, Some(5));
    assert_eq!(note.place.column.as_deref(), Some("B"));
    assert_eq!(note.arguments["value"], "444");
}

#[test]
fn a_value_merged_downwards_holds_for_each_row() {
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.merge_range(0, 0, 0, 2, "DANH SÁCH", &Format::new()).unwrap();
        sheet.merge_range(1, 0, 3, 0, "Sở A", &Format::new()).unwrap();
        for row in 1..4 {
            sheet.write(row, 1, format!("192.0.2.{row}")).unwrap();
        }
    });
    let tables = read_tables("x.xlsx", &bytes, &Limits::default()).unwrap();
    let rows = &tables[0].rows;
    assert_eq!(rows[0].cells, ["DANH SÁCH"]);
    assert!(rows[1..].iter().all(|row| row.cells[0] == "Sở A"));
    assert_eq!(rows[3].cells[1], "192.0.2.3");
}

#[test]
fn limits_name_sheet_row_and_column() {
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet().set_name("A").unwrap();
        sheet.write(0, 0, "x").unwrap();
        sheet.write(1, 5, "y").unwrap();
    });
    let limits = Limits { columns: 3, ..Limits::default() };
    let error = read_tables("x.xlsx", &bytes, &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.columns_too_many");
    assert_eq!(error.problem.place.sheet.as_deref(), Some("A"));
    assert_eq!(error.problem.place.row, Some(2));
    assert_eq!(error.problem.place.column.as_deref(), Some("F"));
    let limits = Limits { rows: 1, ..Limits::default() };
    let error = read_tables("x.xlsx", &bytes, &limits).unwrap_err();
    assert_eq!(error.problem.code, "documents.rows_too_many");
}

#[test]
fn notes_about_many_formulas_are_summed_up() {
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        for row in 0..50 {
            sheet.write_formula(row, 0, Formula::new("=1+1").set_result("2")).unwrap();
        }
    });
    let tables = read_tables("x.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(tables[0].notes.len(), 21);
    assert_eq!(tables[0].notes[20].code, "documents.note_formula_more");
    assert_eq!(tables[0].notes[20].arguments["count"], "30");
}
