//! The transition table, read from `data/transitions.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Trigger;
use crate::findings::State;

/// All steps that there are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The steps.
    #[serde(rename = "transition")]
    pub transitions: Vec<Transition>,
}

/// One step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// States that it starts in.
    pub from: Vec<State>,
    /// What happens.
    pub on: Trigger,
    /// The state after it, or `same`.
    pub to: String,
    /// Proofs that must be met.
    #[serde(default)]
    pub needs: Needs,
    /// Who may do it.
    pub by: Who,
    /// What must be given with it.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Whether the claimant may not do it.
    #[serde(default)]
    pub second: bool,
}

/// Proofs that a step needs.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// None.
    #[default]
    None,
    /// Those that open the watch.
    Cleaned,
    /// All of them.
    All,
}

/// Who may do a step.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Only the program, on what it sees.
    Program,
    /// The acting body.
    Act,
    /// Somebody who may approve for the accountable body.
    Approve,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/transitions.toml"))
        .unwrap_or(Table { transitions: Vec::new() })
});

impl Table {
    /// The table; empty (everything refused) only if its file cannot be read, which a test rules
    /// out.
    #[must_use]
    pub fn get() -> &'static Self {
        &TABLE
    }

    /// The step from a state on a trigger.
    #[must_use]
    pub fn find(&self, from: State, on: Trigger) -> Option<&Transition> {
        self.transitions.iter().find(|row| row.on == on && row.from.contains(&from))
    }
}

impl Transition {
    /// The state after the step.
    #[must_use]
    pub fn target(&self, from: State) -> State {
        State::from_name(&self.to).unwrap_or(from)
    }
}
