//! Seeds of second factors after a change of the key file, on both engines.

use access::accounts::{Newcomer, create};
use access::sign_in::{Attempt, Gate, sign_in};
use access::{
    AccessError, Grant, Hasher, Pen, Resealed, Role, Sealer, SealingKey, SessionRules, own, reseal,
    store, totp,
};
use chrono::TimeDelta;
use kernel::Locale;
use ledger::Actor;

const PASSWORD: &str = "con trâu đi trước cái cày";

#[tokio::test]
async fn a_rotation_reseals_and_the_second_factor_goes_on() {
    for test in testkit::databases().await {
        test.migrate(&[ledger::MIGRATIONS, access::MIGRATIONS]).await;
        let (journal, ids, hasher) = (testkit::journal(), testkit::ids(), Hasher::default());
        let mut now = testkit::now();
        let pen = Pen { journal: &journal, ids: &ids, by: Actor::CommandLine, now };
        let (old, new) = (SealingKey::from_bytes([1; 32]), SealingKey::from_bytes([2; 32]));
        let before = Sealer::new(old.clone(), []);
        let newcomer =
            Newcomer::new("lan.tran", "Lan", PASSWORD, Locale::Vi, &hasher, &ids).await.unwrap();
        let grant = Grant { role: Role::Operate, organization_id: None, compartment: None };
        let mut tx = test.db.write().await.unwrap();
        let id = create(vec![grant], newcomer, pen, &mut tx).await.unwrap();
        let account = store::account(id, &mut tx).await.unwrap();
        let enrolment = own::begin_totp(&account, &before, pen, &mut tx).await.unwrap();
        let code = totp::code_at(&enrolment.secret, now).unwrap();
        own::enable_totp(&account, &code, &before, pen, &mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let after = Sealer::new(new.clone(), [old]);
        let only_new = Sealer::new(new, []);
        let stranger = Sealer::new(SealingKey::from_bytes([3; 32]), []);
        let mut enter = async |sealer: &Sealer| {
            now = now + TimeDelta::seconds(30);
            let code = totp::code_at(&enrolment.secret, now).unwrap();
            let attempt = Attempt {
                login: "lan.tran",
                password: PASSWORD,
                code: Some(&code),
                address: "",
                client: "",
                old_session: None,
            };
            let rules = SessionRules::default();
            let gate =
                Gate { hasher: &hasher, rules: &rules, sealer, journal: &journal, ids: &ids, now };
            sign_in(attempt, gate, &test.db).await.map(|_| ())
        };
        assert_eq!(enter(&only_new).await, Err(AccessError::Seal));
        assert_eq!(enter(&after).await, Ok(()), "opens before it is sealed anew");

        let mut tx = test.db.write().await.unwrap();
        let lost = reseal(&stranger, &ids, &mut tx).await.unwrap();
        assert_eq!(lost, Resealed { sealed: 0, lost: 1 }, "nothing is destroyed");
        let done = reseal(&after, &ids, &mut tx).await.unwrap();
        assert_eq!(done, Resealed { sealed: 1, lost: 0 });
        assert_eq!(reseal(&after, &ids, &mut tx).await.unwrap(), Resealed::default());
        tx.commit().await.unwrap();
        assert_eq!(enter(&only_new).await, Ok(()), "the old key is needed no longer");
    }
}
