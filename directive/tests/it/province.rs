//! An invented province with a server over it, and a letter.

use std::sync::Arc;

use chrono::TimeDelta;
use db::Tx;
use directive::Directives;
use directive::letter::Patterns;
use kernel::{IndicatorListId, OrganizationId, Period, Timestamp};
use ledger::findings::{
    Cause, Change, CleanPath, Created, FindingKind, Severity, Standing, State, record_batch,
};
use ledger::{Actor, Projections};
use malware::events::ListEvent;
use malware::model::Judged;
use registry::{Name, NewOrganization, OrganizationKind, Pen};
use serde_json::{Value, json};
use testkit::{FixedClock, TestDb};
use web::testing::{Answer, Client, TestServer};
use web::{AppState, Options, Role};

/// The letter that every test begins with.
pub const LETTER: &str = "\
ỦY BAN NHÂN DÂN\n\
TỈNH TRE XANH\n\
Số: 12/UBND-KGVX\n\
V/v bảo đảm an toàn thông tin mạng\n\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
Độc lập - Tự do - Hạnh phúc\n\
Tre Xanh, ngày 15 tháng 01 năm 2030\n\
Kính gửi: Các sở, ban, ngành.\n\
Thực hiện Công văn số 88/BCA-A05 ngày 10/01/2030 của Bộ Công an, UBND tỉnh yêu cầu các cơ quan, đơn vị:\n\
1. Ưu tiên xử lý, bóc gỡ mã độc trên các máy tính có địa chỉ IP trong danh sách botnet.\n\
2. Rà quét, bóc gỡ mã độc trên toàn bộ máy chủ, máy trạm.\n\
3. Báo cáo kết quả về UBND tỉnh trước ngày 15/02/2030.\n\
Nơi nhận:\n\
- Như trên;\n\
- Lưu: VT.\n\
TM. ỦY BAN NHÂN DÂN\n\
CHỦ TỊCH\n";

/// A province of two departments; the first has a unit below it that is not bound.
pub struct Province {
    pub server: TestServer,
    pub clock: FixedClock,
    pub duty: Arc<Directives>,
    pub province: OrganizationId,
    pub health: OrganizationId,
    pub clinic: OrganizationId,
    pub school: OrganizationId,
    pub test: TestDb,
    _blobs: tempfile::TempDir,
}

pub const STEPS: &[&[db::Migration]] = &[
    ledger::MIGRATIONS,
    access::MIGRATIONS,
    registry::MIGRATIONS,
    jobs::MIGRATIONS,
    malware::MIGRATIONS,
    contacts::MIGRATIONS,
    web::MIGRATIONS,
    directive::MIGRATIONS,
];

pub fn projections() -> Projections {
    directive::projections()
        .and(malware::projections())
        .and(contacts::projections())
        .and(registry::projections())
        .and(ledger::findings::projections())
        .and(web::projections())
}

pub fn routes(duty: &Arc<Directives>, state: AppState) -> TestServer {
    TestServer::new(directive::api::router(Arc::clone(duty)), state)
}

pub fn state(test: &TestDb, clock: &FixedClock) -> AppState {
    AppState::new(
        Options::default(),
        testkit::journal(),
        testkit::ids(),
        Arc::new(clock.clone()),
        test.db.clone(),
    )
}

pub async fn duty(state: &AppState, folder: &std::path::Path) -> Arc<Directives> {
    Arc::new(Directives {
        db: state.db.clone(),
        journal: state.journal.clone(),
        ids: state.ids.clone(),
        blobs: blobs::Blobs::open(folder).await.unwrap(),
        hub: state.hub.clone(),
        patterns: Arc::new(Patterns::shipped().unwrap()),
        pdf: None,
        limits: Directives::usual_limits(),
    })
}

/// One province on each engine that is there.
pub async fn provinces() -> Vec<Province> {
    let mut provinces = Vec::new();
    for test in testkit::databases().await {
        provinces.push(province(test).await);
    }
    provinces
}

async fn province(test: TestDb) -> Province {
    test.migrate(STEPS).await;
    let clock = FixedClock::at(testkit::now());
    let state = state(&test, &clock);
    let folder = tempfile::TempDir::new().unwrap();
    let duty = duty(&state, folder.path()).await;
    let mut tx = state.db.write().await.unwrap();
    let pen = Pen {
        journal: &state.journal,
        ids: &state.ids,
        actor: Actor::System,
        now: testkit::now() - TimeDelta::days(400),
    };
    let province = body("UBND tỉnh Tre Xanh", None, &pen, &mut tx).await;
    let health = body("Sở Y tế", Some(province), &pen, &mut tx).await;
    let clinic = body("Trung tâm Y tế Suối Trúc", Some(health), &pen, &mut tx).await;
    let school = body("Sở Giáo dục", Some(province), &pen, &mut tx).await;
    tx.commit().await.unwrap();
    let server = routes(&duty, state);
    Province { server, clock, duty, province, health, clinic, school, test, _blobs: folder }
}

async fn body(
    name: &str,
    parent: Option<OrganizationId>,
    pen: &Pen<'_>,
    tx: &mut Tx,
) -> OrganizationId {
    let new = NewOrganization {
        name: Name::new(name).unwrap(),
        short_name: None,
        code: None,
        kind: OrganizationKind::State,
        parent,
        period: Period::default(),
        zone: None,
    };
    pen.create_organization(new, tx).await.unwrap()
}

/// A new finding of a body.
pub fn found(owner: OrganizationId, number: usize, state: State, p: &Province) -> Change {
    let now = web_now(p);
    Change {
        finding: p.server.state.ids.next(now),
        created: Some(Created {
            kind: FindingKind::BotnetAddress,
            key: format!("{owner}/{number}"),
            subject: "andromeda".to_owned(),
            severity: Severity::High,
            system: None,
            asset: None,
            parent: None,
            first_seen_at: now,
        }),
        cause: Cause::Found,
        standing: Standing {
            state,
            accountable: owner,
            acting: owner,
            site: None,
            stale: false,
            attested: state == State::Verified,
            priority: 2,
            clean_by: Some(now + TimeDelta::days(7)),
            last_seen_at: now,
            recurrences: 0,
            path: CleanPath::Computer,
            claimed_at: None,
            claimed_by: None,
            cleaned_at: None,
            until: None,
            assignee: None,
        },
        evidence: Vec::new(),
        note: None,
        undone: None,
    }
}

pub fn web_now(p: &Province) -> Timestamp {
    p.server.state.clock.now()
}

impl Province {
    /// Records changes of findings as the import of a list does.
    pub async fn record(&self, changes: &[Change]) {
        let now = web_now(self);
        let mut tx = self.server.state.db.write().await.unwrap();
        let cause: IndicatorListId = self.server.state.ids.next(now);
        record_batch(&self.duty.journal, "list", cause, changes, Actor::System, now, &mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// One finding moves to another state.
    pub async fn change(&self, before: &Change, state: State) {
        let mut standing = before.standing.clone();
        standing.state = state;
        let change = Change { created: None, cause: Cause::Claimed, standing, ..before.clone() };
        self.record(&[change]).await;
    }

    /// A list came in that covers the month until now.
    pub async fn list_imported(&self) {
        let now = web_now(self);
        let list: IndicatorListId = self.server.state.ids.next(now);
        let uploaded = ListEvent::Uploaded {
            list,
            file_name: "danh-sach.csv".to_owned(),
            blob: list.to_string(),
            bytes: 1,
            source: "monthly-botnet-list".to_owned(),
        };
        let imported = ListEvent::Imported {
            list,
            period: Some((now - TimeDelta::days(31), now)),
            judged: Judged::default(),
            root: String::new(),
            chunks: Vec::new(),
        };
        let mut tx = self.server.state.db.write().await.unwrap();
        for event in [uploaded, imported] {
            self.duty.journal.record(&event, Actor::System, now, &mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub fn chief(&self) -> Client {
        self.server.role(&[Role::Issue, Role::Supervise, Role::Operate], None)
    }

    /// Sends pasted text as a letter.
    pub async fn paste(&self, text: &str, by: &Client) -> Answer {
        send_form(by, "/api/v1/directives", &[("text", None, text.as_bytes())]).await
    }

    /// A letter that binds both departments and is confirmed.
    pub async fn confirmed(&self) -> Value {
        let chief = self.chief();
        let answer = self.paste(LETTER, &chief).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let draft = answer.json();
        let path = format!("/api/v1/directives/{}", draft["id"].as_str().unwrap());
        let bound = json!({"organization_ids": [self.health, self.school]});
        let answer = chief.put(&format!("{path}/population"), bound).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let answer = chief.post(&format!("{path}/confirm"), json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub async fn board(&self, directive: &Value, query: &str, by: &Client) -> Value {
        let id = directive["id"].as_str().unwrap();
        let answer = by.get(&format!("/api/v1/directives/{id}/board{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// A form with files (RFC 7578).
pub async fn send_form(by: &Client, path: &str, fields: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, content) in fields {
        body.extend_from_slice(b"--border\r\nContent-Disposition: form-data; name=\"");
        body.extend_from_slice(name.as_bytes());
        body.push(b'"');
        if let Some(file) = file {
            body.extend_from_slice(format!("; filename=\"{file}\"").as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--border--\r\n");
    by.send(axum::http::Method::POST, path, "multipart/form-data; boundary=border", body).await
}

/// The column of the botnet obligation.
pub fn botnet(board: &Value) -> usize {
    let columns = board["columns"].as_array().unwrap();
    columns.iter().position(|column| column["code"] == "botnet").expect("the letter asks for it")
}

/// The cell of a body.
pub fn cell(board: &Value, body: OrganizationId) -> Value {
    let rows = board["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["organization"]["id"] == body.to_string()).unwrap();
    row["cells"][botnet(board)].clone()
}

pub fn ids_of(board: &Value) -> Vec<String> {
    let rows = board["rows"].as_array().unwrap();
    rows.iter().map(|row| row["organization"]["id"].as_str().unwrap().to_owned()).collect()
}
