//! The table of jobs. What is written about a running job names its attempt: whoever had the job
//! before can change nothing.

use db::{DbError, Row, Tx, Value, params};
use kernel::{JobId, OrganizationId, Timestamp};

use crate::queue::JobFilter;
use crate::{Failure, JobError, JobState, JobView, Order, Progress};

pub(crate) struct NewJob<'a> {
    pub(crate) id: JobId,
    pub(crate) kind: &'static str,
    pub(crate) args: String,
    pub(crate) lane: Option<&'static str>,
    pub(crate) order: &'a Order,
}

/// Inserts a job; `false` when one with its key waits or runs.
pub(crate) async fn insert(job: &NewJob<'_>, now: Timestamp, tx: &mut Tx) -> Result<bool, DbError> {
    let inserted = tx
        .execute(
            "INSERT INTO jobs (id, kind, args, unique_key, lane, state, run_at, attempts,
                 cancel_requested, progress_done, created_at, account_id, organization_id)
             VALUES ($1, $2, $3, $4, $5, 'queued', $6, 0, FALSE, 0, $7, $8, $9)
             ON CONFLICT DO NOTHING",
            params![
                job.id,
                job.kind,
                job.args.as_str(),
                job.order.key.clone(),
                job.lane,
                job.order.run_at.unwrap_or(now),
                now,
                job.order.account,
                job.order.organization,
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The job with a key that waits or runs.
pub(crate) async fn by_key(key: &str, tx: &mut Tx) -> Result<Option<JobId>, DbError> {
    tx.optional(
        "SELECT id FROM jobs WHERE unique_key = $1 AND state IN ('queued', 'running')",
        params![key],
    )
    .await?
    .map(|row| row.get("id"))
    .transpose()
}

/// A job that may be taken.
pub(crate) struct Due {
    pub(crate) id: JobId,
    pub(crate) kind: String,
    pub(crate) args: String,
    pub(crate) state: JobState,
    pub(crate) attempts: u32,
    pub(crate) cancel_requested: bool,
    pub(crate) organization: Option<OrganizationId>,
}

/// Jobs read at a time when looking for one to take.
const LOOK: i64 = 32;

/// The next job of those kinds that is due, or whose worker was not heard of, and whose lane is
/// free. `except` are the jobs that run here, whatever the table says.
pub(crate) async fn due(
    kinds: &[&'static str],
    except: &[JobId],
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Due>, JobError> {
    if kinds.is_empty() {
        return Ok(None);
    }
    let mut values = params![now, LOOK + i64::try_from(except.len()).unwrap_or(0)];
    let marks = placeholders(kinds.iter().copied(), &mut values);
    let sql = format!(
        "SELECT id, kind, args, state, attempts, cancel_requested, organization_id FROM jobs
         WHERE state IN ('queued', 'running') AND run_at <= $1
           AND (state = 'queued' OR lease_until < $1)
           AND NOT EXISTS (SELECT 1 FROM jobs other WHERE other.lane = jobs.lane
               AND other.state = 'running' AND other.id <> jobs.id)
           AND kind IN ({marks})
         ORDER BY run_at, id LIMIT $2"
    );
    for row in tx.query(&sql, values).await? {
        let id: JobId = row.get("id")?;
        if !except.contains(&id) {
            return Ok(Some(Due {
                id,
                kind: row.get("kind")?,
                args: row.get("args")?,
                state: state_of(id, &row)?,
                attempts: count(row.get("attempts")?),
                cancel_requested: row.get("cancel_requested")?,
                organization: row.get("organization_id")?,
            }));
        }
    }
    Ok(None)
}

/// Takes a due job; `false` when another worker was quicker.
pub(crate) async fn take(
    due: &Due,
    owner: &str,
    lease_until: Timestamp,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<bool, DbError> {
    let taken = tx
        .execute(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_owner = $2,
                 lease_until = $3, started_at = $4, progress_done = 0, progress_total = NULL,
                 stage = NULL
             WHERE id = $1 AND state = $5 AND attempts = $6
               AND (state = 'queued' OR lease_until < $4)",
            params![due.id, owner, lease_until, now, due.state.name(), i64::from(due.attempts)],
        )
        .await;
    match taken {
        Ok(rows) => Ok(rows == 1),
        // Another job of the lane was begun at the same instant.
        Err(DbError::Duplicate(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// How an attempt ends.
pub(crate) struct End {
    pub(crate) state: JobState,
    pub(crate) result: Option<String>,
    pub(crate) error: Option<String>,
    /// When it is tried again.
    pub(crate) run_at: Option<Timestamp>,
    pub(crate) progress: Option<Progress>,
}

/// Ends an attempt; `false` when the job is no longer at that attempt.
pub(crate) async fn end(
    id: JobId,
    attempt: u32,
    end: &End,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<bool, DbError> {
    let finished_at = end.state.is_final().then_some(now);
    let progress = end.progress.clone().unwrap_or_default();
    let ended = tx
        .execute(
            "UPDATE jobs SET state = $3, result = $4, error = $5, finished_at = $6,
                 run_at = COALESCE($7, run_at), lease_owner = NULL, lease_until = NULL,
                 progress_done = $8, progress_total = $9, stage = $10
             WHERE id = $1 AND attempts = $2 AND state = 'running'",
            params![
                id,
                i64::from(attempt),
                end.state.name(),
                end.result.clone(),
                end.error.clone(),
                finished_at,
                end.run_at,
                signed(progress.done),
                progress.total.map(signed),
                progress.stage
            ],
        )
        .await?;
    Ok(ended == 1)
}

/// Writes progress down and prolongs the lease. Answers whether somebody asked to stop the job;
/// `None` when it is no longer at that attempt.
pub(crate) async fn beat(
    id: JobId,
    attempt: u32,
    progress: &Progress,
    cancel: bool,
    lease_until: Timestamp,
    tx: &mut Tx,
) -> Result<Option<bool>, DbError> {
    tx.optional(
        "UPDATE jobs SET lease_until = $3, progress_done = $4, progress_total = $5, stage = $6,
             cancel_requested = (cancel_requested OR $7)
         WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING cancel_requested",
        params![
            id,
            i64::from(attempt),
            lease_until,
            signed(progress.done),
            progress.total.map(signed),
            progress.stage.clone(),
            cancel
        ],
    )
    .await?
    .map(|row| row.get("cancel_requested"))
    .transpose()
}

/// Gives a job back that was stopped with the program; the attempt does not count.
pub(crate) async fn give_back(
    id: JobId,
    attempt: u32,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE jobs SET state = 'queued', attempts = attempts - 1, run_at = $3,
             lease_owner = NULL, lease_until = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'running'",
        params![id, i64::from(attempt), now],
    )
    .await?;
    Ok(())
}

/// Ends the leases of all running jobs.
pub(crate) async fn release_all(now: Timestamp, tx: &mut Tx) -> Result<u64, DbError> {
    tx.execute("UPDATE jobs SET lease_until = $1 - 1 WHERE state = 'running'", params![now]).await
}

/// Asks the worker to end a job; one that waits is due at once, so that its end is told as any
/// other. Answers the state before.
pub(crate) async fn cancel(
    id: JobId,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<JobState>, JobError> {
    let Some(row) = tx.optional("SELECT state FROM jobs WHERE id = $1", params![id]).await? else {
        return Ok(None);
    };
    let state = state_of(id, &row)?;
    let changed = match state {
        JobState::Queued => {
            tx.execute(
                "UPDATE jobs SET cancel_requested = TRUE, run_at = $2
                 WHERE id = $1 AND state = 'queued'",
                params![id, now],
            )
            .await?
        }
        JobState::Running => {
            tx.execute(
                "UPDATE jobs SET cancel_requested = TRUE WHERE id = $1 AND state = 'running'",
                params![id],
            )
            .await?
        }
        JobState::Done | JobState::Failed | JobState::Cancelled => 1,
    };
    if changed == 0 {
        // With PostgreSQL a worker may have taken or ended it between the two statements.
        return Box::pin(cancel(id, now, tx)).await;
    }
    Ok(Some(state))
}

const VIEW: &str = "id, kind, state, progress_done, progress_total, stage, attempts,
    cancel_requested, created_at, run_at, started_at, finished_at, result, error, account_id,
    organization_id";

pub(crate) async fn view(id: JobId, tx: &mut Tx) -> Result<Option<JobView>, JobError> {
    tx.optional(&format!("SELECT {VIEW} FROM jobs WHERE id = $1"), params![id])
        .await?
        .as_ref()
        .map(view_of)
        .transpose()
}

pub(crate) async fn list(filter: &JobFilter, tx: &mut Tx) -> Result<Vec<JobView>, JobError> {
    let mut values = params![i64::from(filter.limit.clamp(1, 1_000))];
    let mut sql = format!("SELECT {VIEW} FROM jobs WHERE 1 = 1");
    if let Some(before) = filter.before {
        sql.push_str(&format!(" AND id < {}", placeholders([before], &mut values)));
    }
    if let Some(kind) = &filter.kind {
        sql.push_str(&format!(" AND kind = {}", placeholders([kind.as_str()], &mut values)));
    }
    if !filter.states.is_empty() {
        let names = filter.states.iter().map(|state| state.name());
        sql.push_str(&format!(" AND state IN ({})", placeholders(names, &mut values)));
    }
    match filter.organizations.as_deref() {
        None => {}
        Some([]) => return Ok(Vec::new()),
        Some(organizations) => {
            let marks = placeholders(organizations.iter().copied(), &mut values);
            sql.push_str(&format!(" AND organization_id IN ({marks})"));
        }
    }
    sql.push_str(" ORDER BY id DESC LIMIT $1");
    tx.query(&sql, values).await?.iter().map(view_of).collect()
}

/// Removes jobs that ended before an instant.
pub(crate) async fn prune(before: Timestamp, tx: &mut Tx) -> Result<u64, DbError> {
    tx.execute("DELETE FROM jobs WHERE finished_at < $1", params![before]).await
}

fn placeholders<P: db::Param>(
    items: impl IntoIterator<Item = P>,
    values: &mut Vec<Value>,
) -> String {
    let mut marks = Vec::new();
    for item in items {
        values.push(item.into_value());
        marks.push(format!("${}", values.len()));
    }
    marks.join(", ")
}

fn view_of(row: &Row) -> Result<JobView, JobError> {
    let id = row.get("id")?;
    let result: Option<String> = row.get("result")?;
    let error: Option<String> = row.get("error")?;
    Ok(JobView {
        id,
        kind: row.get("kind")?,
        state: state_of(id, row)?,
        progress: Progress {
            done: unsigned(row.get("progress_done")?),
            total: row.get::<Option<i64>>("progress_total")?.map(unsigned),
            stage: row.get("stage")?,
        },
        attempts: count(row.get("attempts")?),
        cancel_requested: row.get("cancel_requested")?,
        created_at: row.get("created_at")?,
        run_at: row.get("run_at")?,
        started_at: row.get("started_at")?,
        finished_at: row.get("finished_at")?,
        result: result.map(|json| serde_json::from_str(&json)).transpose()?,
        error: error.map(|json| serde_json::from_str::<Failure>(&json)).transpose()?,
        account: row.get("account_id")?,
        organization: row.get("organization_id")?,
    })
}

fn state_of(id: JobId, row: &Row) -> Result<JobState, JobError> {
    let state: String = row.get("state")?;
    JobState::from_name(&state).ok_or(JobError::UnknownState { id, state })
}

fn count(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
