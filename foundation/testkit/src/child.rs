//! One test again in a process of its own, so that it can be killed at any point.

use std::process::{Child, Command, Stdio};

const ROLE: &str = "LUYTRE_TEST_CHILD";

/// What the present process is, and what its parent handed over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Role {
    /// The process that the test runner started.
    Parent,
    /// A process that [`rerun`] started, with the text that it handed over.
    Child(String),
}

impl Role {
    /// The role of the present process.
    #[must_use]
    pub fn present() -> Self {
        std::env::var(ROLE).map_or(Self::Parent, Self::Child)
    }
}

/// Runs the test of that full name (`module::function`) again in a process of its own, whose
/// [`Role`] is `Child(handed)`. Standard output is a pipe; what the child prints starts after the
/// lines of the test runner.
///
/// # Panics
///
/// When the process cannot be started.
#[must_use]
pub fn rerun(test: &str, handed: &str) -> Child {
    let program = std::env::current_exe().expect("the test binary has a path");
    Command::new(program)
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(ROLE, handed)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test binary starts again")
}
