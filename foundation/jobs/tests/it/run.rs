//! Attempts, failures, lanes, leases, the loop.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use jobs::{Context, Failure, Job, JobState, Order, Registry};
use kernel::{Arguments, Classified, ErrorKind, Message, Place, Problem};
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, oneshot};

use crate::{Add, adding, benches};

#[derive(Debug, Serialize, Deserialize)]
struct Try;

impl Job for Try {
    const KIND: &'static str = "test.try";
    type Output = ();
}

#[derive(Debug, thiserror::Error)]
#[error("the neighbour is not there")]
struct NotThere;

impl Classified for NotThere {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Unavailable
    }
    fn code(&self) -> &'static str {
        "test.not_there"
    }
    fn arguments(&self) -> Arguments {
        Arguments::from([("name".to_owned(), "x".to_owned())])
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again_with_growing_pauses_and_then_fails() {
    for bench in benches().await {
        let registry = Registry::default().with(|_: Try, context: Context| async move {
            context.progress(u64::from(context.attempt()), None, "test.trying");
            Err(NotThere)?
        });
        let worker = bench.worker(registry);
        let id = bench.enqueue(&Try, &Order::default()).await.id();
        for (attempt, pause) in [(1, 5), (2, 15)] {
            assert_eq!(worker.run_until_idle().await.unwrap(), 1);
            let view = bench.status(id).await;
            assert_eq!((view.state, view.attempts), (JobState::Queued, attempt));
            assert_eq!(view.run_at, bench.now() + TimeDelta::seconds(pause));
            assert_eq!(view.error.unwrap().message.code, "errors.test.not_there");
            bench.clock.step(TimeDelta::seconds(pause));
        }
        assert_eq!(worker.run_until_idle().await.unwrap(), 1);
        let view = bench.status(id).await;
        assert_eq!((view.state, view.attempts, view.progress.done), (JobState::Failed, 3, 3));
        let message = view.error.unwrap().message;
        assert_eq!(message.arguments["name"], "x");
        bench.clock.step(TimeDelta::days(1));
        assert_eq!(worker.run_until_idle().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_is_wrong_for_good_fails_at_once_with_its_problems() {
    for bench in benches().await {
        let problem = Problem::new(Place { row: Some(7), ..Place::default() }, "list.address");
        let problems = vec![problem.clone()];
        let registry =
            Registry::default().with(move |_: Try, _: Context| {
                let problems = problems.clone();
                async move {
                    Err(Failure::new(Message::new("errors.test.wrong")).with_problems(problems))
                }
            });
        let id = bench.enqueue(&Try, &Order::default()).await.id();
        assert_eq!(bench.worker(registry).run_until_idle().await.unwrap(), 1);
        let view = bench.status(id).await;
        assert_eq!(view.state, JobState::Failed);
        assert_eq!(view.error.unwrap().problems, [problem]);
    }
}

#[tokio::test]
async fn a_panic_fails_its_job_and_no_other() {
    for bench in benches().await {
        let registry = adding().with(|_: Try, _: Context| async {
            let row: Result<i64, _> = "no number".parse::<i64>();
            row.map(|_| ()).unwrap();
            Ok(())
        });
        let bad = bench.enqueue(&Try, &Order::default()).await.id();
        let good = bench.enqueue(&Add { left: 1, right: 1 }, &Order::default()).await.id();
        assert_eq!(bench.worker(registry).run_until_idle().await.unwrap(), 2);
        assert_eq!(bench.status(good).await.state, JobState::Done);
        let view = bench.status(bad).await;
        assert_eq!(view.state, JobState::Failed);
        assert_eq!(view.error.unwrap().message.code, "errors.jobs.fault");
    }
}

#[tokio::test]
async fn kinds_that_a_program_does_not_know_wait_for_one_that_does() {
    for bench in benches().await {
        let id = bench.enqueue(&Try, &Order::default()).await.id();
        assert_eq!(bench.worker(adding()).run_until_idle().await.unwrap(), 0);
        assert_eq!(bench.status(id).await.state, JobState::Queued);
    }
}

/// Jobs of one lane.
#[derive(Debug, Serialize, Deserialize)]
struct InLane;

impl Job for InLane {
    const KIND: &'static str = "test.in_lane";
    const LANE: Option<&'static str> = Some("import");
    type Output = ();
}

fn quick() -> jobs::Wait {
    // Real time, a hundredth of what is asked for.
    Arc::new(|length: Duration| {
        let never = std::future::pending::<()>();
        Box::pin(async move {
            let _ = tokio::time::timeout(length / 100, never).await;
        })
    })
}

#[tokio::test]
async fn of_a_lane_one_job_runs_at_a_time_while_others_run_beside() {
    for bench in benches().await {
        let (now, most, all) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
        let counts = Arc::new((now, most, all));
        let counting = Arc::clone(&counts);
        let registry = adding().with(move |_: InLane, _: Context| {
            let counts = Arc::clone(&counting);
            async move {
                let running = counts.0.fetch_add(1, Ordering::SeqCst) + 1;
                counts.1.fetch_max(running, Ordering::SeqCst);
                for _ in 0..100 {
                    tokio::task::yield_now().await;
                }
                counts.0.fetch_sub(1, Ordering::SeqCst);
                counts.2.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }
        });
        let mut last = None;
        for _ in 0..6 {
            last = Some(bench.enqueue(&InLane, &Order::default()).await.id());
            bench.enqueue(&Add { left: 1, right: 1 }, &Order::default()).await;
        }
        // Two workers, as two processes would be; their jobs are not known to each other.
        let other = jobs::Jobs::new(testkit::ids());
        let clock = Arc::new(bench.clock.clone());
        let other_worker =
            jobs::Worker::new(other, bench.test.db.clone(), registry.clone(), clock, "other", 4);
        let worker = bench.worker(registry);
        let done = async {
            while bench.status(last.unwrap()).await.state != JobState::Done
                || counts.2.load(Ordering::SeqCst) < 6
            {
                quick()(Duration::from_millis(500)).await;
            }
        };
        let stop = Arc::new(Notify::new());
        let stopping = async {
            done.await;
            stop.notify_waiters();
        };
        let notified = (stop.notified(), stop.notified());
        tokio::join!(
            worker.run(quick(), notified.0),
            other_worker.run(quick(), notified.1),
            stopping
        );
        assert_eq!(counts.1.load(Ordering::SeqCst), 1, "two of a lane at a time");
        assert_eq!(counts.2.load(Ordering::SeqCst), 6, "each exactly once");
    }
}

#[tokio::test]
async fn a_stopped_worker_gives_back_what_does_not_end() {
    for bench in benches().await {
        let (begun, has_begun) = oneshot::channel();
        let begun = Mutex::new(Some(begun));
        let registry = Registry::default().with(move |_: Try, _: Context| {
            if let Some(begun) = begun.lock().unwrap().take() {
                begun.send(()).unwrap();
            }
            std::future::pending::<Result<(), Failure>>()
        });
        let id = bench.enqueue(&Try, &Order::default()).await.id();
        let stop = async { has_begun.await.unwrap() };
        bench.worker(registry).run(quick(), stop).await;
        let view = bench.status(id).await;
        assert_eq!((view.state, view.attempts), (JobState::Queued, 0));

        let registry = Registry::default().with(|_: Try, _: Context| async { Ok(()) });
        assert_eq!(bench.worker(registry).run_until_idle().await.unwrap(), 1);
        assert_eq!(bench.status(id).await.state, JobState::Done);
    }
}
