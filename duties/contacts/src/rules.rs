//! Pure decisions: which roles a body must have, and how far a contact point can be relied on.
//!
//! Source: directive, duty 7 (contacts); `docs/directive.md`. Rules and days are data
//! (`catalog/contacts/roles.toml`).

use std::collections::BTreeMap;

use chrono::TimeDelta;
use kernel::{OrganizationId, PersonId, Timestamp};
use registry::store::KnownContact;
use registry::{ContactRole, ContactRoles, OrganizationKind, Tree, TreeNode};
use serde::Deserialize;

use crate::error::ContactsError;
use crate::model::{Call, CallOutcome, Freshness, RoleStanding};

/// The rules for contact points.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Days for which an answered call counts.
    pub fresh_days: u32,
    /// Roles that bodies below may see and call.
    pub for_below: ContactRoles,
    mandatory: Vec<Mandatory>,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
struct Mandatory {
    roles: ContactRoles,
    /// For these sorts of bodies; none: all.
    #[serde(default)]
    kinds: Vec<OrganizationKind>,
    /// Only for bodies with none above.
    #[serde(default)]
    top: bool,
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    ///
    /// [`ContactsError::Rules`].
    pub fn shipped() -> Result<Self, ContactsError> {
        Ok(toml::from_str(include_str!("../../../catalog/contacts/roles.toml"))?)
    }

    /// The roles that a body must have.
    #[must_use]
    pub fn mandatory(&self, kind: OrganizationKind, is_top: bool) -> ContactRoles {
        let holds = |rule: &&Mandatory| {
            (rule.kinds.is_empty() || rule.kinds.contains(&kind)) && (is_top || !rule.top)
        };
        self.mandatory.iter().filter(holds).flat_map(|rule| rule.roles.iter()).collect()
    }

    /// The roles that a body of the tree must have.
    #[must_use]
    pub fn mandatory_of(&self, node: &TreeNode) -> ContactRoles {
        self.mandatory(node.kind, node.parent.is_none())
    }

    /// Until when a call counts.
    #[must_use]
    pub fn counts_until(&self, called_at: Timestamp) -> Timestamp {
        called_at + TimeDelta::days(self.fresh_days.into())
    }

    /// How far a contact point can be relied on at `at`. `calls` are those to the person, made and
    /// recorded by then; a call answers only for the numbers and the body that it was made for.
    ///
    /// The body's own word that it answers proves nothing; that it does not answer, everything.
    #[must_use]
    pub fn freshness(&self, contact: &KnownContact, calls: &[Call], at: Timestamp) -> Freshness {
        let last = last_call(contact, calls).filter(|call| call.called_at <= at);
        match last {
            Some(call) if call.outcome != CallOutcome::Answered => Freshness::Failed,
            Some(call) if at < self.counts_until(call.called_at) => Freshness::Verified,
            _ if !contact.callable => Freshness::CannotBeRight,
            Some(_) => Freshness::Due,
            None => Freshness::NeverChecked,
        }
    }

    /// What stands for each mandatory role of each body of the tree, in the tree's order.
    #[must_use]
    pub fn standings(
        &self,
        tree: &Tree,
        contacts: &[KnownContact],
        calls: &BTreeMap<PersonId, Vec<Call>>,
        at: Timestamp,
    ) -> Vec<RoleStanding> {
        let mut best: BTreeMap<(OrganizationId, ContactRole), Freshness> = BTreeMap::new();
        for contact in contacts {
            let calls = calls.get(&contact.person).map_or(&[][..], Vec::as_slice);
            let freshness = self.freshness(contact, calls, at);
            for role in contact.roles.iter() {
                let best = best.entry((contact.organization, role)).or_insert(freshness);
                *best = (*best).min(freshness);
            }
        }
        let mut standings = Vec::new();
        for node in tree.nodes() {
            for role in self.mandatory_of(node).iter() {
                let best = best.get(&(node.id, role)).copied();
                standings.push(RoleStanding { organization: node.id, role, best });
            }
        }
        standings
    }
}

/// The call that decides: the last one that was independent or that failed.
#[must_use]
pub fn last_call<'a>(contact: &KnownContact, calls: &'a [Call]) -> Option<&'a Call> {
    calls
        .iter()
        .filter(|call| {
            call.numbers == contact.numbers
                && call.organization == contact.organization
                && (call.independent || call.outcome != CallOutcome::Answered)
        })
        .max_by_key(|call| call.called_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn contact(callable: bool) -> KnownContact {
        KnownContact {
            person: PersonId::from_uuid(Default::default()),
            organization: OrganizationId::from_uuid(Default::default()),
            roles: [ContactRole::Duty].into_iter().collect(),
            numbers: 2,
            callable,
        }
    }

    fn call(day: &str, outcome: CallOutcome, independent: bool) -> Call {
        let contact = contact(true);
        Call {
            person: contact.person,
            organization: contact.organization,
            numbers: contact.numbers,
            called_at: at(&format!("{day}T02:00:00Z")),
            outcome,
            independent,
        }
    }

    #[test]
    fn shipped_rules_ask_every_body_for_a_head_and_an_officer() {
        let rules = Rules::shipped().unwrap();
        let of = |kind, top| -> Vec<ContactRole> { rules.mandatory(kind, top).iter().collect() };
        assert_eq!(
            of(OrganizationKind::State, true),
            [ContactRole::Head, ContactRole::SecurityOfficer, ContactRole::Duty]
        );
        assert_eq!(of(OrganizationKind::Party, true).len(), 2);
        assert_eq!(of(OrganizationKind::State, false).len(), 2);
        assert_eq!(rules.fresh_days, 90);
        assert!(!rules.for_below.has(ContactRole::Head));
    }

    #[test]
    fn a_call_counts_for_its_days_and_no_longer() {
        let rules = Rules::shipped().unwrap();
        let calls = [call("2026-01-01", CallOutcome::Answered, true)];
        for (when, freshness) in [
            ("2025-12-31T00:00:00Z", Freshness::NeverChecked),
            ("2026-01-01T02:00:00Z", Freshness::Verified),
            ("2026-04-01T01:59:59Z", Freshness::Verified),
            ("2026-04-01T02:00:00Z", Freshness::Due),
        ] {
            assert_eq!(rules.freshness(&contact(true), &calls, at(when)), freshness, "{when}");
        }
        let doubtful = rules.freshness(&contact(false), &calls, at("2026-05-01T00:00:00Z"));
        assert_eq!(doubtful, Freshness::CannotBeRight);
    }

    #[test]
    fn a_bodys_own_word_proves_nothing_unless_it_is_against_itself() {
        let rules = Rules::shipped().unwrap();
        let now = at("2026-02-01T00:00:00Z");
        let state = |calls: &[Call]| rules.freshness(&contact(true), calls, now);
        let answered = |day, independent| call(day, CallOutcome::Answered, independent);
        assert_eq!(state(&[answered("2026-01-05", false)]), Freshness::NeverChecked);
        let failed = call("2026-01-06", CallOutcome::NotAnswered, false);
        assert_eq!(state(&[answered("2026-01-05", true), failed]), Freshness::Failed);
        let later = [answered("2026-01-05", true), failed, answered("2026-01-07", false)];
        assert_eq!(state(&later), Freshness::Failed);
        assert_eq!(state(&[failed, answered("2026-01-07", true)]), Freshness::Verified);
    }

    #[test]
    fn other_numbers_or_another_body_need_a_call_of_their_own() {
        let rules = Rules::shipped().unwrap();
        let now = at("2026-02-01T00:00:00Z");
        let good = call("2026-01-05", CallOutcome::Answered, true);
        for other in [
            Call { numbers: 1, ..good },
            Call {
                organization: OrganizationId::from_uuid(
                    "0d1f6a52-6f0e-4a55-9d4e-3a0b8b9f7c11".parse().unwrap(),
                ),
                ..good
            },
        ] {
            assert_eq!(rules.freshness(&contact(true), &[other], now), Freshness::NeverChecked);
        }
    }
}
