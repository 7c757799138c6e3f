//! Reading a letter: what it is, what it cites, what it orders. Pure computation, nothing invented.
//!
//! [`read_letter`] gives every value with its place in the text; [`obligations`] proposes, from the
//! clauses and the patterns of `catalog/obligations`, what has to be done and how it is measured.
//! Both are proposals: a person sees them beside the text and confirms them.
//!
//! Source of the layout: Decree 30/2020/NĐ-CP, annex I.

mod citations;
mod clauses;
mod contacts;
mod dates;
mod head;
mod layout;
mod line;
mod marks;
pub mod model;
mod obligations;
pub mod parts;
mod passage;
pub mod patterns;
mod recipients;
mod reference;
mod reports;
mod signing;
mod times;

use documents::Document;
use kernel::{Place, Problem};

pub use model::{
    Citation, CitedAs, Confidence, Day, Deadline, DocumentKind, Field, Letter, Month, Reading,
    ReportAsked, Secrecy, Span, Urgency, Validity,
};
pub use obligations::{
    Due, Measure, Population, PriorityNote, ProofClass, ProposedObligation, Reason, obligations,
};
pub use parts::{
    Archive, Capacity, Clause, ClauseRole, Contact, ContactPurpose, Phone, Recipient,
    RecipientRole, Signing, SigningFor,
};
pub use patterns::{PatternError, Patterns};

use model::Reading as Read;
use passage::Passage;

/// Reads a letter. Never fails: what is not there is [`Field::NotFound`].
///
/// Time is linear in the size of the document; beyond 20,000 lines the rest is left unread and
/// [`Letter::notes`] says so.
#[must_use]
pub fn read_letter(document: &Document) -> Letter {
    let mut letter = Letter::default();
    let (lines, left) = line::lines(document);
    let layout = layout::layout(&lines);
    let part = |range: &std::ops::Range<usize>| lines.get(range.clone()).unwrap_or_default();

    head::read(&lines, &layout, &mut letter);
    head::margin_stamps(&document.margins, &mut letter);
    letter.addressees = recipients::addressees(part(&layout.addressees));
    let body = clauses::read(document, part(&layout.body), part(&layout.annexes));
    let cited = citations::read(&body);
    letter.deadlines = times::deadlines(&body, &cited);
    letter.validity = times::validity(&body, &cited, &letter.subject);
    letter.reports = reports::read(&body);
    letter.contacts = contacts::read(&body);
    letter.issuer_mentioned = mentioned_issuer(&body);
    let (listed, others) = recipients::split(part(&layout.tail));
    letter.recipients = recipients::read(&listed);
    letter.signing = signing::read(&others);
    letter.annexes = annexes(part(&layout.annexes));
    letter.citations = cited.citations;
    letter.parent_letter = cited.parent;
    notes(&mut letter, left, &body.unread);
    letter.clauses = body.clauses;
    letter
}

/// The titles of the annexes; a title over two lines is one.
fn annexes(lines: &[line::Line<'_>]) -> Vec<Read<String>> {
    let titled = |at: usize| lines.get(at).is_some_and(layout::is_annex);
    (0..lines.len())
        .filter(|at| titled(*at) && at.checked_sub(1).is_none_or(|before| !titled(before)))
        .take(100)
        .filter_map(|at| lines.get(at)?.passage().whole(Confidence::High))
        .collect()
}

/// The body that the text says asks or announces: `…, Sở Y tế đề nghị …`.
fn mentioned_issuer(body: &clauses::Body) -> Field<String> {
    const ASKS: &[&str] = &[
        "de nghi",
        "yeu cau",
        "khuyen nghi",
        "thong bao",
        "kinh moi",
        "tran trong",
        "ban hanh",
        "chi dao",
    ];
    let candidates = body.clauses.iter().zip(&body.texts);
    let found = candidates
        .filter(|(clause, _)| {
            matches!(clause.role, ClauseRole::Preamble | ClauseRole::LeadIn | ClauseRole::Text)
        })
        .take(60)
        .find_map(|(_, text)| asking(text, ASKS));
    found.into()
}

fn asking(text: &Passage, asks: &[&str]) -> Option<Read<String>> {
    let limit = text.len().min(400);
    (1..limit).filter(|at| text.any(*at, asks).is_some()).find_map(|asks| {
        let start = (asks.saturating_sub(14)..asks).rev().find(|at| {
            let gap = text.gap(*at);
            *at == 0 || gap.contains([',', ';', ':']) || gap.contains(". ")
        })?;
        let named = text.any(start, head::BODIES).is_some() && !text.is_lower(start);
        let pronoun = matches!(text.word(start), "cac");
        (named && !pronoun).then(|| text.reading(start..asks, Confidence::Low)).flatten()
    })
}

/// What a person should look at.
fn notes(letter: &mut Letter, left: bool, unread: &[usize]) {
    let problem = |code: &str| Problem::new(Place::default(), &format!("letter.{code}"));
    let mut notes = Vec::new();
    if letter.number == Field::NotFound {
        notes.push(problem("number_not_found"));
    }
    if letter.issued_on == Field::NotFound {
        notes.push(problem("date_not_found"));
    }
    if letter.issuer == Field::NotFound {
        notes.push(problem("issuer_not_found"));
    }
    if letter.signing.signer == Field::NotFound {
        notes.push(problem("signer_not_found"));
    }
    if let Field::Found(secrecy) = &letter.secrecy {
        let stamp = match secrecy.value {
            Secrecy::Secret => "MẬT",
            Secrecy::TopSecret => "TỐI MẬT",
            Secrecy::AbsoluteSecret => "TUYỆT MẬT",
        };
        notes.push(problem("secrecy_stamp").with("stamp", stamp));
    }
    for phone in letter.contacts.iter().flat_map(|contact| &contact.phones) {
        if !phone.plausible {
            let digits = phone.digits.len();
            notes.push(problem("phone_digits").with("phone", &phone.text).with("digits", digits));
        }
    }
    for deadline in &letter.deadlines {
        if deadline.on.is_none() && !deadline.recurring {
            notes.push(problem("deadline_without_date").with("text", &deadline.text));
        }
    }
    for block in unread.iter().take(20) {
        notes.push(problem("table_unread").with("block", block + 1));
    }
    if left {
        notes.push(problem("too_long").with("lines", line::MAX_LINES));
    }
    letter.notes = notes;
}
