//! Integration tests of the contacts duty.
#![cfg(test)]

mod province;
mod texts;
