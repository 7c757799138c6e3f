//! A set of new states of things, and how it is written to the tables.

use db::{Param, Tx, Value, params};
use kernel::text::fold;
use kernel::{ClaimId, OrganizationId, PersonId, SiteId};
use ledger::{ApplyError, PayloadHash, Stamp, journal::payload};
use serde::{Deserialize, Serialize};

use crate::model::{ClaimRecord, OrganizationRecord, PersonData, PersonRecord, SiteRecord};
use crate::tree::{OPEN, stored_from, stored_to};

/// New states by id; a state that is none: the thing is gone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// Bodies.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub organizations: Vec<(OrganizationId, Option<OrganizationRecord>)>,
    /// Sites.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sites: Vec<(SiteId, Option<SiteRecord>)>,
    /// Claims.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub claims: Vec<(ClaimId, Option<ClaimRecord>)>,
    /// People.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub people: Vec<(PersonId, Option<PersonRecord>)>,
}

/// Ids named in one statement.
const AT_ONCE: usize = 1_000;

async fn delete(table: &str, column: &str, ids: Vec<Value>, tx: &mut Tx) -> Result<(), ApplyError> {
    for part in ids.chunks(AT_ONCE) {
        let marks: Vec<String> = (1..=part.len()).map(|number| format!("${number}")).collect();
        let sql = format!("DELETE FROM {table} WHERE {column} IN ({})", marks.join(", "));
        tx.execute(&sql, part.to_vec()).await?;
    }
    Ok(())
}

impl Changes {
    /// The payloads with personal data that the states name.
    #[must_use]
    pub fn payloads(&self) -> Vec<PayloadHash> {
        self.people.iter().filter_map(|(_, person)| person.map(|person| person.data)).collect()
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.organizations.is_empty()
            && self.sites.is_empty()
            && self.claims.is_empty()
            && self.people.is_empty()
    }

    /// Writes the states. Only `apply` of an event calls this.
    pub(crate) async fn write(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        self.write_organizations(tx).await?;
        self.write_sites(tx).await?;
        self.write_claims(tx).await?;
        self.write_people(tx).await?;
        self.write_contact_history(stamp, tx).await
    }

    async fn write_organizations(&self, tx: &mut Tx) -> Result<(), ApplyError> {
        for (table, column) in [
            ("registry_organizations", "id"),
            ("registry_organization_names", "organization_id"),
            ("registry_organization_parents", "organization_id"),
        ] {
            delete(table, column, ids_of(&self.organizations), tx).await?;
        }
        let columns = ["id", "code", "code_key", "kind", "zone", "valid_from", "valid_to"];
        let rows = rows_of(&self.organizations, organization_rows);
        tx.insert("registry_organizations", &columns, rows, "").await?;
        let columns = ["organization_id", "from_at", "to_at", "name", "short_name", "name_folded"];
        let rows = rows_of(&self.organizations, name_rows);
        tx.insert("registry_organization_names", &columns, rows, "").await?;
        let columns = ["organization_id", "from_at", "to_at", "parent_id"];
        let rows = rows_of(&self.organizations, parent_rows);
        tx.insert("registry_organization_parents", &columns, rows, "").await?;
        Ok(())
    }

    async fn write_sites(&self, tx: &mut Tx) -> Result<(), ApplyError> {
        delete("registry_sites", "id", ids_of(&self.sites), tx).await?;
        let columns = ["id", "organization_id", "name", "name_folded", "address"];
        tx.insert("registry_sites", &columns, rows_of(&self.sites, site_rows), "").await?;
        Ok(())
    }

    async fn write_claims(&self, tx: &mut Tx) -> Result<(), ApplyError> {
        delete("registry_claims", "id", ids_of(&self.claims), tx).await?;
        delete("registry_claim_holders", "claim_id", ids_of(&self.claims), tx).await?;
        let columns = [
            "id",
            "kind",
            "space",
            "first_key",
            "last_key",
            "valid_from",
            "valid_to",
            "state",
            "shared_exit",
            "note",
            "reason",
        ];
        tx.insert("registry_claims", &columns, rows_of(&self.claims, claim_rows), "").await?;
        let columns = ["claim_id", "from_at", "to_at", "organization_id", "site_id"];
        let rows = rows_of(&self.claims, holder_rows);
        tx.insert("registry_claim_holders", &columns, rows, "").await?;
        Ok(())
    }

    async fn write_people(&self, tx: &mut Tx) -> Result<(), ApplyError> {
        delete("registry_people", "id", ids_of(&self.people), tx).await?;
        let mut rows = Vec::new();
        let mut payloads = Vec::new();
        for (id, person) in &self.people {
            let Some(person) = person else { continue };
            let data: Option<PersonData> = payload::open(person.data, tx).await?;
            let list = |lines: Option<&Vec<String>>| {
                serde_json::to_string(lines.map_or(&[][..], Vec::as_slice))
            };
            rows.push(params![
                *id,
                person.organization,
                person.data.bytes().as_slice(),
                data.as_ref().map(|data| data.name.as_str()),
                data.as_ref().map(|data| data.name.folded()),
                data.as_ref().and_then(|data| data.position.as_deref()),
                list(data.as_ref().map(|data| &data.phones))?,
                list(data.as_ref().map(|data| &data.emails))?,
                data.as_ref().and_then(|data| data.note.as_deref()),
                data.is_none(),
                serde_json::to_string(&person.contact.roles)?,
                stored_from(person.contact.period.from),
                stored_to(person.contact.period.to),
                person.contact.said_checked_at,
                i64::from(person.contact.numbers),
                person.contact.callable,
            ]);
            payloads.push(params![*id, person.data.bytes().as_slice()]);
        }
        let columns = [
            "id",
            "organization_id",
            "payload",
            "name",
            "name_folded",
            "position",
            "phones",
            "emails",
            "note",
            "erased",
            "roles",
            "valid_from",
            "valid_to",
            "said_checked_at",
            "numbers",
            "callable",
        ];
        tx.insert("registry_people", &columns, rows, "").await?;
        tx.insert(
            "registry_person_payloads",
            &["person_id", "payload"],
            payloads,
            "ON CONFLICT DO NOTHING",
        )
        .await?;
        Ok(())
    }

    async fn write_contact_history(&self, stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        close_contact_history(ids_of(&self.people), stamp, tx).await?;
        let mut rows = Vec::new();
        for (id, person) in &self.people {
            let Some(person) = person.filter(|person| !person.contact.roles.is_empty()) else {
                continue;
            };
            rows.push(params![
                *id,
                stamp.seq,
                stamp.at,
                OPEN,
                person.organization,
                serde_json::to_string(&person.contact.roles)?,
                stored_from(person.contact.period.from),
                stored_to(person.contact.period.to),
                i64::from(person.contact.numbers),
                person.contact.callable,
            ]);
        }
        let columns = [
            "person_id",
            "seq",
            "known_from",
            "known_to",
            "organization_id",
            "roles",
            "valid_from",
            "valid_to",
            "numbers",
            "callable",
        ];
        tx.insert("registry_contact_history", &columns, rows, "").await?;
        Ok(())
    }
}

/// What was known of these people ends with this entry.
pub(crate) async fn close_contact_history(
    people: Vec<Value>,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), ApplyError> {
    for part in people.chunks(AT_ONCE) {
        let marks: Vec<String> = (3..part.len() + 3).map(|number| format!("${number}")).collect();
        let sql = format!(
            "UPDATE registry_contact_history SET known_to = $1
             WHERE known_to = $2 AND person_id IN ({})",
            marks.join(", ")
        );
        let mut values = params![stamp.at, OPEN];
        values.extend_from_slice(part);
        tx.execute(&sql, values).await?;
    }
    Ok(())
}

type Rows = Vec<Vec<Value>>;

fn ids_of<I: Param + Copy, R>(states: &[(I, Option<R>)]) -> Vec<Value> {
    states.iter().map(|(id, _)| id.into_value()).collect()
}

fn rows_of<I: Copy, R>(states: &[(I, Option<R>)], rows: impl Fn(I, &R, &mut Rows)) -> Rows {
    let mut found = Rows::new();
    for (id, state) in states {
        if let Some(state) = state {
            rows(*id, state, &mut found);
        }
    }
    found
}

fn organization_rows(id: OrganizationId, record: &OrganizationRecord, rows: &mut Rows) {
    rows.push(params![
        id,
        record.code.as_ref().map(|code| code.as_str()),
        record.code.as_ref().map(|code| code.key()),
        record.kind.name(),
        record.zone.name(),
        stored_from(record.period.from),
        stored_to(record.period.to),
    ]);
}

fn name_rows(id: OrganizationId, record: &OrganizationRecord, rows: &mut Rows) {
    for (period, name) in record.names.spans() {
        let short = name.short_name.as_deref();
        // Found by either name; the short one stands behind.
        let folded = format!("{} {}", name.name.folded(), fold(short.unwrap_or("")));
        rows.push(params![
            id,
            stored_from(period.from),
            stored_to(period.to),
            name.name.as_str(),
            short,
            folded.trim_end(),
        ]);
    }
}

fn parent_rows(id: OrganizationId, record: &OrganizationRecord, rows: &mut Rows) {
    for (period, parent) in record.parents.spans() {
        rows.push(params![id, stored_from(period.from), stored_to(period.to), *parent]);
    }
}

fn site_rows(id: SiteId, site: &SiteRecord, rows: &mut Rows) {
    rows.push(params![
        id,
        site.organization,
        site.name.as_str(),
        site.name.folded(),
        site.address.as_deref(),
    ]);
}

fn claim_rows(id: ClaimId, claim: &ClaimRecord, rows: &mut Rows) {
    let (first, last) = claim.space.keys();
    rows.push(params![
        id,
        claim.space.kind().name(),
        claim.space.to_string(),
        first,
        last,
        stored_from(claim.period.from),
        stored_to(claim.period.to),
        claim.state.name(),
        claim.shared_exit,
        claim.note.as_deref(),
        claim.reason.as_deref(),
    ]);
}

fn holder_rows(id: ClaimId, claim: &ClaimRecord, rows: &mut Rows) {
    for (period, holder) in claim.holders.spans() {
        rows.push(params![
            id,
            stored_from(period.from),
            stored_to(period.to),
            holder.organization,
            holder.site,
        ]);
    }
}
