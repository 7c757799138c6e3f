//! Letters, warnings and laws that the text names, why, and whether they are said to be attached.

use std::ops::Range;

use super::clauses::Body;
use super::dates::{date_at, months_at};
use super::layout::KINDS;
use super::model::{Citation, CitedAs, Confidence, DocumentKind};
use super::parts::ClauseRole;
use super::passage::Passage;
use super::reference::reference;

/// Citations that one letter may have; beyond it the text is no letter.
const MOST: usize = 500;

/// What was found: the citations, and where in the clauses they stand.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// In order of the text.
    pub(super) citations: Vec<Citation>,
    /// The letter that this one carries out.
    pub(super) parent: Option<usize>,
    /// Words of a clause that a citation takes, with its subject.
    pub(super) taken: Vec<(usize, Range<usize>)>,
}

/// Finds the citations of the body.
pub(super) fn read(body: &Body) -> Cited {
    let mut cited = Cited::default();
    let itemless = body.clauses.iter().all(|clause| clause.role != ClauseRole::Item);
    for (index, (clause, text)) in body.clauses.iter().zip(&body.texts).enumerate() {
        let opening = matches!(clause.role, ClauseRole::Preamble | ClauseRole::LeadIn)
            || (itemless && clause.role == ClauseRole::Text);
        let mut found = in_text(text);
        mark_attached(text, &mut found);
        for (mut citation, words) in found {
            if cited.citations.len() >= MOST {
                return cited;
            }
            citation.clause = Some(clause.path.clone());
            cited.taken.push((index, words));
            let carried = opening && citation.cited_as == CitedAs::CarriedOut;
            let place = keep(citation, &mut cited.citations);
            if carried && cited.parent.is_none() {
                cited.parent = Some(place);
            }
        }
    }
    cited
}

/// Adds a citation, or adds to the one that has the same number.
fn keep(citation: Citation, into: &mut Vec<Citation>) -> usize {
    let same = into.iter().position(|known| {
        (known.number.is_some() && known.number == citation.number)
            || (known.month.is_some()
                && known.month == citation.month
                && known.kind == citation.kind)
    });
    match same.and_then(|at| into.get_mut(at).map(|known| (at, known))) {
        Some((at, known)) => {
            known.attached |= citation.attached;
            if known.cited_as == CitedAs::Mentioned {
                known.cited_as = citation.cited_as;
            }
            known.issued_on = known.issued_on.or(citation.issued_on);
            known.issuer = known.issuer.take().or(citation.issuer);
            known.about = known.about.take().or(citation.about);
            known.spans.extend(citation.spans);
            at
        }
        None => {
            into.push(citation);
            into.len() - 1
        }
    }
}

type Found = (Citation, Range<usize>);

fn in_text(text: &Passage) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    let mut sentence = 0;
    while at < text.len() {
        if ends_sentence(text, at) {
            sentence = at;
        }
        if let Some(one) = numbered(text, at, sentence, &found) {
            // The subject may name further letters, so reading goes on right after the number.
            at = text.word_from(text.byte(at) + number_bytes(text, at));
            found.push(one);
        } else if let Some((many, words)) = monthly(text, at) {
            found.extend(many);
            at += words;
        } else {
            at += 1;
        }
        if found.len() >= MOST {
            break;
        }
    }
    if found.is_empty() {
        found.extend(unnumbered_basis(text));
    }
    found
}

/// Whether a new sentence or a new part between semicolons begins at a word.
fn ends_sentence(text: &Passage, at: usize) -> bool {
    let gap = text.gap(at);
    gap.contains(';') || (gap.contains(". ") && !text.is_lower(at))
}

fn number_bytes(text: &Passage, at: usize) -> usize {
    text.text().get(text.byte(at)..).and_then(reference).map_or(1, |found| found.bytes)
}

fn numbered(text: &Passage, at: usize, sentence: usize, before: &[Found]) -> Option<Found> {
    if !text.word(at).bytes().next()?.is_ascii_digit() || text.gap(at).ends_with(['/', '-']) {
        return None;
    }
    let start_byte = text.byte(at);
    let written = reference(text.text().get(start_byte..)?)?;
    let number = text.text().get(start_byte..start_byte + written.bytes)?;
    let mut end = text.word_from(start_byte + written.bytes);
    let named = at.checked_sub(1).filter(|so| text.word(*so) == "so").unwrap_or(at);
    let kind = kind_before(text, named);
    let start = kind.map_or(named, |(start, _)| start);
    let mut issued_on = None;
    if text.word(end) == "ngay"
        && let Some(date) = date_at(text, end)
    {
        issued_on = date.day;
        end += date.words;
    }
    let issuer = issuer_at(text, end);
    end = issuer.as_ref().map_or(end, |issuer| issuer.end);
    let about = about_at(text, end);
    let whole = start..about.as_ref().map_or(end, |about| about.end);
    let within = before.iter().any(|(_, other)| other.contains(&start));
    let cited_as = if within { CitedAs::Mentioned } else { why(text, start, sentence, &about) };
    let value = |words: Range<usize>| Some(text.slice(words).to_owned()).filter(|s| !s.is_empty());
    let citation = Citation {
        text: text.slice(start..end).to_owned(),
        kind: kind.map(|(_, kind)| kind),
        number: Some(number.chars().filter(|letter| !letter.is_whitespace()).collect()),
        issued_on,
        month: None,
        issuer: issuer.and_then(value),
        about: about.and_then(value),
        cited_as,
        attached: false,
        clause: None,
        spans: text.spans(start..end),
        confidence: if kind.is_some() { Confidence::High } else { Confidence::Medium },
    };
    Some((citation, whole))
}

/// The kind that stands before a number, and where it begins: `Công văn số`, `Luật An ninh mạng số`.
fn kind_before(text: &Passage, named: usize) -> Option<(usize, DocumentKind)> {
    let two = named.checked_sub(2).and_then(|at| {
        KINDS
            .iter()
            .find(|(name, _)| name.contains(' ') && text.has(at, name))
            .map(|(_, kind)| (at, *kind))
    });
    two.or_else(|| {
        (named.saturating_sub(10)..named)
            .rev()
            .find(|at| text.raw(*at) == "Luật")
            .map(|at| (at, DocumentKind::Luat))
    })
}

fn is_stop(gap: &str) -> bool {
    gap.contains([',', ';', '(', ')', ':', '.'])
}

/// `của UBND tỉnh`: the words after `của`, up to what it is about.
fn issuer_at(text: &Passage, at: usize) -> Option<Range<usize>> {
    const ENDS: &[&str] = &[
        "ve", "quy", "huong", "ban", "phe", "sua", "yeu", "de", "trien", "thong", "canh", "tang",
        "ngay", "so", "kem", "da", "tai", "neu", "v", "chi", "dinh", "gui", "thuc",
    ];
    if text.word(at) != "cua" {
        return None;
    }
    let start = at + 1;
    let mut end = start;
    while end < text.len() && end - start < 20 {
        // A comma inside a body's name is followed by a small letter: "phòng, chống tội phạm".
        let inside =
            text.gap(end).trim() == "," && text.is_lower(end) && !text.has(end, "chong van ban");
        let inside = inside
            && !matches!(text.word(end), "so" | "cac" | "ngay" | "quy" | "nham" | "de" | "va");
        let stops = end > start && is_stop(text.gap(end)) && !inside;
        let word = text.is_lower(end) && ENDS.contains(&text.word(end));
        // Small second syllables of names: Truyền thông, Chỉ đạo, Chỉ thị.
        let part = end > start
            && !text.is_lower(end - 1)
            && matches!(text.word(end), "thong" | "dao" | "so");
        let another = text.word(end) == "va" && kind_at(text, end + 1);
        if stops || (word && !part) || another {
            break;
        }
        end += 1;
    }
    (end > start).then_some(start..end)
}

fn kind_at(text: &Passage, at: usize) -> bool {
    KINDS.iter().any(|(name, _)| text.has(at, name))
        || (text.word(at) == "cac" && text.word(at + 1) == "canh")
}

/// `về việc …`, up to the end of that part of the sentence.
fn about_at(text: &Passage, at: usize) -> Option<Range<usize>> {
    if at > 0 && text.gap(at).contains(['(', ')', ';', ':']) {
        return None;
    }
    let lead = text.any(at, &["ve viec", "v v", "ve"])?;
    let start = at + lead;
    let mut end = start;
    while end < text.len() && end - start < 60 {
        let gap = text.gap(end);
        let comma =
            gap.contains(',') && (!text.is_lower(end) || matches!(text.word(end), "de" | "nham"));
        let another = text.word(end) == "va" && kind_at(text, end + 1);
        if end > start
            && (gap.contains(['(', ')', ';', ':']) || gap.contains(". ") || comma || another)
        {
            break;
        }
        end += 1;
    }
    (end > start).then_some(start..end)
}

fn why(text: &Passage, start: usize, sentence: usize, about: &Option<Range<usize>>) -> CitedAs {
    const CARRIES: &[&str] = &[
        "thuc hien",
        "trien khai",
        "thi hanh",
        "chap hanh",
        "tiep tuc thuc hien",
        "tiep tuc trien khai",
    ];
    let first = sentence + usize::from(matches!(text.word(sentence), "de" | "nham"));
    let warned = (start.saturating_sub(12).max(sentence)..start).any(|at| text.has(at, "canh bao"));
    let about_warning = about.clone().is_some_and(|about| {
        text.find(about.start..about.end.min(about.start + 6), "canh bao").is_some()
    });
    if text.has(0, "can cu") || text.has(first, "can cu") {
        CitedAs::LegalBasis
    } else if warned || (about_warning && text.any(first, CARRIES).is_none()) {
        CitedAs::WarnedOf
    } else if text.any(0, CARRIES).is_some() || text.any(first, CARRIES).is_some() {
        CitedAs::CarriedOut
    } else {
        CitedAs::Mentioned
    }
}

/// `các cảnh báo lỗ hổng tháng 5, tháng 7 đến tháng 9 … năm 2023`: one citation for each month.
fn monthly(text: &Passage, at: usize) -> Option<(Vec<Found>, usize)> {
    let list = text.has(at, "danh sach")
        && (at + 2..at + 7).any(|near| matches!(text.word(near), "botnet" | "ip"));
    if !text.has(at, "canh bao") && !list {
        return None;
    }
    let months_from = (at + 2..at + 9).find(|near| {
        text.word(*near) == "thang"
            && text.word(*near - 1) != "hang"
            && super::dates::number(text.word(*near), 2).is_none()
            && !(text.gap(*near).contains([';', ')']))
    })?;
    // `ngày 22 tháng 01` is a date, not a month.
    if super::dates::number(text.word(months_from - 1), 2).is_some() {
        return None;
    }
    let (months, words) = months_at(text, months_from)?;
    let end = months_from + words;
    let start = at - usize::from(at > 0 && text.word(at - 1) == "cac");
    let found = months
        .into_iter()
        .map(|month| {
            let citation = Citation {
                text: text.slice(start..end).to_owned(),
                kind: Some(DocumentKind::CanhBao),
                number: None,
                issued_on: None,
                month: Some(month),
                issuer: None,
                about: Some(text.slice(at..months_from).to_owned()),
                cited_as: CitedAs::WarnedOf,
                attached: false,
                clause: None,
                spans: text.spans(start..end),
                confidence: if month.year.is_some() { Confidence::High } else { Confidence::Low },
            };
            (citation, start..end)
        })
        .collect();
    Some((found, end - at))
}

/// `Căn cứ Luật An ninh mạng;`: a basis without a number.
fn unnumbered_basis(text: &Passage) -> Option<Found> {
    if !text.has(0, "can cu") || !matches!(text.raw(2), "Luật" | "Bộ" | "Pháp" | "Nghị" | "Hiến")
    {
        return None;
    }
    let end = (3..text.len().min(40))
        .find(|at| text.gap(*at).contains([';', '.']))
        .unwrap_or(text.len().min(40));
    let citation = Citation {
        text: text.slice(2..end).to_owned(),
        kind: (text.raw(2) == "Luật").then_some(DocumentKind::Luat),
        number: None,
        issued_on: None,
        month: None,
        issuer: None,
        about: None,
        cited_as: CitedAs::LegalBasis,
        attached: false,
        clause: None,
        spans: text.spans(2..end),
        confidence: Confidence::Medium,
    };
    Some((citation, 2..end))
}

/// `(đính kèm)` and `(kèm theo)` speak of the citations before them in the same sentence.
fn mark_attached(text: &Passage, found: &mut [Found]) {
    let mut from = 0;
    for at in 0..text.len() {
        if ends_sentence(text, at) {
            from = at;
        }
        if text.gap(at).contains('(')
            && let Some(close) = (at + 1..=at + 8).find(|end| text.gap(*end).contains(')'))
            && is_attachment(text, at..close)
        {
            // An earlier mark has taken what stands before it.
            for (citation, words) in found.iter_mut() {
                if words.start >= from && words.start < at {
                    attach(citation);
                }
            }
            from = at;
        }
    }
    for (citation, words) in found.iter_mut() {
        let near = words.start.saturating_sub(3)..words.start;
        let said =
            near.clone().find(|at| text.any(*at, &["dinh kem", "gui kem", "kem theo"]).is_some());
        let issued_with = said.is_some_and(|at| at >= 2 && text.has(at - 2, "ban hanh"));
        let list = said.is_some_and(|at| {
            (at..words.start).any(|at| matches!(text.word(at), "danh" | "mau" | "phu" | "bieu"))
        });
        if said.is_some() && !issued_with && !list {
            attach(citation);
        }
    }
}

fn is_attachment(text: &Passage, words: Range<usize>) -> bool {
    let said = words.clone().any(|at| text.word(at) == "kem");
    let other = words.clone().any(|at| {
        matches!(text.word(at), "phu" | "mau" | "bieu" | "danh")
            || text.word(at).bytes().all(|b| b.is_ascii_digit())
    });
    said && !other
}

fn attach(citation: &mut Citation) {
    citation.attached = true;
    if citation.cited_as == CitedAs::Mentioned {
        citation.cited_as = CitedAs::Attached;
    }
}
