//! The only place that reads the machine's clock and entropy.

use kernel::{Clock, Ids, Timestamp};

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "apps/ is where the clock is read")]
    fn now(&self) -> Timestamp {
        chrono::Utc::now().into()
    }
}

/// Ids and secrets from the machine's entropy. Without entropy the process ends: a predictable
/// secret would be worse.
#[must_use]
pub fn ids() -> Ids {
    Ids::new(|bytes| {
        if let Err(error) = getrandom::fill(bytes) {
            tracing::error!(%error, "the machine gives no entropy");
            std::process::abort();
        }
    })
}

/// Waits, for the worker of jobs and for the heads file.
#[must_use]
pub fn wait() -> jobs::Wait {
    #[expect(clippy::disallowed_methods, reason = "apps/ is where time passes")]
    let wait = |length| -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(length))
    };
    std::sync::Arc::new(wait)
}
