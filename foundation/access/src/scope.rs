//! How far a caller reaches: stretches of the tree in pre-order, and compartments.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use kernel::OrganizationId;

use crate::AccessError;

/// The tree of bodies, numbered in pre-order: a body and everything below it is one stretch.
///
/// Bodies that ended stay in it, below their last parent, so that their history can be reached.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Branches {
    order: Vec<OrganizationId>,
    stretches: BTreeMap<OrganizationId, Range<u32>>,
    roots: Vec<OrganizationId>,
}

impl Branches {
    /// Numbers a tree given as bodies with their parents, in any order. A body whose parent is
    /// not in the list, or that is its own ancestor, stands at the top: nobody but the holder of
    /// everything reaches it by mistake.
    pub fn new(bodies: impl IntoIterator<Item = (OrganizationId, Option<OrganizationId>)>) -> Self {
        let parents: BTreeMap<_, _> = bodies.into_iter().collect();
        let mut children: BTreeMap<OrganizationId, Vec<OrganizationId>> = BTreeMap::new();
        let mut roots = Vec::new();
        for (&body, &parent) in &parents {
            match parent.filter(|parent| parents.contains_key(parent) && *parent != body) {
                Some(parent) => children.entry(parent).or_default().push(body),
                None => roots.push(body),
            }
        }
        let mut branches = Self { roots: roots.clone(), ..Self::default() };
        for root in roots {
            branches.number(root, &children);
        }
        // What was not reached hangs in a ring.
        for &body in parents.keys() {
            if !branches.stretches.contains_key(&body) {
                branches.roots.push(body);
                let at = branches.position();
                branches.order.push(body);
                branches.stretches.insert(body, at..at + 1);
            }
        }
        branches
    }

    fn position(&self) -> u32 {
        u32::try_from(self.order.len()).unwrap_or(u32::MAX)
    }

    fn number(
        &mut self,
        root: OrganizationId,
        children: &BTreeMap<OrganizationId, Vec<OrganizationId>>,
    ) {
        enum Step {
            Enter(OrganizationId),
            Leave(OrganizationId, u32),
        }
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(body) => {
                    steps.push(Step::Leave(body, self.position()));
                    self.order.push(body);
                    let below = children.get(&body).into_iter().flatten();
                    steps.extend(below.rev().map(|child| Step::Enter(*child)));
                }
                Step::Leave(body, from) => {
                    let to = self.position();
                    self.stretches.insert(body, from..to);
                }
            }
        }
    }

    /// The stretch of a body and everything below it.
    #[must_use]
    pub fn stretch(&self, body: OrganizationId) -> Option<Range<u32>> {
        self.stretches.get(&body).cloned()
    }

    /// Whether `body` is `branch` or below it.
    #[must_use]
    pub fn is_within(&self, body: OrganizationId, branch: OrganizationId) -> bool {
        match (self.stretch(body), self.stretch(branch)) {
            (Some(body), Some(branch)) => branch.contains(&body.start),
            _ => false,
        }
    }
}

/// How far a caller reaches with one permission.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    branches: Arc<Branches>,
    everything: bool,
    stretches: Vec<Range<u32>>,
    /// By compartment: everything, or these stretches.
    compartments: BTreeMap<String, (bool, Vec<Range<u32>>)>,
}

impl Scope {
    /// A scope over everything, for the program itself and the command line.
    #[must_use]
    pub fn everything(branches: Arc<Branches>) -> Self {
        let end = branches.position();
        let stretches = if end == 0 { Vec::new() } else { std::iter::once(0..end).collect() };
        Self { branches, everything: true, stretches, compartments: BTreeMap::new() }
    }

    /// A scope of branches; `None` among the bodies stands for everything there is.
    #[must_use]
    pub fn of<'a>(
        grants: impl IntoIterator<Item = (Option<OrganizationId>, Option<&'a str>)>,
        branches: Arc<Branches>,
    ) -> Self {
        let mut everything = false;
        let mut bodies = BTreeSet::new();
        let mut named: BTreeMap<String, (bool, BTreeSet<OrganizationId>)> = BTreeMap::new();
        for (body, compartment) in grants {
            everything |= body.is_none();
            bodies.extend(body);
            if let Some(name) = compartment {
                let (all, inside) = named.entry(name.to_owned()).or_default();
                *all |= body.is_none();
                inside.extend(body);
            }
        }
        let stretches = joined(everything, &bodies, &branches);
        let everything = everything || covers_all(&stretches, &branches);
        let compartments = named
            .into_iter()
            .map(|(name, (all, inside))| {
                let stretches = joined(all, &inside, &branches);
                let all = all || covers_all(&stretches, &branches);
                (name, (all, stretches))
            })
            .collect();
        Self { branches, everything, stretches, compartments }
    }

    /// Whether nothing is reached.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.everything && self.stretches.is_empty()
    }

    /// Whether everything is reached, also what belongs to no body (settings, the whole log,
    /// addresses that nobody has claimed).
    #[must_use]
    pub const fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether a body is reached.
    #[must_use]
    pub fn allows(&self, body: OrganizationId) -> bool {
        self.everything || reaches(&self.stretches, body, &self.branches)
    }

    /// Whether a record is reached that belongs to `body`, or to none, and may carry the name of
    /// a compartment.
    #[must_use]
    pub fn allows_record(&self, body: Option<OrganizationId>, compartment: Option<&str>) -> bool {
        let (everything, stretches) = match compartment {
            None => (self.everything, &self.stretches),
            Some(name) => match self.compartments.get(name) {
                Some((everything, stretches)) => (*everything, stretches),
                None => return false,
            },
        };
        everything || body.is_some_and(|body| reaches(stretches, body, &self.branches))
    }

    /// Refuses what is not reached, as if it were not there.
    ///
    /// # Errors
    ///
    /// [`AccessError::NotFound`].
    pub fn check(&self, body: OrganizationId) -> Result<(), AccessError> {
        if self.allows(body) { Ok(()) } else { Err(AccessError::NotFound) }
    }

    /// Refuses whatever is not reached in full.
    ///
    /// # Errors
    ///
    /// [`AccessError::Forbidden`].
    pub const fn check_everything(&self) -> Result<(), AccessError> {
        if self.everything { Ok(()) } else { Err(AccessError::Forbidden) }
    }

    /// The bodies that are reached, in the order of the tree; `None` stands for all, so that a
    /// query need not list them.
    #[must_use]
    pub fn organization_ids(&self) -> Option<Vec<OrganizationId>> {
        if self.everything {
            return None;
        }
        let slice = |stretch: &Range<u32>| self.branches.order.get(usize_range(stretch));
        Some(self.stretches.iter().filter_map(slice).flatten().copied().collect())
    }

    /// The stretches in pre-order positions of the tree, sorted, without overlap.
    #[must_use]
    pub fn stretches(&self) -> &[Range<u32>] {
        &self.stretches
    }

    /// The names of the compartments that are reached somewhere.
    pub fn compartments(&self) -> impl Iterator<Item = &str> {
        self.compartments.keys().map(String::as_str)
    }
}

fn usize_range(stretch: &Range<u32>) -> Range<usize> {
    let wide = |position: u32| usize::try_from(position).unwrap_or(usize::MAX);
    wide(stretch.start)..wide(stretch.end)
}

fn reaches(stretches: &[Range<u32>], body: OrganizationId, branches: &Branches) -> bool {
    branches
        .stretch(body)
        .is_some_and(|at| stretches.iter().any(|stretch| stretch.contains(&at.start)))
}

fn joined(
    everything: bool,
    bodies: &BTreeSet<OrganizationId>,
    branches: &Branches,
) -> Vec<Range<u32>> {
    if everything {
        let end = branches.position();
        return if end == 0 { Vec::new() } else { std::iter::once(0..end).collect() };
    }
    let mut found: Vec<_> = bodies.iter().filter_map(|body| branches.stretch(*body)).collect();
    found.sort_by_key(|stretch| (stretch.start, stretch.end));
    let mut joined: Vec<Range<u32>> = Vec::new();
    for stretch in found {
        match joined.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => joined.push(stretch),
        }
    }
    joined
}

fn covers_all(stretches: &[Range<u32>], branches: &Branches) -> bool {
    let end = branches.position();
    end > 0 && matches!(stretches, [only] if only.start == 0 && only.end == end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    fn body(number: u128) -> OrganizationId {
        OrganizationId::from_uuid(uuid::Uuid::from_u128(number))
    }

    /// 1 is the province; 2 and 3 its departments; 4 and 5 units of 2; 6 of 3.
    fn tree() -> Arc<Branches> {
        let pairs = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)];
        let of = |(id, parent)| (body(id), (parent > 0).then(|| body(parent)));
        Arc::new(Branches::new(pairs.map(of)))
    }

    fn reached(scope: &Scope) -> Vec<u128> {
        (1..=6).filter(|number| scope.allows(body(*number))).collect()
    }

    #[test]
    fn a_grant_reaches_the_body_and_all_below() {
        let scope = Scope::of([(Some(body(2)), None)], tree());
        assert_eq!(reached(&scope), [2, 4, 5]);
        assert_eq!(scope.organization_ids().unwrap(), [body(2), body(4), body(5)]);
        assert!(!scope.is_everything());
        assert_eq!(scope.check(body(3)), Err(AccessError::NotFound));
    }

    #[test]
    fn nothing_is_reached_by_default() {
        let scope = Scope::of([], tree());
        assert!(scope.is_empty());
        assert_eq!(scope.organization_ids(), Some(Vec::new()));
        assert!(!scope.allows_record(None, None));
        let unknown = Scope::of([(Some(body(99)), None)], tree());
        assert!(unknown.is_empty(), "a body that is not in the tree grants nothing");
    }

    #[test]
    fn the_top_of_the_tree_is_everything() {
        let scope = Scope::of([(Some(body(1)), None)], tree());
        assert!(scope.is_everything());
        assert_eq!(scope.organization_ids(), None);
        assert!(Scope::of([(None, None)], Arc::default()).is_everything());
        let two = Scope::of([(Some(body(2)), None), (Some(body(3)), None)], tree());
        assert!(!two.is_everything(), "both halves are not the head above them");
        assert_eq!(reached(&two), [2, 3, 4, 5, 6]);
    }

    #[test]
    fn compartments_are_seen_only_where_granted() {
        let grants = [(Some(body(2)), Some("exercise")), (Some(body(3)), None)];
        let scope = Scope::of(grants, tree());
        assert!(scope.allows_record(Some(body(4)), Some("exercise")));
        assert!(!scope.allows_record(Some(body(6)), Some("exercise")));
        assert!(scope.allows_record(Some(body(6)), None));
        assert!(!scope.allows_record(Some(body(4)), Some("other")));
        let all = Scope::of([(None, None)], tree());
        assert!(!all.allows_record(Some(body(4)), Some("exercise")), "deny by default");
    }

    #[test]
    fn a_ring_of_parents_ends_and_is_reached_by_nobody_else() {
        let ring = [(body(1), None), (body(2), Some(body(3))), (body(3), Some(body(2)))];
        let scope = Scope::of([(Some(body(1)), None)], Arc::new(Branches::new(ring)));
        assert_eq!(reached(&scope), [1]);
    }
}
