//! A small invented province, and the pen that writes in tests.

use db::{Db, Migration};
use kernel::{Ids, OrganizationId, Period, Timestamp};
use ledger::{Actor, Journal};
use registry::{Name, NewClaim, NewOrganization, OrganizationKind, Pen};
use testkit::TestDb;

/// What every test needs.
pub struct Province {
    pub test: TestDb,
    pub journal: Journal,
    pub ids: Ids,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn steps() -> Vec<Migration> {
    [ledger::MIGRATIONS, registry::MIGRATIONS].concat()
}

/// An empty province on each engine that is there.
pub async fn provinces() -> Vec<Province> {
    let mut provinces = Vec::new();
    for test in testkit::databases().await {
        test.db.migrate(&steps(), testkit::now()).await.unwrap();
        provinces.push(Province { test, journal: testkit::journal(), ids: testkit::ids() });
    }
    provinces
}

impl Province {
    pub fn pen(&self) -> Pen<'_> {
        self.pen_at(testkit::now())
    }

    pub fn pen_at(&self, now: Timestamp) -> Pen<'_> {
        Pen { journal: &self.journal, ids: &self.ids, actor: Actor::System, now }
    }

    pub fn db(&self) -> &Db {
        &self.test.db
    }

    pub async fn body(&self, name: &str, parent: Option<OrganizationId>) -> OrganizationId {
        let mut tx = self.db().write().await.unwrap();
        let id = self.pen().create_organization(new_body(name, parent), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn claim(&self, organization: OrganizationId, space: &str) -> kernel::ClaimId {
        let mut tx = self.db().write().await.unwrap();
        let id = self.pen().create_claim(new_claim(organization, space), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The tables of the registry equal those that the log alone gives.
    pub async fn assert_rebuilds(&self) {
        let copy = TestDb::sqlite().await;
        copy.db.migrate(&steps(), testkit::now()).await.unwrap();
        let mut source = self.db().read().await.unwrap();
        let mut target = copy.db.write().await.unwrap();
        let applied =
            registry::projections().rebuild(&mut source, &mut target, None).await.unwrap();
        assert!(applied > 0);
        target.commit().await.unwrap();
        drop(source);
        assert_eq!(
            testkit::dump_tables(self.db(), TABLES).await,
            testkit::dump_tables(&copy.db, TABLES).await
        );
    }
}

pub const TABLES: &[&str] = &[
    "registry_organizations",
    "registry_organization_names",
    "registry_organization_parents",
    "registry_sites",
    "registry_people",
    "registry_person_payloads",
    "registry_contact_history",
    "registry_claims",
    "registry_claim_holders",
    "registry_successions",
    "registry_succession_heirs",
    "registry_succession_sites",
    "registry_imports",
    "log_payloads",
];

pub fn new_body(name: &str, parent: Option<OrganizationId>) -> NewOrganization {
    NewOrganization {
        name: Name::new(name).unwrap(),
        short_name: None,
        code: None,
        kind: OrganizationKind::State,
        parent,
        period: Period::default(),
        zone: None,
    }
}

pub fn new_claim(organization: OrganizationId, space: &str) -> NewClaim {
    NewClaim {
        organization,
        space: space.parse().unwrap(),
        period: Period::default(),
        site: None,
        shared_exit: false,
        note: None,
        approved: true,
    }
}
