//! Delimited text of any length, row by row, in constant memory.
//!
//! The delimiter (comma, semicolon, tab, bar) and the encoding are recognized from the beginning;
//! a file that is plain ASCII for its first megabytes is decided at its first other byte.

use std::io::{BufRead, Read};

use csv::StringRecord;
use encoding_rs::{CoderResult, Decoder, UTF_8};
use kernel::ErrorKind;

use crate::encoding::{Seen, composed, look};
use crate::error::{broken, mebibytes, too_large};
use crate::model::{Limits, ReadError, Row};
use crate::text::{HEAD, known};

/// Bytes that are decoded at a time, and the size of the reader's own buffer.
const CHUNK: usize = 64 << 10;
/// A character that is cut lies within this many bytes of the end.
const CUT: usize = 4;
/// Lines that are looked at to recognize the delimiter.
const SAMPLE_LINES: usize = 30;

/// Rows of delimited text, in order.
///
/// As an iterator it yields owned [`Row`]s with trimmed NFC cells; [`Self::next_record`] yields
/// the same without allocating, for very long lists. Empty lines are passed over but counted, so
/// that numbers are those of the person's own program.
pub struct DelimitedRows<R> {
    file: String,
    limits: Limits,
    delimiter: u8,
    reader: csv::Reader<Transcoder<R>>,
    record: StringRecord,
    composed: StringRecord,
    rows: u64,
    number: u64,
    /// Line breaks within quoted cells so far: they are lines of the file, not rows.
    inner_breaks: u64,
    failed: bool,
}

impl<R: BufRead> DelimitedRows<R> {
    /// Opens delimited text. `file_name` is only for messages; empty for pasted text.
    ///
    /// # Errors
    ///
    /// An encoding that is not read, or reading itself failed.
    pub fn open(file_name: &str, reader: R, limits: &Limits) -> Result<Self, ReadError> {
        let mut transcoder = Transcoder::new(file_name, reader, limits);
        transcoder.fill_head();
        if let Some(error) = transcoder.error.take() {
            return Err(error);
        }
        let delimiter = transcoder.take_delimiter();
        // Files of old Macintosh programs have carriage returns alone.
        let old = transcoder.ready.contains(&b'\r') && !transcoder.ready.contains(&b'\n');
        let terminator = if old { b'\r' } else { b'\n' };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            // Only the line feed ends a row, so that every one of them can be counted; a carriage
            // return before it is trimmed from the last cell.
            .terminator(csv::Terminator::Any(terminator))
            .buffer_capacity(CHUNK)
            .from_reader(transcoder);
        Ok(Self {
            file: file_name.to_owned(),
            limits: *limits,
            delimiter,
            reader,
            record: StringRecord::new(),
            composed: StringRecord::new(),
            rows: 0,
            number: 0,
            inner_breaks: 0,
            failed: false,
        })
    }

    /// The delimiter that was recognized.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// The name of the encoding (WHATWG) as far as it is known.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.reader.get_ref().encoding_name()
    }

    /// The next row that is not empty: its number from 1 and its cells, trimmed and in NFC.
    ///
    /// # Errors
    ///
    /// A NUL byte, bytes that do not fit the encoding, a line, cell or count above the limits;
    /// each names the row. After an error there are no more rows.
    pub fn next_record(&mut self) -> Result<Option<(u64, &StringRecord)>, ReadError> {
        if self.failed {
            return Ok(None);
        }
        match self.advance() {
            Ok(true) => {
                let record = if self.composed.is_empty() { &self.record } else { &self.composed };
                Ok(Some((self.number, record)))
            }
            Ok(false) => Ok(None),
            Err(error) => {
                self.failed = true;
                Err(error)
            }
        }
    }

    fn advance(&mut self) -> Result<bool, ReadError> {
        loop {
            self.reader.get_mut().since_record = 0;
            let read = self.reader.read_record(&mut self.record);
            match read {
                Ok(true) => {}
                Ok(false) => return self.reader.get_mut().error.take().map_or(Ok(false), Err),
                Err(error) => return Err(self.explain(&error)),
            }
            let bytes = self.record.as_byte_record().as_slice();
            if bytes.contains(&b'\n') {
                let breaks = bytes.iter().filter(|byte| **byte == b'\n').count();
                self.inner_breaks += u64::try_from(breaks).unwrap_or(0);
            }
            self.number = self.row_read();
            if bytes.contains(&0) {
                return Err(broken(&self.file, "documents.nul_byte").at_row(self.number));
            }
            self.composed.clear();
            let is_ascii = bytes.is_ascii();
            if bytes.is_empty() || self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.rows += 1;
            self.check_record()?;
            if is_ascii {
                if self.record.iter().any(|cell| cell.trim().len() != cell.len()) {
                    self.record.trim();
                }
            } else {
                self.composed.extend(self.record.iter().map(|cell| composed(cell.trim())));
            }
            return Ok(true);
        }
    }

    /// The number of the row that was just read: the line feeds so far that end a row.
    fn row_read(&self) -> u64 {
        let lines = self.reader.position().line().saturating_sub(1);
        lines.saturating_sub(self.inner_breaks).max(self.number + 1)
    }

    fn check_record(&self) -> Result<(), ReadError> {
        let limits = &self.limits;
        if self.rows > limits.rows {
            return Err(
                too_large(&self.file, "documents.rows_too_many", limits.rows).at_row(self.number)
            );
        }
        if self.record.len() > limits.columns {
            return Err(too_large(&self.file, "documents.columns_too_many", limits.columns)
                .at_row(self.number));
        }
        if self.record.as_byte_record().as_slice().len() > limits.cell_bytes {
            let long = self.record.iter().position(|cell| cell.len() > limits.cell_bytes);
            if let Some(column) = long {
                return Err(too_large(&self.file, "documents.cell_too_long", limits.cell_bytes)
                    .at_row(self.number)
                    .at_column(column));
            }
        }
        Ok(())
    }

    /// The row at which reading stopped, and why.
    fn explain(&mut self, error: &csv::Error) -> ReadError {
        let row = self.number + 1;
        if let Some(error) = self.reader.get_mut().error.take() {
            return match error.problem.place.row {
                // A row is named only where it is known.
                None if error.problem.code != "documents.too_large" => error.at_row(row),
                _ => error,
            };
        }
        match error.kind() {
            csv::ErrorKind::Utf8 { .. } => broken(&self.file, "documents.encoding_invalid")
                .with("encoding", self.encoding())
                .at_row(self.row_read()),
            _ => ReadError::of_file(&self.file, "documents.read_failed", ErrorKind::Unavailable)
                .at_row(row),
        }
    }
}

impl<R: BufRead> Iterator for DelimitedRows<R> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.next_record() {
            Ok(Some((number, record))) => {
                Some(Ok(Row { number, cells: record.iter().map(str::to_owned).collect() }))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

/// What becomes of the bytes.
enum Mode {
    /// Only ASCII so far; the first other byte decides.
    Ascii,
    /// Already UTF-8: the rows are checked as they are read.
    Utf8,
    /// Decoded to UTF-8 piece by piece.
    Decode(Box<Decoder>),
}

/// Reads any of the encodings as UTF-8, within the limits on bytes and on one line.
struct Transcoder<R> {
    file: String,
    reader: R,
    mode: Mode,
    /// UTF-8 that was made and not yet taken, from `taken`.
    ready: Vec<u8>,
    taken: usize,
    total: u64,
    max_total: u64,
    /// Bytes handed out since the last row began; reset by the rows.
    since_record: usize,
    max_record: usize,
    ended: bool,
    /// Whether the line feed after the last row was handed out.
    closed: bool,
    /// Why reading stopped; the row is added by the rows.
    error: Option<ReadError>,
}

impl<R: BufRead> Transcoder<R> {
    fn new(file: &str, reader: R, limits: &Limits) -> Self {
        Self {
            file: file.to_owned(),
            reader,
            mode: Mode::Ascii,
            ready: Vec::new(),
            taken: 0,
            total: 0,
            max_total: limits.bytes,
            since_record: 0,
            max_record: limits.cell_bytes.saturating_mul(32).max(CHUNK) + 2 * CHUNK,
            ended: false,
            closed: false,
            error: None,
        }
    }

    fn encoding_name(&self) -> &'static str {
        match &self.mode {
            Mode::Ascii | Mode::Utf8 => UTF_8.name(),
            Mode::Decode(decoder) => decoder.encoding().name(),
        }
    }

    /// Makes the beginning ready and decides on the encoding if it shows.
    fn fill_head(&mut self) {
        let mut head = Vec::with_capacity(HEAD);
        let limit = u64::try_from(HEAD).unwrap_or(u64::MAX);
        if self.reader.by_ref().take(limit).read_to_end(&mut head).is_err() {
            self.error = Some(self.read_failed());
            return;
        }
        self.ended = head.len() < HEAD;
        self.count(head.len());
        self.decide(&head);
        if self.error.is_none() {
            let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            self.take_in(head.get(mark..).unwrap_or_default());
        }
    }

    /// Recognizes the delimiter from what is ready, and takes Excel's `sep=` line away.
    fn take_delimiter(&mut self) -> u8 {
        let text = String::from_utf8_lossy(&self.ready);
        let first = text.lines().next().unwrap_or_default();
        if let Some(delimiter) = first.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
            // The line stays a line, so that rows keep their numbers.
            self.taken = first.len();
            return delimiter;
        }
        recognize_delimiter(&text)
    }

    fn decide(&mut self, bytes: &[u8]) {
        match known(&self.file, look(bytes)) {
            Ok((encoding, _)) if encoding == UTF_8 => {
                if look(bytes) != Seen::Ascii {
                    self.mode = Mode::Utf8;
                }
            }
            // The decoder takes the byte order mark away.
            Ok((encoding, _)) => {
                self.mode = Mode::Decode(Box::new(encoding.new_decoder_with_bom_removal()));
            }
            Err(error) => self.error = Some(error),
        }
    }

    /// Makes bytes of the file ready as UTF-8.
    fn take_in(&mut self, bytes: &[u8]) {
        if matches!(self.mode, Mode::Ascii) && !bytes.is_ascii() {
            let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
            self.decide(bytes.get(first..).unwrap_or_default());
        }
        match &mut self.mode {
            Mode::Ascii | Mode::Utf8 => self.ready.extend_from_slice(bytes),
            Mode::Decode(decoder) => {
                let mut text = String::new();
                let mut rest = bytes;
                loop {
                    let room = decoder.max_utf8_buffer_length(rest.len()).unwrap_or(CHUNK);
                    text.reserve(room);
                    let (result, read, wrong) =
                        decoder.decode_to_string(rest, &mut text, self.ended);
                    if wrong {
                        let error = broken(&self.file, "documents.encoding_invalid");
                        self.error = Some(error.with("encoding", decoder.encoding().name()));
                        return;
                    }
                    rest = rest.get(read..).unwrap_or_default();
                    if result == CoderResult::InputEmpty {
                        break;
                    }
                }
                self.ready.extend_from_slice(text.as_bytes());
            }
        }
    }

    /// Reads more of the file when nothing is ready.
    fn refill(&mut self) {
        self.ready.clear();
        self.taken = 0;
        let mut chunk = Vec::new();
        loop {
            let before = chunk.len();
            match self.reader.fill_buf() {
                Ok(more) => {
                    chunk.extend_from_slice(more.get(..more.len().min(CHUNK)).unwrap_or_default());
                }
                Err(_) => {
                    self.error = Some(self.read_failed());
                    return;
                }
            }
            let read = chunk.len() - before;
            self.reader.consume(read);
            self.ended = read == 0;
            // A first letter cut in two must not decide on the encoding.
            let undecided = matches!(self.mode, Mode::Ascii)
                && chunk.iter().rev().take(CUT).any(|byte| !byte.is_ascii());
            if self.ended || !undecided || chunk.len() > 4 * CHUNK {
                break;
            }
        }
        self.count(chunk.len());
        if self.error.is_none() {
            self.take_in(&chunk);
        }
    }

    fn count(&mut self, bytes: usize) {
        self.total += u64::try_from(bytes).unwrap_or(u64::MAX);
        if self.total > self.max_total {
            let limit = mebibytes(self.max_total);
            self.error = Some(too_large(&self.file, "documents.too_large", limit));
        }
    }

    fn read_failed(&self) -> ReadError {
        ReadError::of_file(&self.file, "documents.read_failed", ErrorKind::Unavailable)
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.taken >= self.ready.len() && !self.ended && self.error.is_none() {
            self.refill();
        }
        if self.taken >= self.ready.len() && !self.closed && self.error.is_none() {
            // The last row ends like every other, so that it is counted like every other.
            self.closed = true;
            self.ready.clear();
            self.ready.push(b'\n');
            self.taken = 0;
        }
        if self.error.is_some() {
            return Err(std::io::Error::other("stopped"));
        }
        let ready = self.ready.get(self.taken..).unwrap_or_default();
        let length = ready.len().min(into.len());
        if let (Some(into), Some(ready)) = (into.get_mut(..length), ready.get(..length)) {
            into.copy_from_slice(ready);
        }
        self.taken += length;
        self.since_record += length;
        if self.since_record > self.max_record {
            let limit = self.max_record;
            self.error = Some(too_large(&self.file, "documents.line_too_long", limit));
            return Err(std::io::Error::other("line too long"));
        }
        Ok(length)
    }
}

/// The delimiter by which most of the first lines have the same number of cells, more than one.
fn recognize_delimiter(text: &str) -> u8 {
    let mut best = (0_usize, 0_usize, b',');
    for delimiter in *b",;\t|" {
        let counts: Vec<usize> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(SAMPLE_LINES)
            .map(|line| count_outside_quotes(line, delimiter))
            .collect();
        for &count in counts.iter().filter(|count| **count > 0) {
            let agreeing = counts.iter().filter(|other| **other == count).count();
            if (agreeing, count) > (best.0, best.1) {
                best = (agreeing, count, delimiter);
            }
        }
    }
    best.2
}

fn count_outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            byte if byte == delimiter && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_agrees() {
        assert_eq!(recognize_delimiter("a;b;c\n1,5;2;3\n1,6;2,2;3\n"), b';');
        assert_eq!(recognize_delimiter("ip\tunit\n192.0.2.1\tSở A, phòng B\n"), b'\t');
        assert_eq!(recognize_delimiter("\"a;b\",c\n\"d;e\",f\n"), b',');
        assert_eq!(recognize_delimiter("one column only\nsecond\n"), b',');
    }
}
