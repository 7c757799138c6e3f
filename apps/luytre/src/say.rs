//! What the command line prints: for people in both of their ways, for machines as JSON.

use std::io::Write as _;

use kernel::{Locale, Message};

/// The language of the terminal, by `LUYTRE_LANG`, then `LANG`; Vietnamese where neither says.
#[must_use]
pub fn locale() -> Locale {
    ["LUYTRE_LANG", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find_map(|value| value.parse().ok())
        .unwrap_or_default()
}

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
