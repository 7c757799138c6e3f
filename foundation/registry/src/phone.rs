//! Whether a telephone number can be right, by the national numbering plan.
//!
//! A number in doubt is flagged, never refused: letters print wrong ones (seven digits behind 024),
//! and the person who knows better must be able to keep what is written.

use serde::{Deserialize, Serialize};

/// Why a number cannot be right.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PhoneDoubt {
    /// Digits are missing.
    TooShort,
    /// There are too many digits.
    TooLong,
    /// The area code is missing.
    NoAreaCode,
}

/// Why a number cannot be right; none: nothing speaks against it. Numbers abroad are judged by
/// their length alone (ITU-T E.164).
#[must_use]
pub fn phone_doubt(text: &str) -> Option<PhoneDoubt> {
    let text = text.to_lowercase();
    // What stands behind the number leads on from the exchange.
    let number = text.split(['x', '#', '/']).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = number.trim_start().trim_start_matches('(').starts_with('+');
    match digits.strip_prefix("84").filter(|_| plus) {
        // `+84 (0)24 …` is written as often as `+84 24 …`.
        Some(rest) => national(&format!("0{}", rest.trim_start_matches('0'))),
        None if plus => length(&digits, 8, 15),
        None => national(&digits),
    }
}

fn national(digits: &str) -> Option<PhoneDoubt> {
    match digits.get(..2).unwrap_or(digits) {
        "03" | "05" | "07" | "09" => length(digits, 10, 10),
        // 080 and 069 serve Party, State, police and army, with lengths of their own.
        "08" if digits.starts_with("080") => length(digits, 8, 10),
        "08" => length(digits, 10, 10),
        "02" => length(digits, 11, 11),
        "06" => length(digits, 8, 11),
        "00" => length(digits, 10, 17),
        first if first.starts_with('0') => length(digits, 10, 11),
        "18" | "19" if digits.len() > 4 => length(digits, 8, 10),
        "11" | "18" | "19" | "10" | "12" | "13" | "14" | "15" | "16" | "17" => length(digits, 3, 6),
        _ if digits.len() < 7 => Some(PhoneDoubt::TooShort),
        _ => Some(PhoneDoubt::NoAreaCode),
    }
}

fn length(digits: &str, least: usize, most: usize) -> Option<PhoneDoubt> {
    match digits.len() {
        length if length < least => Some(PhoneDoubt::TooShort),
        length if length > most => Some(PhoneDoubt::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_right_pass() {
        for text in [
            "0990 000 001",
            "024 3999 9999",
            "(028) 3999.9999",
            "+84 99 000 00 01",
            "+84 (0)24 3999 9999",
            "0200 000 0101",
            "1900 1234",
            "1800 123456",
            "113",
            "080 41234",
            "069 234 5678",
            "024 3999 9999 x 12",
            "+1 202 555 0100",
            "0100 000 001",
        ] {
            assert_eq!(phone_doubt(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_cannot_be_right_say_why() {
        for (text, doubt) in [
            ("024 399 9999", PhoneDoubt::TooShort),
            ("099 000 000", PhoneDoubt::TooShort),
            ("0990 000 00011", PhoneDoubt::TooLong),
            ("3999 9999", PhoneDoubt::NoAreaCode),
            ("399", PhoneDoubt::TooShort),
            ("+84 24 399 9999", PhoneDoubt::TooShort),
            ("", PhoneDoubt::TooShort),
        ] {
            assert_eq!(phone_doubt(text), Some(doubt), "{text}");
        }
    }
}
