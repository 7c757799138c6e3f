//! Stretches of the numbered tree against walking up to the root, on random trees.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Branches, Caller, Grant, Permission, Role};
use kernel::{Id as _, Locale, OrganizationId};
use proptest::prelude::*;

fn body(number: usize) -> OrganizationId {
    OrganizationId::from_uuid(uuid::Uuid::from_u128(number as u128 + 1))
}

/// Whether `body` is `branch` or below it, by walking.
fn is_below(mut at: usize, branch: usize, parents: &BTreeMap<usize, Option<usize>>) -> bool {
    loop {
        if at == branch {
            return true;
        }
        match parents[&at] {
            Some(parent) => at = parent,
            None => return false,
        }
    }
}

proptest! {
    #[test]
    fn a_scope_is_what_walking_up_finds(
        // The parent of each body is one with a smaller number, so that there is no ring.
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 1..40),
        tops in proptest::collection::vec(any::<bool>(), 40),
        grants in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..5), 0..5),
    ) {
        let parents: BTreeMap<usize, Option<usize>> = picks
            .iter()
            .enumerate()
            .map(|(at, pick)| (at, (at > 0 && !tops[at]).then(|| pick.index(at))))
            .collect();
        let pairs = parents.iter().map(|(at, parent)| (body(*at), parent.map(body)));
        let branches = Arc::new(Branches::new(pairs));
        let granted: Vec<(usize, Role)> = grants
            .into_iter()
            .map(|(at, role)| (at.index(parents.len()), Role::ALL[role]))
            .collect();
        let grant = |(at, role): &(usize, Role)| Grant {
            role: *role,
            organization_id: Some(body(*at)),
            compartment: None,
        };
        let mut caller = Caller::machine(Locale::Vi);
        caller.grants = granted.iter().map(grant).collect();
        for permission in Permission::ALL {
            let scope = caller.scope(permission, &branches);
            let listed = scope.organization_ids();
            for at in 0..parents.len() {
                let expected = granted
                    .iter()
                    .any(|(top, role)| permission.is_held_by(*role) && is_below(at, *top, &parents));
                prop_assert_eq!(scope.allows(body(at)), expected);
                let in_list = listed.as_ref().is_none_or(|ids| ids.contains(&body(at)));
                prop_assert_eq!(in_list, expected);
            }
        }
    }
}
