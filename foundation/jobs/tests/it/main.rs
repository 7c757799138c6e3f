//! Tests of the queue, on both engines.
#![cfg(test)]

mod crash;
mod live;
mod queue;
mod run;
mod words;

use std::sync::Arc;

use db::{Migration, params};
use jobs::{Context, Failure, Job, JobView, Jobs, Order, Registry, Worker};
use kernel::JobId;
use serde::{Deserialize, Serialize};
use testkit::{FixedClock, TestDb, databases, ids};

/// A table that jobs of these tests write, so that it can be counted what was kept.
const WORK: &[Migration] = &[Migration {
    part: "work",
    step: 1,
    sql: "CREATE TABLE work (job {id} NOT NULL, item BIGINT NOT NULL);\n",
}];

/// A queue on an empty database.
struct Bench {
    test: TestDb,
    jobs: Jobs,
    clock: FixedClock,
}

async fn benches() -> Vec<Bench> {
    let mut benches = Vec::new();
    for test in databases().await {
        test.migrate(&[jobs::MIGRATIONS, WORK]).await;
        benches.push(Bench { test, jobs: Jobs::new(ids()), clock: FixedClock::default() });
    }
    benches
}

impl Bench {
    fn now(&self) -> kernel::Timestamp {
        kernel::Clock::now(&self.clock)
    }

    fn worker(&self, registry: Registry) -> Worker {
        let clock = Arc::new(self.clock.clone());
        Worker::new(self.jobs.clone(), self.test.db.clone(), registry, clock, "test", 4)
    }

    async fn enqueue<J: Job>(&self, job: &J, order: &Order) -> jobs::Queued {
        let mut tx = self.test.db.write().await.unwrap();
        let queued = self.jobs.enqueue(job, order, self.now(), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        queued
    }

    async fn status(&self, id: JobId) -> JobView {
        let mut tx = self.test.db.read().await.unwrap();
        let view = self.jobs.status(id, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        view
    }

    async fn work_of(&self, id: JobId) -> i64 {
        let mut tx = self.test.db.read().await.unwrap();
        let row =
            tx.one("SELECT COUNT(*) AS n FROM work WHERE job = $1", params![id]).await.unwrap();
        tx.commit().await.unwrap();
        row.get("n").unwrap()
    }
}

/// Adds a number to another.
#[derive(Debug, Serialize, Deserialize)]
struct Add {
    left: i64,
    right: i64,
}

impl Job for Add {
    const KIND: &'static str = "test.add";
    type Output = i64;
}

fn adding() -> Registry {
    Registry::default().with(|job: Add, _: Context| async move {
        job.left
            .checked_add(job.right)
            .ok_or_else(|| Failure::new(kernel::Message::new("errors.test.overflow")))
    })
}
