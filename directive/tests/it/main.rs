//! The integration tests of the crate, one binary.

#![cfg(test)]

mod asked;
mod board;
mod contacts;
mod letter;
mod letter_hostile;
mod letter_patterns;
mod letter_truth;
mod province;
mod receive;
mod reports;
mod speed;
mod words;
