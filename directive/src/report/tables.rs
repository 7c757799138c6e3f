//! The answer as tables.

use std::collections::BTreeMap;

use documents::{Cell, Sheet};
use kernel::{Locale, OrganizationId};
use ledger::findings::store::Tally;

use super::{Answer, share, words};

/// States in the order of the tables.
const STATES: [&str; 8] =
    ["verified", "under_watch", "claimed", "owed", "overdue", "unknown", "accepted", "attested"];

fn number(count: u64) -> Cell {
    u32::try_from(count).map_or_else(|_| Cell::Text(count.to_string()), Cell::from)
}

fn counts(tally: &Tally) -> [Cell; 8] {
    [
        tally.verified,
        tally.under_watch,
        tally.claimed,
        tally.owed,
        tally.overdue,
        tally.unknown,
        tally.accepted,
        tally.attested,
    ]
    .map(number)
}

fn states() -> impl Iterator<Item = String> {
    STATES.into_iter().map(|name| words(&format!("table.{name}")))
}

/// The sums: one row for each obligation, with what frames the figures below.
#[must_use]
pub fn summary(answer: &Answer) -> Sheet {
    let figures = &answer.figures;
    let mut header = vec![words("table.obligation"), words("table.handled"), words("table.total")];
    header.extend(states());
    header.push(words("table.outside"));
    let mut rows = Vec::new();
    for (at, column) in figures.columns.iter().enumerate() {
        let mut row = vec![Cell::from(column.title.as_str())];
        match figures.totals.get(at).copied().flatten() {
            Some(total) => {
                row.push(share(total.verified, total.total).into());
                row.push(number(total.total));
                row.extend(counts(&total));
                let outside = figures.outside.get(at).copied().flatten();
                row.push(outside.map_or(Cell::Empty, |outside| number(outside.total)));
            }
            None => row.push(words("not_measured").into()),
        }
        rows.push(row);
    }
    let mut frame = |name: &str, text: String| {
        rows.push(vec![words(name).into(), text.into()]);
    };
    frame("table.as_of", crate::time::moment_text(figures.as_of));
    if let Some(source) = &figures.slowest_source {
        frame("table.source", source.text(Locale::Vi));
    }
    frame("table.log", format!("{} {}", answer.head.seq, answer.head.hash));
    if figures.partial {
        frame("table.scope", words("partial"));
    }
    Sheet { name: words("table.summary_sheet"), header, widths: Vec::new(), rows }
}

/// One row for each body and obligation.
#[must_use]
pub fn bodies(answer: &Answer) -> Sheet {
    let figures = &answer.figures;
    let mut header = vec![
        words("table.body"),
        words("table.code"),
        words("table.obligation"),
        words("table.handled"),
        words("table.total"),
    ];
    header.extend(states());
    header.push(words("table.remark"));
    header.push(words("table.explanation"));
    let mut texts: BTreeMap<(OrganizationId, &str), &str> = BTreeMap::new();
    for one in &answer.explained {
        texts.insert((one.organization, &one.title), &one.text);
    }
    let mut rows = Vec::new();
    for body in &figures.rows {
        for (column, cell) in figures.columns.iter().zip(&body.cells) {
            let mut row = vec![
                Cell::from(body.organization.name.as_str()),
                Cell::from(body.organization.code.as_deref().unwrap_or_default()),
                Cell::from(column.title.as_str()),
            ];
            let remark = match cell.tally {
                None => "not_measured",
                Some(_) if cell.none => "none",
                Some(_) if cell.no_source => "no_data",
                Some(_) => "",
            };
            match cell.tally {
                Some(tally) => {
                    row.push(share(tally.verified, tally.total).into());
                    row.push(number(tally.total));
                    row.extend(counts(&tally));
                }
                None => row.resize(5 + STATES.len(), Cell::Empty),
            }
            row.push(if remark.is_empty() { Cell::Empty } else { words(remark).into() });
            let text = texts.get(&(body.organization.id, column.title.as_str()));
            row.push(text.map_or(Cell::Empty, |text| Cell::from(*text)));
            rows.push(row);
        }
    }
    Sheet { name: words("table.bodies_sheet"), header, widths: Vec::new(), rows }
}
