//! The things of the registry, as types that cannot be wrong.

use kernel::text::{fold, tidy};
use kernel::{OrganizationId, Period, SiteId};
use ledger::PayloadHash;
use serde::{Deserialize, Serialize};

use crate::contact::ContactPoint;
use crate::{OrganizationCode, RegistryError, Space, Timeline};

/// Longest name, position, address or note, in bytes.
pub const MOST_TEXT: usize = 400;

/// Phones or e-mail addresses of one person.
pub const MOST_LINES: usize = 10;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:tt),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize,
            utoipa::ToSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $($(#[$variant_doc])* $variant),*
        }

        impl $type {
            /// All, in a fixed order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name as stored and sent.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            /// The one with this name.
            #[must_use]
            pub fn by_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What sort of body it is; it decides the layout of its documents.
    OrganizationKind {
        /// A body of the State (Decree 30/2020/NĐ-CP).
        State = "state",
        /// A body of the Party (Instruction 36-HD/VPTW).
        Party = "party",
        /// A mass organization.
        MassOrganization = "mass_organization",
        /// A public service unit: hospital, school.
        PublicService = "public_service",
        /// An enterprise.
        Enterprise = "enterprise",
    }
}

named! {
    /// Where a claim stands. Only approved claims attribute.
    ClaimState {
        /// A body says that the space is its own.
        Claimed = "claimed",
        /// The province has approved it.
        Approved = "approved",
        /// The province has refused it.
        Rejected = "rejected",
        /// The body has taken it back.
        Withdrawn = "withdrawn",
    }
}

impl ClaimState {
    /// Whether the claim still stands against others.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Claimed | Self::Approved)
    }
}

named! {
    /// How a body came to be followed by others.
    SuccessionKind {
        /// Into another body.
        Merged = "merged",
        /// Into several bodies, of which it may be one.
        Split = "split",
        /// By one body under another name.
        Renamed = "renamed",
        /// Ended; its duties went to others.
        Abolished = "abolished",
    }
}

/// The zone in which a body's days begin, by its IANA name.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// The zone of bodies in Việt Nam.
    pub const VIETNAM: Self = Self(kernel::time::VIETNAM);

    /// The zone as chrono's type.
    #[must_use]
    pub const fn tz(self) -> chrono_tz::Tz {
        self.0
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl std::str::FromStr for Zone {
    type Err = RegistryError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        text.parse().map(Self).map_err(|_| RegistryError::ZoneInvalid { text: text.to_owned() })
    }
}

impl TryFrom<String> for Zone {
    type Error = RegistryError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

/// A name, composed (NFC), one space between words, 1 to 400 bytes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// Builds a name.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NameInvalid`] when nothing is left, or more than 400 bytes.
    pub fn new(text: &str) -> Result<Self, RegistryError> {
        let name = tidy(text);
        let has_letters = !fold(&name).is_empty();
        if has_letters && name.len() <= MOST_TEXT && !name.chars().any(char::is_control) {
            Ok(Self(name))
        } else {
            Err(RegistryError::NameInvalid { text: name.chars().take(80).collect() })
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name for searching: lower case, without diacritics.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl TryFrom<String> for Name {
    type Error = RegistryError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// A text that may be missing: tidied, none when empty.
///
/// # Errors
///
/// [`RegistryError::TextTooLong`] above 400 bytes.
pub fn optional_text(text: Option<&str>) -> Result<Option<String>, RegistryError> {
    let text = tidy(text.unwrap_or_default());
    if text.len() > MOST_TEXT {
        return Err(RegistryError::TextTooLong { most: MOST_TEXT });
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// What a body is called from a day on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct OrganizationName {
    /// Full name.
    pub name: Name,
    /// Short name or abbreviation, such as `SYT`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub short_name: Option<String>,
}

/// All that is known of a body, over all time.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct OrganizationRecord {
    /// National code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<OrganizationCode>,
    /// Sort of body.
    pub kind: OrganizationKind,
    /// Zone in which its days begin.
    pub zone: Zone,
    /// From when until when it exists.
    pub period: Period,
    /// Names by day.
    pub names: Timeline<OrganizationName>,
    /// Parents by day.
    pub parents: Timeline<Option<OrganizationId>>,
}

/// A place where a body has machines.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct SiteRecord {
    /// Whose place it is.
    pub organization: OrganizationId,
    /// Name, unique within the body.
    pub name: Name,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
}

/// Who holds a claim from a day on.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// The body.
    pub organization: OrganizationId,
    /// The place behind the space, if it is one place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub site: Option<SiteId>,
}

/// A claim of address space, over all time.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// What is claimed.
    pub space: Space,
    /// From when until when.
    pub period: Period,
    /// Where it stands.
    pub state: ClaimState,
    /// Whether several bodies go out through it, so that an address alone names none of them.
    pub shared_exit: bool,
    /// Who holds it, by day.
    pub holders: Timeline<Holder>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// Why it was approved or rejected.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// A person, as the log knows them: the personal part is a payload that can be erased.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Where the person works.
    pub organization: OrganizationId,
    /// Hash of the sealed [`PersonData`].
    pub data: PayloadHash,
    /// In which roles others call them.
    #[serde(skip_serializing_if = "ContactPoint::is_plain", default)]
    pub contact: ContactPoint,
}

/// Personal data (Law 91/2025 on personal data): never in the log itself.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct PersonData {
    /// Full name.
    pub name: Name,
    /// Position.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub position: Option<String>,
    /// Telephone numbers as written.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// A remark, such as when they can be reached.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

impl PersonData {
    /// Builds the personal data of a person; empty lines are left out.
    ///
    /// # Errors
    ///
    /// [`RegistryError::PhoneInvalid`], [`RegistryError::EmailInvalid`],
    /// [`RegistryError::NameInvalid`], [`RegistryError::TextTooLong`].
    pub fn new(
        name: &str,
        position: Option<&str>,
        phones: &[String],
        emails: &[String],
    ) -> Result<Self, RegistryError> {
        let lines = |lines: &[String]| -> Vec<String> {
            lines.iter().map(|line| tidy(line)).filter(|line| !line.is_empty()).collect()
        };
        let (phones, emails) = (lines(phones), lines(emails));
        if phones.len() > MOST_LINES || emails.len() > MOST_LINES {
            return Err(RegistryError::TooManyLines { most: MOST_LINES });
        }
        if let Some(text) = phones.iter().find(|text| !is_phone(text)) {
            return Err(RegistryError::PhoneInvalid { text: text.clone() });
        }
        if let Some(text) = emails.iter().find(|text| !is_email(text)) {
            return Err(RegistryError::EmailInvalid { text: text.clone() });
        }
        Ok(Self {
            name: Name::new(name)?,
            position: optional_text(position)?,
            phones,
            emails,
            note: None,
        })
    }

    /// The same with a remark.
    ///
    /// # Errors
    ///
    /// [`RegistryError::TextTooLong`].
    pub fn with_note(self, note: Option<&str>) -> Result<Self, RegistryError> {
        Ok(Self { note: optional_text(note)?, ..self })
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // 3 digits for service numbers, 15 by ITU-T E.164, and an extension behind it.
    (3..=20).contains(&digits)
        && text.chars().all(|letter| letter.is_ascii_digit() || " +-.()/x#".contains(letter))
}

fn is_email(text: &str) -> bool {
    let Some((mailbox, domain)) = text.rsplit_once('@') else { return false };
    !mailbox.is_empty()
        && text.len() <= 254
        && !text.contains(char::is_whitespace)
        && domain.contains('.')
        && crate::space::normal_domain(domain).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_and_never_empty() {
        assert_eq!(Name::new("  Sở  Y te\u{302}\u{301} ").unwrap().as_str(), "Sở Y tế");
        for text in ["", "  ", "--", &"a".repeat(500)] {
            assert!(Name::new(text).is_err());
        }
    }

    #[test]
    fn a_person_has_numbers_and_addresses_that_can_be_used() {
        let person = |phone: &str, email: &str| {
            PersonData::new("Nguyễn Văn Mẫu", None, &[phone.to_owned()], &[email.to_owned()])
        };
        assert!(person("+84 (0)99 000 00 00", "cntt@bac-ha.example").is_ok());
        assert!(matches!(
            person("call me", "a@b.example"),
            Err(RegistryError::PhoneInvalid { .. })
        ));
        assert!(matches!(person("0990000000", "a@b"), Err(RegistryError::EmailInvalid { .. })));
    }
}
