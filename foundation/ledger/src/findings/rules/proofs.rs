//! Which proofs of a finding are met, and by what.

use chrono::TimeDelta;
use kernel::{EvidenceId, Timestamp, time};

use super::step::{Facts, Refusal};
use super::{Kind, Producer, Proof, Stage, quiet_time};
use crate::findings::{Evidence, Standing};

/// Method of a person's report that the machine was off; stops the quiet clock once approved.
const POWERED_OFF: &str = "powered_off";

/// How far one proof is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProofStatus {
    /// Name of the proof.
    pub id: String,
    /// When it is needed.
    pub stage: Stage,
    /// Whether it is met.
    pub met: bool,
    /// Whether it is met by a second person's word.
    pub attested: bool,
    /// Whether it is met by independent evidence newer than the claim.
    pub independent: bool,
    /// The evidence that meets it, newest first.
    pub by: Vec<EvidenceId>,
    /// For the quiet time: whole days done and needed.
    pub days: Option<(i64, i64)>,
}

/// Assesses all proofs of a finding's way of cleaning.
#[must_use]
pub fn assess(kind: &Kind, standing: &Standing, facts: &Facts<'_>) -> Vec<ProofStatus> {
    kind.proofs(standing.path).iter().map(|proof| status(kind, proof, standing, facts)).collect()
}

fn status(kind: &Kind, proof: &Proof, standing: &Standing, facts: &Facts<'_>) -> ProofStatus {
    let carrying = facts.evidence.iter().filter(|evidence| {
        evidence.supports
            && proof.methods.contains(&evidence.method)
            && is_new_enough(proof, evidence, standing)
            && is_fresh(kind, proof, evidence, facts.now)
            && (!proof.independent || is_independent(kind, evidence, standing))
    });
    let mut by: Vec<&Evidence> = carrying.collect();
    by.sort_by_key(|evidence| (std::cmp::Reverse(evidence.produced_at), evidence.id));
    let attested = facts.evidence.iter().any(|evidence| attests(evidence, proof, standing));
    let days = proof.quiet.then(|| (quiet_days(&by, standing, facts), kind.quiet_days));
    let met_by_evidence = days.map_or(!by.is_empty(), |(done, needed)| done >= needed);
    ProofStatus {
        id: proof.id.clone(),
        stage: proof.stage,
        met: met_by_evidence || attested,
        attested: attested && !met_by_evidence,
        independent: met_by_evidence && proof.independent,
        by: by.iter().map(|evidence| evidence.id).collect(),
        days,
    }
}

/// A record of the removal goes with the claim; everything else must be newer than it.
fn is_new_enough(proof: &Proof, evidence: &Evidence, standing: &Standing) -> bool {
    let Some(claimed_at) = standing.claimed_at else { return false };
    if evidence.produced_at <= standing.last_seen_at && !proof.quiet {
        return false;
    }
    if proof.independent { evidence.produced_at > claimed_at } else { true }
}

/// Evidence that closes a finding has a shelf life.
fn is_fresh(kind: &Kind, proof: &Proof, evidence: &Evidence, now: Timestamp) -> bool {
    proof.stage == Stage::Cleaned || evidence.produced_at + TimeDelta::days(kind.shelf_days) >= now
}

/// Produced after the claim, by a method of the table that is independent, and not by a person.
fn is_independent(kind: &Kind, evidence: &Evidence, standing: &Standing) -> bool {
    evidence.by.is_none()
        && standing.claimed_at.is_some_and(|claimed_at| evidence.produced_at > claimed_at)
        && kind.method(&evidence.method).is_some_and(|method| method.independent)
}

fn attests(evidence: &Evidence, proof: &Proof, standing: &Standing) -> bool {
    let names_it =
        evidence.attests.as_ref().is_some_and(|attested| attested.proofs.contains(&proof.id));
    let after_claim =
        standing.claimed_at.is_some_and(|claimed_at| evidence.produced_at >= claimed_at);
    let second = evidence.by.is_some() && evidence.by != standing.claimed_by;
    names_it && after_claim && second && evidence.produced_at > standing.last_seen_at
}

fn quiet_days(by: &[&Evidence], standing: &Standing, facts: &Facts<'_>) -> i64 {
    let Some(since) = standing.cleaned_at.or(standing.claimed_at) else { return 0 };
    let since: Timestamp = since.max(standing.last_seen_at);
    let watched: Vec<_> = by.iter().filter_map(|evidence| evidence.covers).collect();
    let off: Vec<_> = facts
        .evidence
        .iter()
        .filter(|evidence| evidence.method == POWERED_OFF)
        .filter_map(|evidence| evidence.covers)
        .collect();
    time::whole_days(quiet_time(since, facts.now, &watched, &off))
}

/// Why this evidence may not be taken from whoever offers it, if so.
///
/// # Errors
///
/// [`Refusal`] when the method is unknown to the kind, only the program may produce it, a file or
/// a covered time is missing, or the attesting person is the claimant.
pub fn evidence_refusal(
    kind: &Kind,
    evidence: &Evidence,
    standing: &Standing,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(method) = kind.method(&evidence.method) else {
        return Err(Refusal::UnknownMethod { method: evidence.method.clone() });
    };
    if evidence.produced_at > now {
        return Err(Refusal::FromTheFuture);
    }
    match method.by {
        Producer::Program if evidence.by.is_some() => Err(Refusal::OnlyTheProgram),
        Producer::SecondPerson if evidence.by.is_none() || evidence.by == standing.claimed_by => {
            Err(Refusal::SamePerson)
        }
        _ if method.attachment && evidence.attachments.is_empty() => {
            Err(Refusal::FieldMissing { field: "attachment".to_owned() })
        }
        _ if method.covers && evidence.covers.is_none() => {
            Err(Refusal::FieldMissing { field: "covers".to_owned() })
        }
        _ => Ok(()),
    }
}
