//! One obligation over all bodies: what is known of it, put where it counts.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Message, OrganizationId, Timestamp};
use ledger::findings::State;
use ledger::findings::store::Tally;
use registry::Tree;

use super::{Because, BoardCell, BoardColumn};
use crate::letter::Measure;
use crate::measures::{Known, Standing};
use crate::model::{Directive, Obligation};
use crate::store::explanations::Explanations;

/// Which bound body answers for a body.
pub(crate) struct Population<'a> {
    bound: BTreeSet<OrganizationId>,
    tree: &'a Tree,
    /// Bodies in the tree that are not bound and count for a bound one.
    pub(super) below: BTreeMap<OrganizationId, u64>,
}

impl<'a> Population<'a> {
    pub(crate) fn new(directive: &Directive, tree: &'a Tree) -> Self {
        let bound: BTreeSet<OrganizationId> = directive.bodies.iter().copied().collect();
        let mut population = Self { bound, tree, below: BTreeMap::new() };
        for node in tree.nodes() {
            if !population.bound.contains(&node.id)
                && let Some(row) = population.row_of(node.id)
            {
                *population.below.entry(row).or_default() += 1;
            }
        }
        population
    }

    pub(crate) fn row_of(&self, body: OrganizationId) -> Option<OrganizationId> {
        if self.bound.contains(&body) {
            return Some(body);
        }
        self.tree.ancestors(body).map(|node| node.id).find(|above| self.bound.contains(above))
    }
}

/// What stands behind one cell.
#[derive(Clone, Debug, Default)]
struct Part {
    tally: Tally,
    states: BTreeMap<State, u64>,
    stale: u64,
}

/// One obligation and every bound body's part in it.
pub(super) struct Column {
    pub(super) head: BoardColumn,
    pub(super) measured: bool,
    alive: bool,
    parts: BTreeMap<OrganizationId, Part>,
    pub(super) outside: Tally,
}

impl Column {
    pub(super) fn compute(
        obligation: &Obligation,
        known: Option<&Known>,
        begins_at: Timestamp,
        at: Timestamp,
        population: &Population<'_>,
    ) -> Self {
        let mut column = Self {
            head: BoardColumn {
                obligation_id: obligation.id,
                code: obligation.code,
                title: obligation.title.clone(),
                measured: known.is_some(),
                weight: obligation.weight,
                due_at: obligation.due_at,
                proof_class: obligation.proof,
            },
            measured: known.is_some(),
            alive: known.is_some_and(|known| known.covers(begins_at)),
            parts: BTreeMap::new(),
            outside: Tally::default(),
        };
        let mut rows = BTreeMap::new();
        for standing in known.into_iter().flat_map(|known| &known.standings) {
            let row =
                *rows.entry(standing.body).or_insert_with(|| population.row_of(standing.body));
            column.add(standing, row, obligation.due_at, at);
        }
        column
    }

    fn add(
        &mut self,
        standing: &Standing,
        row: Option<OrganizationId>,
        due_at: Option<Timestamp>,
        at: Timestamp,
    ) {
        // By the body's own date or the issuer's, whichever is earlier.
        let late = standing.late || due_at.is_some_and(|due_at| due_at < at);
        let Some(row) = row else {
            self.outside.add(standing.state, late, standing.attested, standing.count);
            return;
        };
        let part = self.parts.entry(row).or_default();
        part.tally.add(standing.state, late, standing.attested, standing.count);
        if standing.state.counts() {
            *part.states.entry(standing.state).or_default() += standing.count;
        }
        if standing.stale && standing.state.counts() {
            part.stale += standing.count;
        }
    }

    pub(super) fn cell(&self, body: OrganizationId, explanations: &Explanations) -> BoardCell {
        let obligation_id = self.head.obligation_id;
        let explanation = explanations.get(&(body, obligation_id)).copied();
        let mut cell = BoardCell {
            obligation_id,
            tally: None,
            none: false,
            no_source: false,
            because: Vec::new(),
            explanation,
        };
        if !self.measured {
            return cell;
        }
        let part = self.parts.get(&body);
        let tally = part.map_or_else(Tally::default, |part| part.tally);
        cell.tally = Some(tally);
        if tally.total == 0 {
            cell.none = self.alive;
            cell.no_source = !self.alive;
            let code =
                if self.alive { "directive.because.none" } else { "directive.because.no_source" };
            cell.because.push(Because { message: Message::new(code), count: 0, filter: None });
        } else if let Some(part) = part {
            cell.because = self.because(body, part);
        }
        cell
    }

    fn because(&self, body: OrganizationId, part: &Part) -> Vec<Because> {
        let mut because = Vec::new();
        // Behind contact points stand no findings that a link could show.
        let of_contacts = self.head.code == Measure::Contacts;
        let mut add = |code: &str, count: u64, filter: Option<String>| {
            if count > 0 {
                let part = if of_contacts { "because_contacts" } else { "because" };
                let message = Message::new(&format!("directive.{part}.{code}"));
                let filter = filter.filter(|_| !of_contacts);
                because.push(Because { message, count, filter });
            }
        };
        // The link names directive and obligation too: the list of findings then knows the issuer's day.
        let late = format!("state=open,acknowledged,regressed&overdue=true&organization={body}");
        add("overdue", part.tally.overdue, Some(late));
        let shown = [
            State::Regressed,
            State::Open,
            State::Acknowledged,
            State::ClaimedFixed,
            State::Unknown,
            State::UnderWatch,
            State::RiskAccepted,
            State::Unsupported,
        ];
        for state in shown {
            let count = part.states.get(&state).copied().unwrap_or(0);
            add(state.name(), count, Some(format!("state={state}&organization={body}")));
        }
        add("stale", part.stale, None);
        add("attested", part.tally.attested, None);
        because
    }
}
