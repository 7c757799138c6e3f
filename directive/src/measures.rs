//! How completion is computed: from the ledger, never from what somebody typed into a board.
//!
//! A measure answers for every body at any past instant. Since it reads evidence and not the
//! directive, one proof serves every letter that asks for it, and a new letter opens part-filled.
//! A measure whose duty does not exist yet answers nothing, and the board says "not measured".

use std::collections::BTreeMap;
use std::future::Future;

use chrono::TimeDelta;
use db::Tx;
use kernel::{Message, OrganizationId, Timestamp};
use ledger::findings::store::{tallies, tallies_as_of};
use ledger::findings::{FindingKind, State};
use malware::model::{Judged, ListState};

use crate::error::DirectiveError;
use crate::letter::Measure as Code;
use crate::time::{day_of, day_text};

/// Days before a directive begins that its lists may end: a monthly list arrives up to a month
/// after the month that it covers, so a letter is answered from the list of the month before.
const LIST_REACH_DAYS: i64 = 62;
/// Lists that are looked at for the newest one.
const MOST_LISTS: u32 = 500;

/// A number of things of one body that stand alike.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Standing {
    /// The body that answers for them.
    pub body: OrganizationId,
    /// Where they stand.
    pub state: State,
    /// Whether a second person's word is part of the proof.
    pub attested: bool,
    /// Whether the sensor that would tell is silent.
    pub stale: bool,
    /// Whether they were late by a date of their own.
    pub late: bool,
    /// How many.
    pub count: u64,
}

/// What a measure knows at an instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What every body has to do and has done.
    pub standings: Vec<Standing>,
    /// End of the time that the newest source covers; none: no source ever delivered.
    pub covered_to: Option<Timestamp>,
    /// The source that lags behind most, in words.
    pub source: Option<Message>,
}

impl Known {
    /// Whether a body without anything to do is known to have nothing to do: some source covers
    /// the time of a directive that begins at `begins_at`.
    #[must_use]
    pub fn covers(&self, begins_at: Timestamp) -> bool {
        self.covered_to.is_some_and(|to| to >= begins_at - TimeDelta::days(LIST_REACH_DAYS))
    }
}

/// What a duty tells the board about one measure.
pub trait Measure {
    /// Which measure.
    const CODE: Code;

    /// What was known at `as_of`; at the present, `now`, where it is none.
    fn known(
        &self,
        as_of: Option<Timestamp>,
        now: Timestamp,
        tx: &mut Tx,
    ) -> impl Future<Output = Result<Known, DirectiveError>> + Send;
}

/// Addresses on the botnet lists: what the ledger knows of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Botnet;

impl Measure for Botnet {
    const CODE: Code = Code::Botnet;

    async fn known(
        &self,
        as_of: Option<Timestamp>,
        now: Timestamp,
        tx: &mut Tx,
    ) -> Result<Known, DirectiveError> {
        let rows = match as_of {
            Some(at) => tallies_as_of(FindingKind::BotnetAddress, at, tx).await?,
            None => tallies(FindingKind::BotnetAddress, now, tx).await?,
        };
        let standings = rows
            .into_iter()
            .map(|row| Standing {
                body: row.accountable,
                state: row.state,
                attested: row.attested,
                stale: row.stale,
                late: row.late,
                count: row.count,
            })
            .collect();
        let lists = malware::store::lists::newest(MOST_LISTS, tx).await?;
        let newest = lists
            .into_iter()
            .filter(|list| list.state == ListState::Imported)
            .filter(|list| !list.judged.as_ref().is_some_and(Judged::is_no_infection))
            .filter_map(|list| {
                let imported_at = list.imported_at?;
                let counts = as_of.is_none_or(|at| imported_at <= at);
                let covered_to = list.period.map_or(imported_at, |(_, to)| to);
                counts.then_some((covered_to, imported_at, list.id, list.file_name))
            })
            .max();
        let source = match &newest {
            // A period ends at the first instant that it no longer covers.
            Some((to, _, _, name)) => Message::new("directive.source.list")
                .with("name", name)
                .with("to", day_text(day_of(*to - TimeDelta::milliseconds(1)))),
            None => Message::new("directive.source.no_list"),
        };
        let covered_to = newest.map(|(to, ..)| to);
        Ok(Known { standings, covered_to, source: Some(source) })
    }
}

/// Contact points: mandatory roles of every body, answered by whoever called them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Contacts;

impl Measure for Contacts {
    const CODE: Code = Code::Contacts;

    async fn known(
        &self,
        as_of: Option<Timestamp>,
        now: Timestamp,
        tx: &mut Tx,
    ) -> Result<Known, DirectiveError> {
        let at = as_of.unwrap_or(now);
        let mut counts: BTreeMap<(OrganizationId, State), u64> = BTreeMap::new();
        for one in contacts::measure::standings(at, tx).await? {
            *counts.entry((one.organization, one.state())).or_default() += 1;
        }
        let standings = counts.into_iter().map(|((body, state), count)| Standing {
            body,
            state,
            // A call is the word of whoever made it.
            attested: state == State::Verified,
            stale: false,
            late: false,
            count,
        });
        // The log itself is the source: a role that nobody is named for is owed, never unknown.
        let source = Some(Message::new("directive.source.contacts"));
        Ok(Known { standings: standings.collect(), covered_to: Some(at), source })
    }
}

/// Whether there is a measure for a code today.
#[must_use]
pub const fn is_measured(code: Code) -> bool {
    matches!(code, Code::Botnet | Code::Contacts)
}

/// What is known of a code; none where its duty does not exist yet.
///
/// # Errors
///
/// [`DirectiveError`] when the ledger cannot be read.
pub async fn known(
    code: Code,
    as_of: Option<Timestamp>,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Known>, DirectiveError> {
    match code {
        Code::Botnet => Botnet.known(as_of, now, tx).await.map(Some),
        Code::Contacts => Contacts.known(as_of, now, tx).await.map(Some),
        Code::Levels
        | Code::Watch
        | Code::Sweep
        | Code::Vulnerabilities
        | Code::Incidents
        | Code::Awareness
        | Code::Cascade
        | Code::Report
        | Code::Other => Ok(None),
    }
}
