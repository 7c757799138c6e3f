//! The registry on both engines: what is done, what is refused, and that the log can rebuild it.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy does not know as such")]

mod claims;
mod imports;
mod organizations;
mod property;
mod province;
mod size;
mod succession;
mod texts;
