//! Figures of a run: counts, which every run must repeat, and measured values.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

/// What one run gave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Results, the same in every run.
    pub counts: BTreeMap<String, u64>,
    /// Seconds, megabytes, bytes: the unit is the end of the name.
    pub measured: BTreeMap<String, f64>,
}

impl Figures {
    /// Notes a result.
    pub fn count(&mut self, what: &str, count: u64) {
        self.counts.insert(what.to_owned(), count);
    }

    /// Notes a measured value.
    pub fn value(&mut self, what: &str, value: f64) {
        self.measured.insert(what.to_owned(), value);
    }

    /// Notes how long something took since `begun`, in seconds.
    pub fn seconds(&mut self, what: &str, begun: Instant) {
        self.value(&format!("{what}_s"), begun.elapsed().as_secs_f64());
    }

    /// Notes p50 and p99 of some calls, in milliseconds.
    pub fn percentiles(&mut self, what: &str, mut calls: Vec<Duration>) {
        calls.sort_unstable();
        for (name, share) in [("p50", 50), ("p99", 99)] {
            let at = (calls.len() * share).div_ceil(100).saturating_sub(1);
            if let Some(call) = calls.get(at) {
                self.value(&format!("{what}_{name}_ms"), call.as_secs_f64() * 1_000.0);
            }
        }
    }
}

/// The median of each measured value.
pub fn medians(all: &[Figures]) -> BTreeMap<String, f64> {
    let mut values: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for figures in all {
        for (what, value) in &figures.measured {
            values.entry(what.clone()).or_default().push(*value);
        }
    }
    values
        .into_iter()
        .filter_map(|(what, mut values)| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).map(|median| (what, *median))
        })
        .collect()
}

/// The largest memory that the process has had (`VmHWM`), in megabytes of a million bytes.
pub fn peak_mb() -> Result<f64> {
    status_mb("self", "VmHWM")
}

/// The memory of a process as it is now (`VmRSS`), in megabytes of a million bytes.
pub fn memory_mb(process: u32) -> Result<f64> {
    status_mb(&process.to_string(), "VmRSS")
}

fn status_mb(process: &str, what: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with(what)).context("no such line")?;
    let kib: f64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kib * 1_024.0 / 1e6)
}

/// Begins the peak anew (Linux: 5 into `clear_refs`), so that preparations do not count.
pub fn reset_peak() -> Result<()> {
    Ok(std::fs::write("/proc/self/clear_refs", "5")?)
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "a measuring program speaks on standard output")]
pub fn say(line: &str) {
    println!("{line}");
}
