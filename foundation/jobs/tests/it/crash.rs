//! A process that does jobs is killed; the jobs are taken up again, and each counts once.

use std::io::{BufRead as _, BufReader, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use db::{Db, params};
use jobs::{Context, Job, JobState, Jobs, Order, Registry, Worker};
use serde::{Deserialize, Serialize};
use testkit::{FixedClock, Place, Role, ids, rerun};

use crate::benches;

/// Kills, each after another number of jobs.
const KILLS: usize = 5;
const JOBS: usize = 40;

/// Writes three rows, in one transaction with its own end.
#[derive(Debug, Serialize, Deserialize)]
struct Write;

impl Job for Write {
    const KIND: &'static str = "test.write";
    const MOST_ATTEMPTS: u32 = 10;
    type Output = u32;
}

/// `hang_at`: the how manieth job of this process never gets past its rows.
fn writing(db: Db, hang_at: Option<usize>) -> Registry {
    let begun = Arc::new(AtomicUsize::new(0));
    Registry::default().with(move |_: Write, context: Context| {
        let (db, begun) = (db.clone(), Arc::clone(&begun));
        async move {
            let mut tx = db.write().await?;
            tell(&format!("begun {}", context.attempt()));
            for item in 0..3_i64 {
                let sql = "INSERT INTO work (job, item) VALUES ($1, $2)";
                tx.execute(sql, params![context.id(), item]).await?;
            }
            if hang_at == Some(begun.fetch_add(1, Ordering::SeqCst)) {
                tell("hanging");
                std::future::pending::<()>().await;
            }
            context.finish(&context.attempt(), &mut tx).await?;
            tell("finishing");
            tx.commit().await?;
            Ok(context.attempt())
        }
    })
}

#[tokio::test]
async fn jobs_of_a_killed_process_are_taken_up_again_and_count_once() {
    if let Role::Child(handed) = Role::present() {
        let (hang_at, handed) = handed.split_once(' ').unwrap();
        let (millis, place) = handed.split_once(' ').unwrap();
        let db = Place::from_text(place).open().await;
        let clock = FixedClock::at(kernel::Timestamp::from_millis(millis.parse().unwrap()));
        let registry = writing(db.clone(), hang_at.parse().ok());
        let worker = Worker::new(Jobs::new(ids()), db, registry, Arc::new(clock), "child", 1);
        worker.run_until_idle().await.unwrap();
        return;
    }
    for bench in benches().await {
        let mut all = Vec::new();
        for _ in 0..JOBS {
            all.push(bench.enqueue(&Write, &Order::default()).await.id());
        }
        for kill in 0..KILLS {
            // Some are killed within a transaction, the others wherever they just are.
            let hang_at = if kill % 2 == 0 { (kill + 1).to_string() } else { "-".to_owned() };
            let (now, place) = (bench.now().millis(), bench.test.place.to_text());
            let handed = format!("{hang_at} {now} {place}");
            let name = "crash::jobs_of_a_killed_process_are_taken_up_again_and_count_once";
            let mut child = rerun(name, &handed);
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let mut seen = 0;
            for line in lines.map_while(Result::ok) {
                seen += usize::from(line.ends_with("finishing"));
                if line == "hanging" || (hang_at == "-" && seen == 3 + kill) {
                    break;
                }
            }
            child.kill().unwrap();
            child.wait().unwrap();
            bench.clock.step(TimeDelta::seconds(61));
        }
        let mut again = 0;
        for id in &all {
            let view = bench.status(*id).await;
            again += u32::from(view.state == JobState::Running);
            let kept = if view.state == JobState::Done { 3 } else { 0 };
            assert_eq!(bench.work_of(*id).await, kept, "{view:?}");
        }
        assert!(again <= 1, "one slot, one job under way");
        bench.worker(writing(bench.test.db.clone(), None)).run_until_idle().await.unwrap();
        let mut attempts = 0;
        for id in &all {
            let view = bench.status(*id).await;
            assert_eq!(view.state, JobState::Done);
            assert_eq!(view.result, Some(view.attempts.into()), "by the last attempt");
            assert_eq!(bench.work_of(*id).await, 3);
            attempts += view.attempts;
        }
        assert!(attempts >= u32::try_from(JOBS).unwrap() + 3, "three were killed under way");
    }
}

#[tokio::test]
async fn a_job_that_takes_its_process_down_each_time_is_given_up() {
    for bench in benches().await {
        let id = bench.enqueue(&Write, &Order::default()).await.id();
        let mut tx = bench.test.db.write().await.unwrap();
        tx.execute(
            "UPDATE jobs SET state = 'running', attempts = 10, lease_owner = 'gone',
                 lease_until = $1",
            params![bench.now() + TimeDelta::seconds(60)],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let worker = bench.worker(writing(bench.test.db.clone(), None));
        assert_eq!(worker.run_until_idle().await.unwrap(), 0, "its lease has not run out");
        let mut tx = bench.test.db.write().await.unwrap();
        assert_eq!(bench.jobs.release_all(bench.now(), &mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(worker.run_until_idle().await.unwrap(), 0);
        let view = bench.status(id).await;
        assert_eq!(view.state, JobState::Failed);
        let message = view.error.unwrap().message;
        assert_eq!(message.code, "errors.jobs.gave_up");
        assert_eq!(message.arguments["attempts"], "10");
    }
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}
