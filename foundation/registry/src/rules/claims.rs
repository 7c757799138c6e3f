//! When a claim may stand beside others, and what may be decided on it.

use kernel::{ClaimId, OrganizationId};

use crate::model::{ClaimRecord, ClaimState};
use crate::{RegistryError, Space};

/// How two claims of different bodies meet.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum OverlapKind {
    /// The same space at the same time: one of them must go, or both are one shared exit.
    Equal,
    /// One lies in the other: shown; the narrower one counts.
    Nested,
}

/// Two live claims of different bodies that meet in space and time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Overlap {
    /// The wider claim, or the one with the lower id.
    pub outer: ClaimId,
    /// The narrower claim, or the one with the higher id.
    pub inner: ClaimId,
    /// How they meet.
    pub kind: OverlapKind,
}

/// Whether two claims share an instant on which different bodies hold them.
fn meet(left: &ClaimRecord, right: &ClaimRecord) -> bool {
    if !left.period.overlaps(&right.period) {
        return false;
    }
    let Some(both) = crate::timeline::shared(left.period, right.period) else { return false };
    left.holders.spans().any(|(left_span, left)| {
        right.holders.spans().any(|(right_span, right)| {
            left.organization != right.organization
                && crate::timeline::shared(left_span, right_span)
                    .is_some_and(|span| span.overlaps(&both))
        })
    })
}

/// All overlaps among claims, in a fixed order. Rejected and withdrawn claims do not count.
#[must_use]
pub fn overlaps<'a>(claims: impl IntoIterator<Item = (ClaimId, &'a ClaimRecord)>) -> Vec<Overlap> {
    struct Open<'a> {
        id: ClaimId,
        claim: &'a ClaimRecord,
        last: Vec<u8>,
    }
    let mut sorted: Vec<_> = claims
        .into_iter()
        .filter(|(_, claim)| claim.state.is_live())
        .map(|(id, claim)| {
            let (first, last) = claim.space.keys();
            // Wider spaces first, so that what holds a space stands before it.
            ((claim.space.kind(), first, std::cmp::Reverse(last), id), claim)
        })
        .collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    let mut found = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for ((kind, first, last, id), claim) in sorted {
        while open
            .last()
            .is_some_and(|outer| outer.claim.space.kind() != kind || outer.last < first)
        {
            open.pop();
        }
        for outer in open.iter().filter(|outer| meet(outer.claim, claim)) {
            let kind = if outer.claim.space == claim.space {
                OverlapKind::Equal
            } else {
                OverlapKind::Nested
            };
            found.push(Overlap { outer: outer.id, inner: id, kind });
        }
        open.push(Open { id, claim, last: last.0 });
    }
    found.sort_unstable();
    found
}

/// The first of `others` that stands in the way of `claim`: another body, the same space at the
/// same time, and not both marked as one shared exit.
pub fn conflict<'a>(
    id: ClaimId,
    claim: &ClaimRecord,
    others: impl IntoIterator<Item = (ClaimId, &'a ClaimRecord)>,
) -> Option<(ClaimId, OrganizationId)> {
    if !claim.state.is_live() {
        return None;
    }
    others
        .into_iter()
        .find(|(other_id, other)| {
            *other_id != id
                && other.state.is_live()
                && other.space == claim.space
                && !(other.shared_exit && claim.shared_exit)
                && meet(other, claim)
        })
        .map(|(id, other)| (id, other.holders.latest().organization))
}

/// What is decided on a claim.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// The province approves.
    Approve {
        /// Why, if said.
        reason: Option<String>,
    },
    /// The province refuses.
    Reject {
        /// Why; must be said.
        reason: Option<String>,
    },
    /// The body takes it back.
    Withdraw {
        /// Why, if said.
        reason: Option<String>,
    },
}

/// Decides on a claim, given those that overlap it.
///
/// # Errors
///
/// [`RegistryError::ClaimState`] when the claim is not in a state for it,
/// [`RegistryError::ReasonNeeded`] for a refusal without a reason,
/// [`RegistryError::ClaimOverlaps`] for the approval of what another approved claim holds.
pub fn decide<'a>(
    id: ClaimId,
    claim: &ClaimRecord,
    decision: Decision,
    others: impl IntoIterator<Item = (ClaimId, &'a ClaimRecord)>,
    name_of: impl Fn(OrganizationId) -> String,
) -> Result<ClaimRecord, RegistryError> {
    let refused = |step| Err(RegistryError::ClaimState { state: claim.state.name(), step });
    let (state, reason) = match decision {
        Decision::Approve { reason } => match claim.state {
            ClaimState::Claimed | ClaimState::Rejected => (ClaimState::Approved, reason),
            ClaimState::Approved | ClaimState::Withdrawn => return refused("approved"),
        },
        Decision::Reject { reason } => match claim.state {
            ClaimState::Claimed | ClaimState::Approved => {
                (ClaimState::Rejected, Some(reason.ok_or(RegistryError::ReasonNeeded)?))
            }
            ClaimState::Rejected | ClaimState::Withdrawn => return refused("rejected"),
        },
        Decision::Withdraw { reason } => match claim.state {
            ClaimState::Withdrawn => return refused("withdrawn"),
            _ => (ClaimState::Withdrawn, reason),
        },
    };
    let decided = ClaimRecord { state, reason, ..claim.clone() };
    if state == ClaimState::Approved {
        refuse_conflict(id, &decided, others, name_of)?;
    }
    Ok(decided)
}

fn refuse_conflict<'a>(
    id: ClaimId,
    claim: &ClaimRecord,
    others: impl IntoIterator<Item = (ClaimId, &'a ClaimRecord)>,
    name_of: impl Fn(OrganizationId) -> String,
) -> Result<(), RegistryError> {
    let approved = others.into_iter().filter(|(_, other)| other.state == ClaimState::Approved);
    match conflict(id, claim, approved) {
        Some((_, organization)) => Err(RegistryError::ClaimOverlaps {
            space: Space::to_string(&claim.space),
            name: name_of(organization),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timeline;
    use crate::model::Holder;
    use kernel::{Id as _, Period};
    use uuid::Uuid;

    fn claim(number: u128, space: &str, body: u128) -> (ClaimId, ClaimRecord) {
        let organization = OrganizationId::from_uuid(Uuid::from_u128(body));
        let record = ClaimRecord {
            space: space.parse().unwrap(),
            period: Period::default(),
            state: ClaimState::Approved,
            shared_exit: false,
            holders: Timeline::new(Holder { organization, site: None }),
            note: None,
            reason: None,
        };
        (ClaimId::from_uuid(Uuid::from_u128(number)), record)
    }

    #[test]
    fn nested_is_shown_and_equal_is_a_conflict() {
        let claims = [
            claim(1, "192.0.2.0/24", 1),
            claim(2, "192.0.2.0/25", 2),
            claim(3, "192.0.2.0/25", 3),
            claim(4, "192.0.2.128/25", 1),
            claim(5, "a.example", 1),
            claim(6, "b.a.example", 2),
            claim(7, "198.51.100.0/24", 2),
        ];
        let found = overlaps(claims.iter().map(|(id, claim)| (*id, claim)));
        let pairs: Vec<(u128, u128, OverlapKind)> = found
            .iter()
            .map(|o| (o.outer.uuid().as_u128(), o.inner.uuid().as_u128(), o.kind))
            .collect();
        use OverlapKind::{Equal, Nested};
        assert_eq!(pairs, [(1, 2, Nested), (1, 3, Nested), (2, 3, Equal), (5, 6, Nested)]);
    }

    #[test]
    fn a_second_approval_of_the_same_space_is_refused_unless_both_share_the_exit() {
        let held = claim(1, "192.0.2.1/32", 1);
        let mut wanted = claim(2, "192.0.2.1/32", 2);
        wanted.1.state = ClaimState::Claimed;
        let approve = |held: &(ClaimId, ClaimRecord), wanted: &(ClaimId, ClaimRecord)| {
            let decision = Decision::Approve { reason: None };
            decide(wanted.0, &wanted.1, decision, [(held.0, &held.1)], |_| "other".to_owned())
        };
        let refused = approve(&held, &wanted).unwrap_err();
        assert!(matches!(refused, RegistryError::ClaimOverlaps { .. }));
        let (mut held, mut wanted) = (held, wanted);
        held.1.shared_exit = true;
        wanted.1.shared_exit = true;
        assert_eq!(approve(&held, &wanted).unwrap().state, ClaimState::Approved);
    }

    #[test]
    fn a_refusal_needs_a_reason() {
        let (id, claim) = claim(1, "192.0.2.1/32", 1);
        let reject =
            |reason| decide(id, &claim, Decision::Reject { reason }, [], |_| String::new());
        assert!(matches!(reject(None), Err(RegistryError::ReasonNeeded)));
        assert_eq!(reject(Some("no lease".to_owned())).unwrap().state, ClaimState::Rejected);
    }
}
