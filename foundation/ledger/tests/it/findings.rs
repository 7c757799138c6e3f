//! Findings in the database: batches, counts, history, pages, rebuild.

use chrono::TimeDelta;
use db::Tx;
use kernel::{FindingId, Id, OrganizationId, Timestamp};
use ledger::Actor;
use ledger::findings::store::{FindingFilter, FindingOrder, list, tallies, tallies_as_of};
use ledger::findings::{
    Cause, Change, CleanPath, Created, FindingEvent, FindingKind, Severity, Standing, State,
    record_batch,
};

const TABLES: &[&str] = &["findings", "finding_changes", "evidence", "finding_tallies"];

fn body(number: u128) -> OrganizationId {
    OrganizationId::from_uuid(uuid::Uuid::from_u128(number))
}

fn standing(owner: u128, now: Timestamp) -> Standing {
    Standing {
        state: State::Open,
        accountable: body(owner),
        acting: body(owner + 100),
        site: None,
        stale: false,
        attested: false,
        priority: 2,
        clean_by: Some(now + TimeDelta::days(7)),
        last_seen_at: now,
        recurrences: 0,
        path: CleanPath::Computer,
        claimed_at: None,
        claimed_by: None,
        cleaned_at: None,
        until: None,
        assignee: None,
    }
}

fn new_findings(count: u128, now: Timestamp) -> Vec<Change> {
    let ids = testkit::ids();
    (0..count)
        .map(|number| Change {
            finding: ids.next(now),
            created: Some(Created {
                kind: FindingKind::BotnetAddress,
                key: format!("site-{number}/mirai"),
                subject: "mirai".to_owned(),
                severity: Severity::High,
                system: None,
                asset: None,
                parent: None,
                first_seen_at: now,
            }),
            cause: Cause::Found,
            standing: standing(number % 3, now),
            evidence: Vec::new(),
            note: None,
            undone: None,
        })
        .collect()
}

async fn change(finding: FindingId, standing: Standing, at: Timestamp, tx: &mut Tx) {
    let change = Change::of(finding, Cause::Acknowledged, standing);
    testkit::journal().record(&FindingEvent(change), Actor::System, at, tx).await.unwrap();
}

#[tokio::test]
async fn counts_follow_the_findings_now_and_in_the_past_and_after_a_rebuild() {
    for (live, fresh) in testkit::databases().await.into_iter().zip(testkit::databases().await) {
        live.migrate(&[ledger::MIGRATIONS]).await;
        fresh.migrate(&[ledger::MIGRATIONS]).await;
        let now = testkit::now();
        let changes = new_findings(30, now);
        let mut tx = live.db.write().await.unwrap();
        let list_id = testkit::ids().next::<kernel::IndicatorListId>(now);
        record_batch(&testkit::journal(), "list", list_id, &changes, Actor::System, now, &mut tx)
            .await
            .unwrap();
        let later = now + TimeDelta::days(2);
        let mut moved = changes[0].standing.clone();
        moved.state = State::Verified;
        moved.attested = true;
        change(changes[0].finding, moved, later, &mut tx).await;
        tx.commit().await.unwrap();

        let mut tx = live.db.read().await.unwrap();
        let count = |rows: &[ledger::findings::store::TallyRow], state: State| -> u64 {
            rows.iter().filter(|row| row.state == state).map(|row| row.count).sum()
        };
        let present = tallies(FindingKind::BotnetAddress, later, &mut tx).await.unwrap();
        assert_eq!((count(&present, State::Open), count(&present, State::Verified)), (29, 1));
        assert!(present.iter().any(|row| row.attested && row.accountable == body(0)));
        let past = tallies_as_of(FindingKind::BotnetAddress, now, &mut tx).await.unwrap();
        assert_eq!((count(&past, State::Open), count(&past, State::Verified)), (30, 0));
        let same = tallies_as_of(FindingKind::BotnetAddress, later, &mut tx).await.unwrap();
        assert_eq!(same, present, "the history of today is today");
        let before = tallies_as_of(FindingKind::BotnetAddress, now - TimeDelta::days(1), &mut tx);
        assert_eq!(before.await.unwrap(), []);

        let mut target = fresh.db.write().await.unwrap();
        ledger::findings::projections().rebuild(&mut tx, &mut target, None).await.unwrap();
        target.commit().await.unwrap();
        assert_eq!(
            testkit::dump_tables(&live.db, TABLES).await,
            testkit::dump_tables(&fresh.db, TABLES).await
        );
    }
}

#[tokio::test]
async fn pages_hold_every_finding_once_and_only_of_the_asked_bodies() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS]).await;
        let now = testkit::now();
        let changes = new_findings(25, now);
        let mut tx = database.db.write().await.unwrap();
        let list_id = testkit::ids().next::<kernel::IndicatorListId>(now);
        record_batch(&testkit::journal(), "list", list_id, &changes, Actor::System, now, &mut tx)
            .await
            .unwrap();
        for order in [FindingOrder::Urgency, FindingOrder::Updated] {
            let filter =
                FindingFilter { organizations: Some(vec![body(1)]), ..FindingFilter::default() };
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = list(&filter, order, after, 3, &mut tx).await.unwrap();
                assert_eq!(page.total, 8);
                seen.extend(page.items.iter().map(|finding| finding.id));
                assert!(page.items.iter().all(|item| item.standing.accountable == body(1)));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 8);
        }
        let none = FindingFilter { organizations: Some(Vec::new()), ..FindingFilter::default() };
        let page = list(&none, FindingOrder::Urgency, None, 10, &mut tx).await.unwrap();
        assert!(page.items.is_empty(), "no body, no finding");
        let late = FindingFilter {
            overdue_at: Some(now + TimeDelta::days(8)),
            text: Some("site-1/".to_owned()),
            ..FindingFilter::default()
        };
        let page = list(&late, FindingOrder::Urgency, None, 10, &mut tx).await.unwrap();
        assert_eq!(page.items.len(), 1);
    }
}

/// What is done or was no infection never stands among what is owed, however high its priority.
#[tokio::test]
async fn the_order_of_work_puts_what_is_owed_first() {
    for database in testkit::databases().await {
        database.migrate(&[ledger::MIGRATIONS]).await;
        let now = testkit::now();
        let mut changes = new_findings(6, now);
        // The open one of a lower priority is due earlier than the acknowledged one beside it.
        let states = [
            State::FalsePositive,
            State::Verified,
            State::UnderWatch,
            State::Acknowledged,
            State::Open,
            State::Regressed,
        ];
        for (change, state) in changes.iter_mut().zip(states) {
            change.standing.state = state;
            let (priority, days) = match state {
                State::Open => (3, -5),
                State::Acknowledged => (3, 5),
                _ => (1, 9),
            };
            change.standing.priority = priority;
            change.standing.clean_by = Some(now + TimeDelta::days(days));
        }
        let mut tx = database.db.write().await.unwrap();
        let list_id = testkit::ids().next::<kernel::IndicatorListId>(now);
        record_batch(&testkit::journal(), "list", list_id, &changes, Actor::System, now, &mut tx)
            .await
            .unwrap();
        let filter = FindingFilter::default();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = list(&filter, FindingOrder::Urgency, after, 2, &mut tx).await.unwrap();
            seen.extend(page.items.iter().map(|finding| finding.standing.state));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected = [
            State::Regressed,
            State::Open,
            State::Acknowledged,
            State::UnderWatch,
            State::Verified,
            State::FalsePositive,
        ];
        assert_eq!(seen, expected);
    }
}
