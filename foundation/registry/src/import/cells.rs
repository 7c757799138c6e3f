//! Single cells: dates, words and lists, read from what people write and written so that they are
//! read back.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use kernel::text::fold;
use kernel::{Period, Timestamp};

use crate::RegistryError;
use crate::contact::{ContactRole, ContactRoles};
use crate::model::{ClaimState, OrganizationKind, Zone};

/// Takes a value away; an empty cell leaves what is there.
pub(super) const CLEAR: &str = "-";

/// Reads a beginning: the first instant of a day (`31/12/2025`, `2025-12-31`), or an instant.
#[must_use]
pub fn read_from(text: &str, zone: Zone) -> Option<Timestamp> {
    match read(text)? {
        Read::Instant(instant) => Some(instant),
        Read::Day(day) => start_of(day, zone),
        Read::Local(local) => local_instant(local, zone),
    }
}

/// Reads the end of a period: a day is included, so the end is the first instant of the next.
#[must_use]
pub fn read_to(text: &str, zone: Zone) -> Option<Timestamp> {
    match read(text)? {
        Read::Instant(instant) => Some(instant),
        Read::Day(day) => start_of(day.checked_add_days(Days::new(1))?, zone),
        Read::Local(local) => local_instant(local, zone),
    }
}

enum Read {
    Instant(Timestamp),
    Day(NaiveDate),
    Local(NaiveDateTime),
}

fn read(text: &str) -> Option<Read> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Read::Instant(instant));
    }
    for format in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
            // A spreadsheet writes a day as its midnight.
            let is_day = local.time() == NaiveTime::MIN;
            return Some(if is_day { Read::Day(local.date()) } else { Read::Local(local) });
        }
    }
    for format in ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d"] {
        if let Ok(day) = NaiveDate::parse_from_str(text, format) {
            let year = chrono::Datelike::year(&day);
            return (1900..=2200).contains(&year).then_some(Read::Day(day));
        }
    }
    None
}

fn start_of(day: NaiveDate, zone: Zone) -> Option<Timestamp> {
    local_instant(day.and_time(NaiveTime::MIN), zone)
}

fn local_instant(local: NaiveDateTime, zone: Zone) -> Option<Timestamp> {
    let instant = zone.tz().from_local_datetime(&local).earliest()?;
    Some(instant.with_timezone(&Utc).into())
}

fn day_of(instant: Timestamp, zone: Zone) -> Option<NaiveDate> {
    let local: DateTime<chrono_tz::Tz> = instant.utc().with_timezone(&zone.tz());
    (local.time() == NaiveTime::MIN).then(|| local.date_naive())
}

/// Writes a beginning: a day where it is one, else an instant; empty where it is open.
pub(super) fn write_from(period: Period, zone: Zone) -> String {
    let Some(from) = period.from else { return String::new() };
    day_of(from, zone).map_or_else(|| from.to_string(), |day| day.format("%d/%m/%Y").to_string())
}

/// Writes an end: the last day where it is one, else an instant; empty where it is open.
pub(super) fn write_to(period: Period, zone: Zone) -> String {
    let Some(to) = period.to else { return String::new() };
    day_of(to, zone)
        .and_then(|day| day.checked_sub_days(Days::new(1)))
        .map_or_else(|| to.to_string(), |day| day.format("%d/%m/%Y").to_string())
}

/// Words for a sort of body; the first is the one that is written.
const KINDS: &[(OrganizationKind, &[&str])] = &[
    (
        OrganizationKind::State,
        &["Nhà nước", "cơ quan nhà nước", "state", "hành chính", "chính quyền"],
    ),
    (OrganizationKind::Party, &["Đảng", "cơ quan đảng", "party"]),
    (
        OrganizationKind::MassOrganization,
        &[
            "Đoàn thể",
            "tổ chức chính trị xã hội",
            "mặt trận và đoàn thể",
            "mặt trận",
            "mass_organization",
            "mass organization",
        ],
    ),
    (
        OrganizationKind::PublicService,
        &[
            "Sự nghiệp",
            "đơn vị sự nghiệp",
            "đơn vị sự nghiệp công lập",
            "public_service",
            "public service",
        ],
    ),
    (OrganizationKind::Enterprise, &["Doanh nghiệp", "công ty", "enterprise", "company"]),
];

/// Words for a state of a claim; the first is the one that is written.
const STATES: &[(ClaimState, &[&str])] = &[
    (ClaimState::Claimed, &["Đã khai", "chờ duyệt", "khai báo", "claimed", "pending"]),
    (ClaimState::Approved, &["Đã duyệt", "duyệt", "được duyệt", "approved"]),
    (ClaimState::Rejected, &["Không duyệt", "từ chối", "bị từ chối", "rejected"]),
    (ClaimState::Withdrawn, &["Đã rút", "rút", "withdrawn"]),
];

/// Words for a role of a contact point; the first is the one that is written.
const ROLES: &[(ContactRole, &[&str])] = &[
    (
        ContactRole::Head,
        &["Lãnh đạo phụ trách", "lãnh đạo", "thủ trưởng", "người đứng đầu", "phụ trách", "head"],
    ),
    (
        ContactRole::SecurityOfficer,
        &[
            "Cán bộ an toàn thông tin",
            "cán bộ chuyên trách",
            "chuyên trách",
            "an toàn thông tin",
            "cán bộ attt",
            "cán bộ an ninh mạng",
            "security_officer",
            "security officer",
        ],
    ),
    (
        ContactRole::Duty,
        &[
            "Trực 24/7",
            "trực ứng cứu sự cố",
            "ứng cứu sự cố",
            "trực",
            "đường dây nóng",
            "duty",
            "24/7",
            "hotline",
        ],
    ),
    (
        ContactRole::Technical,
        &["Kỹ thuật", "cán bộ kỹ thuật", "quản trị hệ thống", "cán bộ cntt", "technical"],
    ),
];

const YES: &[&str] = &["Có", "x", "1", "đúng", "yes", "true", "y"];
const NO: &[&str] = &["Không", "0", "sai", "no", "false", "n"];

fn by_word<T: Copy>(words: &[(T, &[&str])], text: &str) -> Option<T> {
    let folded = fold(text);
    let known = |words: &&[&str]| words.iter().any(|word| fold(word) == folded);
    words.iter().find(|(_, words)| known(words)).map(|(value, _)| *value)
}

fn word_of<T: PartialEq>(words: &[(T, &'static [&'static str])], value: &T) -> &'static str {
    words
        .iter()
        .find(|(known, _)| known == value)
        .and_then(|(_, words)| words.first())
        .copied()
        .unwrap_or_default()
}

fn first_words<T>(words: &[(T, &[&str])]) -> String {
    let first: Vec<&str> = words.iter().filter_map(|(_, words)| words.first().copied()).collect();
    first.join(", ")
}

/// Reads a sort of body; the error is the list of words that would be right.
pub(super) fn read_kind(text: &str) -> Result<OrganizationKind, String> {
    by_word(KINDS, text).ok_or_else(|| first_words(KINDS))
}

/// Writes a sort of body.
pub(super) fn write_kind(kind: OrganizationKind) -> &'static str {
    word_of(KINDS, &kind)
}

/// Reads a state of a claim; the error is the list of words that would be right.
pub(super) fn read_state(text: &str) -> Result<ClaimState, String> {
    by_word(STATES, text).ok_or_else(|| first_words(STATES))
}

/// Writes a state of a claim.
pub(super) fn write_state(state: ClaimState) -> &'static str {
    word_of(STATES, &state)
}

/// Reads the roles of a contact point; the error is the word that is none, and the words that
/// would be right.
pub(super) fn read_roles(text: &str) -> Result<ContactRoles, (String, String)> {
    let words = text.split([';', ',', '\n']).map(str::trim).filter(|word| !word.is_empty());
    words
        .map(|word| by_word(ROLES, word).ok_or_else(|| (word.to_owned(), first_words(ROLES))))
        .collect()
}

/// Writes the roles of a contact point.
pub(super) fn write_roles(roles: ContactRoles) -> String {
    let words: Vec<&str> = roles.iter().map(|role| word_of(ROLES, &role)).collect();
    words.join("; ")
}

/// Reads yes or no.
pub(super) fn read_yes(text: &str) -> Option<bool> {
    by_word(&[(true, YES), (false, NO)], text)
}

/// Writes yes or no.
pub(super) fn write_yes(yes: bool) -> &'static str {
    if yes { "Có" } else { "Không" }
}

/// Reads telephone numbers or addresses, one behind the other.
pub(super) fn read_lines(text: &str) -> Vec<String> {
    text.split([';', ',', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reads a zone.
pub(super) fn read_zone(text: &str) -> Result<Zone, RegistryError> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written_with_the_last_one_included() {
        let zone = Zone::VIETNAM;
        let from = read_from("01/07/2025", zone).unwrap();
        let to = read_to("31.12.2025", zone).unwrap();
        assert_eq!(from.to_string(), "2025-06-30T17:00:00Z");
        assert_eq!(to.to_string(), "2025-12-31T17:00:00Z");
        let period = Period::new(Some(from), Some(to)).unwrap();
        assert_eq!(
            (write_from(period, zone), write_to(period, zone)),
            ("01/07/2025".into(), "31/12/2025".into())
        );
        assert_eq!(read_from("2025-07-01T00:00:00", zone), Some(from));
        for text in ["31/02/2025", "1/13/2025", "tháng 7", "01/07/25", "45000"] {
            assert_eq!(read_from(text, zone), None, "{text}");
        }
    }

    #[test]
    fn an_instant_within_a_day_stays_an_instant() {
        let zone = Zone::VIETNAM;
        let text = "2030-01-31T08:30:00Z";
        let period = Period::new(None, read_to(text, zone)).unwrap();
        assert_eq!(write_to(period, zone), text);
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        assert_eq!(read_kind("ĐẢNG"), Ok(OrganizationKind::Party));
        assert_eq!(read_state("da duyet"), Ok(ClaimState::Approved));
        assert!(read_kind("gì đó").unwrap_err().contains("Sự nghiệp"));
        for kind in OrganizationKind::ALL {
            assert_eq!(read_kind(write_kind(*kind)), Ok(*kind));
            assert_eq!(read_kind(kind.name()), Ok(*kind));
        }
        for role in ContactRole::ALL {
            let one: ContactRoles = std::iter::once(*role).collect();
            assert_eq!(read_roles(&write_roles(one)), Ok(one));
            assert_eq!(read_roles(role.name()), Ok(one));
        }
        assert_eq!(read_roles("lãnh đạo, Trực 24/7").unwrap().iter().count(), 2);
        assert_eq!(read_roles("Trực; bảo vệ").unwrap_err().0, "bảo vệ");
        for state in ClaimState::ALL {
            assert_eq!(read_state(write_state(*state)), Ok(*state));
        }
        assert_eq!(
            (read_yes("có"), read_yes("KHÔNG"), read_yes("?")),
            (Some(true), Some(false), None)
        );
    }
}
