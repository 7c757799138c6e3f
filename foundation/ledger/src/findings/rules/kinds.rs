//! The proofs of each kind of finding, read from `data/kinds`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::findings::{CleanPath, FindingKind};

/// The rule set of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Which kind.
    pub kind: FindingKind,
    /// Days without a sign before the watch ends.
    pub quiet_days: i64,
    /// Days for cleaning, where no directive sets a date.
    pub clean_days: i64,
    /// Days after which the newest independent evidence no longer carries `verified`.
    pub shelf_days: i64,
    /// What each method can carry.
    #[serde(rename = "method")]
    pub methods: Vec<Method>,
    /// The ways of cleaning.
    #[serde(rename = "path")]
    pub paths: Vec<Path>,
}

/// A method by which evidence comes about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its name.
    pub id: String,
    /// Who produces it.
    pub by: Producer,
    /// Whether it is independent of the people concerned.
    pub independent: bool,
    /// Whether a file must go with it.
    #[serde(default)]
    pub attachment: bool,
    /// Whether it covers a length of time.
    #[serde(default)]
    pub covers: bool,
}

/// Who produces evidence.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Producer {
    /// A person may enter it.
    Person,
    /// A person other than the claimant must give it.
    SecondPerson,
    /// Only the program takes it, from a machine, a sensor or an authority's list.
    Program,
}

/// One way of cleaning and the proofs it needs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// Which way.
    pub id: CleanPath,
    /// Its proofs, in the order in which they are shown.
    #[serde(rename = "proof")]
    pub proofs: Vec<Proof>,
}

/// One proof.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Its name.
    pub id: String,
    /// Whether it opens the watch or ends it.
    pub stage: Stage,
    /// Methods that can carry it.
    pub methods: Vec<String>,
    /// Whether only independent evidence carries it.
    pub independent: bool,
    /// Whether it is met by covered time adding up to the quiet days.
    #[serde(default)]
    pub quiet: bool,
}

/// When a proof is needed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before the watch.
    Cleaned,
    /// At the end of the watch.
    Closing,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    [include_str!("../../../data/kinds/botnet_address.toml")]
        .into_iter()
        .filter_map(|text| toml::from_str(text).ok())
        .collect()
});

impl Kind {
    /// The rule set of a kind; `None` only if its file cannot be read, which a test rules out.
    #[must_use]
    pub fn of(kind: FindingKind) -> Option<&'static Self> {
        KINDS.iter().find(|rules| rules.kind == kind)
    }

    /// A method by its name.
    #[must_use]
    pub fn method(&self, id: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// The proofs of a way of cleaning.
    #[must_use]
    pub fn proofs(&self, path: CleanPath) -> &[Proof] {
        self.paths.iter().find(|rules| rules.id == path).map_or(&[], |rules| &rules.proofs)
    }
}
