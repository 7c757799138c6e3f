//! The integration tests of the crate, one binary.

mod letter;
mod letter_hostile;
mod letter_patterns;
mod letter_truth;
