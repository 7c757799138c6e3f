//! The corpus is replayed, and each target is fed for a moment.

use std::time::Duration;

use fuzz::{Mutator, Target, corpus, corpus_folder, mutate_for, survives, targets};

#[test]
fn every_file_of_the_corpus_is_survived() {
    for target in targets() {
        let files = corpus(&target).unwrap_or_else(|error| panic!("{}: {error}", target.name));
        assert!(files.len() >= 2, "{} has no corpus", target.name);
        for (name, bytes) in files {
            assert!(survives(&target, &bytes), "{}/{name}", target.name);
        }
    }
    for entry in std::fs::read_dir(corpus_folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(targets().iter().any(|target| target.name == name), "{name} belongs to no target");
    }
}

#[test]
fn every_target_survives_a_moment_of_mutations() {
    let seconds = std::env::var("LUYTRE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let length = Duration::from_secs(seconds.unwrap_or(1));
    for target in targets() {
        let outcome = mutate_for(&target, &corpus(&target).unwrap(), 1, length);
        assert!(outcome.inputs > 0);
        assert!(outcome.slowest < Duration::from_secs(20), "{}: {outcome:?}", target.name);
        let fault = outcome.fault.map(|(number, input)| (number, input.escape_ascii().to_string()));
        assert_eq!(fault, None, "{} with seed 1", target.name);
    }
}

#[test]
fn a_panic_is_noticed_and_a_seed_repeats() {
    fn fails_on_a_quote(bytes: &[u8]) {
        assert!(!bytes.contains(&b'"'));
    }
    let target = Target { name: "quote", run: fails_on_a_quote };
    let files = [("a".to_owned(), b"a,b,c".to_vec())];
    let found = mutate_for(&target, &files, 5, Duration::from_secs(20));
    let (number, input) = found.fault.expect("a quote is among the pieces");
    let mut again = Mutator::new(5);
    let inputs = (0..number).map(|_| again.input(&files));
    assert_eq!(inputs.last(), Some(input));
}
