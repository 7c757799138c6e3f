//! A server over a database of its own.

use std::sync::Arc;

use testkit::{FixedClock, TestDb};
use web::AppState;
use web::testing::TestServer;

/// A server with what keeps its database alive.
pub struct Server {
    pub server: TestServer,
    pub clock: FixedClock,
    _db: TestDb,
}

impl std::ops::Deref for Server {
    type Target = TestServer;
    fn deref(&self) -> &TestServer {
        &self.server
    }
}

pub async fn server() -> Server {
    let test = TestDb::sqlite().await;
    test.migrate(&[ledger::MIGRATIONS]).await;
    let clock = FixedClock::at(testkit::now());
    let state = AppState::new(
        web::Options::default(),
        testkit::journal(),
        testkit::ids(),
        Arc::new(clock.clone()),
        test.db.clone(),
    );
    Server { server: TestServer::new(web::api::router(), state), clock, _db: test }
}
