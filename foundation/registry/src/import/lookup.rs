//! Finding a body by what a cell says: its number here, its national code, its name.

use std::collections::{BTreeMap, BTreeSet};

use kernel::text::fold;
use kernel::{OrganizationId, Problem, Timestamp};

use crate::OrganizationCode;
use crate::names::NameIndex;
use crate::rules::Bodies;
use crate::tree::{Tree, TreeBody};

/// Why no body was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Miss {
    /// None is called so; the nearest name, if there is one.
    Unknown(Option<String>),
    /// Several are.
    Ambiguous(usize),
}

impl Miss {
    pub(super) fn code(&self, what: &str) -> &'static str {
        match (self, what) {
            (Self::Ambiguous(_), _) => "registry.organization_ambiguous",
            (Self::Unknown(Some(_)), "parent") => "registry.parent_unknown_nearest",
            (Self::Unknown(None), "parent") => "registry.parent_unknown",
            (Self::Unknown(Some(_)), _) => "registry.organization_unknown_nearest",
            (Self::Unknown(None), _) => "registry.organization_unknown",
        }
    }

    pub(super) fn explain(&self, problem: Problem, text: &str) -> Problem {
        let problem = problem.with("text", text);
        match self {
            Self::Unknown(Some(nearest)) => problem.with("nearest", nearest),
            Self::Unknown(None) => problem,
            Self::Ambiguous(count) => problem.with("count", count),
        }
    }
}

/// Bodies by everything that names them.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    known: BTreeSet<OrganizationId>,
    codes: BTreeMap<String, BTreeSet<OrganizationId>>,
    names: BTreeMap<String, BTreeSet<OrganizationId>>,
    nearest: NameIndex,
    full_names: BTreeMap<OrganizationId, String>,
}

impl Directory {
    /// All bodies that have not ended at `now`.
    pub(super) fn new(bodies: &Bodies, now: Timestamp) -> Self {
        let mut directory = Self::default();
        let mut all = Vec::new();
        for (id, record) in bodies.iter() {
            if record.period.to.is_some_and(|to| to <= now) {
                continue;
            }
            let name = record.names.latest();
            directory.add(id, record.code.as_ref(), name.name.as_str(), name.short_name.as_deref());
            all.push(TreeBody {
                id,
                name: name.name.as_str().to_owned(),
                short_name: name.short_name.clone(),
                name_folded: name.name.folded(),
                code: record.code.clone(),
                kind: record.kind,
                parent: None,
            });
        }
        directory.nearest = NameIndex::build(&Tree::build(all));
        directory
    }

    /// Adds a body, such as one that another row of the same file enters.
    pub(super) fn add(
        &mut self,
        id: OrganizationId,
        code: Option<&OrganizationCode>,
        name: &str,
        short_name: Option<&str>,
    ) {
        self.known.insert(id);
        self.full_names.insert(id, name.to_owned());
        if let Some(code) = code {
            self.codes.entry(code.key()).or_default().insert(id);
        }
        for name in [Some(name), short_name].into_iter().flatten() {
            self.names.entry(fold(name)).or_default().insert(id);
        }
    }

    /// The body that a text names, among those reached.
    pub(super) fn find(
        &self,
        text: &str,
        reached: impl Fn(OrganizationId) -> bool,
    ) -> Result<OrganizationId, Miss> {
        if let Ok(id) = text.parse::<OrganizationId>()
            && self.known.contains(&id)
            && reached(id)
        {
            return Ok(id);
        }
        let code = text.parse::<OrganizationCode>().ok().map(|code| code.key());
        let by_code = code.and_then(|code| self.codes.get(&code));
        for found in [by_code, self.names.get(&fold(text))].into_iter().flatten() {
            let mut found = found.iter().filter(|id| reached(**id));
            match (found.next(), found.count()) {
                (Some(id), 0) => return Ok(*id),
                (Some(_), more) => return Err(Miss::Ambiguous(more + 1)),
                (None, _) => {}
            }
        }
        let nearest =
            self.nearest.matches(text, 5).into_iter().find(|one| reached(one.organization));
        Err(Miss::Unknown(nearest.and_then(|one| self.full_names.get(&one.organization).cloned())))
    }

    /// Bodies with exactly this folded full or short name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = OrganizationId> {
        self.names.get(&fold(name)).into_iter().flatten().copied()
    }

    /// Bodies with this code.
    pub(super) fn coded(&self, code: &OrganizationCode) -> impl Iterator<Item = OrganizationId> {
        self.codes.get(&code.key()).into_iter().flatten().copied()
    }

    /// How a body is written so that it is found again: code, else its name where no other has
    /// it, else its number.
    pub(super) fn reference(&self, id: OrganizationId, bodies: &Bodies) -> String {
        let Some(record) = bodies.body(id) else { return id.to_string() };
        if let Some(code) = &record.code
            && self.coded(code).count() == 1
        {
            return code.to_string();
        }
        let name = record.names.latest().name.as_str();
        if self.named(name).count() == 1 { name.to_owned() } else { id.to_string() }
    }
}
