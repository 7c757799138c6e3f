//! Every code that directives speak in has its words.

use kernel::Locale;

#[test]
fn every_code_in_the_sources_has_a_text() {
    let known = kernel::words::codes(Locale::Vi);
    let sources = [
        include_str!("../../src/measures.rs"),
        include_str!("../../src/board/column.rs"),
        include_str!("../../src/tasks.rs"),
    ];
    for source in sources {
        for piece in source.split('"').filter(|piece| piece.starts_with("directive.")) {
            let full = !piece.contains('{') && !piece.ends_with('.');
            assert!(!full || known.contains(&piece), "no text for {piece}");
        }
    }
    for source in
        [include_str!("../../src/report/paper.rs"), include_str!("../../src/report/tables.rs")]
    {
        for call in ["words(\"", "message(\""] {
            for rest in source.split(call).skip(1) {
                let name = rest.split('"').next().unwrap();
                let code = format!("directive.report.{name}");
                assert!(known.contains(&code.as_str()), "no text for {code}");
            }
        }
    }
    for source in [include_str!("../../src/error.rs")] {
        for piece in source.split('"').filter(|piece| piece.starts_with("directive.")) {
            let code = format!("errors.{piece}");
            assert!(known.contains(&code.as_str()), "no text for {code}");
        }
    }
}
