//! What is wrong with foreign input, exactly where, and what would be right.

use serde::{Deserialize, Serialize};

use crate::words::{Arguments, Message};

/// A place in a file that a person can go to. Every part is optional but the file's name.
#[derive(
    Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Place {
    /// Name of the file as the person knows it; empty for pasted text.
    pub file: String,
    /// Sheet or table in the file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Row as the person's own program counts it, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<u64>,
    /// Column by its header, or by letter where there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
}

/// One thing that is wrong in foreign input.
///
/// `code` is a key under `problems` in the translation files; its text says what would be right.
#[derive(
    Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, as a key under `problems`, such as `list.address_invalid`.
    pub code: String,
    /// Values that the message names, such as the text that was found.
    #[serde(skip_serializing_if = "Arguments::is_empty", default)]
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub arguments: Arguments,
}

impl Problem {
    /// A problem without arguments.
    #[must_use]
    pub fn new(place: Place, code: &str) -> Self {
        Self { place, code: code.to_owned(), arguments: Arguments::new() }
    }

    /// Adds a value that the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.insert(name.to_owned(), value.to_string());
        self
    }

    /// The message to translate.
    #[must_use]
    pub fn message(&self) -> Message {
        Message { code: format!("problems.{}", self.code), arguments: self.arguments.clone() }
    }
}
