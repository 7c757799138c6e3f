//! The contact points of the bodies on the board: said, called, and as of any day.

use chrono::TimeDelta;
use contacts::events::ContactEvent;
use contacts::model::CallOutcome;
use ledger::Actor;
use registry::model::PersonData;
use registry::{ContactPoint, ContactRole, Pen};
use serde_json::{Value, json};

use crate::province::{LETTER, Province, provinces, web_now};

/// A letter that also asks for contact points.
fn letter() -> String {
    LETTER.replace(
        "3. Báo cáo",
        "3. Cử cán bộ đầu mối và gửi danh sách đầu mối về UBND tỉnh.\n4. Báo cáo",
    )
}

async fn confirmed(p: &Province) -> Value {
    let chief = p.chief();
    let draft = p.paste(&letter(), &chief).await.json();
    let path = format!("/api/v1/directives/{}", draft["id"].as_str().unwrap());
    let bound = json!({"organization_ids": [p.health, p.school]});
    assert_eq!(chief.put(&format!("{path}/population"), bound).await.status, 200);
    let answer = chief.post(&format!("{path}/confirm"), json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The cell of the health department under "contacts".
async fn cell(p: &Province, directive: &Value, query: &str) -> Value {
    let board = p.board(directive, query, &p.chief()).await;
    let columns = board["columns"].as_array().unwrap();
    let at = columns.iter().position(|column| column["code"] == "contacts").unwrap();
    assert_eq!(columns[at]["measured"], true);
    let rows = board["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["organization"]["id"] == p.health.to_string()).unwrap();
    row["cells"][at].clone()
}

fn figures(cell: &Value) -> [u64; 4] {
    ["verified", "claimed", "owed", "total"].map(|name| cell["tally"][name].as_u64().unwrap())
}

#[tokio::test]
async fn a_body_without_contact_points_is_not_done_and_a_call_is_a_word_that_is_marked() {
    for p in provinces().await {
        let directive = confirmed(&p).await;
        let nobody = cell(&p, &directive, "").await;
        assert_eq!(figures(&nobody), [0, 0, 4, 4], "two roles each, the clinic below counts here");
        assert_eq!((&nobody["none"], &nobody["no_source"]), (&json!(false), &json!(false)));
        assert_eq!(nobody["because"][0]["message"]["code"], "directive.because_contacts.open");
        assert_eq!(nobody["because"][0]["filter"], Value::Null);

        let state = &p.server.state;
        let now = web_now(&p);
        let pen = Pen { journal: &state.journal, ids: &state.ids, actor: Actor::CommandLine, now };
        let mut tx = state.db.write().await.unwrap();
        let data = PersonData::new("Người Mẫu", None, &["0990 000 001".to_owned()], &[]).unwrap();
        let roles = [ContactRole::Head, ContactRole::SecurityOfficer].into_iter().collect();
        let point = Some(ContactPoint { roles, ..ContactPoint::default() });
        let person = pen.save_contact(None, p.health, &data, point, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(figures(&cell(&p, &directive, "").await), [0, 2, 2, 4], "said, not verified");

        p.clock.step(TimeDelta::days(1));
        let call = ContactEvent::Checked {
            person,
            organization: p.health,
            numbers: 0,
            called_at: web_now(&p),
            outcome: CallOutcome::Answered,
            independent: true,
            words: None,
        };
        let mut tx = state.db.write().await.unwrap();
        state.journal.record(&call, Actor::CommandLine, web_now(&p), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let called = cell(&p, &directive, "").await;
        assert_eq!(figures(&called), [2, 0, 2, 4]);
        assert_eq!(called["tally"]["attested"], 2, "it is the word of whoever called");
        let past = format!("?as_of={now}");
        assert_eq!(figures(&cell(&p, &directive, &past).await), [0, 2, 2, 4], "as it was");
        p.clock.step(TimeDelta::days(90));
        assert_eq!(figures(&cell(&p, &directive, "").await), [0, 2, 2, 4], "too long ago");
    }
}
