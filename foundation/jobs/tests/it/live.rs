//! Progress and cancellation while a job holds the only writer.

use std::sync::Arc;
use std::time::Duration;

use db::params;
use jobs::{Cancelled, Context, Job, JobError, JobState, Order, Registry};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::benches;

/// Writes rows in one long transaction until it is told to stop.
#[derive(Debug, Serialize, Deserialize)]
struct LongWrite;

impl Job for LongWrite {
    const KIND: &'static str = "test.long_write";
    type Output = i64;
}

fn quick() -> jobs::Wait {
    Arc::new(|length: Duration| {
        let never = std::future::pending::<()>();
        Box::pin(async move {
            let _ = tokio::time::timeout(length / 50, never).await;
        })
    })
}

#[tokio::test]
async fn progress_is_seen_and_stopping_works_during_a_long_write() {
    for bench in benches().await {
        let db = bench.test.db.clone();
        let registry = Registry::default().with(move |_: LongWrite, context: Context| {
            let db = db.clone();
            async move {
                let mut tx = db.write().await?;
                for item in 1..i64::MAX {
                    tx.execute(
                        "INSERT INTO work (job, item) VALUES ($1, $2)",
                        params![context.id(), item],
                    )
                    .await?;
                    context.progress(item.unsigned_abs(), Some(1_000), "test.writing");
                    context.check()?;
                    tokio::task::yield_now().await;
                }
                Ok(0)
            }
        });
        let id = bench.enqueue(&LongWrite, &Order::default()).await.id();
        let mut updates = bench.jobs.subscribe();
        let stop = Notify::new();
        let watching = async {
            // Told at once of the beginning, then of steps, though the writer is taken.
            assert_eq!(updates.recv().await.unwrap().state, JobState::Running);
            let update = updates.recv().await.unwrap();
            assert_eq!((update.id, update.state), (id, JobState::Running));
            assert!(update.progress.done > 0);
            let view = bench.status(id).await;
            assert_eq!(view.state, JobState::Running);
            assert!(view.progress.done >= update.progress.done);
            assert_eq!(view.progress.stage.as_deref(), Some("test.writing"));
            let asked = bench.jobs.cancel(id, bench.now(), &bench.test.db).await.unwrap();
            assert_eq!(asked, Cancelled::Requested);
            while updates.recv().await.unwrap().state != JobState::Cancelled {}
            stop.notify_one();
        };
        let worker = bench.worker(registry);
        tokio::join!(worker.run(quick(), stop.notified()), watching);
        let view = bench.status(id).await;
        assert_eq!(view.state, JobState::Cancelled);
        assert!(view.progress.done > 0, "the last progress is kept");
        assert_eq!(bench.work_of(id).await, 0, "the transaction was dropped");
    }
}

#[tokio::test]
async fn who_lost_the_job_cannot_finish_it() {
    for bench in benches().await {
        let db = bench.test.db.clone();
        let registry = Registry::default().with(move |_: LongWrite, context: Context| {
            let db = db.clone();
            async move {
                let mut tx = db.write().await?;
                // As if the lease had run out and another worker had begun the job.
                tx.execute("UPDATE jobs SET attempts = attempts + 1", params![]).await?;
                let lost = context.finish(&1, &mut tx).await;
                assert!(matches!(lost, Err(JobError::Lost { .. })));
                tx.commit().await?;
                lost?;
                Ok(1)
            }
        });
        let id = bench.enqueue(&LongWrite, &Order::default()).await.id();
        bench.worker(registry).run_until_idle().await.unwrap();
        let view = bench.status(id).await;
        assert_eq!((view.state, view.attempts), (JobState::Running, 2), "the other's, unchanged");
    }
}
