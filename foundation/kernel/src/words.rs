//! Messages by code, from the same translation files that the console uses.
//!
//! The files are JSON in i18next's form (nested keys, `{{name}}` for values), under
//! `catalog/locales/<language>/`. A code that has no text is shown as it is, and a test fails.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Values that a message names, in a fixed order.
pub type Arguments = BTreeMap<String, String>;

/// A language of the interface.
#[derive(
    Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

impl FromStr for Locale {
    type Err = ();

    /// Reads a language tag (RFC 5646) by its first part.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag.split(['-', '_']).next().map(str::to_ascii_lowercase).as_deref() {
            Some("vi") => Ok(Self::Vi),
            Some("en") => Ok(Self::En),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Vi => "vi",
            Self::En => "en",
        })
    }
}

/// A text to be shown to a person in their own language.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Message {
    /// Key in the translation files, such as `errors.registry.claim_overlaps`.
    pub code: String,
    /// Values that the text names.
    #[serde(skip_serializing_if = "Arguments::is_empty", default)]
    #[schema(value_type = BTreeMap<String, String>)]
    pub arguments: Arguments,
}

impl Message {
    /// A message without values.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), arguments: Arguments::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.insert(name.to_owned(), value.to_string());
        self
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        translate(locale, &self.code, &self.arguments)
    }
}

/// The files that the server itself speaks from, one for each part; the console has more.
macro_rules! files {
    ($($part:literal),* $(,)?) => {
        &[$(
            (Locale::Vi, include_str!(concat!("../../../catalog/locales/vi/", $part, ".json"))),
            (Locale::En, include_str!(concat!("../../../catalog/locales/en/", $part, ".json"))),
        )*]
    };
}

const FILES: &[(Locale, &str)] = files![
    "access",
    "contacts",
    "directive",
    "documents",
    "jobs",
    "ledger",
    "luytre",
    "malware",
    "registry",
    "server",
    "words",
];

static TEXTS: LazyLock<[BTreeMap<String, String>; 2]> = LazyLock::new(|| {
    let mut texts = [BTreeMap::new(), BTreeMap::new()];
    for &(locale, file) in FILES {
        let value: Value = serde_json::from_str(file).unwrap_or(Value::Null);
        if let Some(texts) = texts.get_mut(locale as usize) {
            flatten("", &value, texts);
        }
    }
    texts
});

fn flatten(prefix: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            into.insert(prefix.to_owned(), text.clone());
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(&key, value, into);
            }
        }
        _ => {}
    }
}

/// The text of a code in a language, with `{{name}}` replaced; the code itself where there is none.
#[must_use]
pub fn translate(locale: Locale, code: &str, arguments: &Arguments) -> String {
    let Some(text) = TEXTS.get(locale as usize).and_then(|texts| texts.get(code)) else {
        return code.to_owned();
    };
    let mut filled = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        filled.push_str(arguments.get(name.trim()).map_or("", String::as_str));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Every code that has a text in the server's files, by language; for tests of completeness.
#[must_use]
pub fn codes(locale: Locale) -> Vec<&'static str> {
    TEXTS
        .get(locale as usize)
        .map_or_else(Vec::new, |texts| texts.keys().map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_codes() {
        assert_eq!(codes(Locale::Vi), codes(Locale::En));
        assert!(!codes(Locale::Vi).is_empty());
    }

    #[test]
    fn values_are_filled_in() {
        let message = Message::new("words.count_of").with("done", 9).with("all", 12);
        assert_eq!(message.text(Locale::En), "9 of 12");
        assert_eq!(Message::new("no.such.code").text(Locale::Vi), "no.such.code");
    }

    #[test]
    fn languages_are_read_from_tags() {
        assert_eq!("vi-VN".parse(), Ok(Locale::Vi));
        assert_eq!("en_GB".parse(), Ok(Locale::En));
        assert!("fr".parse::<Locale>().is_err());
    }
}
