//! Targets, corpus and mutator. See `README.md`.
#![doc = include_str!("../README.md")]

mod mutate;
mod targets;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use mutate::Mutator;
pub use targets::{Target, targets};

/// Longest input, in bytes.
pub const MOST_BYTES: usize = 64 << 10;

/// The folder of the corpora in the clone.
#[must_use]
pub fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The files of a target's corpus, in the order of their names.
///
/// # Errors
///
/// When a file is missing or cannot be read.
pub fn corpus(target: &Target) -> io::Result<Vec<(String, Vec<u8>)>> {
    let folder = corpus_folder().join(target.name);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        if name == "link" {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            for line in std::fs::read_to_string(&path)?.lines().filter(|line| !line.is_empty()) {
                files.push((line.to_owned(), std::fs::read(root.join(line))?));
            }
        } else {
            files.push((name, std::fs::read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// Feeds one input; whether the target returned.
#[must_use]
pub fn survives(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_ok()
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Inputs fed.
    pub inputs: u64,
    /// The longest that one took.
    pub slowest: Duration,
    /// The input that made the target panic, with its number, if one did.
    pub fault: Option<(u64, Vec<u8>)>,
}

/// Feeds mutations of a corpus for a length of time, or until the target panics.
#[must_use]
pub fn mutate_for(
    target: &Target,
    corpus: &[(String, Vec<u8>)],
    seed: u64,
    length: Duration,
) -> Outcome {
    let mut mutator = Mutator::new(seed);
    let mut outcome = Outcome::default();
    let begun = Instant::now();
    while begun.elapsed() < length {
        let input = mutator.input(corpus);
        outcome.inputs += 1;
        let fed = Instant::now();
        let survived = survives(target, &input);
        outcome.slowest = outcome.slowest.max(fed.elapsed());
        if !survived {
            outcome.fault = Some((outcome.inputs, input));
            return outcome;
        }
    }
    outcome
}
