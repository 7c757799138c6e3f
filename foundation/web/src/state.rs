//! What every handler can reach: state, journal, clock, ids, listeners, options.

use std::sync::{Arc, PoisonError, RwLock};

use access::{Hasher, Sealer, SessionRules};
use blobs::Blobs;
use db::Db;
use jobs::Jobs;
use kernel::{Clock, Ids};
use ledger::Journal;
use ledger::journal::TrustedKeys;
use tokio::sync::Mutex;

use crate::bodies::Bodies;
use crate::elsewhere::{Elsewhere, Nothing};
use crate::hub::EventHub;
use crate::layers::proxies::Proxies;
use crate::metrics::Metrics;
use crate::{ApiError, ApiResult};

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
    /// Bytes of a letter at most.
    pub most_letter_bytes: usize,
    /// How long sessions last.
    pub sessions: SessionRules,
    /// Public keys of earlier node keys, 32 bytes each, that signed the beginning of the log.
    pub earlier_keys: Vec<[u8; 32]>,
    /// Seals the secrets of second factors; by default it has no key and refuses.
    pub sealer: Sealer,
    /// Whose word on a caller's address is believed.
    pub proxies: Proxies,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            tls: false,
            most_body_bytes: 1 << 20,
            most_upload_bytes: 256 << 20,
            most_letter_bytes: 32 << 20,
            sessions: SessionRules::default(),
            earlier_keys: Vec::new(),
            sealer: Sealer::default(),
            proxies: Proxies::default(),
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
    /// The queue of background work.
    pub jobs: Jobs,
    /// Compares passwords, a few at a time.
    pub hasher: Hasher,
    /// Held while the whole log is checked, so that this happens once at a time.
    pub(crate) verifying: Arc<Mutex<()>>,
    bodies: Arc<RwLock<Arc<Bodies>>>,
    blobs: Option<Blobs>,
    elsewhere: Arc<dyn Elsewhere>,
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
            clock,
            hub: EventHub::default(),
            options: Arc::new(options),
            metrics: Metrics::default(),
            jobs: Jobs::new(ids.clone()),
            hasher: Hasher::default(),
            verifying: Arc::default(),
            bodies: Arc::default(),
            blobs: None,
            elsewhere: Arc::new(Nothing),
            ids,
        }
    }

    /// The same with a store of files.
    #[must_use]
    pub fn with_blobs(self, blobs: Blobs) -> Self {
        Self { blobs: Some(blobs), ..self }
    }

    /// The same with what the parts above know.
    #[must_use]
    pub fn with_elsewhere(self, elsewhere: Arc<dyn Elsewhere>) -> Self {
        Self { elsewhere, ..self }
    }

    /// What the parts above know.
    pub(crate) fn elsewhere(&self) -> &dyn Elsewhere {
        self.elsewhere.as_ref()
    }

    /// Stored files.
    ///
    /// # Errors
    ///
    /// When the server was built without a store.
    pub fn blobs(&self) -> ApiResult<&Blobs> {
        self.blobs.as_ref().ok_or_else(|| ApiError::internal("the server has no store of files"))
    }

    /// The bodies as they are now; read again only where the registry has changed.
    ///
    /// # Errors
    ///
    /// When the registry cannot be read.
    pub async fn fresh_bodies(&self) -> ApiResult<Arc<Bodies>> {
        let bodies = self.bodies();
        if bodies.is_pinned() {
            return Ok(bodies);
        }
        let now = self.clock.now();
        let mut tx = self.db.read().await?;
        if !bodies.is_stale(now, &mut tx).await? {
            return Ok(bodies);
        }
        self.set_bodies(Bodies::load(now, &mut tx).await?);
        Ok(self.bodies())
    }

    /// The bodies as last read.
    #[must_use]
    pub fn bodies(&self) -> Arc<Bodies> {
        Arc::clone(&self.bodies.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces what is known of the bodies; those made by hand are never read again.
    pub fn set_bodies(&self, bodies: Bodies) {
        *self.bodies.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(bodies);
    }

    /// The keys that may have signed the log: the node's own and its earlier ones.
    ///
    /// # Errors
    ///
    /// When an earlier key is none.
    pub fn trusted_keys(&self) -> ApiResult<TrustedKeys> {
        let mut trusted = TrustedKeys::default().with(&self.journal.key().public())?;
        for key in &self.options.earlier_keys {
            trusted = trusted.with(key)?;
        }
        Ok(trusted)
    }
}
