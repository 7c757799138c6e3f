//! From a table to a preview, from a preview to one event, and back.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use db::Tx;
use kernel::{AccountId, Classified, OrganizationId, Problem};
use ledger::PayloadHash;
use ledger::journal::{merkle, payload};
use uuid::Uuid;

use super::base::{Base, payload_key, row_problem};
use super::columns::Columns;
use super::lookup::Directory;
use super::model::{ImportId, ImportKind, ImportTable, ImportedRow, RowChange};
use super::plan::{DiffRow, ImportPlan, ImportScope, Planned, PlannedRow, RowAction};
use super::{claims, organizations, people, sites};
use crate::RegistryError;
use crate::commands::Pen;
use crate::events::ImportEvent;
use crate::model::{PersonData, PersonRecord};
use crate::store::{self, ImportRecord};

/// Makes a dry run and keeps it, so that it can be confirmed later.
///
/// # Errors
///
/// [`RegistryError::Db`]; what is wrong with the file stands in the plan.
pub async fn preview(
    kind: ImportKind,
    table: &ImportTable,
    account: Option<AccountId>,
    scope: &ImportScope<'_>,
    tx: &mut Tx,
) -> Result<ImportPlan, RegistryError> {
    let base = Base::load(tx).await?;
    let plan = plan(kind, table, &base, scope);
    store::save_draft(&plan, account, scope.now, tx).await?;
    Ok(plan)
}

fn plan(kind: ImportKind, table: &ImportTable, base: &Base, scope: &ImportScope<'_>) -> ImportPlan {
    let id = scope.ids.next(scope.now);
    let columns = match Columns::find(kind, table) {
        Ok(columns) => columns,
        Err(problem) => {
            let mut plan = super::plan::assemble(id, kind, table, Vec::new());
            plan.problems.push(problem);
            return plan;
        }
    };
    match kind {
        ImportKind::Organizations => organizations::plan(id, table, &columns, &base.bodies, scope),
        ImportKind::Claims => {
            let base = claims::ClaimBase {
                bodies: &base.bodies,
                claims: &base.claims,
                sites: &base.sites,
            };
            claims::plan(id, table, &columns, &base, scope)
        }
        ImportKind::People | ImportKind::Contacts => {
            people::plan(id, kind, table, &columns, &base.bodies, &base.people, scope)
        }
        ImportKind::Sites => sites::plan(id, table, &columns, &base.bodies, &base.sites, scope),
    }
}

/// An import as shown: its record, and the plan or what was done.
#[derive(Clone, Debug)]
pub struct ImportDetail {
    /// `preview`, `confirmed` or `undone`.
    pub state: String,
    /// Whose it is.
    pub account: Option<AccountId>,
    /// When it was confirmed.
    pub record: Option<ImportRecord>,
    /// Counts, problems and the difference.
    pub plan: ImportPlan,
}

/// Reads an import, waiting or confirmed.
///
/// # Errors
///
/// [`RegistryError::NotFound`].
pub async fn import(
    id: ImportId,
    now: kernel::Timestamp,
    tx: &mut Tx,
) -> Result<ImportDetail, RegistryError> {
    if let Some((plan, account)) = store::draft(id, tx).await? {
        return Ok(ImportDetail { state: "preview".to_owned(), account, record: None, plan });
    }
    let record = confirmed(id, tx).await?;
    let rows = store::import_rows(&record, tx).await?;
    let base = Base::load(tx).await?;
    let directory = Directory::new(&base.bodies, now);
    let open = open_people(&rows, tx).await?;
    let diff = rows.iter().map(|row| {
        let (key, before, after) = base.show(&row.change, &directory, &open);
        let action = if row.change.adds() { RowAction::Add } else { RowAction::Change };
        DiffRow { row: row.row, action, key, before, after }
    });
    let count =
        |at: usize| record.counts.get(at).and_then(|count| u64::try_from(*count).ok()).unwrap_or(0);
    let plan = ImportPlan {
        id,
        kind: record.kind,
        file: record.file.clone(),
        rows: count(0) + count(1) + count(2),
        added: count(0),
        changed: count(1),
        unchanged: count(2),
        problems: Vec::new(),
        diff: diff.collect(),
        changes: Vec::new(),
    };
    Ok(ImportDetail {
        state: record.state.clone(),
        account: record.account,
        record: Some(record),
        plan,
    })
}

async fn open_people(
    rows: &[ImportedRow],
    tx: &mut Tx,
) -> Result<BTreeMap<Uuid, PersonData>, RegistryError> {
    let mut open = BTreeMap::new();
    for row in rows {
        let RowChange::Person { before, after, .. } = &row.change else { continue };
        for person in [before, after].into_iter().flatten() {
            let data = payload::open::<PersonData>(person.data, tx).await?;
            if let (Some(key), Some(data)) = (payload_key(person), data) {
                open.insert(key, data);
            }
        }
    }
    Ok(open)
}

async fn confirmed(id: ImportId, tx: &mut Tx) -> Result<ImportRecord, RegistryError> {
    store::import(id, tx).await?.ok_or(RegistryError::NotFound { what: "import" })
}

/// What could not be taken back, row by row.
#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// Rows that were taken back.
    pub rows: u64,
    /// Rows that changed since, or whose thing is used: left as they are.
    pub refused: Vec<Problem>,
}

impl Pen<'_> {
    /// Confirms a preview: all of it or nothing, against what it was made from.
    ///
    /// # Errors
    ///
    /// [`RegistryError::ImportNotReady`], [`RegistryError::ImportStale`] with a problem for each
    /// row whose base changed, [`RegistryError::NotFound`].
    pub async fn confirm_import(&self, id: ImportId, tx: &mut Tx) -> Result<(), RegistryError> {
        let (plan, _) =
            store::draft(id, tx).await?.ok_or(RegistryError::NotFound { what: "import" })?;
        if !plan.can_confirm() {
            return Err(RegistryError::ImportNotReady {
                problems: plan.problems.len(),
                changes: plan.changes.len(),
            });
        }
        let mut base = Base::load(tx).await?;
        let mut problems = Vec::new();
        for row in plan.changes.iter().filter(|row| !base.is_unmoved(&row.change)) {
            let problem = row_problem(&plan.file, row.row, "registry.changed_meanwhile");
            problems.push(problem.with("name", &row.key));
        }
        for row in &plan.changes {
            base.set(&row.change);
        }
        if problems.is_empty() {
            problems = refusals(&plan, &base);
        }
        if !problems.is_empty() {
            return Err(RegistryError::ImportStale { rows: problems.len(), problems });
        }
        let mut rows = Vec::with_capacity(plan.changes.len());
        for PlannedRow { row, key, change } in plan.changes {
            rows.push(self.seal(row, key, change, tx).await?);
        }
        let (rows, root, personal) = put_rows(&rows, tx).await?;
        let event = ImportEvent::Imported {
            id,
            kind: plan.kind,
            file: plan.file,
            added: plan.added,
            changed: plan.changed,
            unchanged: plan.unchanged,
            rows,
            root,
            personal,
        };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        store::discard_draft(id, tx).await
    }

    async fn seal(
        &self,
        row: u64,
        key: String,
        change: Planned,
        tx: &mut Tx,
    ) -> Result<ImportedRow, RegistryError> {
        Ok(match change {
            Planned::Ready(change) => ImportedRow { row, key, change },
            Planned::Person { id, before, organization, contact, data } => {
                let data = payload::seal(&data, self.ids, tx).await?;
                let after = Some(PersonRecord { organization, data, contact });
                let change = RowChange::Person { id, before, after };
                ImportedRow { row, key: String::new(), change }
            }
        })
    }

    /// Forgets a preview.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn discard_import(&self, id: ImportId, tx: &mut Tx) -> Result<(), RegistryError> {
        store::draft(id, tx).await?.ok_or(RegistryError::NotFound { what: "import" })?;
        store::discard_draft(id, tx).await
    }

    /// Takes an import back where nothing changed since; the other rows are named. `held` are
    /// bodies that something outside the registry needs, such as a finding, each with what it is.
    ///
    /// # Errors
    ///
    /// [`RegistryError::ImportUndone`] the second time, [`RegistryError::ImportStale`] when no row
    /// can be taken back, [`RegistryError::NotFound`].
    pub async fn undo_import(
        &self,
        id: ImportId,
        held: &BTreeMap<OrganizationId, String>,
        tx: &mut Tx,
    ) -> Result<Undone, RegistryError> {
        let record = confirmed(id, tx).await?;
        if record.undone_at.is_some() {
            return Err(RegistryError::ImportUndone);
        }
        let rows = store::import_rows(&record, tx).await?;
        let names = open_people(&rows, tx).await?;
        let mut base = Base::load(tx).await?;
        let directory = Directory::new(&base.bodies, self.now);
        let mut refused = Vec::new();
        let mut refuse = |row: &ImportedRow, key: String, code: &str, by: &str| {
            let problem = row_problem(&record.file, row.row, code);
            refused.push(problem.with("name", key).with("by", by));
        };
        let mut back: Vec<(ImportedRow, String, Planned)> = Vec::new();
        for row in rows {
            let (key, ..) = base.show(&row.change, &directory, &names);
            let change = Planned::Ready(row.change.clone().reversed());
            if base.is_unmoved(&change) {
                back.push((row, key, change));
            } else {
                refuse(&row, key, "registry.changed_since", "");
            }
        }
        for (_, _, change) in &back {
            base.set(change);
        }
        // What stays may need what would go; repeat until nothing more must stay.
        loop {
            let before = back.len();
            let users = base.users(held);
            let mut kept = Vec::with_capacity(before);
            for (row, key, change) in back {
                let used = base.user_of(&change, &users);
                let refusal = base.refusal(&change);
                if used.is_none() && refusal.is_none() {
                    kept.push((row, key, change));
                    continue;
                }
                base.set(&Planned::Ready(row.change.clone()));
                let by = used.or_else(|| refusal.map(|error| error.to_string()));
                refuse(&row, key, "registry.still_used", by.as_deref().unwrap_or_default());
            }
            back = kept;
            if back.len() == before {
                break;
            }
        }
        if back.is_empty() {
            return Err(RegistryError::ImportStale { rows: refused.len(), problems: refused });
        }
        let rows: Vec<ImportedRow> = back
            .into_iter()
            .map(|(row, ..)| ImportedRow { change: row.change.reversed(), ..row })
            .collect();
        let (payload, root, personal) = put_rows(&rows, tx).await?;
        let event = ImportEvent::Undone { id, rows: payload, root, personal };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        refused.sort();
        Ok(Undone { rows: rows.len() as u64, refused })
    }
}

fn refusals(plan: &ImportPlan, base: &Base) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in &plan.changes {
        if let Some(error) = base.refusal(&row.change) {
            let mut problem = row_problem(&plan.file, row.row, error.code());
            problem.arguments = error.arguments();
            problems.push(problem);
        }
    }
    problems
}

/// Stores the rows as lines of JSON; their hash, the root over them, and the personal data that
/// they name.
async fn put_rows(
    rows: &[ImportedRow],
    tx: &mut Tx,
) -> Result<(PayloadHash, String, Vec<PayloadHash>), RegistryError> {
    let mut lines = Vec::new();
    let mut tree = merkle::Builder::default();
    for row in rows {
        let line = serde_json::to_vec(row).map_err(ledger::LedgerError::Json)?;
        tree.push(&line);
        lines.extend_from_slice(&line);
        lines.push(b'\n');
    }
    let hash = payload::put_bulk(&lines, tx).await?;
    let personal: BTreeSet<PayloadHash> = super::changes_of(rows).payloads().into_iter().collect();
    Ok((hash, HEXLOWER.encode(&tree.root()), personal.into_iter().collect()))
}
