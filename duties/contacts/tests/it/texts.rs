//! Everything that this duty says has a text in both languages.

use std::collections::BTreeSet;

use contacts::model::{CallOutcome, Freshness};
use kernel::Locale;
use registry::ContactRole;

#[test]
fn every_word_and_every_refusal_has_a_text() {
    for locale in [Locale::Vi, Locale::En] {
        let known: BTreeSet<&str> = kernel::words::codes(locale).into_iter().collect();
        let source = include_str!("../../src/error.rs");
        let refusals = source.split('"').skip(1).step_by(2);
        let refusals: Vec<String> = refusals
            .filter(|text| text.starts_with("contacts.") && !text.contains(' '))
            .map(|code| format!("errors.{code}"))
            .collect();
        assert_eq!(refusals.len(), 7, "{refusals:?}");
        let roles = ContactRole::ALL.iter().map(|role| format!("contacts.roles.{}", role.name()));
        let states = Freshness::ALL.iter().map(|one| format!("contacts.freshness.{}", one.name()));
        let outcomes =
            CallOutcome::ALL.iter().map(|one| format!("contacts.outcomes.{}", one.name()));
        let doubts = ["too_short", "too_long", "no_area_code"];
        let doubts = doubts.iter().map(|one| format!("contacts.doubts.{one}"));
        let relations = ["acting", "accountable", "holder", "asked", "above", "top"];
        let relations = relations.iter().map(|one| format!("contacts.relations.{one}"));
        let log = std::iter::once("log.contacts.check.checked".to_owned());
        let all = refusals.into_iter().chain(roles).chain(states).chain(outcomes);
        for code in all.chain(doubts).chain(relations).chain(log) {
            assert!(known.contains(code.as_str()), "{code} has no text in {locale}");
        }
    }
}
