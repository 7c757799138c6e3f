//! The answer as an official paper.

use documents::{Align, Annex, Column, Grid, Kind, Official, Part, Signer};
use kernel::Locale;
use ledger::findings::store::Tally;

use super::{Answer, message, share, words};
use crate::board::BoardColumn;
use crate::time::{day_of, day_text, moment_text};

/// Explanations that the paper prints; the rest is in the tables.
const MOST_EXPLAINED: usize = 200;

/// Lays the answer out.
#[must_use]
pub fn paper(answer: &Answer) -> Official {
    let figures = &answer.figures;
    let head = &figures.directive;
    let letter = letter_text(answer);
    let mut parts = vec![paragraph(
        message("opening")
            .with("letter", &letter)
            .with("at", moment_text(figures.as_of))
            .text(Locale::Vi),
    )];
    if answer.frozen {
        parts.push(paragraph(words("frozen")));
    }
    if figures.partial {
        parts.push(paragraph(words("partial")));
    }
    parts.push(heading(words("general")));
    let cards = &figures.cards;
    parts.push(paragraph(
        message("general_text")
            .with("bodies", figures.rows.len())
            .with("verified", share(cards.verified.count, cards.verified.total))
            .with("owed", share(cards.owed, cards.verified.total))
            .with("overdue", cards.overdue)
            .with("unknown", share(cards.unknown, cards.verified.total))
            .text(Locale::Vi),
    ));
    if let Some(source) = &figures.slowest_source {
        parts.push(Part::Remark { text: source.text(Locale::Vi) });
    }
    parts.push(heading(words("by_obligation")));
    for (number, (at, column, total)) in (1..).zip(figures.measured()) {
        parts.extend(obligation(number, at, column, &total, answer));
    }
    if figures.measured().next().is_none() {
        parts.push(paragraph(words("nothing_measured")));
    }
    let unmeasured: Vec<String> = figures.unmeasured().map(|column| column.title.clone()).collect();
    if !unmeasured.is_empty() {
        parts.push(heading(words("unmeasured")));
        parts.push(paragraph(words("unmeasured_text")));
        parts.push(Part::List { items: unmeasured });
    }
    parts.extend(explanations(answer));
    parts.push(paragraph(words("closing")));
    let annexes = figures.measured().map(|(at, column, total)| annex(at, column, &total, answer));
    Official {
        layout: answer.layout,
        kind: Kind::Report,
        parent_body: None,
        body: if answer.body.is_empty() { words("body_blank") } else { answer.body.to_uppercase() },
        number: None,
        symbol: words("symbol_blank"),
        place: String::new(),
        date: None,
        subject: message("subject").with("letter", &letter).text(Locale::Vi),
        addressees: vec![head.issuer.clone().unwrap_or_else(|| words("addressee_blank"))],
        parts,
        signer: Signer { titles: vec![words("signer_blank")], name: None },
        recipients: vec![words("recipient_above"), words("recipient_archive")],
        annexes: annexes.collect(),
        foot_note: Some(
            message("foot")
                .with("seq", answer.head.seq)
                .with("hash", &answer.head.hash)
                .text(Locale::Vi),
        ),
    }
}

/// How the directive is named in a sentence; what it does not say of itself is not made up.
fn letter_text(answer: &Answer) -> String {
    let head = &answer.figures.directive;
    let mut text = match &head.number {
        Some(number) => message("letter").with("number", number).text(Locale::Vi),
        None => words("letter_unnumbered"),
    };
    if let Some(dated) = head.dated {
        text.push(' ');
        text.push_str(&message("letter_dated").with("day", day_text(dated)).text(Locale::Vi));
    }
    if let Some(issuer) = &head.issuer {
        text.push(' ');
        text.push_str(&message("letter_of").with("issuer", issuer).text(Locale::Vi));
    }
    if let Some(subject) = &head.subject {
        text.push(' ');
        text.push_str(&message("letter_about").with("subject", subject).text(Locale::Vi));
    }
    text
}

fn paragraph(text: String) -> Part {
    Part::Paragraph { text }
}

fn heading(text: String) -> Part {
    Part::Heading { level: 1, text }
}

fn obligation(
    number: usize,
    at: usize,
    column: &BoardColumn,
    total: &Tally,
    answer: &Answer,
) -> Vec<Part> {
    let cells = || answer.figures.rows.iter().filter_map(move |row| row.cells.get(at));
    let concerned = cells().filter(|cell| cell.tally.is_some_and(|tally| tally.total > 0)).count();
    let none = cells().filter(|cell| cell.none).count();
    let no_source = cells().filter(|cell| cell.no_source).count();
    let mut parts = vec![Part::Heading { level: 2, text: format!("{number}. {}", column.title) }];
    if let Some(due_at) = column.due_at {
        let due = message("due").with("day", day_text(day_of(due_at)));
        parts.push(paragraph(due.text(Locale::Vi)));
    }
    let counts = message("bodies_text")
        .with("concerned", share_of(concerned, answer))
        .with("none", share_of(none, answer));
    parts.push(paragraph(counts.text(Locale::Vi)));
    if no_source > 0 {
        let text = message("no_source").with("count", share_of(no_source, answer));
        parts.push(paragraph(text.text(Locale::Vi)));
    }
    let line = |name: &str, count: u64| {
        format!("{}: {}", words(&format!("state.{name}")), share(count, total.total))
    };
    let mut items = vec![
        line("verified", total.verified),
        line("under_watch", total.under_watch),
        line("claimed", total.claimed),
        line("owed", total.owed),
        line("overdue", total.overdue),
        line("unknown", total.unknown),
        line("accepted", total.accepted),
    ];
    if total.attested > 0 {
        items.push(line("attested", total.attested));
    }
    parts.push(Part::List { items });
    if let Some(outside) =
        answer.figures.outside.get(at).copied().flatten().filter(|outside| outside.total > 0)
    {
        let text = message("outside").with("count", outside.total);
        parts.push(Part::Remark { text: text.text(Locale::Vi) });
    }
    parts
}

fn share_of(count: usize, answer: &Answer) -> String {
    format!("{count}/{}", answer.figures.rows.len())
}

fn explanations(answer: &Answer) -> Vec<Part> {
    if answer.explained.is_empty() {
        return Vec::new();
    }
    let items = answer
        .explained
        .iter()
        .take(MOST_EXPLAINED)
        .map(|one| format!("{} ({}): {}", one.name, one.title, one.text))
        .collect();
    let mut parts = vec![heading(words("explanations")), Part::List { items }];
    if answer.explained.len() > MOST_EXPLAINED {
        let text = message("more_explanations")
            .with("count", answer.explained.len() - MOST_EXPLAINED)
            .text(Locale::Vi);
        parts.push(Part::Remark { text });
    }
    parts
}

/// The table by body: handled of total, then each state.
fn annex(at: usize, column: &BoardColumn, total: &Tally, answer: &Answer) -> Annex {
    let titles = [
        ("number", 4, Align::Center),
        ("body", 26, Align::Left),
        ("handled", 9, Align::Center),
        ("verified", 8, Align::Right),
        ("under_watch", 8, Align::Right),
        ("claimed", 8, Align::Right),
        ("owed", 8, Align::Right),
        ("overdue", 8, Align::Right),
        ("unknown", 8, Align::Right),
        ("accepted", 9, Align::Right),
        ("attested", 9, Align::Right),
    ];
    let columns = titles.map(|(name, width, align)| Column {
        header: words(&format!("table.{name}")),
        width,
        align,
    });
    let mut rows = Vec::new();
    for (number, row) in (1_usize..).zip(&answer.figures.rows) {
        let Some(cell) = row.cells.get(at) else { continue };
        let tally = cell.tally.unwrap_or_default();
        let mut cells = vec![number.to_string(), row.organization.name.clone()];
        if tally.total == 0 {
            cells.push(words(if cell.none { "none" } else { "no_data" }));
            cells.resize(titles.len(), String::new());
        } else {
            cells.extend(tally_cells(&tally));
        }
        rows.push(cells);
    }
    let mut sum = vec![String::new(), words("table.sum")];
    sum.extend(tally_cells(total));
    rows.push(sum);
    let table = Grid { caption: None, columns: columns.to_vec(), rows, total: true };
    Annex {
        title: message("annex").with("title", &column.title).text(Locale::Vi),
        landscape: true,
        parts: vec![Part::Table(table), Part::Remark { text: words("annex_remark") }],
    }
}

fn tally_cells(tally: &Tally) -> Vec<String> {
    let counts = [
        tally.verified,
        tally.under_watch,
        tally.claimed,
        tally.owed,
        tally.overdue,
        tally.unknown,
        tally.accepted,
        tally.attested,
    ];
    std::iter::once(share(tally.verified, tally.total))
        .chain(counts.iter().map(ToString::to_string))
        .collect()
}
