//! Every code that the registry speaks in has a text in both languages.

use std::collections::BTreeSet;

use kernel::Locale;

const SOURCES: &[&str] = &[
    include_str!("../../src/error.rs"),
    include_str!("../../src/claim_index.rs"),
    include_str!("../../src/import/base.rs"),
    include_str!("../../src/import/claims.rs"),
    include_str!("../../src/import/columns.rs"),
    include_str!("../../src/import/lookup.rs"),
    include_str!("../../src/import/organizations.rs"),
    include_str!("../../src/import/people.rs"),
    include_str!("../../src/import/plan.rs"),
    include_str!("../../src/import/run.rs"),
    include_str!("../../src/import/sites.rs"),
];

/// Streams of the log, which are not texts.
const STREAMS: &[&str] = &["registry.import"];

#[test]
fn every_code_has_a_text() {
    for locale in [Locale::Vi, Locale::En] {
        let known: BTreeSet<&str> = kernel::words::codes(locale).into_iter().collect();
        let mut seen = 0;
        for source in SOURCES {
            for literal in source.split('"').skip(1).step_by(2) {
                let is_code = literal.starts_with("registry.")
                    && literal
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || b"._".contains(&byte));
                if !is_code || STREAMS.contains(&literal) {
                    continue;
                }
                seen += 1;
                let found = ["", "errors.", "problems."]
                    .iter()
                    .any(|prefix| known.contains(format!("{prefix}{literal}").as_str()));
                assert!(found, "{literal} has no text in {locale}");
            }
        }
        assert!(seen > 60, "{seen}");
        for name in ["state", "party", "mass_organization", "public_service", "enterprise"] {
            assert!(known.contains(format!("registry.organization_kinds.{name}").as_str()));
        }
    }
}
