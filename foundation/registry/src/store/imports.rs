//! Imports: those that wait to be confirmed (working copies), and those that were.

use db::{Row, Tx, params};
use kernel::{AccountId, Timestamp};
use ledger::PayloadHash;

use crate::RegistryError;
use crate::events::read_rows;
use crate::import::{ImportId, ImportKind, ImportPlan, ImportedRow};

/// An import in a list: a preview, or one that was confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    /// The import.
    pub id: ImportId,
    /// What the rows are.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// `preview`, `confirmed` or `undone`.
    pub state: String,
    /// When it was previewed, or confirmed.
    pub at: Timestamp,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
    /// Whose it is; none: the program's or the command line's.
    pub account: Option<AccountId>,
    /// Rows added, changed and unchanged; 0 in a preview.
    pub counts: [i64; 3],
    /// Root of the Merkle tree over the rows; none in a preview.
    pub root: Option<String>,
    rows: Option<PayloadHash>,
}

fn kind(row: &Row) -> Result<ImportKind, RegistryError> {
    ImportKind::by_name(&row.get::<String>("kind")?).ok_or(RegistryError::Stored { what: "import" })
}

fn confirmed(row: &Row) -> Result<ImportRecord, RegistryError> {
    let hash = <[u8; 32]>::try_from(row.get::<Vec<u8>>("rows_payload")?)
        .map_err(|_| RegistryError::Stored { what: "import" })?;
    Ok(ImportRecord {
        id: row.get("id")?,
        kind: kind(row)?,
        file: row.get("file")?,
        state: row.get("state")?,
        at: row.get("confirmed_at")?,
        undone_at: row.get("undone_at")?,
        account: row.get("account_id")?,
        counts: [row.get("added")?, row.get("changed")?, row.get("unchanged")?],
        root: Some(row.get("root")?),
        rows: Some(PayloadHash::from_bytes(hash)),
    })
}

/// The newest imports, previews among them; of one account, or of all.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn imports(
    account: Option<AccountId>,
    limit: u32,
    tx: &mut Tx,
) -> Result<Vec<ImportRecord>, RegistryError> {
    let condition = if account.is_some() { "account_id = $1" } else { "$1 IS NULL" };
    let values = || params![account, i64::from(limit)];
    let sql = format!(
        "SELECT * FROM registry_imports WHERE {condition} ORDER BY confirmed_seq DESC LIMIT $2"
    );
    let rows = tx.query(&sql, values()).await?;
    let mut found = rows.iter().map(confirmed).collect::<Result<Vec<_>, _>>()?;
    let sql = format!(
        "SELECT id, kind, file, created_at, account_id FROM registry_import_drafts
         WHERE {condition} ORDER BY created_at DESC, id DESC LIMIT $2"
    );
    for row in tx.query(&sql, values()).await? {
        found.push(ImportRecord {
            id: row.get("id")?,
            kind: kind(&row)?,
            file: row.get("file")?,
            state: "preview".to_owned(),
            at: row.get("created_at")?,
            undone_at: None,
            account: row.get("account_id")?,
            counts: [0; 3],
            root: None,
            rows: None,
        });
    }
    found.sort_by_key(|import| (std::cmp::Reverse(import.at), import.id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// An import that was confirmed.
pub(crate) async fn import(
    id: ImportId,
    tx: &mut Tx,
) -> Result<Option<ImportRecord>, RegistryError> {
    let sql = "SELECT * FROM registry_imports WHERE id = $1";
    tx.optional(sql, params![id]).await?.as_ref().map(confirmed).transpose()
}

/// The name of the file of an import that was confirmed.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn import_file(id: ImportId, tx: &mut Tx) -> Result<Option<String>, RegistryError> {
    Ok(import(id, tx).await?.map(|record| record.file))
}

/// The rows of an import that was confirmed.
pub(crate) async fn import_rows(
    import: &ImportRecord,
    tx: &mut Tx,
) -> Result<Vec<ImportedRow>, RegistryError> {
    let hash = import.rows.ok_or(RegistryError::NotFound { what: "import" })?;
    read_rows(hash, tx).await.map_err(|source| {
        let stream = "registry.import".to_owned();
        RegistryError::Ledger(ledger::LedgerError::Apply { stream, source })
    })
}

/// Keeps a plan until it is confirmed.
pub(crate) async fn save_draft(
    plan: &ImportPlan,
    account: Option<AccountId>,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<(), RegistryError> {
    let text = serde_json::to_string(plan).map_err(ledger::LedgerError::Json)?;
    tx.execute(
        "INSERT INTO registry_import_drafts (id, kind, file, created_at, account_id, plan)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![plan.id, plan.kind.name(), plan.file.as_str(), now, account, text],
    )
    .await?;
    Ok(())
}

/// A plan that waits, and whose it is.
pub(crate) async fn draft(
    id: ImportId,
    tx: &mut Tx,
) -> Result<Option<(ImportPlan, Option<AccountId>)>, RegistryError> {
    let sql = "SELECT plan, account_id FROM registry_import_drafts WHERE id = $1";
    let Some(row) = tx.optional(sql, params![id]).await? else { return Ok(None) };
    let plan = serde_json::from_str(&row.get::<String>("plan")?)
        .map_err(|_| RegistryError::Stored { what: "import" })?;
    Ok(Some((plan, row.get("account_id")?)))
}

/// Forgets a plan.
pub(crate) async fn discard_draft(id: ImportId, tx: &mut Tx) -> Result<(), RegistryError> {
    tx.execute("DELETE FROM registry_import_drafts WHERE id = $1", params![id]).await?;
    Ok(())
}

/// Forgets plans made before an instant, with the personal data in them; for a daily job. Returns
/// how many there were.
///
/// # Errors
///
/// [`RegistryError::Db`].
pub async fn forget_drafts(before: Timestamp, tx: &mut Tx) -> Result<u64, RegistryError> {
    let sql = "DELETE FROM registry_import_drafts WHERE created_at < $1";
    Ok(tx.execute(sql, params![before]).await?)
}
