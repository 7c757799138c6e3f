//! All bodies over all time, and what must hold between them: no cycle on any day, no parent
//! outside its own validity, no code twice at the same time.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{OrganizationId, Period, Timestamp};

use crate::model::OrganizationRecord;
use crate::timeline::{covers, shared};
use crate::{OrganizationCode, RegistryError};

/// All bodies, with indexes for the rules.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    records: BTreeMap<OrganizationId, OrganizationRecord>,
    codes: BTreeMap<String, BTreeSet<OrganizationId>>,
    below: BTreeMap<OrganizationId, BTreeSet<OrganizationId>>,
}

impl FromIterator<(OrganizationId, OrganizationRecord)> for Bodies {
    fn from_iter<I: IntoIterator<Item = (OrganizationId, OrganizationRecord)>>(all: I) -> Self {
        let mut bodies = Self::default();
        for (id, record) in all {
            bodies.set(id, Some(record));
        }
        bodies
    }
}

impl Bodies {
    /// Puts a body's new state in, or takes it out.
    pub fn set(&mut self, id: OrganizationId, record: Option<OrganizationRecord>) {
        if let Some(before) = self.records.remove(&id) {
            if let Some(code) = &before.code
                && let Some(holders) = self.codes.get_mut(&code.key())
            {
                holders.remove(&id);
            }
            for parent in before.parents.spans().filter_map(|(_, parent)| *parent) {
                if let Some(children) = self.below.get_mut(&parent) {
                    children.remove(&id);
                }
            }
        }
        let Some(record) = record else { return };
        if let Some(code) = &record.code {
            self.codes.entry(code.key()).or_default().insert(id);
        }
        for parent in record.parents.spans().filter_map(|(_, parent)| *parent) {
            self.below.entry(parent).or_default().insert(id);
        }
        self.records.insert(id, record);
    }

    /// A body.
    #[must_use]
    pub fn body(&self, id: OrganizationId) -> Option<&OrganizationRecord> {
        self.records.get(&id)
    }

    /// All bodies, by id.
    pub fn iter(&self) -> impl Iterator<Item = (OrganizationId, &OrganizationRecord)> {
        self.records.iter().map(|(id, record)| (*id, record))
    }

    /// How many bodies there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The name of a body by its last entry; empty when there is no such body.
    #[must_use]
    pub fn name(&self, id: OrganizationId) -> String {
        let name = |record: &OrganizationRecord| record.names.latest().name.as_str().to_owned();
        self.records.get(&id).map(name).unwrap_or_default()
    }

    /// The bodies that have a code, whenever it was.
    pub fn by_code(&self, code: &OrganizationCode) -> impl Iterator<Item = OrganizationId> {
        self.codes.get(&code.key()).into_iter().flatten().copied()
    }

    /// The bodies whose parent at `at` is `id`, and that exist then.
    pub fn children(&self, id: OrganizationId, at: Timestamp) -> Vec<OrganizationId> {
        let is_below = |child: &&OrganizationId| {
            self.records.get(child).is_some_and(|record| {
                record.period.contains(at) && *record.parents.at(at) == Some(id)
            })
        };
        self.below.get(&id).into_iter().flatten().filter(is_below).copied().collect()
    }

    /// Bodies that were ever below `id`.
    pub fn ever_below(&self, id: OrganizationId) -> impl Iterator<Item = OrganizationId> {
        self.below.get(&id).into_iter().flatten().copied()
    }

    /// Checks one body, already put in, against all others.
    ///
    /// # Errors
    ///
    /// [`RegistryError::CodeTaken`], [`RegistryError::Cycle`],
    /// [`RegistryError::ParentOutsideValidity`], [`RegistryError::HasChildren`].
    pub fn check(&self, id: OrganizationId) -> Result<(), RegistryError> {
        let Some(record) = self.records.get(&id) else {
            return Err(RegistryError::NotFound { what: "organization" });
        };
        self.check_code(id, record)?;
        self.check_parents(id, record)?;
        let outlives = |child: &OrganizationId| {
            self.records.get(child).is_some_and(|child| {
                child.parents.spans().any(|(span, parent)| {
                    *parent == Some(id)
                        && shared(span, child.period)
                            .is_some_and(|span| !covers(record.period, span))
                })
            })
        };
        match self.below.get(&id).into_iter().flatten().filter(|child| outlives(child)).count() {
            0 => Ok(()),
            count => Err(RegistryError::HasChildren { name: self.name(id), count }),
        }
    }

    fn check_code(
        &self,
        id: OrganizationId,
        record: &OrganizationRecord,
    ) -> Result<(), RegistryError> {
        let Some(code) = &record.code else { return Ok(()) };
        let taken = self.by_code(code).find(|other| {
            *other != id
                && self
                    .records
                    .get(other)
                    .is_some_and(|other| other.period.overlaps(&record.period))
        });
        match taken {
            Some(other) => {
                Err(RegistryError::CodeTaken { code: code.to_string(), name: self.name(other) })
            }
            None => Ok(()),
        }
    }

    fn check_parents(
        &self,
        id: OrganizationId,
        record: &OrganizationRecord,
    ) -> Result<(), RegistryError> {
        for (span, parent) in record.parents.spans() {
            let (Some(parent), Some(span)) = (*parent, shared(span, record.period)) else {
                continue;
            };
            if self.reaches(parent, id, span) {
                return Err(RegistryError::Cycle { name: self.name(id) });
            }
            match self.records.get(&parent) {
                Some(above) if covers(above.period, span) => {}
                Some(_) => {
                    return Err(RegistryError::ParentOutsideValidity { parent: self.name(parent) });
                }
                None => return Err(RegistryError::NotFound { what: "parent" }),
            }
        }
        Ok(())
    }

    /// Whether walking up from `from` meets `target` on any day of `period`, or never ends.
    fn reaches(&self, from: OrganizationId, target: OrganizationId, period: Period) -> bool {
        let mut steps = vec![(from, period, 0_usize)];
        while let Some((at, period, depth)) = steps.pop() {
            if at == target || depth > self.records.len() {
                return true;
            }
            let Some(record) = self.records.get(&at) else { continue };
            for (span, parent) in record.parents.spans() {
                if let (Some(parent), Some(span)) = (*parent, shared(span, period)) {
                    steps.push((parent, span, depth + 1));
                }
            }
        }
        false
    }
}
