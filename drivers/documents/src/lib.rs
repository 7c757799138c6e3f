//! Documents in and out.

pub mod model;
pub use model::{Block, Document, Format, Limits, ReadError, Row, Table};
