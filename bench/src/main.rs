//! Measures the sizes that the plan names, each in a process of its own; medians of several runs.
//!
//! `bench list-import [--rows N] [--keep FILE]`, `bench board-scale [--findings N]`,
//! `bench lookup`, each with `[--runs N]` and `[--smoke]`. See `README.md`.
#![doc = include_str!("../README.md")]

mod board;
mod house;
mod import;
mod list;
mod lookup;
mod measure;
mod random;
mod service;

use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use measure::{Figures, say};

/// What is measured, and how large.
#[derive(Clone, Debug)]
struct Plan {
    what: String,
    rows: Option<u64>,
    runs: usize,
    smoke: bool,
    once: bool,
    keep: Option<String>,
}

impl Plan {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let what = words.next().unwrap_or_else(|| "all".to_owned());
        let mut plan = Self { what, rows: None, runs: 3, smoke: false, once: false, keep: None };
        if plan.what == "--smoke" {
            (plan.what, plan.smoke) = ("all".to_owned(), true);
        }
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            match word.as_str() {
                "--rows" | "--findings" => plan.rows = Some(value()?.parse()?),
                "--runs" => plan.runs = value()?.parse()?,
                "--keep" => plan.keep = Some(value()?),
                "--smoke" => plan.smoke = true,
                "--once" => plan.once = true,
                _ => bail!("unknown word {word}"),
            }
        }
        Ok(plan)
    }
}

const ALL: [&str; 3] = ["list-import", "board-scale", "lookup"];
/// Memory that a smoke run may take at most, in MB.
const SMOKE_MB: f64 = 200.0;

fn main() -> Result<()> {
    let plan = Plan::read(std::env::args().skip(1))?;
    if plan.once {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let figures = runtime.block_on(run(&plan))?;
        say(&serde_json::to_string(&figures)?);
        return Ok(());
    }
    let wanted: Vec<&str> =
        ALL.into_iter().filter(|name| plan.what == "all" || plan.what == *name).collect();
    if wanted.is_empty() {
        bail!("{} is none of: {}, all", plan.what, ALL.join(", "));
    }
    for name in wanted {
        measure_one(name, &plan)?;
    }
    Ok(())
}

async fn run(plan: &Plan) -> Result<Figures> {
    match plan.what.as_str() {
        "list-import" => {
            let rows = plan.rows.unwrap_or(if plan.smoke { 10_000 } else { 1_000_000 });
            import::measure(rows, plan.keep.as_deref()).await
        }
        "board-scale" => {
            let findings = plan.rows.unwrap_or(if plan.smoke { 10_000 } else { 1_000_000 });
            board::measure(findings).await
        }
        _ => lookup::measure(if plan.smoke { 100 } else { 10_000 }).await,
    }
}

/// Runs one measurement several times, each in a process of its own, and tells the medians.
fn measure_one(name: &str, plan: &Plan) -> Result<()> {
    let runs = if plan.smoke { 2 } else { plan.runs.max(1) };
    let mut all: Vec<Figures> = Vec::with_capacity(runs);
    for number in 0..runs {
        let mut child = Command::new(std::env::current_exe()?);
        child.args([name, "--once"]);
        if plan.smoke {
            child.arg("--smoke");
        }
        if let Some(rows) = plan.rows {
            child.args(["--rows", &rows.to_string()]);
        }
        if let Some(keep) = plan.keep.as_ref().filter(|_| number == 0) {
            child.args(["--keep", keep]);
        }
        let output = child.stderr(std::process::Stdio::inherit()).output()?;
        ensure!(output.status.success(), "{name} failed in run {}", number + 1);
        let text = String::from_utf8(output.stdout)?;
        let last = text.lines().last().context("the run said nothing")?;
        all.push(serde_json::from_str(last)?);
    }
    let (first, rest) = all.split_first().context("no run")?;
    for other in rest {
        ensure!(other.counts == first.counts, "{name}: two runs gave different results");
    }
    if plan.smoke {
        for figures in &all {
            let peak = figures.measured.get("peak_mb").copied().unwrap_or(f64::INFINITY);
            ensure!(peak <= SMOKE_MB, "{name}: {peak:.0} MB of memory, at most {SMOKE_MB:.0}");
        }
    }
    say(&format!("{name}: {runs} runs"));
    for (what, count) in &first.counts {
        say(&format!("  {what:<28} {count}"));
    }
    for (what, median) in measure::medians(&all) {
        say(&format!("  {what:<28} {median:.3}"));
    }
    Ok(())
}
