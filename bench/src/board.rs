//! A million findings in the store: the first page of the list, the counts of the board, bytes.

use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::TimeDelta;
use kernel::{FindingId, JobId, OrganizationId};
use ledger::Actor;
use ledger::findings::store::{FindingFilter, FindingOrder, list, tallies};
use ledger::findings::{
    Cause, Change, CleanPath, Created, FindingKind, Severity, Standing, State, record_batch,
};

use crate::house::House;
use crate::list::Size;
use crate::measure::{Figures, peak_mb, reset_peak};
use crate::random::Random;
use crate::service;

const BODIES: u64 = 1_700;
const CALLS: usize = 200;
/// Findings of one import.
const BATCH: u64 = 50_000;
/// Bodies of one branch, as an officer of a district would see.
const BRANCH: usize = 50;

pub async fn measure(findings: u64) -> Result<Figures> {
    let house = House::of_program().await?;
    let bodies = (BODIES * findings / 1_000_000).max(17);
    let size = Size { rows: 0, ours: 0, claims: 0, bodies: u32::try_from(bodies)? };
    house.settle(size).await?;
    let bodies = house.bodies().await?;
    let before = house.database_bytes().await?;
    reset_peak()?;

    let mut figures = Figures::default();
    let begun = Instant::now();
    fill(&house, &bodies, findings).await?;
    figures.seconds("fill", begun);
    let grown = house.database_bytes().await?.saturating_sub(before);
    figures.count("findings", findings);
    figures.count("bodies", bodies.len() as u64);
    #[expect(clippy::cast_precision_loss, reason = "sizes and counts far below 2^52")]
    figures.value("database_bytes_per_finding", grown as f64 / findings as f64);

    let all = FindingFilter::default();
    let owed = FindingFilter {
        states: vec![State::Open, State::Acknowledged, State::Regressed],
        ..FindingFilter::default()
    };
    let branch = FindingFilter {
        organizations: Some(bodies.iter().copied().take(BRANCH).collect()),
        ..owed.clone()
    };
    let late = FindingFilter { overdue_at: Some(house.now), ..FindingFilter::default() };
    for (name, filter) in [
        ("first_page", &all),
        ("first_page_owed", &owed),
        ("first_page_branch", &branch),
        ("first_page_overdue", &late),
    ] {
        let (calls, items) = pages(&house, filter).await?;
        figures.percentiles(name, calls);
        figures.count(&format!("{name}_items"), items);
    }
    let mut calls = Vec::with_capacity(CALLS);
    let mut total = 0;
    for _ in 0..CALLS {
        let begun = Instant::now();
        let mut tx = house.duty.db.read().await?;
        let rows = tallies(FindingKind::BotnetAddress, house.now, &mut tx).await?;
        total = rows.iter().map(|row| row.count).sum();
        figures.count("tally_rows", rows.len() as u64);
        calls.push(begun.elapsed());
    }
    figures.count("tallied", total);
    figures.percentiles("tallies", calls);
    figures.value("peak_mb", peak_mb()?);
    let data = house.close().await?;
    service::measure(data.path(), &mut figures).await?;
    Ok(figures)
}

async fn pages(house: &House, filter: &FindingFilter) -> Result<(Vec<Duration>, u64)> {
    let mut calls = Vec::with_capacity(CALLS);
    let mut items = 0;
    for _ in 0..CALLS {
        let begun = Instant::now();
        let mut tx = house.duty.db.read().await?;
        let page = list(filter, FindingOrder::Urgency, None, 50, &mut tx).await?;
        items = page.items.len() as u64;
        calls.push(begun.elapsed());
    }
    Ok((calls, items))
}

async fn fill(house: &House, bodies: &[OrganizationId], findings: u64) -> Result<()> {
    let duty = &house.duty;
    let mut random = Random::new(11);
    let mut done = 0;
    while done < findings {
        let changes: Vec<Change> = (done..findings.min(done + BATCH))
            .map(|number| change(house, bodies, number, &mut random))
            .collect();
        done += changes.len() as u64;
        let mut tx = duty.db.write().await?;
        let cause = duty.ids.next::<JobId>(house.now);
        let by = Actor::CommandLine;
        record_batch(&duty.journal, "bench", cause, &changes, by, house.now, &mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn change(house: &House, bodies: &[OrganizationId], number: u64, random: &mut Random) -> Change {
    let now = house.now;
    let body = usize::try_from(random.next()).unwrap_or(0) % bodies.len().max(1);
    let body = bodies.get(body).copied().unwrap_or_else(|| house.duty.ids.next(now));
    // Two in three are proved, as over the years they would be.
    let state = match random.below(12) {
        0 => State::Open,
        1 => State::Acknowledged,
        2 => State::ClaimedFixed,
        3 => State::UnderWatch,
        _ => State::Verified,
    };
    let seen = now + -days(random.below(1_500));
    let claimed = !state.is_owed();
    Change {
        finding: house.duty.ids.next::<FindingId>(now),
        created: Some(Created {
            kind: FindingKind::BotnetAddress,
            key: format!("organization:{body}/mau-{number}"),
            subject: format!("mau-{}", number % 40),
            severity: Severity::High,
            system: None,
            asset: None,
            parent: None,
            first_seen_at: seen + -days(2),
        }),
        cause: Cause::Found,
        standing: Standing {
            state,
            accountable: body,
            acting: body,
            site: None,
            stale: false,
            attested: number.is_multiple_of(5),
            priority: u8::try_from(1 + random.below(3)).unwrap_or(2),
            // A list a month gives due dates: what is owed is of the last year, the rest of four.
            clean_by: Some(now + -days(random.below(if state.is_owed() { 12 } else { 48 }) * 30)),
            last_seen_at: seen,
            recurrences: 0,
            path: CleanPath::Computer,
            claimed_at: claimed.then_some(seen + days(3)),
            claimed_by: None,
            cleaned_at: claimed.then_some(seen + days(3)),
            until: None,
            assignee: None,
        },
        evidence: Vec::new(),
        note: None,
        undone: None,
    }
}

fn days(count: u64) -> TimeDelta {
    TimeDelta::days(i64::try_from(count).unwrap_or(0))
}
