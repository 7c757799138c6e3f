//! The tree of bodies at one instant, numbered so that "is it below?" costs no walk.

use kernel::{OrganizationId, Timestamp};

use crate::{OrganizationCode, OrganizationKind};

/// A body in the tree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TreeNode {
    /// The body.
    pub id: OrganizationId,
    /// Its name on that day.
    pub name: String,
    /// Its short name on that day.
    pub short_name: Option<String>,
    /// The name for searching.
    pub name_folded: String,
    /// National code.
    pub code: Option<OrganizationCode>,
    /// Sort of body.
    pub kind: OrganizationKind,
    /// The body above, if any.
    pub parent: Option<OrganizationId>,
    /// How many bodies are above.
    pub depth: u32,
    /// First position behind this body and everything below it, in pre-order.
    end: usize,
}

/// The tree at one instant: bodies in pre-order, siblings by name.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    nodes: Vec<TreeNode>,
    /// Positions in `nodes`, by id.
    positions: Vec<(OrganizationId, usize)>,
}

/// What a tree is built from.
#[derive(Clone, Debug)]
pub struct TreeBody {
    /// The body.
    pub id: OrganizationId,
    /// Its name on that day.
    pub name: String,
    /// Its short name on that day.
    pub short_name: Option<String>,
    /// The name for searching.
    pub name_folded: String,
    /// National code.
    pub code: Option<OrganizationCode>,
    /// Sort of body.
    pub kind: OrganizationKind,
    /// The body above, if any.
    pub parent: Option<OrganizationId>,
}

impl Tree {
    /// Builds a tree. A body whose parent is not among `bodies` stands at the top.
    #[must_use]
    pub fn build(mut bodies: Vec<TreeBody>) -> Self {
        bodies.sort_by(|left, right| {
            (&left.name_folded, &left.name, left.id).cmp(&(
                &right.name_folded,
                &right.name,
                right.id,
            ))
        });
        let mut places: Vec<(OrganizationId, usize)> =
            bodies.iter().enumerate().map(|(at, body)| (body.id, at)).collect();
        places.sort_unstable();
        let place = |id: OrganizationId| {
            places
                .binary_search_by_key(&id, |(id, _)| *id)
                .ok()
                .and_then(|found| places.get(found))
                .map(|(_, at)| *at)
        };
        // Children of a body are one stretch of `edges`, in the order of names.
        let mut tops = Vec::new();
        let mut edges = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            match body.parent.and_then(place) {
                Some(parent) => edges.push((parent, at)),
                None => tops.push(at),
            }
        }
        edges.sort_unstable();
        let children = |parent: usize| {
            let from = edges.partition_point(|(above, _)| *above < parent);
            let to = edges.partition_point(|(above, _)| *above <= parent);
            edges.get(from..to).unwrap_or_default()
        };
        enum Step {
            Enter { at: usize, depth: u32 },
            Leave { position: usize },
        }
        let mut steps: Vec<Step> =
            tops.iter().rev().map(|at| Step::Enter { at: *at, depth: 0 }).collect();
        let mut slots: Vec<Option<TreeBody>> = bodies.into_iter().map(Some).collect();
        let mut nodes: Vec<TreeNode> = Vec::with_capacity(slots.len());
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter { at, depth } => {
                    let Some(body) = slots.get_mut(at).and_then(Option::take) else { continue };
                    let position = nodes.len();
                    nodes.push(node(body, depth, position + 1));
                    steps.push(Step::Leave { position });
                    let below = children(at).iter().rev();
                    steps.extend(below.map(|(_, at)| Step::Enter { at: *at, depth: depth + 1 }));
                }
                Step::Leave { position } => {
                    let end = nodes.len();
                    if let Some(node) = nodes.get_mut(position) {
                        node.end = end;
                    }
                }
            }
        }
        let mut positions: Vec<(OrganizationId, usize)> =
            nodes.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
        positions.sort_unstable();
        Self { nodes, positions }
    }

    fn position(&self, id: OrganizationId) -> Option<usize> {
        let found = self.positions.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.positions.get(found).map(|(_, at)| *at)
    }

    /// A body, if it exists at the instant of the tree.
    #[must_use]
    pub fn body(&self, id: OrganizationId) -> Option<&TreeNode> {
        self.nodes.get(self.position(id)?)
    }

    /// Whether `body` is `branch` or below it.
    #[must_use]
    pub fn is_within(&self, body: OrganizationId, branch: OrganizationId) -> bool {
        match (self.position(body), self.position(branch)) {
            (Some(body), Some(branch)) => {
                let end = self.nodes.get(branch).map_or(0, |node| node.end);
                (branch..end).contains(&body)
            }
            _ => false,
        }
    }

    /// A body and everything below it, in pre-order; empty when it is not in the tree.
    #[must_use]
    pub fn branch(&self, id: OrganizationId) -> &[TreeNode] {
        self.position(id)
            .and_then(|at| self.nodes.get(at..self.nodes.get(at)?.end))
            .unwrap_or_default()
    }

    /// The bodies directly below, by name.
    pub fn children(&self, id: OrganizationId) -> impl Iterator<Item = &TreeNode> {
        self.branch(id).iter().filter(move |node| node.parent == Some(id))
    }

    /// The bodies above, nearest first.
    pub fn ancestors(&self, id: OrganizationId) -> impl Iterator<Item = &TreeNode> {
        let above = |node: &&TreeNode| node.parent.and_then(|parent| self.body(parent));
        std::iter::successors(self.body(id).as_ref().and_then(above), move |node| above(node))
    }

    /// All bodies in pre-order.
    #[must_use]
    pub fn nodes(&self) -> &[TreeNode] {
        &self.nodes
    }

    /// How many bodies there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no body.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

fn node(body: TreeBody, depth: u32, end: usize) -> TreeNode {
    TreeNode {
        id: body.id,
        name: body.name,
        short_name: body.short_name,
        name_folded: body.name_folded,
        code: body.code,
        kind: body.kind,
        parent: body.parent,
        depth,
        end,
    }
}

/// An instant as stored for an open beginning.
pub(crate) const EVER: i64 = i64::MIN;
/// An instant as stored for an open end.
pub(crate) const OPEN: i64 = i64::MAX;

/// A beginning as stored.
pub(crate) fn stored_from(from: Option<Timestamp>) -> i64 {
    from.map_or(EVER, Timestamp::millis)
}

/// An end as stored.
pub(crate) fn stored_to(to: Option<Timestamp>) -> i64 {
    to.map_or(OPEN, Timestamp::millis)
}

/// A stored beginning or end as an instant; none where it is open.
pub(crate) fn read_edge(stored: i64) -> Option<Timestamp> {
    (stored != EVER && stored != OPEN).then(|| Timestamp::from_millis(stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;
    use proptest::prelude::*;

    fn id(number: usize) -> OrganizationId {
        OrganizationId::from_uuid(uuid::Uuid::from_u128(number as u128))
    }

    fn body(number: usize, parent: Option<usize>) -> TreeBody {
        TreeBody {
            id: id(number),
            name: format!("body {}", number * 7 % 10),
            short_name: None,
            name_folded: format!("body {}", number * 7 % 10),
            code: None,
            kind: OrganizationKind::State,
            parent: parent.map(id),
        }
    }

    proptest! {
        #[test]
        fn branches_are_what_walking_up_says(parents in prop::collection::vec(0_usize..40, 1..40)) {
            // Body n hangs below one of the bodies before it, or at the top.
            let parent = |number: usize| {
                let pick = parents[number] % (number + 1);
                (pick < number).then_some(pick)
            };
            let bodies = (0..parents.len()).map(|number| body(number, parent(number))).collect();
            let tree = Tree::build(bodies);
            prop_assert_eq!(tree.len(), parents.len());
            for child in 0..parents.len() {
                let mut above = vec![child];
                while let Some(next) = parent(above[above.len() - 1]) {
                    above.push(next);
                }
                for branch in 0..parents.len() {
                    prop_assert_eq!(tree.is_within(id(child), id(branch)), above.contains(&branch));
                }
                let walked: Vec<_> = tree.ancestors(id(child)).map(|node| node.id).collect();
                let expected: Vec<_> = above.iter().skip(1).map(|number| id(*number)).collect();
                prop_assert_eq!(walked, expected);
                prop_assert_eq!(tree.body(id(child)).unwrap().depth as usize, above.len() - 1);
            }
        }
    }

    #[test]
    fn twenty_thousand_bodies_in_one_line_do_not_overflow() {
        let tree = Tree::build((0..20_000).map(|n| body(n, n.checked_sub(1))).collect());
        assert_eq!(tree.branch(id(0)).len(), 20_000);
        assert!(tree.is_within(id(19_999), id(0)));
        assert!(!tree.is_within(id(0), id(19_999)));
        assert_eq!(tree.body(id(19_999)).unwrap().depth, 19_999);
    }
}
