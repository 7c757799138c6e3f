//! Reading the log.

use data_encoding::HEXLOWER;
use db::{Row, Tx, Value, params};
use kernel::{AccountId, OrganizationId, Timestamp};
use uuid::Uuid;

use super::{Actor, Head, LedgerError, PayloadHash};

/// One entry of the log as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Number, from 1 without a gap.
    pub seq: i64,
    /// Instant of the recording.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// Stream of the event.
    pub stream: String,
    /// What happened.
    pub action: String,
    /// Kind of thing that it happened to.
    pub subject_kind: String,
    /// Id of the thing.
    pub subject_id: Option<Uuid>,
    /// Body whose branch may read it.
    pub organization: Option<OrganizationId>,
    /// The event as JSON.
    pub body: String,
    /// Payloads that the body names.
    pub payloads: Vec<PayloadHash>,
    /// Hash of the entry before.
    pub previous: Vec<u8>,
    /// Hash of this entry.
    pub hash: Vec<u8>,
    /// Short name of the key that signed.
    pub key_id: String,
    /// Signature of the hash.
    pub signature: Vec<u8>,
}

impl Entry {
    /// The entry as the head of the log.
    #[must_use]
    pub fn as_head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: HEXLOWER.encode(&self.hash),
            key_id: self.key_id.clone(),
            signature: HEXLOWER.encode(&self.signature),
        }
    }

    fn from_row(row: &Row) -> Result<Self, LedgerError> {
        let seq = row.get("seq")?;
        let actor_kind: String = row.get("actor_kind")?;
        let actor = match (actor_kind.as_str(), row.get::<Option<AccountId>>("actor_id")?) {
            ("account", Some(account)) => Actor::Account(account),
            ("command_line", _) => Actor::CommandLine,
            _ => Actor::System,
        };
        Ok(Self {
            seq,
            at: row.get("at")?,
            actor,
            stream: row.get("stream")?,
            action: row.get("action")?,
            subject_kind: row.get("subject_kind")?,
            subject_id: row.get("subject_id")?,
            organization: row.get("organization_id")?,
            body: row.get("body")?,
            payloads: serde_json::from_str(&row.get::<String>("payloads")?)?,
            previous: row.get("previous")?,
            hash: row.get("hash")?,
            key_id: row.get("key_id")?,
            signature: row.get("signature")?,
        })
    }
}

/// Which entries to read; everything that is not said is not asked for.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Only of this stream.
    pub stream: Option<String>,
    /// Only about this thing.
    pub subject_id: Option<Uuid>,
    /// Only by this account.
    pub actor: Option<AccountId>,
    /// Only about these bodies; `None`: all entries.
    pub organizations: Option<Vec<OrganizationId>>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
}

/// Reads entries with `seq` above `after`, oldest first, at most `limit`.
///
/// # Errors
///
/// [`LedgerError::Db`].
pub async fn entries(after: i64, limit: u32, tx: &mut Tx) -> Result<Vec<Entry>, LedgerError> {
    let rows = tx
        .query(
            "SELECT * FROM log_entries WHERE seq > $1 ORDER BY seq LIMIT $2",
            params![after, i64::from(limit)],
        )
        .await?;
    rows.iter().map(Entry::from_row).collect()
}

impl EntryFilter {
    /// Reads the entries of the filter with `seq` below `before`, newest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Db`].
    pub async fn newest_first(
        &self,
        before: Option<i64>,
        limit: u32,
        tx: &mut Tx,
    ) -> Result<Vec<Entry>, LedgerError> {
        let mut sql = "SELECT * FROM log_entries WHERE seq < $1".to_owned();
        let mut values: Vec<Value> = params![before.unwrap_or(i64::MAX)];
        let mut and = |condition: &str, value: Value, values: &mut Vec<Value>| {
            values.push(value);
            sql.push_str(&format!(" AND {condition} ${}", values.len()));
        };
        use db::Param as _;
        if let Some(stream) = &self.stream {
            and("stream =", stream.as_str().into_value(), &mut values);
        }
        if let Some(subject) = self.subject_id {
            and("subject_id =", subject.into_value(), &mut values);
        }
        if let Some(actor) = self.actor {
            and("actor_id =", actor.into_value(), &mut values);
        }
        if let Some(from) = self.from {
            and("at >=", from.into_value(), &mut values);
        }
        if let Some(to) = self.to {
            and("at <", to.into_value(), &mut values);
        }
        if let Some(organizations) = &self.organizations {
            let first = values.len() + 1;
            let marks: Vec<String> =
                (0..organizations.len()).map(|index| format!("${}", first + index)).collect();
            if marks.is_empty() {
                return Ok(Vec::new());
            }
            sql.push_str(&format!(" AND organization_id IN ({})", marks.join(", ")));
            values.extend(organizations.iter().map(|organization| organization.into_value()));
        }
        values.push(i64::from(limit).into_value());
        sql.push_str(&format!(" ORDER BY seq DESC LIMIT ${}", values.len()));
        tx.query(&sql, values).await?.iter().map(Entry::from_row).collect()
    }
}

/// The last entry, if there is one.
///
/// # Errors
///
/// [`LedgerError::Db`].
pub async fn head(tx: &mut Tx) -> Result<Option<Entry>, LedgerError> {
    tx.optional("SELECT * FROM log_entries ORDER BY seq DESC LIMIT 1", params![])
        .await?
        .as_ref()
        .map(Entry::from_row)
        .transpose()
}

/// How many entries the log has.
///
/// # Errors
///
/// [`LedgerError::Db`].
pub async fn entry_count(tx: &mut Tx) -> Result<i64, LedgerError> {
    Ok(tx.one("SELECT COUNT(*) AS n FROM log_entries", params![]).await?.get("n")?)
}
