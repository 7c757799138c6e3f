//! The registry on both engines: what is done, what is refused, and that the log can rebuild it.

mod claims;
mod imports;
mod organizations;
mod property;
mod province;
mod succession;
