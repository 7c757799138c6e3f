//! One step of a finding, and the steps that follow by themselves.

use kernel::{AccountId, Arguments, Classified, ErrorKind, Timestamp};
use serde::Deserialize;

use super::{Kind, Needs, ProofStatus, Stage, Table, Who, assess};
use crate::findings::{Evidence, Standing, State};

/// What can happen to a finding.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Somebody takes it up.
    Acknowledge,
    /// The acting body says that it is cleaned.
    Claim,
    /// Proofs have become complete.
    Proved,
    /// A sign of it that is newer than the claim.
    SeenAgain,
    /// The sensor that would tell is lost.
    SensorLost,
    /// The sensor is back.
    SensorBack,
    /// The evidence is older than its shelf life.
    ProofExpired,
    /// An approver bears the risk until a date.
    AcceptRisk,
    /// It cannot be mended; a replacement is planned until a date.
    DeclareUnsupported,
    /// It never was.
    DeclareFalsePositive,
    /// The term of an acceptance or a plan has ended.
    TermEnded,
    /// Somebody who may approve takes a verdict back.
    Reopen,
    /// Every source that it stood on was withdrawn.
    SourceWithdrawn,
    /// A source that had proved it was withdrawn.
    ProofWithdrawn,
}

impl Trigger {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Acknowledge,
        Self::Claim,
        Self::Proved,
        Self::SeenAgain,
        Self::SensorLost,
        Self::SensorBack,
        Self::ProofExpired,
        Self::AcceptRisk,
        Self::DeclareUnsupported,
        Self::DeclareFalsePositive,
        Self::TermEnded,
        Self::Reopen,
        Self::SourceWithdrawn,
        Self::ProofWithdrawn,
    ];
}

/// What is known when a step is decided.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// All evidence of the finding.
    pub evidence: &'a [Evidence],
    /// The present.
    pub now: Timestamp,
}

/// What the one who steps gives with it.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The person; none: the program.
    pub by: Option<AccountId>,
    /// Whether the person may approve for the accountable body.
    pub may_approve: bool,
    /// What was done, for a claim.
    pub statement: bool,
    /// Whether a reason is given.
    pub reason: bool,
    /// End of a term.
    pub until: Option<Timestamp>,
}

/// Why a step is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no such step from this state.
    #[error("no such step from {from}")]
    NoSuchStep {
        /// The present state.
        from: State,
    },
    /// Only the program may do it, on what it sees.
    #[error("only the program may do this")]
    OnlyTheProgram,
    /// It needs somebody who may approve.
    #[error("needs an approver")]
    NeedsApprover,
    /// The claimant cannot do it.
    #[error("the claimant cannot do this")]
    SamePerson,
    /// Something must be given with it.
    #[error("{field} is missing")]
    FieldMissing {
        /// What.
        field: String,
    },
    /// The term does not end in the future.
    #[error("the term has ended already")]
    TermInThePast,
    /// Proofs are missing.
    #[error("{missing} of {of} proofs are missing")]
    ProofMissing {
        /// How many.
        missing: usize,
        /// Of how many.
        of: usize,
    },
    /// The method is not in the kind's table.
    #[error("unknown method {method}")]
    UnknownMethod {
        /// The method.
        method: String,
    },
    /// Evidence from the future.
    #[error("the evidence is from the future")]
    FromTheFuture,
}

impl Classified for Refusal {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NoSuchStep { .. } | Self::ProofMissing { .. } => ErrorKind::Conflict,
            Self::OnlyTheProgram | Self::NeedsApprover | Self::SamePerson => ErrorKind::Forbidden,
            _ => ErrorKind::InvalidInput,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchStep { .. } => "ledger.no_such_step",
            Self::OnlyTheProgram => "ledger.only_the_program",
            Self::NeedsApprover => "ledger.needs_approver",
            Self::SamePerson => "ledger.same_person",
            Self::FieldMissing { field } => match field.as_str() {
                "statement" => "ledger.field_missing.statement",
                "reason" => "ledger.field_missing.reason",
                "until" => "ledger.field_missing.until",
                "attachment" => "ledger.field_missing.attachment",
                "covers" => "ledger.field_missing.covers",
                _ => "ledger.field_missing.other",
            },
            Self::TermInThePast => "ledger.term_in_the_past",
            Self::ProofMissing { .. } => "ledger.proof_missing",
            Self::UnknownMethod { .. } => "ledger.unknown_method",
            Self::FromTheFuture => "ledger.from_the_future",
        }
    }

    fn arguments(&self) -> Arguments {
        let pairs: Vec<(&str, String)> = match self {
            Self::NoSuchStep { from } => vec![("state", from.name().to_owned())],
            Self::FieldMissing { field } => vec![("field", field.clone())],
            Self::ProofMissing { missing, of } => {
                vec![("missing", missing.to_string()), ("of", of.to_string())]
            }
            Self::UnknownMethod { method } => vec![("method", method.clone())],
            _ => Vec::new(),
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Does one step, or says why not. The standing handed in is not changed.
///
/// # Errors
///
/// [`Refusal`] by the table: no such step, not this person, something missing.
pub fn step(
    kind: &Kind,
    standing: &Standing,
    trigger: Trigger,
    given: &Given,
    facts: &Facts<'_>,
) -> Result<Standing, Refusal> {
    let row = Table::get()
        .find(standing.state, trigger)
        .ok_or(Refusal::NoSuchStep { from: standing.state })?;
    permitted(row.by, row.second, given, standing)?;
    for field in &row.fields {
        let there = match field.as_str() {
            "statement" => given.statement,
            "reason" => given.reason,
            "until" => given.until.is_some(),
            _ => false,
        };
        if !there {
            return Err(Refusal::FieldMissing { field: field.clone() });
        }
    }
    if row.fields.iter().any(|field| field == "until")
        && given.until.is_some_and(|until| until <= facts.now)
    {
        return Err(Refusal::TermInThePast);
    }
    let proofs = assess(kind, standing, facts);
    needed(row.needs, &proofs)?;
    let mut after = standing.clone();
    after.state = row.target(standing.state);
    effects(&mut after, standing, trigger, given, &proofs, facts);
    Ok(after)
}

fn permitted(by: Who, second: bool, given: &Given, standing: &Standing) -> Result<(), Refusal> {
    match by {
        Who::Program if given.by.is_some() => Err(Refusal::OnlyTheProgram),
        Who::Approve if given.by.is_none() || !given.may_approve => Err(Refusal::NeedsApprover),
        Who::Act if given.by.is_none() => Err(Refusal::NeedsApprover),
        _ if second && standing.claimed_by.is_some() && given.by == standing.claimed_by => {
            Err(Refusal::SamePerson)
        }
        _ => Ok(()),
    }
}

fn needed(needs: Needs, proofs: &[ProofStatus]) -> Result<(), Refusal> {
    let asked: Vec<&ProofStatus> = proofs
        .iter()
        .filter(|proof| match needs {
            Needs::None => false,
            Needs::Cleaned => proof.stage == Stage::Cleaned,
            Needs::All => true,
        })
        .collect();
    let missing = asked.iter().filter(|proof| !proof.met).count();
    // A kind whose table has no proofs could be closed by nothing: that is refused too.
    if missing > 0 || (needs != Needs::None && asked.is_empty()) {
        return Err(Refusal::ProofMissing { missing: missing.max(1), of: asked.len() });
    }
    Ok(())
}

fn effects(
    after: &mut Standing,
    before: &Standing,
    trigger: Trigger,
    given: &Given,
    proofs: &[ProofStatus],
    facts: &Facts<'_>,
) {
    match trigger {
        Trigger::Claim => {
            after.claimed_at = Some(facts.now);
            after.claimed_by = given.by;
            after.cleaned_at = None;
            after.attested = false;
        }
        Trigger::Proved => {
            after.stale = false;
            after.attested = proofs.iter().any(|proof| proof.attested);
            if before.state == State::ClaimedFixed {
                after.cleaned_at = cleaned_at(proofs, before, facts);
            }
        }
        Trigger::SeenAgain => {
            if after.state != before.state {
                after.claimed_at = None;
                after.claimed_by = None;
                after.cleaned_at = None;
                after.attested = false;
                after.recurrences = before.recurrences.saturating_add(1);
                after.priority = before.priority.saturating_sub(1).max(1);
            }
            after.stale = false;
        }
        Trigger::SensorLost => after.stale = true,
        Trigger::SensorBack => after.stale = false,
        Trigger::AcceptRisk | Trigger::DeclareUnsupported => after.until = given.until,
        Trigger::Reopen | Trigger::TermEnded => {
            after.until = None;
            after.claimed_at = None;
            after.claimed_by = None;
            after.cleaned_at = None;
            after.attested = false;
        }
        Trigger::SourceWithdrawn => {
            after.until = None;
            after.claimed_at = None;
            after.claimed_by = None;
            after.cleaned_at = None;
            after.attested = false;
            after.stale = false;
        }
        Trigger::ProofWithdrawn => {
            after.cleaned_at = None;
            after.attested = false;
        }
        Trigger::Acknowledge | Trigger::ProofExpired | Trigger::DeclareFalsePositive => {}
    }
}

/// The quiet time counts from the first moment at which all cleaning proofs were there.
fn cleaned_at(proofs: &[ProofStatus], standing: &Standing, facts: &Facts<'_>) -> Option<Timestamp> {
    let produced = |id| {
        facts.evidence.iter().find(|evidence| evidence.id == id).map(|found| found.produced_at)
    };
    proofs
        .iter()
        .filter(|proof| proof.stage == Stage::Cleaned)
        .filter_map(|proof| proof.by.iter().filter_map(|id| produced(*id)).min())
        .chain(standing.claimed_at)
        .max()
}

/// Takes all steps that follow by themselves from what is known: proofs that became complete, and
/// evidence that found the malware again.
#[must_use]
pub fn advance(kind: &Kind, standing: &Standing, facts: &Facts<'_>) -> Standing {
    let mut now = standing.clone();
    if let Some(claimed_at) = now.claimed_at {
        let again = facts
            .evidence
            .iter()
            .filter(|evidence| !evidence.supports && evidence.produced_at > claimed_at)
            .map(|evidence| evidence.produced_at)
            .max();
        if let Some(at) = again
            && let Ok(after) = step(kind, &now, Trigger::SeenAgain, &Given::default(), facts)
        {
            now = after;
            now.last_seen_at = now.last_seen_at.max(at);
        }
    }
    while let Ok(after) = step(kind, &now, Trigger::Proved, &Given::default(), facts) {
        now = after;
    }
    now
}
