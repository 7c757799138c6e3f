//! The board: bodies by obligations, with the reasons behind every figure.
//!
//! Everything is computed from the ledger at one instant; nothing is read row by row. What belongs
//! to a body that is not bound itself counts for the nearest bound body above it; what belongs to
//! no bound body is a figure of its own, so that the sum of all is what the ledger holds.

mod column;
mod figures;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use kernel::{Message, OrganizationId, Timestamp};
use registry::Tree;
use web::OrganizationRef;

pub use figures::{Because, BoardCell, BoardColumn, BoardRow, Cards, Clean, Figures, Head, Share};

use crate::error::DirectiveError;
use crate::letter::Measure;
use crate::measures::{self, Known};
use crate::model::{Directive, Obligation};
use crate::store::explanations::{self, Explanations};
use column::Column;
pub(crate) use column::Population;

/// The figures of a directive at `as_of`, or now.
///
/// # Errors
///
/// [`DirectiveError::InFuture`]; when the database cannot be read.
pub async fn figures(
    directive: &Directive,
    as_of: Option<Timestamp>,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Figures, DirectiveError> {
    if as_of.is_some_and(|at| at > now) {
        return Err(DirectiveError::InFuture);
    }
    let at = as_of.unwrap_or(now);
    let tree = registry::load_tree(at, tx).await?;
    let mut known = BTreeMap::new();
    for code in directive.included().map(|obligation| obligation.code).collect::<BTreeSet<_>>() {
        if let Some(found) = measures::known(code, as_of, now, tx).await? {
            known.insert(code, found);
        }
    }
    let explanations = explanations::standing(directive.id, at, tx).await?;
    let gone: Vec<OrganizationId> =
        directive.bodies.iter().copied().filter(|body| tree.body(*body).is_none()).collect();
    let mut former = BTreeMap::new();
    if !gone.is_empty() {
        for (id, row) in registry::store::organizations_by_id(gone, at, tx).await? {
            former.insert(id, OrganizationRef { id, name: row.name, code: row.code });
        }
    }
    Ok(compute(directive, at, &tree, &former, &known, &explanations))
}

/// Computes the figures; `former` names bound bodies that are not in the tree on that day.
#[must_use]
pub fn compute(
    directive: &Directive,
    at: Timestamp,
    tree: &Tree,
    former: &BTreeMap<OrganizationId, OrganizationRef>,
    known: &BTreeMap<Measure, Known>,
    explanations: &Explanations,
) -> Figures {
    let population = Population::new(directive, tree);
    let included: Vec<&Obligation> = directive.included().collect();
    let begins_at = directive.begins_at();
    let columns: Vec<Column> = included
        .iter()
        .map(|obligation| {
            let known = known.get(&obligation.code);
            Column::compute(obligation, known, begins_at, at, &population)
        })
        .collect();
    let mut rows = Vec::new();
    for body in &directive.bodies {
        let cells: Vec<BoardCell> =
            columns.iter().map(|column| column.cell(*body, explanations)).collect();
        let organization = match (tree.body(*body), former.get(body)) {
            (Some(node), _) => OrganizationRef {
                id: node.id,
                name: node.name.clone(),
                code: node.code.as_ref().map(ToString::to_string),
            },
            // A body that ended keeps its row for as long as something counts for it.
            (None, former) => {
                if cells.iter().all(|cell| cell.tally.is_none_or(|tally| tally.total == 0)) {
                    continue;
                }
                former.cloned().unwrap_or_else(|| OrganizationRef {
                    id: *body,
                    name: body.to_string(),
                    code: None,
                })
            }
        };
        let acting_count = population.below.get(body).copied().unwrap_or(0);
        rows.push(BoardRow { organization, acting_count, cells });
    }
    sort(&mut rows, &columns);
    let fields = &directive.fields;
    let mut figures = Figures {
        version: figures::VERSION,
        directive: Head {
            id: directive.id,
            number: fields.number.clone(),
            dated: fields.dated,
            issuer: fields.issuer.clone(),
            subject: fields.subject.clone(),
            window: fields.window.clone(),
            received_at: directive.received_at,
        },
        as_of: at,
        partial: false,
        slowest_source: slowest(known),
        cards: Cards::default(),
        outside: columns.iter().map(|column| column.measured.then_some(column.outside)).collect(),
        columns: columns.into_iter().map(|column| column.head).collect(),
        rows,
        totals: Vec::new(),
    };
    figures.sum();
    figures
}

fn slowest(known: &BTreeMap<Measure, Known>) -> Option<Message> {
    let sources = known.values().filter(|known| known.source.is_some());
    sources.min_by_key(|known| known.covered_to).and_then(|known| known.source.clone())
}

/// Most behind first: the share that is owed, then how much of it is late, then how much is owed,
/// each obligation by its weight; then the name.
fn sort(rows: &mut [BoardRow], columns: &[Column]) {
    let key = |row: &BoardRow| {
        let (mut behind, mut late, mut total) = (0, 0, 0);
        for (cell, column) in row.cells.iter().zip(columns) {
            let Some(tally) = cell.tally else { continue };
            let weight = u64::from(column.head.weight);
            behind += weight * (tally.owed + tally.overdue);
            late += weight * tally.overdue;
            total += weight * tally.total;
        }
        (behind, late, total)
    };
    rows.sort_by_cached_key(|row| {
        let (behind, late, total) = key(row);
        // In millionths, so that the order does not hang on the arithmetic of a machine.
        let share = (u128::from(behind) * 1_000_000).checked_div(u128::from(total)).unwrap_or(0);
        let name = kernel::text::fold(&row.organization.name);
        (Reverse((share, late, behind)), name, row.organization.id)
    });
}
