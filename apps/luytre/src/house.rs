//! Opening the house: database, log, files, jobs and duties, put together once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use access::Caller;
use anyhow::{Context as _, Result};
use axum::{Extension, Router};
use db::{Db, Migration};
use documents::pdf::PdfChild;
use jobs::{Jobs, Worker};
use kernel::{Clock, Ids, Locale};
use ledger::{Journal, Projections};
use utoipa_axum::router::OpenApiRouter;
use web::api::TableFiles;
use web::{AppState, Options};

use crate::commands::unwritable;
use crate::config::Config;
use crate::elsewhere::AllParts;
use crate::files::DocumentTables;
use crate::keys::Keys;
use crate::machine::{self, MachineClock};
use crate::say::Refusal;

/// Jobs that run at once.
const WORKERS: usize = 2;

/// Everything that runs.
#[derive(Clone, Debug)]
pub struct House {
    /// What it runs with.
    pub config: Config,
    /// The key file.
    pub keys: Keys,
    /// The state of the server.
    pub state: AppState,
    /// The queue of jobs.
    pub jobs: Jobs,
    /// Stored files.
    pub blobs: blobs::Blobs,
    /// Readers and writers of tables.
    tables: Arc<dyn TableFiles>,
    /// Directives.
    pub directives: Arc<directive::Directives>,
    /// The duty "malware".
    pub malware: Arc<malware::Duty>,
    /// The lock that says who owns the data directory.
    _lock: Arc<File>,
}

/// All steps of all parts, in the order of their dependence.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        jobs::MIGRATIONS,
        registry::MIGRATIONS,
        access::MIGRATIONS,
        web::MIGRATIONS,
        malware::MIGRATIONS,
        contacts::MIGRATIONS,
        directive::MIGRATIONS,
    ]
    .concat()
}

/// All streams of all parts.
#[must_use]
pub fn projections() -> Projections {
    ledger::findings::projections()
        .and(registry::projections())
        .and(access::projections())
        .and(web::projections())
        .and(malware::projections())
        .and(contacts::projections())
        .and(directive::projections())
}

/// Takes the data directory for this process alone.
///
/// # Errors
///
/// When another process has it, or it cannot be written.
pub fn lock(data: &Path) -> Result<File> {
    make_private(data).map_err(|error| unwritable(data, &error))?;
    let path = data.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| unwritable(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            Err(Refusal::about("server.house.in_use", "folder", data.display()).into())
        }
        Err(fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

/// Makes the data directory, which only its owner may enter: it holds personal data.
fn make_private(data: &Path) -> std::io::Result<()> {
    if data.exists() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(data)
}

/// Where the database of SQLite is.
#[must_use]
pub fn database_file(data: &Path) -> PathBuf {
    data.join("luytre.db")
}

impl House {
    /// Opens the data directory, making and migrating what is missing.
    ///
    /// # Errors
    ///
    /// When the directory is in use, a newer program has changed it, or its files cannot be read;
    /// the message says what to do.
    pub async fn open(config: Config) -> Result<Self> {
        let lock = lock(&config.data)?;
        let has_state = config.database.is_none() && database_file(&config.data).exists();
        let keys = Keys::open(&config.data, has_state)?;
        let db = match &config.database {
            Some(address) => Db::open_postgres(address, None).await,
            None => Db::open_file(&database_file(&config.data)).await,
        }
        .context(Refusal::new("server.house.database_closed"))?;
        let clock: Arc<dyn Clock> = Arc::new(MachineClock);
        db.migrate(&migrations(), clock.now())
            .await
            .context(Refusal::new("server.house.database_unfit"))?;
        let ids = machine::ids();
        reseal(&keys, &ids, &db).await?;
        let blobs = blobs::Blobs::open(&config.data.join("files")).await?;
        let journal = Journal::new(keys.node_key()?);
        let letters = directive::Directives::usual_limits();
        let options = Options {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            public_url: config.public_url.clone(),
            tls: config.tls,
            most_upload_bytes: config.upload_bytes,
            most_letter_bytes: usize::try_from(letters.bytes)?,
            earlier_keys: keys.earlier()?,
            sealer: keys.sealer()?,
            proxies: config.proxies.clone(),
            ..Options::default()
        };
        let state = AppState::new(options, journal.clone(), ids.clone(), clock, db.clone())
            .with_blobs(blobs.clone())
            .with_elsewhere(Arc::new(AllParts));
        let jobs = state.jobs.clone();
        let knowledge = malware::lists::Knowledge::shipped(false)?;
        let malware = Arc::new(malware::Duty {
            db,
            journal,
            ids,
            blobs: blobs.clone(),
            jobs: jobs.clone(),
            hub: state.hub.clone(),
            spool: malware::spool::Spool::open(&config.data.join("drafts"))?,
            pdf: Some(pdf_child()?),
            upload_bytes: config.upload_bytes,
            knowledge: Arc::new(knowledge),
            shelf: malware::warnings::Shelf::default(),
        });
        let directives = Arc::new(directive::Directives {
            db: malware.db.clone(),
            journal: malware.journal.clone(),
            ids: malware.ids.clone(),
            blobs: blobs.clone(),
            hub: state.hub.clone(),
            patterns: Arc::new(directive::letter::Patterns::shipped()?),
            pdf: Some(pdf_child()?),
            limits: letters,
        });
        let tables: Arc<dyn TableFiles> = Arc::new(DocumentTables::new()?);
        let house = Self {
            config,
            keys,
            state,
            jobs,
            blobs,
            tables,
            directives,
            malware,
            _lock: Arc::new(lock),
        };
        house.read_bodies().await?;
        Ok(house)
    }

    async fn read_bodies(&self) -> Result<()> {
        let bodies = self.state.fresh_bodies().await;
        bodies.map_err(|error| anyhow::anyhow!("bodies: {}", error.code()))?;
        Ok(())
    }

    /// The OpenAPI document of all routes.
    #[must_use]
    pub fn openapi(&self) -> utoipa::openapi::OpenApi {
        web::openapi(self.routes().split_for_parts().1)
    }

    /// The routes of all parts.
    #[must_use]
    pub fn routes(&self) -> OpenApiRouter<AppState> {
        let directives: malware::api::Directives = Arc::new(crate::asked::OfDirectives);
        web::api::router()
            .merge(malware::api::router(Arc::clone(&self.malware)))
            .merge(contacts::api::router())
            .merge(directive::api::router(Arc::clone(&self.directives)))
            .merge(crate::routes::router(self))
            .layer(Extension(Arc::clone(&self.tables)))
            .layer(Extension(directives))
    }

    /// The application as served: the routes, the console, and the layers.
    pub fn app(&self) -> Router {
        let (routes, _) = self.routes().split_for_parts();
        web::app_with_console(routes, crate::console::console(), self.state.clone())
    }

    /// The application for whoever sits at the machine: may do everything, as the command line.
    pub fn machine_app(&self, locale: Locale) -> Router {
        self.app().layer(Extension(Caller::machine(locale)))
    }

    /// The worker that does the jobs of all parts.
    #[must_use]
    pub fn worker(&self) -> Worker {
        let registry = malware::jobs::registry(&self.malware);
        let clock = Arc::clone(&self.state.clock);
        let owner = std::process::id().to_string();
        Worker::new(self.jobs.clone(), self.state.db.clone(), registry, clock, &owner, WORKERS)
    }
}

/// Brings the secrets of accounts under the present key: after a rotation that was cut short, and
/// after the restore of a backup from before one.
///
/// # Errors
///
/// When the database cannot be read or written.
pub async fn reseal(keys: &Keys, ids: &Ids, db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    let done = access::reseal(&keys.sealer()?, ids, &mut tx).await?;
    tx.commit().await?;
    if done.sealed > 0 {
        tracing::info!(secrets = done.sealed, "secrets of accounts are sealed anew");
    }
    if done.lost > 0 {
        tracing::warn!(
            secrets = done.lost,
            "second factors do not open with this key file: put the right one back, or reset them"
        );
    }
    Ok(())
}

/// This program, called with `read-pdf`, reads a PDF under limits of its own.
fn pdf_child() -> Result<PdfChild> {
    Ok(PdfChild { program: std::env::current_exe()? })
}
