//! Numbers with symbols, as documents have them: `839/UBND-KGVX`, `85/2016/NĐ-CP`, `123-CV/TU`.

use std::ops::Range;

/// A number with its symbol at the beginning of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Reference {
    /// Length in bytes.
    pub(super) bytes: usize,
    /// The symbol, in bytes of the text.
    pub(super) symbol: Range<usize>,
}

/// Longest number with its symbol, in bytes.
const LONGEST: usize = 80;

/// Reads a number with its symbol. Dates and figures are none, for a symbol has capitals.
pub(super) fn reference(text: &str) -> Option<Reference> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=6).contains(&digits) {
        return None;
    }
    let rest = text.get(digits..)?;
    // An inserted number: 12a/UBND.
    let letter = rest.bytes().next().filter(u8::is_ascii_lowercase).map_or(0, |_| 1);
    let rest = rest.get(letter..)?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let rest = rest.get(blank..)?;
    let joint = rest.chars().next().filter(|joint| matches!(joint, '/' | '-' | '–'))?;
    let start = digits + letter + blank + joint.len_utf8();
    let symbol = symbol(text.get(start..)?)?;
    let written = text.get(start..start + symbol)?;
    // The Party's form has its slash after the type: 123-CV/TU.
    let fits = blank <= 3 && (joint == '/' || (blank == 0 && written.contains('/')));
    fits.then_some(Reference { bytes: start + symbol, symbol: start..start + symbol })
}

/// The symbol of a draft that has no number yet: `/STTTT-CNTT`.
pub(super) fn serial_less(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix(['/', '-'])?;
    let length = symbol(rest)?;
    Some(1..1 + length)
}

/// Length in bytes of the symbol at the beginning of a text.
fn symbol(text: &str) -> Option<usize> {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        if !(letter.is_alphanumeric() || matches!(letter, '-' | '/' | '&' | '.' | '–')) {
            break;
        }
        end = at + letter.len_utf8();
        if end > LONGEST {
            return None;
        }
    }
    let symbol = text.get(..end)?.trim_end_matches(['-', '/', '&', '.', '–']);
    let year = symbol.len() > 5
        && symbol.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && symbol.get(4..5).is_some_and(|joint| joint == "/" || joint == "-");
    let first = symbol.chars().next()?;
    let capitals = symbol.chars().filter(|letter| letter.is_uppercase()).count();
    (capitals >= 2 && (first.is_uppercase() || year)).then_some(symbol.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_dates_and_figures() {
        let read = |text: &'static str| {
            reference(text).map(|found| (text.get(..found.bytes), text.get(found.symbol)))
        };
        assert_eq!(read("839/UBND-KGVX ngày"), Some((Some("839/UBND-KGVX"), Some("UBND-KGVX"))));
        assert_eq!(read("839 /UBND-KGVX"), Some((Some("839 /UBND-KGVX"), Some("UBND-KGVX"))));
        assert_eq!(read("123-CV/TU, ngày"), Some((Some("123-CV/TU"), Some("CV/TU"))));
        assert_eq!(read("85/2016/NĐ-CP."), Some((Some("85/2016/NĐ-CP"), Some("2016/NĐ-CP"))));
        assert_eq!(read("116/2025/QH15;"), Some((Some("116/2025/QH15"), Some("2025/QH15"))));
        for text in ["22/01/2024", "24/7", "12/11 ngày", "1/3", "CVE-2024", "12-15 máy", "5/Q", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(serial_less("/STTTT-CNTT"), Some(1..11));
    }
}
