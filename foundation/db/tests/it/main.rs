//! Tests of the database itself, on both engines.
#![cfg(test)]

mod archive;
mod backup;
mod migrate;
mod tx;
mod values;
mod words;
