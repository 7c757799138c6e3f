//! Contacts that a letter gives: cards for people in need of help, never duties.

use super::clauses::Body;
use super::model::{Confidence, Reading};
use super::parts::{Clause, ClauseRole, Contact, ContactPurpose, Phone};
use super::passage::Passage;

/// Contacts that one letter may have.
const MOST: usize = 200;

/// Finds the clauses that hold a telephone number or an e-mail address.
pub(super) fn read(body: &Body) -> Vec<Contact> {
    let mut found = Vec::new();
    for (index, (clause, text)) in body.clauses.iter().zip(&body.texts).enumerate() {
        if clause.role == ClauseRole::Preamble || found.len() >= MOST {
            continue;
        }
        let phones = phones(text);
        let emails = emails(text);
        let Some(first) = first_word(text, &phones, &emails) else { continue };
        found.push(Contact {
            name: name(text, first),
            under: heading(&body.clauses, index),
            purpose: purpose(body, index),
            phones: phones.into_iter().map(|(_, phone)| phone).collect(),
            emails: emails.into_iter().map(|(_, email)| email).collect(),
            address: address(text),
            clause: clause.path.clone(),
            spans: text.all_spans(),
        });
    }
    found
}

fn first_word<A, B>(text: &Passage, phones: &[(usize, A)], emails: &[(usize, B)]) -> Option<usize> {
    let phone = phones.first().map(|(at, _)| *at);
    let email = emails.first().map(|(at, _)| *at);
    let first = match (phone, email) {
        (Some(phone), Some(email)) => phone.min(email),
        (one, other) => one.or(other)?,
    };
    // The label before it is no part of the name.
    const LABELS: &[&str] = &[
        "dien thoai",
        "so dien thoai",
        "dt",
        "sdt",
        "hotline",
        "email",
        "e mail",
        "thu dien tu",
        "duong day nong",
        "di dong",
        "dia chi",
        "hop thu",
        "hom thu",
        "tel",
        "so may",
    ];
    Some((0..first).find(|at| text.any(*at, LABELS).is_some()).unwrap_or(first))
}

fn name(text: &Passage, first: usize) -> String {
    let start = (0..first).rev().find(|at| text.has(*at, "lien he")).map_or(0, |at| at + 2);
    let small = text.is_lower(start)
        && matches!(text.word(start), "voi" | "qua" | "ve" | "den" | "toi" | "theo");
    let start = start + usize::from(small);
    let name = text.text().get(text.byte(start.min(first))..text.byte(first)).unwrap_or_default();
    // `… về Công an tỉnh (Phòng An ninh mạng, điện thoại …)`: the office in the open bracket.
    let bracket = name.rfind('(').filter(|at| !name.get(*at..).unwrap_or_default().contains(')'));
    let name = bracket
        .and_then(|at| name.get(at + 1..))
        .filter(|name| name.chars().any(char::is_alphabetic))
        .unwrap_or(name);
    let name = name.trim_start().trim_start_matches("qua ");
    name.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').trim_start().to_owned()
}

/// The clause above, where it is only a heading such as the body that the contacts belong to.
fn heading(clauses: &[Clause], index: usize) -> Option<String> {
    let above = clauses.get(clauses.get(index)?.parent?)?;
    let short = above.text.chars().count() <= 160;
    short.then(|| above.text.trim_end_matches([':', '.', ' ']).to_owned())
}

fn purpose(body: &Body, index: usize) -> ContactPurpose {
    const HELP: &[&str] =
        &["ho tro", "lien he", "duong day nong", "ung cuu", "huong dan", "vuong mac"];
    const REPORT: &[&str] = &["bao cao", "gui ve", "gui qua"];
    let mut at = Some(index);
    let mut purpose = ContactPurpose::Other;
    for _ in 0..12 {
        let Some(index) = at else { break };
        let (Some(clause), Some(text)) = (body.clauses.get(index), body.texts.get(index)) else {
            break;
        };
        let says =
            |phrases: &[&str]| (0..text.len().min(200)).any(|at| text.any(at, phrases).is_some());
        if says(HELP) {
            return ContactPurpose::Help;
        }
        if says(REPORT) {
            purpose = ContactPurpose::Report;
        }
        at = clause.parent;
    }
    purpose
}

/// Telephone numbers, each with its first word.
fn phones(text: &Passage) -> Vec<(usize, Phone)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() && found.len() < 20 {
        match phone_at(text, at) {
            Some((phone, end)) => {
                found.push((at, phone));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn phone_at(text: &Passage, at: usize) -> Option<(Phone, usize)> {
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let first = text.word(at);
    let abroad = text.gap(at).ends_with('+') || text.gap(at).ends_with("(+");
    let starts = first.starts_with('0')
        || (abroad && first.starts_with("84"))
        || matches!(first, "1900" | "1800")
        || first.starts_with("1900")
        || first.starts_with("1800");
    if !is_digits(first) || !starts {
        return None;
    }
    let mut digits = first.to_owned();
    let mut end = at + 1;
    while is_digits(text.word(end)) && digits.len() < 12 && end - at < 6 {
        let gap = text.gap(end);
        let joined = matches!(gap, "." | " " | "-" | ")" | ") " | "). " | ").");
        if !joined {
            break;
        }
        digits.push_str(text.word(end));
        end += 1;
    }
    if !(7..=13).contains(&digits.len()) || text.gap(end).starts_with('/') {
        return None;
    }
    // Without a label it must look like a number in full, or figures would be taken for it.
    let labelled = (at.saturating_sub(10)..at).any(|at| {
        text.any(
            at,
            &[
                "dien thoai",
                "dt",
                "sdt",
                "hotline",
                "duong day nong",
                "di dong",
                "tel",
                "zalo",
                "so may",
                "fax",
            ],
        )
        .is_some()
    });
    let national = if abroad { format!("0{}", digits.trim_start_matches("84")) } else { digits };
    let plausible = registry::phone_doubt(&national).is_none();
    (labelled || plausible).then(|| {
        let phone = Phone {
            text: text.slice(at..end).to_owned(),
            digits: national,
            plausible,
            spans: text.spans(at..end),
        };
        (phone, end)
    })
}

/// E-mail addresses, each with its first word.
fn emails(text: &Passage) -> Vec<(usize, Reading<String>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(sign) = text.text().get(from..).and_then(|rest| rest.find('@')) {
        let sign = from + sign;
        from = sign + 1;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let before = text.text().get(..sign);
        let Some(local) =
            before.map(|before| before.len() - before.trim_end_matches(is_part).len())
        else {
            continue;
        };
        let domain: String = text
            .text()
            .get(from..)
            .unwrap_or_default()
            .chars()
            .take(128)
            .take_while(|c| is_part(*c))
            .collect();
        let domain = domain.trim_end_matches(['.', '-']);
        if local == 0 || !domain.contains('.') || found.len() >= 20 {
            continue;
        }
        let words = text.word_from(sign - local)..text.word_from(from + domain.len());
        found.extend(
            text.reading(words.clone(), Confidence::High).map(|email| (words.start, email)),
        );
    }
    found
}

/// A postal address after its label.
fn address(text: &Passage) -> Option<Reading<String>> {
    let label = (0..text.len().min(400)).find(|at| {
        text.has(*at, "dia chi")
            && text.gap(*at + 2).contains(':')
            && !text.word(at.wrapping_sub(1)).starts_with("mail")
    })?;
    let start = label + 2;
    let mut end = start;
    while end < text.len() && end - start < 40 {
        let labelled =
            text.any(end, &["dien thoai", "email", "thu dien tu", "dt", "hotline"]).is_some();
        if end > start && (labelled || text.gap(end).contains([';', ')'])) {
            break;
        }
        end += 1;
    }
    let sign = text.slice(start..end).contains('@') || text.slice(start..end).contains("://");
    text.reading(start..end, Confidence::Medium).filter(|_| !sign)
}
