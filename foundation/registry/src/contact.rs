//! What makes a person a contact point: the roles in which others call them.
//!
//! Which roles a body must have, and how fresh they are, is for the duty "contacts" to say.

use kernel::{Period, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::named;

named! {
    /// In which role a body's contact point is called.
    ContactRole {
        /// Whoever leads and decides.
        Head = "head",
        /// The officer for information security.
        SecurityOfficer = "security_officer",
        /// Whoever answers around the clock.
        Duty = "duty",
        /// Whoever runs machines and lines.
        Technical = "technical",
    }
}

/// The roles of one person, in a fixed order, each once.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<ContactRole>", into = "Vec<ContactRole>")]
pub struct ContactRoles(u8);

impl ContactRoles {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether the role is among them.
    #[must_use]
    pub const fn has(self, role: ContactRole) -> bool {
        self.0 & bit(role) != 0
    }

    /// The roles in their order.
    pub fn iter(self) -> impl Iterator<Item = ContactRole> {
        ContactRole::ALL.iter().copied().filter(move |role| self.has(*role))
    }
}

const fn bit(role: ContactRole) -> u8 {
    match role {
        ContactRole::Head => 1,
        ContactRole::SecurityOfficer => 2,
        ContactRole::Duty => 4,
        ContactRole::Technical => 8,
    }
}

impl FromIterator<ContactRole> for ContactRoles {
    fn from_iter<I: IntoIterator<Item = ContactRole>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | bit(role)))
    }
}

impl From<Vec<ContactRole>> for ContactRoles {
    fn from(roles: Vec<ContactRole>) -> Self {
        roles.into_iter().collect()
    }
}

impl From<ContactRoles> for Vec<ContactRole> {
    fn from(roles: ContactRoles) -> Self {
        roles.iter().collect()
    }
}

/// What the log says openly of a contact point; nothing of it is personal.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// In which roles.
    #[serde(skip_serializing_if = "ContactRoles::is_empty", default)]
    pub roles: ContactRoles,
    /// From when until when.
    #[serde(default)]
    pub period: Period,
    /// When the file or the body says that it was last checked. It proves nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub said_checked_at: Option<Timestamp>,
    /// Counts how often the numbers changed, so that a call answers for the numbers of its time.
    #[serde(default)]
    pub numbers: u32,
    /// Whether one of the numbers can be right.
    #[serde(default)]
    pub callable: bool,
}

impl ContactPoint {
    /// Whether nothing is said of it, as of a person who is nobody's contact point.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The contact point with the numbers that it now has. `before` are those that it had.
    #[must_use]
    pub fn with_numbers(mut self, before: Option<(&Self, &[String])>, phones: &[String]) -> Self {
        self.numbers = match before {
            Some((point, known)) if known == phones => point.numbers,
            Some((point, _)) => point.numbers.saturating_add(1),
            None => 0,
        };
        self.callable = phones.iter().any(|phone| crate::phone_doubt(phone).is_none());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_kept_in_one_order_and_each_once() {
        let roles: ContactRoles =
            [ContactRole::Duty, ContactRole::Head, ContactRole::Duty].into_iter().collect();
        assert_eq!(serde_json::to_string(&roles).unwrap(), r#"["head","duty"]"#);
        assert_eq!(serde_json::from_str::<ContactRoles>(r#"["duty","head"]"#).unwrap(), roles);
    }

    #[test]
    fn other_numbers_end_what_a_call_has_proved() {
        let phones = |text: &str| vec![text.to_owned()];
        let first = ContactPoint::default().with_numbers(None, &phones("0990 000 001"));
        assert!(first.callable);
        let same = first.with_numbers(Some((&first, &phones("a"))), &phones("a"));
        assert_eq!((same.numbers, same.callable), (0, false));
        let other = first.with_numbers(Some((&first, &phones("a"))), &phones("b"));
        assert_eq!(other.numbers, 1);
    }
}
