//! What somebody has to do today: a short list, each with one way to begin.

use db::Tx;
use kernel::{Message, OrganizationId, Timestamp};
use ledger::findings::store::{FindingFilter, FindingOrder, Tally, list, tallies};
use ledger::findings::{Finding, FindingKind, State};
use malware::model::ListState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::DirectiveError;
use crate::model::{Directive, DirectiveState};
use crate::store;
use crate::time::{day_of, day_text};

/// Findings that stand as tasks of their own; the rest is one more task.
const MOST_FINDINGS: u32 = 5;
/// Lists and drafts that are looked at.
const MOST_DRAFTS: u32 = 20;

/// One button.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TaskAction {
    /// What it says.
    pub label: Message,
    /// Where it leads, below `/api/v1`.
    pub href: String,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Task {
    /// `finding`, `attestation`, `attribution_queue`, `list` or `directive`.
    pub kind: &'static str,
    /// What it is about.
    pub title: Message,
    /// What is known of it.
    pub detail: Message,
    /// How to begin.
    pub action: TaskAction,
    /// 1 (first) to 4.
    pub priority: u8,
}

/// What somebody may do; none of the bodies means all of them.
#[derive(Clone, Debug, Default)]
pub struct May {
    /// Bodies for which they act on findings; `Some` of nothing: none.
    pub act: Option<Vec<OrganizationId>>,
    /// Bodies for which they are the second person.
    pub approve: Option<Vec<OrganizationId>>,
    /// Whether they decide on addresses that nobody claims.
    pub decide: bool,
    /// Whether they bring lists in.
    pub lists: bool,
}

/// The tasks of somebody, first things first. `drafts` are those that they may settle.
///
/// # Errors
///
/// When the database cannot be read.
pub async fn tasks(
    may: &May,
    drafts: impl Fn(&Directive) -> bool,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Vec<Task>, DirectiveError> {
    let mut tasks = Vec::new();
    findings(may, now, &mut tasks, tx).await?;
    attestations(may, &mut tasks, tx).await?;
    if may.decide {
        let (_, waiting) = malware::store::queue::open(None, None, 1, tx).await?;
        if waiting > 0 {
            tasks.push(counted("attribution_queue", "queue", waiting, "/attribution-queue", 2));
        }
    }
    if may.lists {
        for list in malware::store::lists::newest(MOST_DRAFTS, tx).await? {
            let waits = list.state == ListState::Reading
                && malware::store::work::find(list.id, tx).await?.is_some_and(|work| {
                    use ListState::{NeedsMapping, NeedsZone, Preview};
                    matches!(work.state, Preview | NeedsMapping | NeedsZone)
                });
            if waits {
                let title = Message::new("directive.task.list").with("name", &list.file_name);
                tasks.push(task("list", title, "list", format!("/indicator-lists/{}", list.id), 2));
            }
        }
    }
    for directive in store::directives::newest(MOST_DRAFTS, tx).await? {
        if directive.state == DirectiveState::Draft && drafts(&directive) {
            let fields = &directive.fields;
            let name = fields.number.as_ref().or(fields.subject.as_ref());
            let name = name.unwrap_or(&directive.file.name);
            let title = Message::new("directive.task.draft").with("name", name);
            let href = format!("/directives/{}/van-ban", directive.id);
            tasks.push(task("directive", title, "draft", href, 3));
        }
    }
    tasks.sort_by_key(|task| task.priority);
    Ok(tasks)
}

async fn findings(
    may: &May,
    now: Timestamp,
    tasks: &mut Vec<Task>,
    tx: &mut Tx,
) -> Result<(), DirectiveError> {
    if may.act.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    let filter = FindingFilter {
        states: vec![State::Open, State::Acknowledged, State::Regressed],
        organizations: may.act.clone(),
        ..FindingFilter::default()
    };
    let page = list(&filter, FindingOrder::Urgency, None, MOST_FINDINGS, tx).await?;
    let ids: Vec<_> = page.items.iter().map(|finding| finding.id).collect();
    let addresses = malware::store::sightings::addresses_of(&ids, tx).await?;
    let shown = u64::try_from(page.items.len()).unwrap_or(u64::MAX);
    for finding in page.items {
        let address = addresses.get(&finding.id).and_then(|found| found.first());
        tasks.push(of_finding(&finding, address.map_or("", String::as_str), now));
    }
    if let Some(rest) = page.total.checked_sub(shown).filter(|rest| *rest > 0) {
        let href = "/findings?state=open,acknowledged,regressed";
        tasks.push(counted("finding", "more_findings", rest, href, 4));
    }
    Ok(())
}

fn of_finding(finding: &Finding, address: &str, now: Timestamp) -> Task {
    let standing = &finding.standing;
    let late = standing.is_overdue(now);
    let step = match standing.state {
        State::Acknowledged => "clean",
        State::Regressed => "clean_again",
        _ => "acknowledge",
    };
    let title = Message::new(&format!("directive.task.{step}"))
        .with("family", &finding.subject)
        .with("address", address);
    let detail = match standing.clean_by {
        Some(by) if late => Message::new("directive.task.late").with("day", day_text(day_of(by))),
        Some(by) => Message::new("directive.task.due").with("day", day_text(day_of(by))),
        None => Message::new("directive.task.no_due"),
    };
    let label = Message::new(&format!("directive.task.do_{step}"));
    Task {
        kind: "finding",
        title,
        detail,
        action: TaskAction { label, href: format!("/findings/{}", finding.id) },
        priority: if late || standing.state == State::Regressed { 1 } else { 2 },
    }
}

async fn attestations(may: &May, tasks: &mut Vec<Task>, tx: &mut Tx) -> Result<(), DirectiveError> {
    if may.approve.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    let filter = FindingFilter {
        states: vec![State::ClaimedFixed],
        organizations: may.approve.clone(),
        ..FindingFilter::default()
    };
    let waiting = list(&filter, FindingOrder::Urgency, None, 1, tx).await?.total;
    if waiting > 0 {
        let href = "/findings?state=claimed_fixed";
        tasks.push(counted("attestation", "attest", waiting, href, 3));
    }
    Ok(())
}

fn counted(kind: &'static str, name: &str, count: u64, href: &str, priority: u8) -> Task {
    let title = Message::new(&format!("directive.task.{name}")).with("count", count);
    task(kind, title, name, href.to_owned(), priority)
}

fn task(kind: &'static str, title: Message, name: &str, href: String, priority: u8) -> Task {
    let detail = Message::new(&format!("directive.task.{name}_detail"));
    let label = Message::new(&format!("directive.task.do_{name}"));
    Task { kind, title, detail, action: TaskAction { label, href }, priority }
}

/// What stands in a branch, over all measures that there are.
///
/// # Errors
///
/// When the database cannot be read.
pub async fn hedge(
    allows: impl Fn(OrganizationId) -> bool,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Tally, DirectiveError> {
    let mut sum = Tally::default();
    for row in tallies(FindingKind::BotnetAddress, now, tx).await? {
        if allows(row.accountable) {
            sum.add(row.state, row.late, row.attested, row.count);
        }
    }
    Ok(sum)
}
