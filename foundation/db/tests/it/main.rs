//! Tests of the database itself, on both engines.

mod archive;
mod backup;
mod migrate;
mod tx;
mod values;
