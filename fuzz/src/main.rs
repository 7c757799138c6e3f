//! Runs targets for a length of time: `fuzz [--seconds N] [--seed N] [TARGET…]`.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use fuzz::{Target, corpus, mutate_for, targets};

#[expect(clippy::print_stdout, reason = "a program for people")]
fn main() -> Result<()> {
    let (mut seconds, mut seed, mut names) = (10_u64, 1_u64, Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seconds" => seconds = words.next().context("--seconds N")?.parse()?,
            "--seed" => seed = words.next().context("--seed N")?.parse()?,
            _ => names.push(word),
        }
    }
    let wanted: Vec<Target> = targets()
        .into_iter()
        .filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
        .collect();
    if wanted.is_empty() {
        bail!("no such target: {}", names.join(" "));
    }
    let mut faults = 0;
    for target in wanted {
        let corpus = corpus(&target)?;
        let outcome = mutate_for(&target, &corpus, seed, Duration::from_secs(seconds));
        println!("{:<16} {:>9} inputs, slowest {:?}", target.name, outcome.inputs, outcome.slowest);
        if let Some((number, input)) = outcome.fault {
            faults += 1;
            std::fs::create_dir_all("found")?;
            let path = format!("found/{}-{seed}-{number}", target.name);
            std::fs::write(&path, input)?;
            println!("{:<16} PANIC, the input is in {path}", target.name);
        }
    }
    if faults > 0 {
        bail!("{faults} targets panicked");
    }
    Ok(())
}
