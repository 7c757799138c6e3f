//! The figures of a board as they are shown, frozen and handed out.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{DirectiveId, Message, ObligationId, OrganizationId, Timestamp};
use ledger::findings::store::Tally;
use ledger::journal::merkle;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::OrganizationRef;

use crate::error::DirectiveError;
use crate::letter::{Measure, ProofClass};
use crate::model::{ExplanationRef, Window};

/// Version of the figures as they are frozen.
pub(super) const VERSION: u32 = 1;

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
    /// How heavily what is owed here counts when bodies are put in order; 1 is plain.
    pub weight: u32,
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

    /// Adds the columns and the cards up from the rows.
    pub(super) fn sum(&mut self) {
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
