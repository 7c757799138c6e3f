//! Every code that this crate gives has a text in both languages, and no text is left over.

use std::collections::BTreeSet;

use kernel::Locale;

#[test]
fn every_code_has_a_text_and_every_text_a_code() {
    let mut used = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(path).unwrap();
            for piece in source.split("\"documents.").skip(1) {
                used.insert(piece.split('"').next().unwrap().to_owned());
            }
        }
    }
    let texts: BTreeSet<String> = kernel::words::codes(Locale::Vi)
        .into_iter()
        .filter_map(|code| {
            let code = code.strip_prefix("problems.").or_else(|| code.strip_prefix("errors."))?;
            code.strip_prefix("documents.").map(str::to_owned)
        })
        .collect();
    // Sums of notes are made from the code of the note.
    for code in texts.iter().filter(|code| code.ends_with("_more")) {
        assert!(used.contains(code.trim_end_matches("_more")), "{code}");
    }
    let texts: BTreeSet<String> =
        texts.into_iter().filter(|code| !code.ends_with("_more")).collect();
    assert_eq!(
        used.difference(&texts).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "without a text"
    );
    assert_eq!(texts.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "without a use");
}
