//! Integration tests of the readers and writers.

mod bad_input;
mod codes;
mod delimited;
mod docx;
mod fixtures;
mod letter;
mod papers;
mod pdf;
mod sheet;
mod written;
