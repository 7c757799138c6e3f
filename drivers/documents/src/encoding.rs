//! Which encoding a text is in: UTF-8, UTF-16, Windows-1258; the legacy Vietnamese fonts are told
//! apart and refused, never guessed.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What the bytes of a text show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Seen {
    /// Only ASCII so far: any of the encodings.
    Ascii,
    /// This encoding, after a byte order mark of so many bytes.
    Known(&'static Encoding, usize),
    /// An eight-bit font from before Unicode, by its name.
    LegacyFont(&'static str),
    /// None that is read here.
    Unknown,
}

/// Looks at the first bytes of a text, or at the first bytes that are not ASCII.
///
/// `bytes` may end within a character.
pub(crate) fn look(bytes: &[u8]) -> Seen {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Seen::Known(encoding, mark);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Seen::Known(encoding, 0);
    }
    if bytes.is_ascii() {
        return Seen::Ascii;
    }
    // Damaged UTF-8 stays UTF-8, so that the row that is wrong is named.
    let (valid, invalid) = utf8_letters(bytes);
    if invalid == 0 || valid > invalid {
        return Seen::Known(UTF_8, 0);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if let Some(font) = legacy_font(&text) {
        return Seen::LegacyFont(font);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"vn"), Utf8Detection::Deny);
    if guess == WINDOWS_1258 || guess == WINDOWS_1252 || is_vietnamese_1258(bytes) {
        return Seen::Known(WINDOWS_1258, 0);
    }
    Seen::Unknown
}

/// Letters beyond ASCII that are valid UTF-8, and places that are not; a letter that is cut at the
/// end counts as neither.
fn utf8_letters(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        let cut = chunks.peek().is_none()
            && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        invalid += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    (valid, invalid)
}

/// UTF-16 shows itself by zero bytes in every second place (spaces, digits, Latin letters).
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1).unwrap_or_default();
    if head.len() < 8 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let many = head.len() / 2 * 2 / 5;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether, read as Windows-1258, every letter beyond ASCII is a Vietnamese one.
fn is_vietnamese_1258(bytes: &[u8]) -> bool {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let mut letters = 0_usize;
    let mut others = 0_usize;
    for letter in text.nfc().filter(|letter| !letter.is_ascii()) {
        if is_vietnamese(letter) {
            letters += 1;
        } else if letter.is_alphabetic() || letter.is_control() {
            others += 1;
        }
    }
    letters > 0 && others * 20 <= letters
}

/// Whether a letter beyond ASCII belongs to Vietnamese.
fn is_vietnamese(letter: char) -> bool {
    matches!(
        letter.to_lowercase().next().unwrap_or(letter),
        'à' | 'á'
            | 'â'
            | 'ã'
            | 'è'
            | 'é'
            | 'ê'
            | 'ì'
            | 'í'
            | 'ò'
            | 'ó'
            | 'ô'
            | 'õ'
            | 'ù'
            | 'ú'
            | 'ý'
            | 'ă'
            | 'đ'
            | 'ĩ'
            | 'ũ'
            | 'ơ'
            | 'ư'
            | '\u{1EA0}'..='\u{1EF9}'
    )
}

/// The legacy font that a text seems typed in, where it is readable only with that font: `TCVN3`
/// (.VnTime and its family) or `VNI`.
#[must_use]
pub fn legacy_font(text: &str) -> Option<&'static str> {
    let (mut tcvn3, mut vni, mut unicode, mut previous) = (0_usize, 0_usize, 0_usize, ' ');
    for letter in text.chars().take(1 << 16) {
        if previous.is_alphabetic() || letter.is_alphabetic() {
            match letter {
                '¨' | '©' | 'ª' | '«' | '¬' | '\u{AD}' | '®' | 'µ' | '¶' | '·' | '¸' | '¹'
                | '»' | '¼' | '½' | '¾' => tcvn3 += 1,
                'ñ' | 'ö' | 'ø' | 'û' | 'ï' | 'ä' | 'å' | 'ë' | 'ü' | 'Ñ' | 'Ö' | 'Ø' | 'Û'
                | 'Ï' | 'Ä' | 'Å' | 'Ë' | 'Ü' => vni += 1,
                'ă' | 'đ' | 'ơ' | 'ư' | 'Ă' | 'Đ' | 'Ơ' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' => {
                    unicode += 1;
                }
                _ => {}
            }
        }
        previous = letter;
    }
    if tcvn3 >= 3 && tcvn3 > vni && tcvn3 > unicode {
        return Some("TCVN3");
    }
    (vni >= 3 && vni > unicode).then_some("VNI")
}

/// The text in precomposed form; not copied where it is already.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "Cục An toàn thông tin";
        assert_eq!(look(text.as_bytes()), Seen::Known(UTF_8, 0));
        assert_eq!(look(&text.as_bytes()[..1]), Seen::Ascii);
        // Cut within the first letter that is not ASCII.
        assert_eq!(look(&text.as_bytes()[..3]), Seen::Known(UTF_8, 0));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(look(&utf16), Seen::Known(UTF_16LE, 0));
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(look(&big), Seen::Known(UTF_16BE, 0));
        assert_eq!(look(b"\xEF\xBB\xBFabc"), Seen::Known(UTF_8, 3));
        // Windows-1258 writes tones as combining marks: o circumflex + dot below is F4 F2.
        assert_eq!(
            look(b"B\xF4\xF2 C\xF4ng an, \xF0\xEA\xEC tr\xEA\xEC"),
            Seen::Known(WINDOWS_1258, 0)
        );
    }

    #[test]
    fn legacy_fonts_are_named() {
        assert_eq!(
            legacy_font("Uû ban nh©n d©n tØnh, Së Th«ng tin vµ TruyÒn th«ng"),
            Some("TCVN3")
        );
        assert_eq!(legacy_font("Uyû ban nhaân daân tænh, ñôn vò thöïc hieän"), Some("VNI"));
        assert_eq!(legacy_font("Ủy ban nhân dân tỉnh, đơn vị thực hiện"), None);
        assert_eq!(legacy_font("10 µm, © 2024, café"), None);
    }

    #[test]
    fn composing_leaves_what_is_composed() {
        assert!(matches!(composed("Sở Y tế"), Cow::Borrowed(_)));
        assert_eq!(composed("e\u{302}\u{301}"), "ế");
    }
}
