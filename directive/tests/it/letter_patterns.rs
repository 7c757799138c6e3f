//! The patterns as data: what is shipped loads, what is wrong is named, every code has its words.

use directive::letter::{Measure, PatternError, Patterns, obligations, read_letter};
use kernel::words::codes;
use kernel::{Classified, ErrorKind, Locale};

use crate::letter::document;

const ORDERS: &str = r#"
leads = ["yêu cầu"]
verbs = ["đốt"]
adverbs = []
subjects = []
asks = ["yêu cầu"]
musts = []
conditions = []
not_after = []
not_orders = []
not_letters = []
not_sections = []
first = []
urgent = []
"#;

fn measure(phrases: &str) -> String {
    format!(
        "measure = \"watch\"\nproof = \"said\"\npopulation = \"bodies\"\n\
         [[pattern]]\nphrases = {phrases}\nverbs = [\"đốt\"]\nwithin = 3\n"
    )
}

#[test]
fn wrong_pattern_files_are_refused_by_name() {
    let load = |content: &str| Patterns::load(&[("a.toml", content)], ("orders.toml", ORDERS));
    let malformed = load("measure = \"sleep\"").unwrap_err();
    assert!(matches!(&malformed, PatternError::Malformed { file, .. } if file == "a.toml"));
    assert_eq!(malformed.kind(), ErrorKind::Misconfigured);
    let empty = load(&measure("[]")).unwrap_err();
    assert!(matches!(empty, PatternError::Empty { pattern: 1, part: "phrases", .. }));
    let blank = load(&measure("[\"...\"]")).unwrap_err();
    assert!(matches!(blank, PatternError::Empty { pattern: 1, part: "phrases", .. }));
    let good = measure("[\"lửa trại\"]");
    let twice = [("a.toml", good.as_str()), ("b.toml", good.as_str())];
    let repeated = Patterns::load(&twice, ("orders.toml", ORDERS)).unwrap_err();
    assert!(matches!(&repeated, PatternError::Repeated { file, .. } if file == "b.toml"));
    assert!(repeated.message().text(Locale::Vi).contains("b.toml"));
}

#[test]
fn other_data_reads_other_orders() {
    let good = measure("[\"lửa trại\"]");
    let patterns = Patterns::load(&[("a.toml", &good)], ("orders.toml", ORDERS)).unwrap();
    let letter = read_letter(&document("Sở yêu cầu:\n- Đốt lửa trại.\n- Rà soát mã độc."));
    let found = obligations(&letter, &patterns);
    let measures: Vec<Measure> = found.iter().map(|found| found.measure).collect();
    assert_eq!(measures, [Measure::Watch], "only what the data calls an order is one");
}

/// A single syllable counts only with its marks: `vá` patches, `và` joins; `cần` obliges, `cán` is
/// the first half of `cán bộ`.
#[test]
fn single_syllables_are_told_apart_by_their_marks() {
    let letter = read_letter(&document(
        "Sở đề nghị:\n- Danh sách cán bộ và các lỗ hổng có tại phụ lục.\n- Vá các lỗ hổng.",
    ));
    let found = obligations(&letter, &Patterns::shipped().unwrap());
    let clauses: Vec<(&str, Measure)> =
        found.iter().map(|found| (found.clause.as_str(), found.measure)).collect();
    assert_eq!(clauses, [("-2", Measure::Vulnerabilities)]);
}

/// What comes first may be said plainly, and a list of whom to call orders nothing.
#[test]
fn what_is_done_first_is_an_order_and_whom_to_call_is_none() {
    let letter = read_letter(&document(
        "Sở đề nghị các cơ quan:\n1. Rà soát, bóc gỡ mã độc trên toàn bộ máy chủ, máy trạm. Làm \
         trước đối với những nơi có địa chỉ IP trong danh sách botnet.\n2. Đầu mối liên hệ\n\
         - Đề nghị gọi Trung tâm Giám sát, điện thoại 0258.3999.999.",
    ));
    let found = obligations(&letter, &Patterns::shipped().unwrap());
    let measures: Vec<Measure> = found.iter().map(|found| found.measure).collect();
    assert_eq!(measures, [Measure::Sweep, Measure::Botnet]);
    assert!(found.iter().any(|one| one.measure == Measure::Botnet && one.priority.is_some()));
}

#[test]
fn every_code_has_words_in_both_languages() {
    let groups: &[(&str, &[&str])] = &[
        (
            "measures",
            &[
                "levels",
                "watch",
                "sweep",
                "botnet",
                "vulnerabilities",
                "incidents",
                "awareness",
                "cascade",
                "contacts",
                "report",
                "other",
            ],
        ),
        ("proof", &["said", "shown", "measured"]),
        ("populations", &["bodies", "systems", "assets", "listed_addresses"]),
        ("confidence", &["high", "medium", "low"]),
        ("urgency", &["urgent", "very_urgent", "express"]),
        ("secrecy", &["secret", "top_secret", "absolute_secret"]),
        ("cited_as", &["carried_out", "warned_of", "attached", "legal_basis", "mentioned"]),
        ("clause_roles", &["preamble", "lead_in", "item", "text", "task"]),
        (
            "recipient_roles",
            &["act", "report", "carry_out", "coordinate", "information", "archive"],
        ),
        ("capacities", &["TM", "KT", "TL", "TUQ", "Q"]),
        ("contact_purposes", &["help", "report", "other"]),
        ("priority", &["first", "urgent"]),
    ];
    for locale in [Locale::Vi, Locale::En] {
        let known = codes(locale);
        for (group, names) in groups {
            for name in *names {
                let code = format!("letter.{group}.{name}");
                assert!(known.contains(&code.as_str()), "{locale}: {code}");
            }
        }
    }
}

/// What the reading of any fixture says to a person has words too.
#[test]
fn every_note_has_words() {
    let folder = format!("{}/fixtures/letters", env!("CARGO_MANIFEST_DIR"));
    let mut notes = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "in") {
            let letter = read_letter(&document(&std::fs::read_to_string(path).unwrap()));
            for note in &letter.notes {
                let message = note.message();
                assert_ne!(message.text(Locale::Vi), message.code, "no words for it");
                assert!(!message.text(Locale::En).contains("{{"));
                notes += 1;
            }
        }
    }
    assert!(notes > 3);
}
