//! A duty in a temporary folder, as the server has it, and a province in its registry.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use db::{Db, Migration, params};
use kernel::{Clock, Ids, OrganizationId, Timestamp};
use ledger::{Actor, Journal, NodeKey};
use malware::Duty;
use registry::Pen;
use registry::import::{ImportKind, ImportScope, ImportTable, ImportTableRow, preview};
use tempfile::TempDir;

use crate::list::Size;
use crate::random::Random;

/// The present of all runs.
#[derive(Clone, Copy, Debug)]
pub struct Present(pub Timestamp);

impl Clock for Present {
    fn now(&self) -> Timestamp {
        self.0
    }
}

pub struct House {
    pub duty: Arc<Duty>,
    pub now: Timestamp,
    pub database: PathBuf,
    pub folder: TempDir,
}

/// Ids from a seed.
pub fn ids() -> Ids {
    let random = Mutex::new(Random::new(7));
    Ids::new(move |bytes| {
        let mut random = random.lock().unwrap_or_else(PoisonError::into_inner);
        for part in bytes.chunks_mut(8) {
            let number = random.next().to_le_bytes();
            for (byte, new) in part.iter_mut().zip(number) {
                *byte = new;
            }
        }
    })
}

fn steps() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        registry::MIGRATIONS,
        jobs::MIGRATIONS,
        web::MIGRATIONS,
        malware::MIGRATIONS,
        contacts::MIGRATIONS,
    ]
    .concat()
}

impl House {
    pub async fn open() -> Result<Self> {
        let folder = TempDir::new()?;
        let now: Timestamp =
            "2026-02-05T02:00:00Z".parse().ok().context("the present is an instant")?;
        let database = folder.path().join("state.db");
        let db = Db::open_file(&database).await?;
        db.migrate(&steps(), now).await?;
        let ids = ids();
        let duty = Duty {
            db,
            journal: Journal::new(NodeKey::from_secret(&[9; 32])),
            ids: ids.clone(),
            blobs: blobs::Blobs::open(&folder.path().join("blobs")).await?,
            jobs: jobs::Jobs::new(ids),
            hub: web::EventHub::default(),
            spool: malware::spool::Spool::open(&folder.path().join("drafts"))?,
            pdf: None,
            upload_bytes: 1 << 30,
            knowledge: Arc::new(malware::lists::Knowledge::shipped(false)?),
            shelf: malware::warnings::Shelf::default(),
        };
        Ok(Self { duty: Arc::new(duty), now, database, folder })
    }

    /// A whole program's data directory, made and migrated as `luytre serve` would.
    pub async fn of_program() -> Result<Self> {
        let folder = TempDir::new()?;
        let config = luytre::config::Config::read(folder.path(), None)?;
        let database = luytre::house::database_file(folder.path());
        let house = luytre::house::House::open(config).await?;
        let now = luytre::machine::MachineClock.now();
        Ok(Self { duty: house.malware.clone(), now, database, folder })
    }

    /// Brings bodies and approved claims in, by the registry's own importer.
    pub async fn settle(&self, size: Size) -> Result<()> {
        let bodies =
            (0..size.bodies).map(|body| vec![Size::body_name(body), "Nhà nước".to_owned()]);
        self.bring(ImportKind::Organizations, ["Tên cơ quan", "Loại"], bodies).await?;
        if size.claims == 0 {
            return Ok(());
        }
        let claims = (0..size.claims)
            .map(|claim| vec![Size::body_name(size.body_of(claim)), Size::space(claim)]);
        self.bring(ImportKind::Claims, ["Cơ quan", "Dải địa chỉ"], claims).await
    }

    async fn bring(
        &self,
        kind: ImportKind,
        header: [&str; 2],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> Result<()> {
        let header = header.map(str::to_owned).to_vec();
        let rows = std::iter::once(header)
            .chain(rows)
            .zip(1..)
            .map(|(cells, number)| ImportTableRow { number, cells })
            .collect();
        let table =
            ImportTable { file: format!("{}.csv", kind.name()), rows, ..ImportTable::default() };
        let duty = &self.duty;
        let mut tx = duty.db.write().await?;
        let scope = ImportScope { within: None, may_approve: true, now: self.now, ids: &duty.ids };
        let plan = preview(kind, &table, None, &scope, &mut tx).await?;
        ensure!(plan.can_confirm(), "{kind:?}: {:?}", plan.problems.first());
        let pen = Pen {
            journal: &duty.journal,
            ids: &duty.ids,
            actor: Actor::CommandLine,
            now: self.now,
        };
        pen.confirm_import(plan.id, &mut tx).await?;
        Ok(tx.commit().await?)
    }

    /// Closes everything but the folder, for another process.
    pub async fn close(self) -> Result<TempDir> {
        let db = self.duty.db.clone();
        db.close().await?;
        Ok(self.folder)
    }

    /// Does all jobs that are due.
    pub async fn work_off(&self) -> Result<()> {
        let duty = &self.duty;
        let registry = malware::jobs::registry(duty);
        let clock = Arc::new(Present(self.now));
        let worker =
            jobs::Worker::new(duty.jobs.clone(), duty.db.clone(), registry, clock, "bench", 1);
        worker.run_until_idle().await?;
        Ok(())
    }

    /// Bytes of the database in its pages, once everything is written back.
    pub async fn database_bytes(&self) -> Result<u64> {
        self.duty.db.run_alone("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        Ok(std::fs::metadata(&self.database)?.len())
    }

    /// The bodies in the order of their names.
    pub async fn bodies(&self) -> Result<Vec<OrganizationId>> {
        let mut tx = self.duty.db.read().await?;
        let rows = tx.query("SELECT id FROM registry_organizations ORDER BY id", params![]).await?;
        Ok(rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?)
    }

    /// How many rows some tables have.
    pub async fn counts(&self, tables: &[&str]) -> Result<BTreeMap<String, u64>> {
        let mut tx = self.duty.db.read().await?;
        let mut counts = BTreeMap::new();
        for table in tables {
            let sql = format!("SELECT COUNT(*) AS n FROM {table}");
            let count: i64 = tx.one(&sql, params![]).await?.get("n")?;
            counts.insert((*table).to_owned(), u64::try_from(count)?);
        }
        Ok(counts)
    }
}
