//! Which findings stand behind a cell of the board: of which kind, and of which bodies.

use db::Tx;
use kernel::{DirectiveId, ObligationId, OrganizationId, Timestamp};
use ledger::findings::FindingKind;

use crate::board::Population;
use crate::error::DirectiveError;
use crate::letter::Measure;
use crate::store::directives;

/// The findings that a directive, or one of its obligations, asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asked {
    /// Their kinds; empty where no measure of the directive counts findings.
    pub kinds: Vec<FindingKind>,
    /// The bodies that answer for them.
    pub bodies: Vec<OrganizationId>,
    /// The day that the issuer set for the obligation.
    pub due_at: Option<Timestamp>,
}

const fn kind_of(measure: Measure) -> Option<FindingKind> {
    match measure {
        Measure::Botnet => Some(FindingKind::BotnetAddress),
        _ => None,
    }
}

/// What a directive asks of findings at `now`; of one obligation, where it is named, and of one row
/// of the board, where its body is. None: there is no such directive or obligation.
///
/// # Errors
///
/// [`DirectiveError`] when the database cannot be read.
pub async fn asked(
    directive: DirectiveId,
    obligation: Option<ObligationId>,
    row: Option<OrganizationId>,
    now: Timestamp,
    tx: &mut Tx,
) -> Result<Option<Asked>, DirectiveError> {
    let Some(directive) = directives::find(directive, tx).await? else { return Ok(None) };
    let chosen: Vec<_> = directive
        .included()
        .filter(|one| obligation.is_none_or(|wanted| one.id == wanted))
        .collect();
    if obligation.is_some() && chosen.is_empty() {
        return Ok(None);
    }
    let mut kinds: Vec<FindingKind> = chosen.iter().filter_map(|one| kind_of(one.code)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let due_at = obligation.and_then(|_| chosen.first().and_then(|one| one.due_at));
    let tree = registry::load_tree(now, tx).await?;
    let population = Population::new(&directive, &tree);
    let bodies = tree
        .nodes()
        .iter()
        .map(|node| node.id)
        .chain(directive.bodies.iter().copied().filter(|body| tree.body(*body).is_none()))
        .filter(|body| {
            let counted_at = population.row_of(*body);
            counted_at.is_some() && (row.is_none() || counted_at == row)
        })
        .collect();
    Ok(Some(Asked { kinds, bodies, due_at }))
}
