//! Building blocks of [`ReadError`]: what is wrong, in which file, sheet, row and column.

use kernel::{Arguments, Classified, ErrorKind, Message, Place, Problem};

use crate::model::ReadError;

impl ReadError {
    /// Adds a value that the translated message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.problem = self.problem.with(name, value);
        self
    }

    /// Names the sheet or table.
    #[must_use]
    pub fn in_sheet(mut self, sheet: &str) -> Self {
        self.problem.place.sheet = Some(sheet.to_owned());
        self
    }

    /// Names the row, from 1.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.problem.place.row = Some(row);
        self
    }

    /// Names the column by its position, from 0, as spreadsheets do: `A`, `B` … `AA`.
    #[must_use]
    pub fn at_column(mut self, column: usize) -> Self {
        self.problem.place.column = Some(column_letters(column));
        self
    }
}

impl Classified for ReadError {
    fn kind(&self) -> ErrorKind {
        self.kind
    }

    fn code(&self) -> &'static str {
        "documents.unreadable"
    }

    fn arguments(&self) -> Arguments {
        self.problem.arguments.clone()
    }

    fn message(&self) -> Message {
        self.problem.message()
    }
}

/// An error about a whole file with what the caller cannot use.
pub(crate) fn refused(file: &str, code: &str) -> ReadError {
    ReadError::of_file(file, code, ErrorKind::Unsupported)
}

/// An error about a whole file that is broken.
pub(crate) fn broken(file: &str, code: &str) -> ReadError {
    ReadError::of_file(file, code, ErrorKind::InvalidInput)
}

/// An error about a limit that the file passes.
pub(crate) fn too_large(file: &str, code: &str, limit: impl ToString) -> ReadError {
    ReadError::of_file(file, code, ErrorKind::TooLarge).with("limit", limit)
}

/// A note about a place that did not stop the reading.
pub(crate) fn note(file: &str, code: &str) -> Problem {
    Problem::new(Place { file: file.to_owned(), ..Place::default() }, code)
}

/// The letters of a column counted from 0: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// Bytes as whole mebibytes, rounded up, for messages.
pub(crate) fn mebibytes(bytes: u64) -> String {
    bytes.div_ceil(1 << 20).to_string()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(column_letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
