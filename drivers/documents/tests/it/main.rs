//! Integration tests of the readers and writers.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

mod bad_input;
mod codes;
mod delimited;
mod docx;
mod fixtures;
mod hostile;
mod letter;
mod papers;
mod pdf;
mod sheet;
mod written;
