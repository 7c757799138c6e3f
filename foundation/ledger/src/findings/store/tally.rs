//! Counts of findings by body and state, now and at any past instant.

use std::collections::BTreeMap;

use db::{Tx, params};
use kernel::{Id, OrganizationId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ApplyError;
use crate::findings::model::{FindingKind, Standing, State};
use db::DbError;

/// Counts over a denominator. A percentage never appears without `total`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Tally {
    /// Proved by newer, independent evidence, or attested (see `attested`).
    pub verified: u64,
    /// Cleaned, the quiet time runs.
    pub under_watch: u64,
    /// Said to be done, nothing proves it.
    pub claimed: u64,
    /// Not done, in time.
    pub owed: u64,
    /// Not done, late.
    pub overdue: u64,
    /// No data: the sensor or the evidence is gone.
    pub unknown: u64,
    /// Risk accepted or replacement planned; not done.
    pub accepted: u64,
    /// How many of `verified` and `under_watch` rest on a second person's word.
    pub attested: u64,
    /// The denominator.
    pub total: u64,
}

impl Tally {
    /// Adds `count` findings of a state.
    pub fn add(&mut self, state: State, late: bool, attested: bool, count: u64) {
        let place = match state {
            State::Open | State::Acknowledged | State::Regressed if late => &mut self.overdue,
            State::Open | State::Acknowledged | State::Regressed => &mut self.owed,
            State::ClaimedFixed => &mut self.claimed,
            State::UnderWatch => &mut self.under_watch,
            State::Verified => &mut self.verified,
            State::Unknown => &mut self.unknown,
            State::RiskAccepted | State::Unsupported => &mut self.accepted,
            State::FalsePositive => return,
        };
        *place += count;
        self.total += count;
        if attested && matches!(state, State::UnderWatch | State::Verified) {
            self.attested += count;
        }
    }

    /// Adds another tally.
    pub const fn merge(&mut self, other: &Self) {
        self.verified += other.verified;
        self.under_watch += other.under_watch;
        self.claimed += other.claimed;
        self.owed += other.owed;
        self.overdue += other.overdue;
        self.unknown += other.unknown;
        self.accepted += other.accepted;
        self.attested += other.attested;
        self.total += other.total;
    }
}

/// One group of findings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TallyRow {
    /// The body that answers for them.
    pub accountable: OrganizationId,
    /// Their state.
    pub state: State,
    /// Whether a second person's word is part of the proof; `false` where nothing is proved.
    pub attested: bool,
    /// Whether the sensor that would tell is lost.
    pub stale: bool,
    /// Whether their own due date was over; `false` where nobody owes the cleaning any more.
    pub late: bool,
    /// How many.
    pub count: u64,
}

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Bucket {
    kind: &'static str,
    accountable: Uuid,
    state: &'static str,
    attested: bool,
    stale: bool,
    clean_by: i64,
}

impl Bucket {
    /// Only what the figures tell apart: the due date of what is proved and the word behind what
    /// is owed would split the counts over the years into one row for nearly every finding.
    pub(super) fn of(kind: FindingKind, standing: &Standing) -> Self {
        Self {
            kind: kind.name(),
            accountable: standing.accountable.uuid(),
            state: standing.state.name(),
            attested: standing.attested
                && matches!(standing.state, State::UnderWatch | State::Verified),
            stale: standing.stale,
            clean_by: standing
                .clean_by
                .filter(|_| standing.state.is_owed())
                .map_or(0, Timestamp::millis),
        }
    }
}

pub(super) async fn add(deltas: &BTreeMap<Bucket, i64>, tx: &mut Tx) -> Result<(), ApplyError> {
    let mut rows = Vec::new();
    for (bucket, delta) in deltas.iter().filter(|(_, delta)| **delta != 0) {
        rows.push(params![
            bucket.kind,
            bucket.accountable,
            bucket.state,
            bucket.attested,
            bucket.stale,
            bucket.clean_by,
            *delta,
        ]);
    }
    let columns = ["kind", "accountable_id", "state", "attested", "stale", "clean_by", "n"];
    tx.insert(
        "finding_tallies",
        &columns,
        rows,
        "ON CONFLICT (kind, accountable_id, state, attested, stale, clean_by)
         DO UPDATE SET n = finding_tallies.n + excluded.n",
    )
    .await?;
    tx.execute("DELETE FROM finding_tallies WHERE n = 0", params![]).await?;
    Ok(())
}

fn row(row: &db::Row) -> Result<TallyRow, DbError> {
    let state: String = row.get("state")?;
    Ok(TallyRow {
        accountable: row.get("accountable_id")?,
        state: State::from_name(&state)
            .ok_or_else(|| DbError::Column { column: "state".to_owned(), reason: state })?,
        attested: row.get("attested")?,
        stale: row.get("stale")?,
        late: row.get("late")?,
        count: u64::try_from(row.get::<i64>("n")?).unwrap_or(0),
    })
}

/// The present counts of a kind, by body; `now` tells late from owed.
///
/// # Errors
///
/// [`DbError`].
pub async fn tallies(
    kind: FindingKind,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<TallyRow>, DbError> {
    let rows = tx
        .query(
            "SELECT accountable_id, state, attested, stale, late, CAST(SUM(n) AS BIGINT) AS n FROM
                 (SELECT accountable_id, state, attested, stale, n,
                         (clean_by <> 0 AND clean_by < $2) AS late
                  FROM finding_tallies WHERE kind = $1) AS stand
             GROUP BY accountable_id, state, attested, stale, late
             ORDER BY accountable_id, state, attested, stale, late",
            params![kind.name(), now],
        )
        .await?;
    rows.iter().map(row).collect()
}

/// The counts of a kind as they were at `at`, from the history; `at` tells late from owed.
///
/// # Errors
///
/// [`DbError`].
pub async fn tallies_as_of(
    kind: FindingKind,
    at: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<TallyRow>, DbError> {
    let rows = tx
        .query(
            "SELECT accountable_id, state, attested, stale, late, COUNT(*) AS n FROM
                 (SELECT c.accountable_id, c.state, c.stale,
                         (c.attested AND c.state IN ('under_watch', 'verified')) AS attested,
                         (c.state IN ('open', 'acknowledged', 'regressed')
                          AND COALESCE(c.clean_by, $2) < $2) AS late
                  FROM finding_changes c
                  JOIN (SELECT finding_id, MAX(seq) AS seq FROM finding_changes
                        WHERE kind = $1 AND at <= $2 GROUP BY finding_id) last
                    ON last.finding_id = c.finding_id AND last.seq = c.seq) AS stood
             GROUP BY accountable_id, state, attested, stale, late
             ORDER BY accountable_id, state, attested, stale, late",
            params![kind.name(), at],
        )
        .await?;
    rows.iter().map(row).collect()
}
