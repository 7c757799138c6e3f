//! The log alone restores accounts, roles and tokens; what is erased stays erased.

use std::sync::Arc;

use access::accounts::{self, Newcomer, create};
use access::{AccountChange, AccountEvent, Branches, Caller, Grant, Pen, Permission, Role};
use access::{own, store, tokens};
use kernel::{AccountId, Id as _, Locale, OrganizationId};
use ledger::{Actor, Event as _, Journal};
use testkit::{TestDb, dump_tables};

const TABLES: &[&str] = &["access_accounts", "access_grants", "access_tokens"];

fn branches() -> Arc<Branches> {
    Arc::new(Branches::new([(body(1), None), (body(2), Some(body(1)))]))
}

fn body(number: u128) -> OrganizationId {
    OrganizationId::from_uuid(uuid::Uuid::from_u128(number))
}

fn on(role: Role, at: Option<u128>) -> Grant {
    Grant { role, organization_id: at.map(body), compartment: None }
}

struct Bench {
    journal: Journal,
    ids: kernel::Ids,
}

impl Bench {
    fn pen(&self) -> Pen<'_> {
        Pen { journal: &self.journal, ids: &self.ids, by: Actor::CommandLine, now: testkit::now() }
    }

    async fn make(&self, login: &str, grants: Vec<Grant>, tx: &mut db::Tx) -> AccountId {
        let newcomer = Newcomer::without_password(login, login, Locale::Vi).unwrap();
        create(grants, newcomer, self.pen(), tx).await.unwrap()
    }
}

async fn migrated(test: TestDb) -> TestDb {
    test.migrate(&[ledger::MIGRATIONS, access::MIGRATIONS]).await;
    test
}

#[tokio::test]
async fn a_replay_restores_accounts_roles_and_tokens() {
    for test in testkit::databases().await {
        let source = migrated(test).await;
        let bench = Bench { journal: testkit::journal(), ids: testkit::ids() };
        let pen = bench.pen();
        let mut tx = source.db.write().await.unwrap();
        let all = [Role::Operate, Role::Supervise].map(|role| on(role, None)).to_vec();
        let first = bench.make("lan.tran", all, &mut tx).await;
        let minh = bench.make("minh.le", vec![on(Role::Act, Some(2))], &mut tx).await;
        let gone = bench.make("son.ly", vec![on(Role::View, Some(2))], &mut tx).await;
        let account = store::account(minh, &mut tx).await.unwrap();
        let grants = vec![on(Role::View, Some(1)), on(Role::Operate, Some(2))];
        accounts::set_grants(&account, grants, &branches(), pen, &mut tx).await.unwrap();
        own::choose_locale(&account, Locale::En, pen, &mut tx).await.unwrap();
        let owner = Caller { account: Some(first), ..Caller::machine(Locale::Vi) };
        let scopes = [Permission::LogView, Permission::FindingsView];
        let wanted =
            tokens::Wanted::new("máy", &scopes, Some("192.0.2.7"), None, &owner, pen.now).unwrap();
        let first = store::account(first, &mut tx).await.unwrap();
        let (_, token) = tokens::make(&first, wanted.clone(), pen, &mut tx).await.unwrap();
        tokens::make(&first, wanted, pen, &mut tx).await.unwrap();
        tokens::revoke(&first, token, pen, &mut tx).await.unwrap();
        let account = store::account(gone, &mut tx).await.unwrap();
        accounts::erase(&account, &branches(), pen, &mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let target = migrated(TestDb::sqlite().await).await;
        let mut from = source.db.read().await.unwrap();
        let mut to = target.db.write().await.unwrap();
        access::projections().rebuild(&mut from, &mut to, None).await.unwrap();
        to.commit().await.unwrap();
        drop(from);
        assert_eq!(dump_tables(&target.db, TABLES).await, dump_tables(&source.db, TABLES).await);
    }
}

#[tokio::test]
async fn an_erased_person_is_nowhere_and_the_log_still_holds() {
    let test = migrated(TestDb::sqlite().await).await;
    let bench = Bench { journal: testkit::journal(), ids: testkit::ids() };
    let mut tx = test.db.write().await.unwrap();
    bench.make("lan.tran", vec![on(Role::Operate, None)], &mut tx).await;
    let gone = bench.make("son.ly", vec![on(Role::View, Some(2))], &mut tx).await;
    let account = store::account(gone, &mut tx).await.unwrap();
    accounts::erase(&account, &branches(), bench.pen(), &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let everything = [TABLES, &["log_entries", "log_payloads", "access_secrets"]].concat();
    assert!(!dump_tables(&test.db, &everything).await.contains("son.ly"));
    let mut tx = test.db.read().await.unwrap();
    let trusted =
        ledger::journal::TrustedKeys::default().with(&testkit::node_key().public()).unwrap();
    let result = ledger::journal::verify(&trusted, &[], &mut tx).await.unwrap();
    assert!(result.is_sound(), "{:?}", result.faults);
    assert!(store::account(gone, &mut tx).await.unwrap().grants.is_empty());
}

#[test]
fn every_action_has_a_text_in_both_languages() {
    let id = AccountId::from_uuid(uuid::Uuid::from_u128(1));
    let token = kernel::TokenId::from_uuid(uuid::Uuid::from_u128(2));
    let hash = ledger::PayloadHash::from_bytes([0; 32]);
    let at = testkit::now();
    let changes = [
        AccountChange::Invited { invitation_id: id.uuid(), grants: Vec::new(), expires_at: at },
        AccountChange::Joined {
            account_id: id,
            invitation_id: None,
            profile: hash,
            locale: Locale::Vi,
            grants: Vec::new(),
        },
        AccountChange::Granted { account_id: id, grants: Vec::new() },
        AccountChange::Disabled { account_id: id },
        AccountChange::Enabled { account_id: id },
        AccountChange::Erased { account_id: id },
        AccountChange::ResetAsked { account_id: id },
        AccountChange::Reset { account_id: id },
        AccountChange::PasswordChanged { account_id: id },
        AccountChange::TotpEnabled { account_id: id },
        AccountChange::TotpDisabled { account_id: id },
        AccountChange::LocaleChosen { account_id: id, locale: Locale::En },
        AccountChange::SignedIn { account_id: id },
        AccountChange::TokenMade {
            account_id: id,
            token_id: token,
            name: String::new(),
            scopes: Vec::new(),
            network: None,
            expires_at: at,
        },
        AccountChange::TokenRevoked { account_id: id, token_id: token },
    ];
    for change in changes {
        let event = AccountEvent { organization_id: None, change };
        let code = format!("log.{}.{}", AccountEvent::STREAM, event.action());
        for locale in [Locale::Vi, Locale::En] {
            assert!(kernel::words::codes(locale).contains(&code.as_str()), "{code}");
        }
    }
}
