//! What the command line prints: for people in both of their ways, for machines as JSON.

use std::fmt;
use std::io::Write as _;
use std::sync::OnceLock;

use kernel::{Locale, Message};

/// What `--lang` chose; set once, before anything is said.
static CHOSEN: OnceLock<Locale> = OnceLock::new();

/// Notes the language that `--lang` chose.
pub fn choose(locale: Locale) {
    let _ = CHOSEN.set(locale);
}

/// The language of the terminal, by `--lang`, then `LUYTRE_LANG`, then `LANG`; Vietnamese where
/// none of them says.
#[must_use]
pub fn locale() -> Locale {
    if let Some(chosen) = CHOSEN.get() {
        return *chosen;
    }
    ["LUYTRE_LANG", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find_map(|value| value.parse().ok())
        .unwrap_or_default()
}

/// A refusal in the language of the terminal.
#[derive(Debug)]
pub struct Refusal {
    message: Message,
    /// Whether the command was used in a wrong way, rather than failed.
    pub is_misuse: bool,
}

impl Refusal {
    /// A failure: exit code 3.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self::of(Message::new(code))
    }

    /// A failure with values: exit code 3.
    #[must_use]
    pub const fn of(message: Message) -> Self {
        Self { message, is_misuse: false }
    }

    /// A failure that names something: exit code 3.
    #[must_use]
    pub fn about(code: &str, name: &str, value: impl fmt::Display) -> Self {
        Self::of(Message::new(code).with(name, value))
    }

    /// Bad use: exit code 2.
    #[must_use]
    pub const fn misuse(message: Message) -> Self {
        Self { message, is_misuse: true }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message.text(locale()))
    }
}

impl std::error::Error for Refusal {}

/// Prints a translated line.
pub fn line(message: &Message) {
    text(&message.text(locale()));
}

/// Prints text and a line end; a closed pipe is no fault.
pub fn text(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints rows as a table whose columns line up, by the number of letters.
pub fn table(header: &[String], rows: &[Vec<String>]) {
    let width = |column: usize| {
        rows.iter()
            .chain(std::iter::once(&header.to_vec()))
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    for row in std::iter::once(&header.to_vec()).chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let gap = width.saturating_sub(cell.chars().count());
                format!("{cell}{}", " ".repeat(gap))
            })
            .collect();
        text(cells.join("  ").trim_end());
    }
}
