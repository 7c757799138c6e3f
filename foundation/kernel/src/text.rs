//! Vietnamese text: folding without diacritics, for search and for recognizing headers and names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without diacritics, punctuation as single spaces: `Địa chỉ  IP:` gives `dia chi ip`.
///
/// Both ways of writing Vietnamese (precomposed and combining) give the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        for letter in letter.to_lowercase() {
            let letter = if letter == 'đ' { 'd' } else { letter };
            if letter.is_alphanumeric() {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                folded.push(letter);
            } else {
                gap = true;
            }
        }
    }
    folded
}

/// Precomposed form (NFC) with runs of white space as one space and the ends trimmed: how names
/// are stored.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.extend(word.nfc());
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_diacritics_case_and_punctuation() {
        assert_eq!(fold("  Địa chỉ  IP: "), "dia chi ip");
        assert_eq!(fold("Đơn vị / Cơ quan"), "don vi co quan");
        assert_eq!(fold("Ho\u{0300}a"), fold("Hòa"));
    }

    #[test]
    fn tidying_composes_and_keeps_one_space() {
        assert_eq!(tidy(" Sở  Y te\u{0302}\u{0301}\n"), "Sở Y tế");
    }
}
