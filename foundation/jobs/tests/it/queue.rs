//! Queueing, keys, times, cancelling, listing, pruning.

use chrono::TimeDelta;
use jobs::{Cancelled, JobError, JobFilter, JobState, Order, Queued};
use kernel::{AccountId, Classified as _, ErrorKind, Id as _, OrganizationId};
use testkit::ids;

use crate::{Add, adding, benches};

const ADD: Add = Add { left: 2, right: 3 };

#[tokio::test]
async fn a_job_exists_if_and_only_if_its_transaction_commits() {
    for bench in benches().await {
        let mut tx = bench.test.db.write().await.unwrap();
        let gone =
            bench.jobs.enqueue(&ADD, &Order::default(), bench.now(), &mut tx).await.unwrap().id();
        drop(tx);
        let kept = bench.enqueue(&ADD, &Order::default()).await.id();
        assert_eq!(bench.worker(adding()).run_until_idle().await.unwrap(), 1);
        let view = bench.status(kept).await;
        assert_eq!((view.state, view.result), (JobState::Done, Some(5.into())));
        assert_eq!((view.attempts, view.finished_at), (1, Some(bench.now())));
        let mut tx = bench.test.db.read().await.unwrap();
        let error = bench.jobs.status(gone, &mut tx).await.unwrap_err();
        assert!(matches!(error, JobError::NoJob { id } if id == gone));
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn a_key_keeps_a_second_job_out_until_the_first_has_ended() {
    for bench in benches().await {
        let order = Order::keyed("list 7");
        let first = bench.enqueue(&ADD, &order).await;
        assert!(matches!(first, Queued::New(_)));
        assert_eq!(bench.enqueue(&ADD, &order).await, Queued::Already(first.id()));
        assert!(matches!(bench.enqueue(&ADD, &Order::keyed("list 8")).await, Queued::New(_)));
        bench.worker(adding()).run_until_idle().await.unwrap();
        assert!(matches!(bench.enqueue(&ADD, &order).await, Queued::New(_)));
    }
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    for bench in benches().await {
        let at = bench.now() + TimeDelta::hours(3);
        let id = bench.enqueue(&ADD, &Order { run_at: Some(at), ..Order::default() }).await.id();
        let worker = bench.worker(adding());
        bench.clock.set(at - TimeDelta::milliseconds(1));
        assert_eq!(worker.run_until_idle().await.unwrap(), 0);
        bench.clock.set(at);
        assert_eq!(worker.run_until_idle().await.unwrap(), 1);
        assert_eq!(bench.status(id).await.started_at, Some(at));
    }
}

#[tokio::test]
async fn a_waiting_job_that_is_cancelled_never_begins_and_an_ended_one_is_left() {
    for bench in benches().await {
        let db = &bench.test.db;
        let at = bench.now() + TimeDelta::hours(3);
        let order = Order { run_at: Some(at), ..Order::keyed("k") };
        let id = bench.enqueue(&ADD, &order).await.id();
        assert_eq!(bench.jobs.cancel(id, bench.now(), db).await.unwrap(), Cancelled::Requested);
        assert_eq!(bench.worker(adding()).run_until_idle().await.unwrap(), 0, "nothing began");
        assert_eq!(bench.status(id).await.state, JobState::Cancelled);
        assert_eq!(
            bench.jobs.cancel(id, bench.now(), db).await.unwrap(),
            Cancelled::TooLate(JobState::Cancelled)
        );
        assert!(matches!(bench.enqueue(&ADD, &Order::keyed("k")).await, Queued::New(_)));
        let never = ids().next(bench.now() - TimeDelta::days(1));
        assert!(matches!(
            bench.jobs.cancel(never, bench.now(), db).await,
            Err(JobError::NoJob { .. })
        ));
    }
}

#[tokio::test]
async fn jobs_are_listed_newest_first_by_page_state_kind_and_body() {
    for bench in benches().await {
        let body = OrganizationId::from_uuid(ids().next::<AccountId>(bench.now()).uuid());
        let mut all = Vec::new();
        for number in 0..5 {
            bench.clock.step(TimeDelta::seconds(1));
            let organization = (number % 2 == 0).then_some(body);
            let run_at = Some(bench.now() + TimeDelta::days(1));
            let order = Order { organization, run_at, ..Order::default() };
            all.insert(0, bench.enqueue(&ADD, &order).await.id());
        }
        let cancelled = all[1];
        bench.jobs.cancel(cancelled, bench.now(), &bench.test.db).await.unwrap();
        bench.worker(adding()).run_until_idle().await.unwrap();
        let mut tx = bench.test.db.read().await.unwrap();
        let mut list = async |filter: JobFilter| {
            let jobs = bench.jobs.list(&filter, &mut tx).await.unwrap();
            jobs.into_iter().map(|job| job.id).collect::<Vec<_>>()
        };
        let every = JobFilter::default;
        assert_eq!(list(every()).await, all);
        assert_eq!(list(JobFilter { limit: 2, ..every() }).await, all[..2]);
        assert_eq!(list(JobFilter { limit: 2, before: Some(all[1]), ..every() }).await, all[2..4]);
        assert_eq!(
            list(JobFilter { states: vec![JobState::Cancelled], ..every() }).await,
            [cancelled]
        );
        assert_eq!(list(JobFilter { kind: Some("test.other".into()), ..every() }).await, []);
        let seen = JobFilter { organizations: Some(vec![body]), ..every() };
        assert_eq!(list(seen).await, [all[0], all[2], all[4]]);
        assert_eq!(list(JobFilter { organizations: Some(vec![]), ..every() }).await, []);
        tx.commit().await.unwrap();

        let mut tx = bench.test.db.write().await.unwrap();
        assert_eq!(bench.jobs.prune(bench.now(), &mut tx).await.unwrap(), 0);
        let later = bench.now() + TimeDelta::seconds(1);
        assert_eq!(bench.jobs.prune(later, &mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }
}
