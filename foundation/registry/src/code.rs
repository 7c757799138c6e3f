//! National codes of bodies.
//!
//! Source: Decision 20/2020/QĐ-TTg (groups from the top down, `H32.12`); the older layout of
//! QCVN 102:2016/BTTTT (from the bottom up, `000.00.12.H32`) is still on paper and is the same code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::RegistryError;

/// Longest code, in characters.
const MOST_CHARACTERS: usize = 35;

/// A national code as it was written, upper case. Two layouts of the same code are equal by
/// [`Self::key`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OrganizationCode(String);

impl OrganizationCode {
    /// The code as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code from the top down, without empty groups: what codes are compared by.
    #[must_use]
    pub fn key(&self) -> String {
        let groups: Vec<&str> = self.0.split('.').collect();
        if is_first_group(groups.first().copied().unwrap_or_default()) {
            return self.0.clone();
        }
        let mut turned: Vec<&str> = groups.into_iter().rev().collect();
        while turned.last().is_some_and(|group| group.bytes().all(|byte| byte == b'0')) {
            turned.pop();
        }
        turned.join(".")
    }
}

fn is_first_group(group: &str) -> bool {
    matches!(group.as_bytes(), [letter, tens, ones]
        if letter.is_ascii_uppercase() && tens.is_ascii_digit() && ones.is_ascii_digit())
}

fn is_older(groups: &[&str]) -> bool {
    let digits = |group: &str, length: usize| {
        group.len() == length && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(groups, [fourth, third, second, first]
        if digits(fourth, 3) && digits(third, 2) && digits(second, 2) && is_first_group(first))
}

impl FromStr for OrganizationCode {
    type Err = RegistryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_uppercase();
        let groups: Vec<&str> = code.split('.').collect();
        let newer = code.len() <= MOST_CHARACTERS
            && groups.first().is_some_and(|group| is_first_group(group))
            && groups.iter().skip(1).all(|group| {
                (2..=6).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if newer || is_older(&groups) {
            Ok(Self(code))
        } else {
            Err(RegistryError::CodeInvalid { text: text.trim().to_owned() })
        }
    }
}

impl fmt::Display for OrganizationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for OrganizationCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrganizationCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> OrganizationCode {
        text.parse().unwrap()
    }

    #[test]
    fn both_layouts_name_the_same_body() {
        assert_eq!(code("000.00.12.H32").key(), "H32.12");
        assert_eq!(code("001.05.12.h32").key(), "H32.12.05.001");
        assert_eq!(code("H32.12").key(), "H32.12");
        assert_eq!(code("000.00.00.H32").key(), code("H32").key());
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "32.12", "H3", "H32.", "H32.1", "H32..12", "00.00.12.H32", "H32.Đ2"] {
            assert!(text.parse::<OrganizationCode>().is_err(), "{text}");
        }
    }
}
