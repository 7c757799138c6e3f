//! A server over a database of its own, with an invented province.

use std::sync::Arc;

use access::{Sealer, SealingKey, links};
use kernel::{Id as _, OrganizationId};
use registry::import::{ExportTable, ImportTable, ImportTableRow};
use serde_json::json;
use testkit::{FixedClock, TestDb};
use web::api::TableFiles;
use web::testing::{Answer, Client, TestServer};
use web::{ApiResult, AppState, Bodies, Body, OrganizationRef, Role};

pub const PASSWORD: &str = "bụi tre cạnh giếng làng";

/// A server with what keeps its database alive.
pub struct Server {
    pub server: TestServer,
    pub clock: FixedClock,
    _db: TestDb,
    files: tempfile::TempDir,
}

impl Server {
    /// Where its stored files lie.
    pub fn files(&self) -> &std::path::Path {
        self.files.path()
    }
}

impl std::ops::Deref for Server {
    type Target = TestServer;
    fn deref(&self) -> &TestServer {
        &self.server
    }
}

/// Province 1 with branches 2 (4, 5) and 3 (6).
pub fn body(number: u128) -> OrganizationId {
    OrganizationId::from_uuid(uuid::Uuid::from_u128(0xb0d1_0000 + number))
}

pub fn province() -> Bodies {
    let pairs = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)];
    Bodies::new(pairs.map(|(id, parent)| Body {
        reference: OrganizationRef { id: body(id), name: format!("Đơn vị {id}"), code: None },
        parent: (parent > 0).then(|| body(parent)),
    }))
}

pub async fn server_on(test: TestDb, options: web::Options) -> Server {
    test.migrate(&[
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        jobs::MIGRATIONS,
        web::MIGRATIONS,
    ])
    .await;
    let clock = FixedClock::at(testkit::now());
    let sealer = Sealer::new(SealingKey::from_bytes([7; 32]), []);
    let options = web::Options { sealer, ..options };
    let state = AppState::new(
        options,
        testkit::journal(),
        testkit::ids(),
        Arc::new(clock.clone()),
        test.db.clone(),
    );
    let files = tempfile::TempDir::new().unwrap();
    let state = state.with_blobs(blobs::Blobs::open(files.path()).await.unwrap());
    state.set_bodies(province());
    let routes = web::api::router().layer(axum::Extension(plain_files()));
    Server { server: TestServer::new(routes, state), clock, _db: test, files }
}

pub async fn server() -> Server {
    server_on(TestDb::sqlite().await, web::Options::default()).await
}

impl Server {
    /// The secret of the link for the first account.
    pub async fn first_link(&self) -> String {
        let state = &self.state;
        let mut tx = state.db.write().await.unwrap();
        let secret =
            links::first_account_link(&state.ids, state.clock.now(), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        secret.unwrap().expose().to_owned()
    }

    /// Makes the first account `lan.tran` and gives its session.
    pub async fn first_account(&self) -> Client {
        let token = self.first_link().await;
        let body =
            json!({"token": token, "name": "Lan", "login": "lan.tran", "password": PASSWORD});
        let answer = self.anonymous().post("/api/v1/first-account", body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.anonymous().with_cookie(&answer.cookie().unwrap())
    }

    pub async fn sign_in(&self, login: &str, password: &str) -> Answer {
        let body = json!({"login": login, "password": password});
        self.anonymous().post("/api/v1/session", body).await
    }

    /// Invites somebody with a role on a body and lets them join; gives their session.
    pub async fn joined(&self, by: &Client, login: &str, role: Role, at: u128) -> Client {
        let organization = (at > 0).then(|| body(at));
        let wish = json!({"organization_id": organization, "roles": [role], "name": login});
        let answer = by.post("/api/v1/accounts/invitations", wish).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let link = answer.json()["link"].as_str().unwrap().to_owned();
        let token = link.rsplit('/').next().unwrap();
        let path = format!("/api/v1/invitations/{token}");
        let body = json!({"name": login, "login": login, "password": PASSWORD});
        let answer = self.anonymous().post(&path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.anonymous().with_cookie(&answer.cookie().unwrap())
    }
}

/// Reads plain lines with commas; the real readers are above this crate.
#[derive(Debug)]
struct PlainFiles;

impl TableFiles for PlainFiles {
    fn read(&self, file_name: &str, bytes: Vec<u8>) -> ApiResult<Vec<ImportTable>> {
        let text = String::from_utf8(bytes).unwrap();
        let row = |(number, line): (u64, &str)| ImportTableRow {
            number,
            cells: line.trim_start_matches('\u{feff}').split(',').map(str::to_owned).collect(),
        };
        Ok(vec![ImportTable {
            file: file_name.to_owned(),
            rows: (1..).zip(text.lines()).map(row).collect(),
            ..ImportTable::default()
        }])
    }

    fn write_xlsx(&self, table: &ExportTable) -> ApiResult<Vec<u8>> {
        Ok(format!("xlsx of {} rows", table.rows.len()).into_bytes())
    }
}

/// Reading and writing of table files, as tests have it.
pub fn plain_files() -> Arc<dyn TableFiles> {
    Arc::new(PlainFiles)
}
