//! The board: bodies by obligations, with the reasons behind every figure.
//!
//! Everything is computed from the ledger at one instant; nothing is read row by row. What belongs
//! to a body that is not bound itself counts for the nearest bound body above it; what belongs to
//! no bound body is a figure of its own, so that the sum of all is what the ledger holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use db::Tx;
use kernel::{DirectiveId, Message, ObligationId, OrganizationId, Timestamp};
use ledger::findings::State;
use ledger::findings::store::Tally;
use ledger::journal::merkle;
use registry::Tree;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::OrganizationRef;

use crate::error::DirectiveError;
use crate::letter::{Measure, ProofClass};
use crate::measures::{self, Known, Standing};
use crate::model::{Directive, ExplanationRef, Obligation, Window};
use crate::store::explanations::{self, Explanations};

/// Version of the figures as they are frozen.
const VERSION: u32 = 1;

/// What identifies the directive on frozen figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Head {
    /// Its id.
    pub id: DirectiveId,
    /// Number and symbol.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Day of issue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dated: Option<NaiveDate>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<String>,
    /// The time for which it holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub window: Option<Window>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// An obligation as a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardColumn {
    /// The obligation.
    pub obligation_id: ObligationId,
    /// Its measure.
    pub code: Measure,
    /// How it is called.
    pub title: String,
    /// Whether there is a measure for it today.
    pub measured: bool,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_at: Option<Timestamp>,
    /// What stands behind a claim of completion.
    pub proof_class: ProofClass,
}

/// A reason behind a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Because {
    /// The reason.
    pub message: Message,
    /// How many things.
    pub count: u64,
    /// The query of the list of findings that shows them, where one does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filter: Option<String>,
}

/// One body on one obligation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardCell {
    /// The obligation.
    pub obligation_id: ObligationId,
    /// The figures; none: not measured.
    #[serde(default)]
    pub tally: Option<Tally>,
    /// Whether the body is known to have nothing to do.
    pub none: bool,
    /// Whether nothing is known because no source covers the time of the directive.
    #[serde(default)]
    pub no_source: bool,
    /// The reasons.
    pub because: Vec<Because>,
    /// What the body says of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<ExplanationRef>,
}

/// A body on all obligations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardRow {
    /// The body, by its name on that day.
    pub organization: OrganizationRef,
    /// Bodies below it that are not bound themselves, whose figures count here.
    pub acting_count: u64,
    /// Its cells, in the order of the columns.
    pub cells: Vec<BoardCell>,
}

/// A count over its denominator.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub total: u64,
}

/// Botnet addresses that are clean.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Clean {
    /// Proved clean.
    pub clean: u64,
    /// Of how many.
    pub total: u64,
}

/// The large figures above the table. Each measure counts once, however many clauses ask for it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cards {
    /// Proved.
    pub verified: Share,
    /// Not done, late ones included.
    pub owed: u64,
    /// Late ones among those.
    pub overdue: u64,
    /// Without data.
    pub unknown: u64,
    /// Addresses on the botnet lists.
    pub botnet: Clean,
}

/// The figures of a directive at one instant; what is frozen at a cut-off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    /// Version of this form.
    pub version: u32,
    /// Which directive.
    pub directive: Head,
    /// The instant.
    pub as_of: Timestamp,
    /// Whether rows outside the reader's branch were left out, of the totals too.
    pub partial: bool,
    /// The source that lags behind most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slowest_source: Option<Message>,
    /// The large figures.
    pub cards: Cards,
    /// The obligations.
    pub columns: Vec<BoardColumn>,
    /// The bodies, most behind first.
    pub rows: Vec<BoardRow>,
    /// The sums of the columns; none: not measured.
    pub totals: Vec<Option<Tally>>,
    /// What belongs to no bound body, by column; none: not measured, or not for the reader.
    pub outside: Vec<Option<Tally>>,
}

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
        if let Some(found) = measures::known(code, as_of, tx).await? {
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
    sort(&mut rows);
    let fields = &directive.fields;
    let mut figures = Figures {
        version: VERSION,
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

/// Most behind first: the share that is owed, then the name.
fn sort(rows: &mut [BoardRow]) {
    let key = |row: &BoardRow| {
        let (mut behind, mut total) = (0, 0);
        for tally in row.cells.iter().filter_map(|cell| cell.tally) {
            behind += tally.owed + tally.overdue;
            total += tally.total;
        }
        (behind, total)
    };
    rows.sort_by_cached_key(|row| {
        let (behind, total) = key(row);
        // In millionths, so that the order does not hang on the arithmetic of a machine.
        let share = (u128::from(behind) * 1_000_000).checked_div(u128::from(total)).unwrap_or(0);
        let name = kernel::text::fold(&row.organization.name);
        (std::cmp::Reverse(share), name, row.organization.id)
    });
}

/// Which bound body answers for a body.
struct Population<'a> {
    bound: BTreeSet<OrganizationId>,
    tree: &'a Tree,
    /// Bodies in the tree that are not bound and count for a bound one.
    below: BTreeMap<OrganizationId, u64>,
}

impl<'a> Population<'a> {
    fn new(directive: &Directive, tree: &'a Tree) -> Self {
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

    fn row_of(&self, body: OrganizationId) -> Option<OrganizationId> {
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

struct Column {
    head: BoardColumn,
    measured: bool,
    alive: bool,
    parts: BTreeMap<OrganizationId, Part>,
    outside: Tally,
}

impl Column {
    fn compute(
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
        // The body's own date or the issuer's, whichever is earlier.
        let due_at = due_at.into_iter().chain(standing.due_at).min();
        let late = due_at.is_some_and(|due_at| due_at < at);
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

    fn cell(&self, body: OrganizationId, explanations: &Explanations) -> BoardCell {
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
        let mut add = |code: &str, count: u64, filter: Option<String>| {
            if count > 0 {
                let message = Message::new(&format!("directive.because.{code}"));
                because.push(Because { message, count, filter });
            }
        };
        // The list of findings knows each finding's own date, not that of the obligation.
        let own_dates = self.head.due_at.is_none();
        let late = own_dates
            .then(|| format!("state=open,acknowledged,regressed&overdue=true&organization={body}"));
        add("overdue", part.tally.overdue, late);
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

impl Figures {
    /// Reads frozen figures.
    ///
    /// # Errors
    ///
    /// When they are no figures of ours.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DirectiveError> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The figures as they are frozen and handed out.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DirectiveError> {
        Ok(serde_json::to_vec(self)?)
    }

    /// Merkle root over the rows as they stand in [`Self::to_bytes`], in hex.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn root(&self) -> Result<String, DirectiveError> {
        let mut tree = merkle::Builder::default();
        for row in &self.rows {
            tree.push(&serde_json::to_vec(row)?);
        }
        Ok(data_encoding::HEXLOWER.encode(&tree.root()))
    }

    /// Only the rows that a reader may see; totals and cards are then of these alone.
    #[must_use]
    pub fn within(mut self, allows: impl Fn(OrganizationId) -> bool) -> Self {
        self.rows.retain(|row| allows(row.organization.id));
        self.partial = true;
        self.outside = vec![None; self.columns.len()];
        self.sum();
        self
    }

    /// The obligations that are not measured today.
    pub fn unmeasured(&self) -> impl Iterator<Item = &BoardColumn> {
        self.columns.iter().filter(|column| !column.measured)
    }

    /// The measured columns with their place and total.
    pub fn measured(&self) -> impl Iterator<Item = (usize, &BoardColumn, Tally)> {
        let totals = self.columns.iter().zip(&self.totals).enumerate();
        totals.filter_map(|(at, (column, total))| total.map(|total| (at, column, total)))
    }

    fn sum(&mut self) {
        self.totals = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                column.measured.then(|| {
                    let mut total = Tally::default();
                    let cells = self.rows.iter().filter_map(|row| row.cells.get(at));
                    for tally in cells.filter_map(|cell| cell.tally.as_ref()) {
                        total.merge(tally);
                    }
                    total
                })
            })
            .collect();
        let mut cards = Cards::default();
        let mut counted = BTreeSet::new();
        for (_, column, total) in self.measured() {
            if !counted.insert(column.code) {
                continue;
            }
            cards.verified.count += total.verified;
            cards.verified.total += total.total;
            cards.owed += total.owed + total.overdue;
            cards.overdue += total.overdue;
            cards.unknown += total.unknown;
            if column.code == Measure::Botnet {
                cards.botnet = Clean { clean: total.verified, total: total.total };
            }
        }
        self.cards = cards;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::Population as Counted;
    use crate::model::{DirectiveState, Fields, StoredFile};
    use kernel::Id as _;
    use ledger::PayloadHash;
    use proptest::prelude::*;
    use registry::{OrganizationKind, TreeBody};
    use uuid::Uuid;

    fn body(number: usize) -> OrganizationId {
        OrganizationId::from_uuid(Uuid::from_u128(number as u128 + 1))
    }

    fn at() -> Timestamp {
        Timestamp::from_millis(1_900_000_000_000)
    }

    /// Body n hangs below one of the bodies before it, or at the top.
    fn tree(parents: &[usize]) -> Tree {
        let one = |(number, pick): (usize, &usize)| {
            let parent = pick % (number + 1);
            TreeBody {
                id: body(number),
                name: format!("Đơn vị {number}"),
                short_name: None,
                name_folded: format!("don vi {number}"),
                code: None,
                kind: OrganizationKind::State,
                parent: (parent < number).then(|| body(parent)),
            }
        };
        Tree::build(parents.iter().enumerate().map(one).collect())
    }

    fn directive(bodies: Vec<OrganizationId>) -> Directive {
        let obligation = Obligation {
            id: ObligationId::from_uuid(Uuid::from_u128(7)),
            code: Measure::Botnet,
            title: "Botnet".to_owned(),
            clause: "1".to_owned(),
            text: String::new(),
            spans: Vec::new(),
            weight: 1,
            due_at: None,
            proof: ProofClass::Measured,
            population: Counted::Bodies,
            included: true,
        };
        Directive {
            id: DirectiveId::from_uuid(Uuid::from_u128(1)),
            state: DirectiveState::Confirmed,
            fields: Fields::default(),
            parent: None,
            said: 0,
            received_at: at(),
            confirmed_at: None,
            file: StoredFile { name: String::new(), blob: String::new(), bytes: 0 },
            reading: PayloadHash::from_bytes([0; 32]),
            population: None,
            obligations: vec![obligation],
            bodies,
            files: Vec::new(),
        }
    }

    fn standings() -> impl Strategy<Value = Vec<Standing>> {
        let one = (0_usize..40, 0..State::ALL.len(), any::<bool>(), 0_i64..3, 1_u64..9);
        prop::collection::vec(one, 0..60).prop_map(|found| {
            found
                .into_iter()
                .map(|(owner, state, attested, due, count)| Standing {
                    body: body(owner),
                    state: State::ALL[state],
                    attested,
                    stale: false,
                    due_at: Some(Timestamp::from_millis(at().millis() + due - 1)),
                    count,
                })
                .collect()
        })
    }

    proptest! {
        /// Nothing is lost and nothing counts twice, whoever is bound.
        #[test]
        fn rows_and_what_is_outside_are_all_findings(
            parents in prop::collection::vec(0_usize..40, 1..40),
            bound in prop::collection::vec(any::<bool>(), 40),
            standings in standings(),
        ) {
            let bodies: Vec<_> = (0..40).filter(|number| bound[*number]).map(body).collect();
            let directive = directive(bodies.clone());
            let mut all = Tally::default();
            for one in &standings {
                let late = one.due_at.is_some_and(|due| due < at());
                all.add(one.state, late, one.attested, one.count);
            }
            let known = Known { standings, covered_to: None, source: None };
            let known = BTreeMap::from([(Measure::Botnet, known)]);
            let tree = tree(&parents);
            let none = Explanations::new();
            let figures = compute(&directive, at(), &tree, &BTreeMap::new(), &known, &none);
            let mut sum = figures.outside[0].unwrap();
            sum.merge(&figures.totals[0].unwrap());
            prop_assert_eq!(sum, all);

            // A branch sees its rows alone, and their sum.
            let branch = figures.clone().within(|body| bodies.first() == Some(&body));
            prop_assert!(branch.rows.len() <= 1);
            let own = branch.rows.first().and_then(|row| row.cells[0].tally).unwrap_or_default();
            prop_assert_eq!(branch.totals[0].unwrap(), own);

            // What is frozen reads back the same, byte by byte.
            let bytes = figures.to_bytes().unwrap();
            let again = Figures::from_bytes(&bytes).unwrap();
            prop_assert_eq!(again.to_bytes().unwrap(), bytes);
            prop_assert_eq!(again.root().unwrap(), figures.root().unwrap());
        }
    }
}
