//! The tables of calls. Only `apply` of the event writes.

use std::collections::BTreeMap;

use db::{DbError, Row, Tx, params};
use kernel::{AccountId, PersonId, Timestamp};
use ledger::journal::payload;
use ledger::{PayloadHash, Stamp};

use crate::error::ContactsError;
use crate::events::CallWords;
use crate::model::{Call, CallOutcome};

/// Calls of one person that are shown.
const MOST_SHOWN: i64 = 50;

/// A call with who recorded it and what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRow {
    /// The call.
    pub call: Call,
    /// Number of its log entry.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom; none: by the program.
    pub account: Option<AccountId>,
    /// What was said; none where nothing was noted, or once it was erased.
    pub words: Option<CallWords>,
}

fn read(row: &Row) -> Result<Call, ContactsError> {
    let stored = |what| ContactsError::Stored { what };
    Ok(Call {
        person: row.get("person_id")?,
        organization: row.get("organization_id")?,
        numbers: u32::try_from(row.get::<i64>("numbers")?).map_err(|_| stored("number"))?,
        called_at: row.get("called_at")?,
        outcome: CallOutcome::by_name(&row.get::<String>("outcome")?)
            .ok_or_else(|| stored("outcome"))?,
        independent: row.get("independent")?,
    })
}

/// The calls that were made and recorded by `at`, by person, oldest first.
///
/// # Errors
///
/// [`ContactsError::Db`], [`ContactsError::Stored`].
pub async fn calls_as_of(
    at: Timestamp,
    tx: &mut Tx,
) -> Result<BTreeMap<PersonId, Vec<Call>>, ContactsError> {
    let sql = "SELECT * FROM contacts_checks WHERE recorded_at <= $1 AND called_at <= $1
        ORDER BY person_id, called_at, seq";
    let mut calls: BTreeMap<PersonId, Vec<Call>> = BTreeMap::new();
    for row in tx.query(sql, params![at]).await? {
        let call = read(&row)?;
        calls.entry(call.person).or_default().push(call);
    }
    Ok(calls)
}

/// The last calls to one person, newest first, with what was said.
///
/// # Errors
///
/// [`ContactsError::Db`], [`ContactsError::Stored`], [`ContactsError::Ledger`].
pub async fn calls_to(person: PersonId, tx: &mut Tx) -> Result<Vec<CallRow>, ContactsError> {
    let sql = "SELECT * FROM contacts_checks WHERE person_id = $1
        ORDER BY called_at DESC, seq DESC LIMIT $2";
    let mut calls = Vec::new();
    for row in tx.query(sql, params![person, MOST_SHOWN]).await? {
        let words = match row.get::<Option<Vec<u8>>>("words")? {
            Some(hash) => {
                let hash = <[u8; 32]>::try_from(hash)
                    .map_err(|_| ContactsError::Stored { what: "payload" })?;
                payload::open::<CallWords>(PayloadHash::from_bytes(hash), tx).await?
            }
            None => None,
        };
        calls.push(CallRow {
            call: read(&row)?,
            seq: row.get("seq")?,
            recorded_at: row.get("recorded_at")?,
            account: row.get("account_id")?,
            words,
        });
    }
    Ok(calls)
}

/// Writes a call down. Only `apply` of an event calls this.
pub(crate) async fn write_call(
    call: &Call,
    words: Option<PayloadHash>,
    stamp: &Stamp,
    tx: &mut Tx,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO contacts_checks (seq, person_id, organization_id, numbers, called_at,
             recorded_at, outcome, independent, account_id, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            stamp.seq,
            call.person,
            call.organization,
            i64::from(call.numbers),
            call.called_at,
            stamp.at,
            call.outcome.name(),
            call.independent,
            stamp.actor.account(),
            words.map(|hash| hash.bytes().to_vec()),
        ],
    )
    .await?;
    Ok(())
}
