//! Which bodies a directive binds: proposed at first, then chosen by a person. Pure.

use kernel::OrganizationId;
use registry::{Tree, TreeNode};

use crate::model::PopulationQuery;

/// Bodies that one directive binds at most.
pub const MOST_BODIES: usize = 20_000;

/// The bodies of a rule among those that `allows` reaches, by id.
#[must_use]
pub fn chosen(
    query: &PopulationQuery,
    tree: &Tree,
    allows: impl Fn(OrganizationId) -> bool,
) -> Vec<OrganizationId> {
    let fits = |node: &&TreeNode| {
        (query.kinds.is_empty() || query.kinds.contains(&node.kind))
            && query.under.is_none_or(|under| tree.is_within(node.id, under))
            && query.depth.is_none_or(|depth| node.depth <= depth)
            && allows(node.id)
    };
    let mut bodies: Vec<OrganizationId> =
        tree.nodes().iter().filter(fits).map(|node| node.id).collect();
    bodies.sort_unstable();
    bodies
}

/// Whom a letter is proposed to bind: the bodies directly below the top ones, and a top one that
/// has nobody below it. Deeper bodies count for the one above them, unless a person binds them too.
/// Addressees are groups ("các sở, ban, ngành") as often as names, so that nothing finer is guessed.
#[must_use]
pub fn proposed(tree: &Tree, allows: impl Fn(OrganizationId) -> bool) -> Vec<OrganizationId> {
    let top = |node: &TreeNode| node.parent.is_none_or(|parent| !allows(parent));
    let mut bodies: Vec<OrganizationId> = tree
        .nodes()
        .iter()
        .filter(|node| allows(node.id))
        .filter(|node| {
            if top(node) {
                return tree.children(node.id).next().is_none();
            }
            node.parent.and_then(|parent| tree.body(parent)).is_some_and(top)
        })
        .map(|node| node.id)
        .collect();
    bodies.sort_unstable();
    bodies
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;
    use registry::{OrganizationKind, TreeBody};

    fn id(number: u128) -> OrganizationId {
        OrganizationId::from_uuid(uuid::Uuid::from_u128(number))
    }

    /// 1 is the province with 2 and 3; 4 stands below 2; 9 is a top body alone.
    fn tree() -> Tree {
        let bodies = [(1, 0), (2, 1), (3, 1), (4, 2), (9, 0)];
        Tree::build(
            bodies
                .map(|(number, parent)| TreeBody {
                    id: id(number),
                    name: format!("Đơn vị {number}"),
                    short_name: None,
                    name_folded: format!("don vi {number}"),
                    code: None,
                    kind: if number == 3 {
                        OrganizationKind::Party
                    } else {
                        OrganizationKind::State
                    },
                    parent: (parent > 0).then(|| id(parent)),
                })
                .to_vec(),
        )
    }

    #[test]
    fn a_letter_is_proposed_to_bind_the_bodies_below_the_top() {
        assert_eq!(proposed(&tree(), |_| true), [id(2), id(3), id(9)]);
        let branch = |body| body == id(2) || body == id(4);
        assert_eq!(proposed(&tree(), branch), [id(4)], "a branch has its own top");
    }

    #[test]
    fn rules_choose_by_kind_place_and_depth() {
        let of = |query: PopulationQuery| chosen(&query, &tree(), |_| true);
        let all = PopulationQuery::default();
        assert_eq!(of(all.clone()).len(), 5);
        let kinds = vec![OrganizationKind::Party];
        assert_eq!(of(PopulationQuery { kinds, ..all.clone() }), [id(3)]);
        assert_eq!(of(PopulationQuery { under: Some(id(2)), ..all.clone() }), [id(2), id(4)]);
        assert_eq!(of(PopulationQuery { depth: Some(0), ..all }), [id(1), id(9)]);
    }
}
