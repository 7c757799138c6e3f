//! The real letter, where the test data is at hand.

use documents::{Block, Limits, read_document, secrecy_stamp};

#[test]
fn the_real_letter_is_read_as_text() {
    let Some(folder) = std::env::var_os("LUYTRE_TEST_DATA") else {
        eprintln!("skipped: LUYTRE_TEST_DATA is not set");
        return;
    };
    let path = std::path::Path::new(&folder).join("letter/cong-van-tet-2024.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let document = read_document("cong-van-tet-2024.txt", &bytes, &Limits::default()).unwrap();
    let texts: Vec<(&str, bool)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { text, bold, .. } => Some((text.as_str(), *bold)),
            Block::Table(_) => None,
        })
        .collect();
    assert_eq!(texts[0], ("Kính gửi:", false));
    assert!(texts.contains(&("KT. GIÁM ĐỐC", true)), "emphasis over two lines");
    assert!(texts.contains(&("PHÓ GIÁM ĐỐC", true)));
    assert_eq!(texts.last().unwrap().0, "(Họ và tên người ký)");
    assert_eq!(secrecy_stamp(&document), None);
}
