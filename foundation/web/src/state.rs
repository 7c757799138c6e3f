//! What every handler can reach: state, journal, clock, ids, listeners, options.

use std::sync::{Arc, RwLock};

use access::Branches;
use db::Db;
use kernel::{Clock, Ids};
use ledger::Journal;

use crate::hub::EventHub;
use crate::metrics::Metrics;

/// What is set when the server starts and never changes while it runs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Version of the program, as shown.
    pub version: String,
    /// Address under which people reach the server, without a slash at the end; for links.
    pub public_url: String,
    /// Whether the server speaks TLS: cookies are then `Secure` and HSTS is sent.
    pub tls: bool,
    /// Bytes of a JSON body at most.
    pub most_body_bytes: usize,
    /// Bytes of an upload at most.
    pub most_upload_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            tls: false,
            most_body_bytes: 1 << 20,
            most_upload_bytes: 256 << 20,
        }
    }
}

/// The state of the server; clones share everything.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The pen of the log.
    pub journal: Journal,
    /// Where new ids and secrets come from.
    pub ids: Ids,
    /// Where the present comes from.
    pub clock: Arc<dyn Clock>,
    /// Where changes are told to listeners.
    pub hub: EventHub,
    /// What was set at the start.
    pub options: Arc<Options>,
    /// What the server counts about itself.
    pub metrics: Metrics,
    branches: Arc<RwLock<Arc<Branches>>>,
}

impl AppState {
    /// A state over an open and migrated database.
    #[must_use]
    pub fn new(
        options: Options,
        journal: Journal,
        ids: Ids,
        clock: Arc<dyn Clock>,
        db: Db,
    ) -> Self {
        Self {
            db,
            journal,
            ids,
            clock,
            hub: EventHub::default(),
            options: Arc::new(options),
            metrics: Metrics::default(),
            branches: Arc::default(),
        }
    }

    /// The tree of bodies as last read.
    #[must_use]
    pub fn branches(&self) -> Arc<Branches> {
        match self.branches.read() {
            Ok(branches) => Arc::clone(&branches),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// Replaces the tree of bodies.
    pub fn set_branches(&self, branches: Branches) {
        let mut kept = match self.branches.write() {
            Ok(kept) => kept,
            Err(poisoned) => poisoned.into_inner(),
        };
        *kept = Arc::new(branches);
    }
}
