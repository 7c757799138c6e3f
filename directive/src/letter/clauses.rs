//! The body as a tree of clauses, and the rows of tables of tasks.
//!
//! Copying breaks paragraphs over lines and pages; such lines are joined again where the sentence
//! had not ended.

use std::collections::{BTreeMap, BTreeSet};

use documents::{Block, Document, Table};

use super::line::Line;
use super::marks::{DASH, Mark, mark};
use super::model::{Confidence, Span};
use super::parts::{Clause, ClauseRole};
use super::passage::Passage;

/// The clauses with their texts as passages; both lists have the same length.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The clauses.
    pub(super) clauses: Vec<Clause>,
    /// Their texts.
    pub(super) texts: Vec<Passage>,
    /// Tables of more than one column that are no tables of tasks, by block.
    pub(super) unread: Vec<usize>,
}

/// An item while lines are added to it.
struct Open {
    mark: Option<Mark>,
    text: Passage,
    table: Option<usize>,
}

/// Reads the body's lines, and the tables of tasks in the annexes.
pub(super) fn read(document: &Document, body: &[Line<'_>], annexes: &[Line<'_>]) -> Body {
    let wrap = wrap_width(body);
    let mut read = Body::default();
    let mut open: Vec<Open> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in body {
        let table = table_of(document, line).filter(|table| width(table) > 1);
        if table.is_some() {
            if seen.insert(line.span.block) {
                open.push(Open {
                    mark: None,
                    text: Passage::default(),
                    table: Some(line.span.block),
                });
            }
            continue;
        }
        if super::layout::is_rule(line.text) {
            continue;
        }
        let found = mark(line.text);
        match open.last_mut() {
            Some(last) if found.is_none() && continues(last, line, wrap) => {
                last.text.push(line.text, line.span);
            }
            _ => open.push(opened(line, found)),
        }
    }
    let last_marked = open.iter().rposition(|item| item.mark.is_some());
    let mut tree = Tree::default();
    for (index, item) in open.into_iter().enumerate() {
        match item.table {
            Some(block) => tree.tasks(document, block, &mut read),
            None => tree.add(item, last_marked.is_some_and(|last| index > last), &mut read),
        }
    }
    for line in annexes {
        if line.in_table() && seen.insert(line.span.block) {
            tree.tasks(document, line.span.block, &mut read);
        }
    }
    assign_roles(&mut read.clauses);
    read
}

fn opened(line: &Line<'_>, found: Option<Mark>) -> Open {
    let rest = found.as_ref().map_or(0, |mark| mark.rest);
    let before = line.text.get(..rest).map_or(0, |before| before.chars().count());
    let text = line.text.get(rest..).unwrap_or_default();
    let span = Span { start: line.span.start + before, ..line.span };
    Open { mark: found, text: Passage::of(text, span), table: None }
}

fn table_of<'a>(document: &'a Document, line: &Line<'_>) -> Option<&'a Table> {
    match document.blocks.get(line.span.block)? {
        Block::Table(table) if line.in_table() => Some(table),
        _ => None,
    }
}

fn width(table: &Table) -> usize {
    table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// How wide the lines are where every line of the page is its own line; none where paragraphs
/// are whole.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let plain = lines.iter().filter(|line| !line.in_table());
    let lower = plain.clone().filter(|line| starts_lower(line.text)).count();
    let all = plain.clone().count();
    let mut widths: Vec<usize> = plain.map(|line| line.text.chars().count()).collect();
    widths.sort_unstable();
    let wide = *widths.get(all.saturating_mul(9) / 10)?;
    (lower >= 4 && lower * 5 >= all && wide <= 140).then_some(wide)
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line without a mark goes on with the sentence before it.
fn continues(last: &Open, line: &Line<'_>, wrap: Option<usize>) -> bool {
    let before = last.text.text();
    let first = line.text.chars().next();
    // On a page of broken lines a semicolon may end a line in the middle of a sentence.
    let small = first.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit());
    let broken = wrap.is_some() && before.ends_with([';', ':']) && small;
    if before.is_empty() || (before.ends_with(['.', ';', ':', '!', '?']) && !broken) {
        return false;
    }
    let opens_small = first.is_some_and(|c| c.is_lowercase() || matches!(c, '(' | ',' | ')'));
    // A heading in capitals does not go on in a sentence.
    if opens_small || before.ends_with(',') {
        return true;
    }
    let end = last.text.last_span();
    let length = end.map_or(0, |span| span.end.saturating_sub(span.start));
    let same = end.is_some_and(|span| {
        (span.block, span.row, span.cell) == (line.span.block, line.span.row, line.span.cell)
    });
    let full = wrap.is_some_and(|wrap| length * 5 >= wrap * 4) || (same && length >= 50);
    let heading = super::line::is_capitals(before) != line.is_capitals();
    full && !heading
}

/// Where the next clause hangs.
#[derive(Default)]
struct Tree {
    /// Rank and index of the clauses that enclose the present place.
    stack: Vec<(u8, usize)>,
    counts: BTreeMap<(Option<usize>, char), usize>,
    paths: BTreeSet<String>,
    /// Whether closing paragraphs have begun.
    closing: bool,
}

impl Tree {
    fn add(&mut self, item: Open, trailing: bool, read: &mut Body) {
        let (role, marker) = match &item.mark {
            Some(mark) => (ClauseRole::Item, mark.marker.clone()),
            None => (ClauseRole::Text, String::new()),
        };
        let rank = item.mark.as_ref().map_or(DASH, |mark| mark.rank);
        if trailing {
            // A paragraph after a finished last item closes the letter, not the item.
            let finished = read.texts.last().is_some_and(|text| text.text().ends_with(['.', ';']));
            self.closing |= finished;
            if self.closing {
                self.stack.clear();
            }
        }
        while self.stack.last().is_some_and(|(above, _)| *above >= rank) {
            self.stack.pop();
        }
        let parent = self.stack.last().map(|(_, index)| *index);
        let label = match &item.mark {
            Some(mark) if !mark.label.is_empty() => mark.label.clone(),
            Some(mark) if mark.rank == DASH => self.count(parent, '-'),
            Some(_) => self.count(parent, '+'),
            None => self.count(parent, '¶'),
        };
        if item.mark.is_some() {
            self.stack.push((rank, read.clauses.len()));
        }
        self.push(parent, &label, marker, role, item.text, read);
    }

    fn count(&mut self, parent: Option<usize>, sign: char) -> String {
        let count = self.counts.entry((parent, sign)).or_default();
        *count += 1;
        format!("{sign}{count}")
    }

    fn push(
        &mut self,
        parent: Option<usize>,
        label: &str,
        marker: String,
        role: ClauseRole,
        text: Passage,
        read: &mut Body,
    ) {
        let above = parent.and_then(|parent| read.clauses.get(parent));
        let wanted =
            above.map_or_else(|| label.to_owned(), |above| format!("{}/{label}", above.path));
        let depth = above.map_or(0, |above| above.depth + 1);
        // Numbering that starts again gives the same label twice.
        let again = self.counts.get(&(parent, '#')).copied().unwrap_or(1);
        let path = if self.paths.contains(&wanted) {
            self.counts.insert((parent, '#'), again + 1);
            format!("{wanted}~{}", again + 1)
        } else {
            wanted
        };
        self.paths.insert(path.clone());
        read.clauses.push(Clause {
            path,
            marker,
            role,
            depth,
            parent,
            text: text.text().to_owned(),
            spans: text.all_spans(),
            assigned_to: None,
            due: None,
        });
        read.texts.push(text);
    }

    /// Adds the rows of a table of tasks; any other table is only named.
    fn tasks(&mut self, document: &Document, block: usize, read: &mut Body) {
        let Some(Block::Table(table)) = document.blocks.get(block) else { return };
        let Some((header, columns)) = task_columns(table) else {
            read.unread.push(block);
            return;
        };
        let parent = self.stack.first().map(|(_, index)| *index);
        for (row, content) in table.rows.iter().enumerate().skip(header + 1).take(2_000) {
            let cell = |column: Option<usize>| {
                let column = column?;
                let text = content.cells.get(column)?;
                let mut passage = Passage::default();
                for line in super::line::of_cell(text, block, row, column) {
                    passage.push(line.text, line.span);
                }
                (!passage.is_empty()).then_some(passage)
            };
            let Some(task) = cell(Some(columns.task)) else { continue };
            let (assigned, due) = (cell(columns.lead), cell(columns.due));
            // A row with nothing but its title is a heading within the table.
            if assigned.is_none() && due.is_none() {
                continue;
            }
            let label = self.count(parent, '▦');
            self.push(parent, &label, String::new(), ClauseRole::Task, task, read);
            if let Some(clause) = read.clauses.last_mut() {
                clause.assigned_to = assigned.and_then(|text| text.whole(Confidence::High));
                clause.due = due.and_then(|text| text.whole(Confidence::High));
            }
        }
    }
}

struct TaskColumns {
    task: usize,
    lead: Option<usize>,
    due: Option<usize>,
}

/// The header row of a table of tasks: one column of tasks, and one of who or when.
fn task_columns(table: &Table) -> Option<(usize, TaskColumns)> {
    const TASK: &[&str] = &["nhiem vu", "noi dung", "cong viec", "noi dung cong viec"];
    const LEAD: &[&str] =
        &["chu tri", "don vi thuc hien", "co quan thuc hien", "don vi chiu trach nhiem"];
    const DUE: &[&str] = &["thoi gian", "thoi han", "han hoan thanh", "tien do", "hoan thanh"];
    table.rows.iter().take(4).enumerate().find_map(|(index, row)| {
        let folded: Vec<String> = row
            .cells
            .iter()
            .map(|cell| kernel::text::fold(cell.get(..200).unwrap_or(cell)))
            .collect();
        let column = |names: &[&str]| {
            folded.iter().position(|cell| names.iter().any(|name| cell.contains(name)))
        };
        let task = column(TASK)?;
        let lead = column(LEAD);
        let due = column(DUE).filter(|due| *due != task);
        lead.is_some().then_some((index, TaskColumns { task, lead, due }))
    })
}

fn assign_roles(clauses: &mut [Clause]) {
    let first_item = clauses.iter().position(|clause| clause.role == ClauseRole::Item);
    let last = clauses.len().saturating_sub(1);
    let opens: Vec<bool> = clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| {
            clause.role == ClauseRole::Text && clause.text.ends_with(':') && index < last
        })
        .collect();
    // What stands before the first such sentence explains; what follows it may be a list without
    // marks.
    let first_lead = opens.iter().position(|opens| *opens);
    let first = first_lead.into_iter().chain(first_item).min();
    for (index, (clause, opens)) in clauses.iter_mut().zip(opens).enumerate() {
        if opens {
            clause.role = ClauseRole::LeadIn;
        } else if clause.role == ClauseRole::Text && first.is_some_and(|first| index < first) {
            clause.role = ClauseRole::Preamble;
        }
    }
}
