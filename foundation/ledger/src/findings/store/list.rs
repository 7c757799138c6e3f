//! The list of findings: filters, order, pages by cursor.

use db::{DbError, Param, Tx, Value, params};
use kernel::{FindingId, OrganizationId, Timestamp};

use super::read::{finding, marks};
use crate::findings::model::{Finding, FindingKind, State};

/// Which findings to list; everything that is not said is not asked for.
#[derive(Clone, Debug, Default)]
pub struct FindingFilter {
    /// Of one of these kinds; `None`: of any.
    pub kinds: Option<Vec<FindingKind>>,
    /// In one of these states.
    pub states: Vec<State>,
    /// Answered for, or acted on, by one of these bodies; `None`: all.
    pub organizations: Option<Vec<OrganizationId>>,
    /// Answered for by one of these bodies; `None`: by any.
    pub accountable: Option<Vec<OrganizationId>>,
    /// Only those that are owed.
    pub owed: bool,
    /// Only those whose cleaning is late at this instant.
    pub overdue_at: Option<Timestamp>,
    /// Only those whose subject or key holds this text.
    pub text: Option<String>,
    /// Only these findings, such as the sightings of an address.
    pub ids: Option<Vec<FindingId>>,
    /// Only those changed at or after this instant.
    pub updated_since: Option<Timestamp>,
}

/// In which order findings are listed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FindingOrder {
    /// What must be done first: [`Standing::urgency`], then [`Standing::turn`].
    ///
    /// [`Standing::urgency`]: crate::findings::Standing::urgency
    /// [`Standing::turn`]: crate::findings::Standing::turn
    #[default]
    Urgency,
    /// Last change first.
    Updated,
}

/// Where a page ends: the sort values and the id of its last finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PageKey {
    /// Urgency, or the instant of the last change in milliseconds.
    pub first: i64,
    /// The turn; 0 when ordered by change.
    pub second: i64,
    /// The finding.
    pub id: FindingId,
}

/// One page.
#[derive(Clone, Debug)]
pub struct FindingPage {
    /// The findings.
    pub items: Vec<Finding>,
    /// Where the next page begins; none at the end.
    pub next: Option<PageKey>,
    /// How many there are in all, counted up to [`FindingPage::MOST_COUNTED`].
    pub total: u64,
}

impl FindingPage {
    /// Counting stops here; a list of more is shown as "10,000 and more".
    pub const MOST_COUNTED: u64 = 10_000;
}

struct Where {
    sql: String,
    values: Vec<Value>,
}

impl Where {
    fn and(&mut self, condition: &str) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        self.sql.push_str(condition);
    }

    fn value(&mut self, value: impl Param) -> String {
        self.values.push(value.into_value());
        format!("${}", self.values.len())
    }

    fn among(&mut self, column: &str, values: impl ExactSizeIterator<Item = Value>) -> String {
        let marks = marks(self.values.len() + 1, values.len());
        self.values.extend(values);
        if marks.is_empty() { "1 = 0".to_owned() } else { format!("{column} IN ({marks})") }
    }
}

fn conditions(filter: &FindingFilter) -> Where {
    let mut found = Where { sql: String::new(), values: params![] };
    if let Some(kinds) = &filter.kinds {
        let condition = found.among("kind", kinds.iter().map(|kind| kind.name().into_value()));
        found.and(&condition);
    }
    if !filter.states.is_empty() {
        let states = filter.states.iter().map(|state| state.name().into_value());
        let condition = found.among("state", states);
        found.and(&condition);
    }
    if let Some(organizations) = &filter.organizations {
        let ids = || organizations.iter().map(|id| id.into_value());
        let (accountable, acting) =
            (found.among("accountable_id", ids()), found.among("acting_id", ids()));
        found.and(&format!("({accountable} OR {acting})"));
    }
    if let Some(accountable) = &filter.accountable {
        let ids = accountable.iter().map(|id| id.into_value());
        let condition = found.among("accountable_id", ids);
        found.and(&condition);
    }
    if filter.owed {
        found.and("state IN ('open', 'acknowledged', 'regressed')");
    }
    if let Some(now) = filter.overdue_at {
        let mark = found.value(now);
        found.and(&format!("state IN ('open', 'acknowledged', 'regressed') AND clean_by < {mark}"));
    }
    if let Some(text) = &filter.text {
        let like = format!("%{}%", text.to_lowercase().replace(['%', '_'], ""));
        let mark = found.value(like);
        found.and(&format!("(LOWER(subject) LIKE {mark} OR LOWER(key) LIKE {mark})"));
    }
    if let Some(ids) = &filter.ids {
        let condition = found.among("id", ids.iter().map(|id| id.into_value()));
        found.and(&condition);
    }
    if let Some(since) = filter.updated_since {
        let mark = found.value(since);
        found.and(&format!("updated_at >= {mark}"));
    }
    found
}

/// Lists findings of a filter from a place on.
///
/// # Errors
///
/// [`DbError`].
pub async fn list(
    filter: &FindingFilter,
    order: FindingOrder,
    after: Option<PageKey>,
    limit: u32,
    tx: &mut Tx,
) -> Result<FindingPage, DbError> {
    let counted = conditions(filter);
    let count_sql = format!(
        "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM findings{} LIMIT {}) AS counted",
        counted.sql,
        FindingPage::MOST_COUNTED
    );
    let total: i64 = tx.one(&count_sql, counted.values).await?.get("n")?;

    let mut found = conditions(filter);
    if let Some(key) = after {
        let (first, second, id) =
            (found.value(key.first), found.value(key.second), found.value(key.id));
        found.and(&match order {
            FindingOrder::Urgency => format!(
                "(urgency > {first} OR (urgency = {first} AND (turn > {second}
                  OR (turn = {second} AND id < {id}))))"
            ),
            FindingOrder::Updated => format!(
                "(updated_at < {first} OR (updated_at = {first} AND id < {id}) OR {second} < 0)"
            ),
        });
    }
    let by = match order {
        FindingOrder::Urgency => "urgency, turn, id DESC",
        FindingOrder::Updated => "updated_at DESC, id DESC",
    };
    let mark = found.value(i64::from(limit) + 1);
    let sql = format!("SELECT * FROM findings{} ORDER BY {by} LIMIT {mark}", found.sql);
    let rows = tx.query(&sql, found.values).await?;
    let mut items: Vec<Finding> = rows.iter().map(finding).collect::<Result<_, _>>()?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(|last| match order {
        FindingOrder::Urgency => PageKey {
            first: i64::from(last.standing.urgency()),
            second: last.standing.turn(),
            id: last.id,
        },
        FindingOrder::Updated => {
            PageKey { first: last.updated_at.millis(), second: 0, id: last.id }
        }
    });
    Ok(FindingPage { items, next, total: u64::try_from(total).unwrap_or(0) })
}
