//! directive

pub mod letter;
