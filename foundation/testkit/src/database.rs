//! Empty databases for one test each, gone when the test ends.

use std::path::PathBuf;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use db::{Db, Engine, Migration};
use tempfile::TempDir;

use crate::now;

const ADDRESS: &str = "LUYTRE_TEST_POSTGRES";

/// Where a test database is, so that it can be opened again, also by another process.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file of SQLite.
    File(PathBuf),
    /// PostgreSQL: address and schema.
    Schema(String, String),
}

impl Place {
    /// Opens the database with connections of its own.
    pub async fn open(&self) -> Db {
        match self {
            Self::File(path) => Db::open_file(path).await,
            Self::Schema(address, schema) => Db::open_postgres(address, Some(schema)).await,
        }
        .expect("the test database opens")
    }

    /// The place as one text, for the environment of another process.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Schema(address, schema) => format!("{address} {schema}"),
        }
    }

    /// Reads what [`Self::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match text.split_once(' ') {
            Some((address, schema)) if address.contains("://") => {
                Self::Schema(address.to_owned(), schema.to_owned())
            }
            _ => Self::File(text.into()),
        }
    }
}

/// An empty database. Dropped, it is removed.
#[derive(Debug)]
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// Its engine.
    pub engine: Engine,
    /// Where it is.
    pub place: Place,
    _removal: Removal,
}

#[derive(Debug)]
enum Removal {
    Folder(#[expect(dead_code, reason = "removes the folder when dropped")] TempDir),
    Schema(String, String),
}

impl TestDb {
    /// An empty SQLite database in a folder of its own.
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let place = Place::File(folder.path().join("state.db"));
        let db = place.open().await;
        Self { db, engine: Engine::Sqlite, place, _removal: Removal::Folder(folder) }
    }

    /// An empty schema of PostgreSQL; `None` where no server is named.
    pub async fn postgres() -> Option<Self> {
        let address = std::env::var(ADDRESS).ok().filter(|address| !address.is_empty())?;
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let schema = format!("test_{}_{number}", std::process::id());
        on_server(&address, &format!("DROP SCHEMA IF EXISTS {schema} CASCADE")).await;
        on_server(&address, &format!("CREATE SCHEMA {schema}")).await;
        let place = Place::Schema(address.clone(), schema.clone());
        let db = place.open().await;
        let removal = Removal::Schema(address, schema);
        Some(Self { db, engine: Engine::Postgres, place, _removal: removal })
    }

    /// An empty database of either engine.
    ///
    /// # Panics
    ///
    /// When PostgreSQL is asked for and no server is named.
    pub async fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite().await,
            Engine::Postgres => Self::postgres().await.expect("LUYTRE_TEST_POSTGRES is set"),
        }
    }

    /// Brings the database to the given steps, as of [`now`].
    pub async fn migrate(&self, steps: &[&[Migration]]) {
        self.db.migrate(&steps.concat(), now()).await.expect("the steps apply");
    }
}

impl Drop for Removal {
    fn drop(&mut self) {
        let Self::Schema(address, schema) = self else { return };
        let (address, schema) = (std::mem::take(address), std::mem::take(schema));
        // A thread with a runtime of its own, because the test's runtime may not be blocked on.
        // Whoever still holds a lock keeps the schema; the whole cluster goes soon.
        let removal = std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build()
            else {
                return;
            };
            runtime.block_on(async {
                if let Ok(db) = Db::open_postgres(&address, None).await {
                    let sql = format!(
                        "SET lock_timeout = '300ms'; DROP SCHEMA IF EXISTS {schema} CASCADE"
                    );
                    let _ = db.run_alone(&sql).await;
                    let _ = db.close().await;
                }
            });
        });
        let _ = removal.join();
    }
}

async fn on_server(address: &str, sql: &str) {
    let db = Db::open_postgres(address, None).await.expect("PostgreSQL answers");
    db.run_alone(sql).await.expect("the schema can be made");
    db.close().await.expect("the connection closes");
}

/// An empty database of each engine that is there: SQLite always, PostgreSQL where
/// `LUYTRE_TEST_POSTGRES` names a server.
///
/// # Panics
///
/// When `CI=true` and no PostgreSQL server is named: in CI both engines are tested.
pub async fn databases() -> Vec<TestDb> {
    let mut databases = vec![TestDb::sqlite().await];
    match TestDb::postgres().await {
        Some(database) => databases.push(database),
        None if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("CI tests both engines: run the tests by scripts/test-postgres.sh")
        }
        None => {
            static ONCE: Once = Once::new();
            ONCE.call_once(|| {
                eprintln!("PostgreSQL skipped: LUYTRE_TEST_POSTGRES is not set");
            });
        }
    }
    databases
}
