//! What happens in the sample province, in its order, through the routes that a user has.
//!
//! The officer's record (`phan-hoi.csv`) says who answered what and when, the watch's
//! (`goi-dau-moi.csv`) which contact points it called. Each of their people is an
//! account without a password, out of use when the story ends: they sign in nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use access::accounts::{Newcomer, create};
use access::{Caller, Credential, Grant, Pen, Role};
use anyhow::{Context as _, Result, bail};
use axum::http::Method;
use axum::{Extension, Router};
use chrono::{NaiveDateTime, TimeZone as _};
use jobs::Order;
use kernel::{Clock, Id as _, Locale, OrganizationId, Timestamp, time};
use ledger::Actor;
use serde_json::{Value, json};

use super::shift::Shift;
use crate::client::Client;
use crate::house::House;
use crate::import;

/// When the first entry of the log is written, Vietnamese time.
const BEGINNING: &str = "20/10/2025 08:00";
/// The record of the answers.
const RECORD: &str = "phan-hoi.csv";
/// The record of the calls to contact points.
const CALLS: &str = "goi-dau-moi.csv";
/// The zone of times that state none, as the person who keeps the lists would answer.
const ZONE: &str = "Asia/Ho_Chi_Minh";
/// Source of the warning out of turn: it speaks once and never again.
const OTHER_SOURCE: &str = "Cảnh báo đột xuất";
/// Login of whoever answers as the second person.
const SUPERVISOR: &str = "mau.giam-sat";

/// Login of whoever calls the contact points.
const WATCH: &str = "mau.truc-giam-sat";

/// What comes in, and when.
const ARRIVALS: [(&str, Arrival, &str); 10] = [
    (BEGINNING, Arrival::Registry("organizations"), "don-vi.xlsx"),
    (BEGINNING, Arrival::Registry("sites"), "dia-diem.csv"),
    (BEGINNING, Arrival::Registry("claims"), "dai-dia-chi.csv"),
    ("22/10/2025 08:30", Arrival::List(Some(OTHER_SOURCE)), "canh-bao-dot-xuat.txt"),
    ("04/12/2025 08:30", Arrival::List(None), "danh-sach-botnet-2025-11.xlsx"),
    ("06/01/2026 08:30", Arrival::List(None), "danh-sach-botnet-2025-12.docx"),
    ("16/01/2026 16:30", Arrival::Letter, "cong-van-ubnd.docx"),
    ("19/01/2026 09:00", Arrival::Registry("contacts"), "dau-moi.xlsx"),
    ("20/01/2026 15:00", Arrival::Letter, "cong-van-skhcn.docx"),
    ("28/01/2026 08:30", Arrival::List(None), "danh-sach-botnet-2026-01.csv"),
];

#[derive(Clone, Copy, Debug)]
enum Arrival {
    Registry(&'static str),
    List(Option<&'static str>),
    Letter,
}

/// A clock that stands where the story stands. It never goes back.
#[derive(Debug)]
struct StoryClock(AtomicI64);

impl StoryClock {
    fn set(&self, at: Timestamp) {
        self.0.fetch_max(at.millis(), Ordering::SeqCst);
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// One line of the record.
#[derive(Clone, Debug)]
struct Answer {
    at: Timestamp,
    body: String,
    family: String,
    step: String,
    words: String,
    who: String,
    file: String,
    until: String,
}

/// One line of the record of calls.
#[derive(Clone, Debug)]
struct Call {
    at: Timestamp,
    body: String,
    person: String,
    phone: String,
    outcome: String,
    note: String,
    caller: String,
}

/// The story, ready to be told to a house.
pub(super) struct Story {
    /// The house, with the story's clock in the place of the machine's.
    house: House,
    app: Router,
    clock: Arc<StoryClock>,
    shift: Shift,
    record: Vec<Answer>,
    calls: Vec<Call>,
}

enum Step<'s> {
    Arrival(Arrival, &'static str),
    Answer(&'s Answer),
    Call(&'s Call),
}

impl Story {
    /// Reads the record and puts the story's clock to its beginning.
    pub(super) fn begin(house: &House, shift: Shift) -> Result<Self> {
        let clock = Arc::new(StoryClock(AtomicI64::new(moment(BEGINNING, shift)?.millis())));
        let mut house = house.clone();
        house.state.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let app = house.app();
        Ok(Self { house, app, clock, shift, record: record(shift)?, calls: calls(shift)? })
    }

    /// The house while the story is told.
    pub(super) const fn house(&self) -> &House {
        &self.house
    }

    /// Lets everything happen, each at its time, up to `now`.
    pub(super) async fn tell(&self, now: Timestamp) -> Result<()> {
        self.age_from_now_on().await?;
        let machine = self.by(Caller::machine(Locale::Vi));
        let mut steps = Vec::new();
        for (at, arrival, file) in ARRIVALS {
            steps.push((moment(at, self.shift)?, Step::Arrival(arrival, file)));
        }
        steps.extend(self.record.iter().map(|answer| (answer.at, Step::Answer(answer))));
        steps.extend(self.calls.iter().map(|call| (call.at, Step::Call(call))));
        steps.sort_by_key(|(at, _)| *at);
        let mut people = BTreeMap::new();
        for (at, step) in steps {
            self.clock.set(at);
            machine.work().await?;
            match step {
                Step::Arrival(arrival, file) => self.arrive(arrival, file, &machine).await?,
                Step::Answer(answer) => {
                    let bodies = bodies(&machine).await?;
                    let body = *bodies.get(&answer.body).context("a body of the record")?;
                    let caller = match people.get(&answer.who) {
                        Some(caller) => Caller::clone(caller),
                        None => self.join_for(answer, body).await?,
                    };
                    people.insert(answer.who.clone(), caller.clone());
                    let told = self.answer(answer, body, &self.by(caller), &machine).await;
                    told.with_context(|| format!("{RECORD}: {answer:?}"))?;
                }
                Step::Call(call) => {
                    let caller = match people.get(&call.caller) {
                        Some(caller) => Caller::clone(caller),
                        None => self.join(&call.caller, WATCH, Role::Act, None).await?,
                    };
                    people.insert(call.caller.clone(), caller.clone());
                    let told = record_call(call, &self.by(caller)).await;
                    told.with_context(|| format!("{CALLS}: {call:?}"))?;
                }
            }
        }
        for caller in people.values() {
            let id = caller.account.context("a person of the record has an account")?;
            let path = format!("/api/v1/accounts/{}/disable", id.uuid());
            machine.send(Method::POST, &path, &json!({})).await?;
        }
        self.clock.set(now);
        machine.work().await
    }

    fn by(&self, caller: Caller) -> Client {
        let app = self.app.clone().layer(Extension(caller));
        Client::House(Box::new(self.house.clone()), app)
    }

    /// The passing of time does its work in the story as it does in a server that runs.
    async fn age_from_now_on(&self) -> Result<()> {
        let mut tx = self.house.state.db.write().await?;
        let order = Order::keyed("malware.age_findings");
        let now = self.clock.now();
        self.house.jobs.enqueue(&malware::jobs::AgeFindings, &order, now, &mut tx).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn arrive(&self, arrival: Arrival, file: &str, machine: &Client) -> Result<()> {
        let content = super::content(file)?;
        match arrival {
            // What the registry says began when it began; only what happens moves.
            Arrival::Registry(kind) => {
                import::registry(machine, kind, file, &content, false).await?;
            }
            Arrival::List(source) => {
                let (name, content) = (self.shift.name(file), self.shift.file(&content)?);
                let how = import::ListOptions { zone: Some(ZONE), source, ..Default::default() };
                import::list(machine, &name, &content, &how).await?;
            }
            Arrival::Letter => {
                import::letter(machine, file, &self.shift.file(&content)?, false).await?;
            }
        }
        Ok(())
    }

    /// Makes the account of a person of the record of answers.
    async fn join_for(&self, answer: &Answer, body: OrganizationId) -> Result<Caller> {
        if is_supervision(&answer.step) {
            return self.join(&answer.who, SUPERVISOR, Role::Supervise, None).await;
        }
        let login = format!("mau.{}", answer.body.to_lowercase());
        self.join(&answer.who, &login, Role::Act, Some(body)).await
    }

    /// Makes an account without a password.
    async fn join(
        &self,
        name: &str,
        login: &str,
        role: Role,
        organization_id: Option<OrganizationId>,
    ) -> Result<Caller> {
        let grant = Grant { role, organization_id, compartment: None };
        let state = &self.house.state;
        let newcomer = Newcomer::without_password(login, name, Locale::Vi)?;
        let (by, now) = (Actor::CommandLine, self.clock.now());
        let mut tx = state.db.write().await?;
        let pen = Pen { journal: &state.journal, ids: &state.ids, by, now };
        let id = create(vec![grant.clone()], newcomer, pen, &mut tx).await?;
        tx.commit().await?;
        Ok(Caller {
            account: Some(id),
            actor: Actor::Account(id),
            login: login.to_owned(),
            locale: Locale::Vi,
            grants: vec![grant],
            credential: Credential::Session,
            limited_to: None,
        })
    }

    async fn answer(
        &self,
        answer: &Answer,
        body: OrganizationId,
        client: &Client,
        machine: &Client,
    ) -> Result<()> {
        match answer.step.as_str() {
            "Giải trình" => return explain(answer, body, client).await,
            "Chốt số liệu" => {
                let path = format!("/api/v1/directives/{}/cut-offs", newest(client).await?.0);
                client.send(Method::POST, &path, &json!({ "note": answer.words })).await?;
                return Ok(());
            }
            _ => {}
        }
        let finding = finding(answer, body, machine).await?;
        let path = format!("/api/v1/findings/{}/actions", text(&finding, "id"));
        let until = end_of_day(&answer.until, self.shift)?;
        let words = (!answer.words.is_empty()).then_some(&answer.words);
        let action = match answer.step.as_str() {
            "Tiếp nhận" => json!({ "action": "acknowledge", "statement": words }),
            "Báo cáo đã làm sạch" => json!({ "action": "claim", "statement": words }),
            "Báo cáo đã đặt lại thiết bị" => {
                if text(&finding, "path") != "device" {
                    let device = json!({ "action": "set_path", "path": "device" });
                    client.send(Method::POST, &path, &device).await?;
                }
                let photo = super::content(&answer.file)?;
                let stored = client.upload("/api/v1/files", &answer.file, &photo, &[]).await?;
                let photo = text(&stored, "id");
                json!({ "action": "claim", "statement": words, "attachments": [photo] })
            }
            "Xác nhận của người thứ hai" => {
                json!({ "action": "attest", "reason": words, "proofs": ["clean_scan"] })
            }
            "Chấp nhận rủi ro" => {
                json!({ "action": "accept_risk", "reason": words, "until": until })
            }
            "Chờ thay thế" => {
                json!({ "action": "unsupported", "reason": words, "until": until })
            }
            "Báo nhầm" => json!({ "action": "false_positive", "reason": words }),
            other => bail!("unknown step {other}"),
        };
        client.send(Method::POST, &path, &action).await?;
        Ok(())
    }
}

/// Steps that only a second person may take.
fn is_supervision(step: &str) -> bool {
    matches!(
        step,
        "Xác nhận của người thứ hai"
            | "Chấp nhận rủi ro"
            | "Chờ thay thế"
            | "Báo nhầm"
            | "Chốt số liệu"
    )
}

/// A moment as the record writes it, `11/12/2025 08:20`, moved.
fn moment(text: &str, shift: Shift) -> Result<Timestamp> {
    let local = NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M")?;
    let at = time::VIETNAM.from_local_datetime(&local).earliest().context("a moment")?;
    Ok(shift.moment(at.to_utc().into()))
}

fn end_of_day(day: &str, shift: Shift) -> Result<Option<Timestamp>> {
    if day.is_empty() {
        return Ok(None);
    }
    moment(&format!("{day} 23:59"), shift).map(Some)
}

/// A table by its header: each row answers for a column's name.
fn rows(file: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let tables =
        documents::read_tables(file, &super::content(file)?, &documents::Limits::default())?;
    let mut rows = tables.into_iter().flat_map(|table| table.rows);
    let header = rows.next().with_context(|| format!("{file} has no header"))?.cells;
    Ok(rows.map(|row| header.iter().cloned().zip(row.cells).collect()).collect())
}

fn cell(row: &BTreeMap<String, String>, name: &str) -> Result<String> {
    row.get(name).cloned().with_context(|| format!("no column {name}"))
}

fn record(shift: Shift) -> Result<Vec<Answer>> {
    let answer = |row: &BTreeMap<String, String>| {
        Ok(Answer {
            at: moment(&cell(row, "Thời điểm")?, shift)?,
            body: cell(row, "Mã đơn vị")?,
            family: cell(row, "Mã độc")?.to_lowercase(),
            step: cell(row, "Nội dung xử lý")?,
            words: cell(row, "Diễn giải")?,
            who: cell(row, "Người thực hiện")?,
            file: cell(row, "Tệp kèm theo")?,
            until: cell(row, "Đến ngày")?,
        })
    };
    rows(RECORD)?.iter().map(answer).collect()
}

fn calls(shift: Shift) -> Result<Vec<Call>> {
    let call = |row: &BTreeMap<String, String>| {
        Ok(Call {
            at: moment(&cell(row, "Thời điểm")?, shift)?,
            body: cell(row, "Mã đơn vị")?,
            person: cell(row, "Đầu mối")?,
            phone: cell(row, "Số gọi")?,
            outcome: cell(row, "Kết quả")?,
            note: cell(row, "Ghi chú")?,
            caller: cell(row, "Người gọi")?,
        })
    };
    rows(CALLS)?.iter().map(call).collect()
}

/// Records a call to a contact point, as the watch does on its page.
async fn record_call(call: &Call, client: &Client) -> Result<()> {
    let page = client.get("/api/v1/contacts?limit=500").await?;
    let contact = items(&page)
        .find(|contact| {
            text(contact, "name") == call.person
                && contact.pointer("/organization/code").and_then(Value::as_str) == Some(&call.body)
        })
        .with_context(|| format!("no contact point {} of {}", call.person, call.body))?;
    let outcome = match call.outcome.as_str() {
        "Có người nghe máy" => "answered",
        "Không nghe máy" => "not_answered",
        "Sai số" => "wrong_number",
        other => bail!("unknown outcome {other}"),
    };
    let note = (!call.note.is_empty()).then_some(&call.note);
    let path = format!("/api/v1/contacts/{}/checks", text(contact, "id"));
    let check = json!({ "outcome": outcome, "phone": call.phone, "note": note });
    client.send(Method::POST, &path, &check).await?;
    Ok(())
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn items(page: &Value) -> impl Iterator<Item = &Value> {
    page.get("items").and_then(Value::as_array).into_iter().flatten()
}

/// Bodies by their code.
async fn bodies(client: &Client) -> Result<BTreeMap<String, OrganizationId>> {
    let page = client.get("/api/v1/organizations?limit=100").await?;
    items(&page).map(|body| Ok((text(body, "code"), text(body, "id").parse()?))).collect()
}

/// The finding that an answer is about.
async fn finding(answer: &Answer, body: OrganizationId, client: &Client) -> Result<Value> {
    let path = format!("/api/v1/findings?limit=100&organization={body}");
    let page = client.get(&path).await?;
    let own = body.to_string();
    items(&page)
        .find(|finding| {
            text(finding, "family") == answer.family
                && finding.pointer("/accountable/id").and_then(Value::as_str) == Some(&own)
        })
        .cloned()
        .with_context(|| format!("no finding {} of {}", answer.family, answer.body))
}

/// The newest directive that counts, and its obligation to clean what the lists name.
async fn newest(client: &Client) -> Result<(String, String)> {
    let page = client.get("/api/v1/directives").await?;
    let directive = items(&page)
        .find(|item| text(item, "state") == "confirmed")
        .context("no directive counts yet")?;
    let obligations = directive.get("obligations").and_then(Value::as_array);
    let botnet = obligations.into_iter().flatten().find(|one| text(one, "code") == "botnet");
    Ok((text(directive, "id"), botnet.map(|one| text(one, "id")).unwrap_or_default()))
}

async fn explain(answer: &Answer, body: OrganizationId, client: &Client) -> Result<()> {
    let (directive, obligation) = newest(client).await?;
    let path = format!("/api/v1/directives/{directive}/explanations");
    let explanation =
        json!({ "organization_id": body, "obligation_id": obligation, "text": answer.words });
    client.send(Method::PUT, &path, &explanation).await?;
    Ok(())
}
