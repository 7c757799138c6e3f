//! Which parts of a clause are orders, and to whom.

use std::ops::Range;

use super::super::head::BODIES;
use super::super::line::is_capitals;
use super::super::model::{Confidence, DocumentKind, Letter};
use super::super::parts::{Clause, ClauseRole};
use super::super::passage::Passage;
use super::super::patterns::{Orders, Phrases};

/// Whether orders are to be expected in a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Whether a sentence that begins with a verb is an order here.
    open: bool,
    /// Whether nothing here can be one.
    closed: bool,
    /// Whether something announced the orders; if not, they are less sure.
    announced: bool,
    /// The one body that a heading above names.
    pub(super) assigned_to: Option<String>,
}

/// A part of a sentence that orders something.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The words of the part.
    pub(super) words: Range<usize>,
    /// From which word on verbs count.
    pub(super) from: usize,
    /// The verb or the request that makes it an order.
    pub(super) verb: Range<usize>,
    /// Number of the sentence in the clause.
    pub(super) sentence: usize,
    /// Whether it is an order by itself, not only by the part before it.
    pub(super) own: bool,
    /// The one body that the sentence tells to act, where it begins with its name.
    pub(super) told: Option<String>,
    pub(super) confidence: Confidence,
}

/// Works out for every clause whether orders are to be expected in it.
pub(super) fn scopes(letter: &Letter, texts: &[Passage], orders: &Orders) -> Vec<Scope> {
    let typed = matches!(
        letter.kind.value(),
        Some(
            DocumentKind::KeHoach
                | DocumentKind::ChiThi
                | DocumentKind::CongDien
                | DocumentKind::QuyetDinh
                | DocumentKind::HuongDan
                | DocumentKind::ChuongTrinh
                | DocumentKind::PhuongAn
        )
    );
    let led = |(clause, text): (&Clause, &Passage)| {
        clause.role == ClauseRole::LeadIn
            && request(text, 0..text.len(), &orders.leads, orders).is_some()
    };
    let any_lead = letter.clauses.iter().zip(texts).any(led);
    let no_letter =
        texts.iter().any(|text| orders.not_letters.first(text, 0..text.len().min(400)).is_some());
    let mut open = typed || (!any_lead && !no_letter);
    let mut announced = typed;
    let mut scopes: Vec<Scope> = Vec::with_capacity(texts.len());
    for (clause, text) in letter.clauses.iter().zip(texts) {
        let above =
            clause.parent.and_then(|parent| scopes.get(parent)).cloned().unwrap_or_default();
        let all = 0..text.len();
        if clause.role == ClauseRole::LeadIn {
            if led((clause, text)) {
                (open, announced) = (true, true);
            } else if is_section(text, &orders.not_sections)
                || orders.not_orders.first(text, all.clone()).is_some()
            {
                open = false;
            }
        }
        let silent = matches!(clause.role, ClauseRole::Preamble | ClauseRole::LeadIn);
        let heading = clause.role == ClauseRole::Item;
        let closed = above.closed
            || (heading && is_section(text, &orders.not_sections))
            || (heading && orders.not_orders.first(text, first_sentence(text)).is_some());
        let title = heading && is_capitals(&clause.text);
        scopes.push(Scope {
            open,
            closed: closed || silent,
            announced,
            assigned_to: assignee(clause, text).or(above.assigned_to),
        });
        // A heading in capitals names a section; it orders nothing itself but closes nothing.
        if let (true, Some(last)) = (title && !closed, scopes.last_mut()) {
            last.open = false;
        }
    }
    scopes
}

/// A heading such as `1. Sở Y tế` or `Công an tỉnh:` names who is to act below it.
fn assignee(clause: &Clause, text: &Passage) -> Option<String> {
    let end = (1..text.len().min(16)).find(|at| text.gap(*at).contains(':')).unwrap_or(text.len());
    let short = end <= 14 && (end < text.len() || !clause.text.ends_with('.'));
    let named = !text.is_lower(0) && text.any(0, BODIES).is_some();
    let all = matches!(text.word(0), "cac" | "thu" | "don");
    let verbless = text
        .any(0, &["bo tri", "bao dam", "bao cao", "ban hanh", "doan ket", "quy dinh", "truong hop"])
        .is_none();
    (clause.role == ClauseRole::Item && short && (named && verbless) && !all)
        .then(|| text.slice(0..end).to_owned())
}

/// Whether a heading begins with a phrase, after at most a small word.
fn is_section(text: &Passage, sections: &Phrases) -> bool {
    (0..2).any(|at| sections.at(text, at).is_some())
}

fn first_sentence(text: &Passage) -> Range<usize> {
    let end = (1..text.len()).find(|at| breaks_sentence(text, *at)).unwrap_or(text.len());
    0..end
}

fn breaks_sentence(text: &Passage, at: usize) -> bool {
    let gap = text.gap(at);
    !text.is_lower(at) && (gap.contains(". ") || gap.contains("! ") || gap.contains(".\u{a0}"))
}

/// The parts of a clause that are orders, in order.
///
/// A row of a table of tasks is an order whatever its words are.
pub(super) fn parts(text: &Passage, task: bool, scope: &Scope, orders: &Orders) -> Vec<Part> {
    if scope.closed {
        return Vec::new();
    }
    if task && !text.is_empty() {
        let verb = verb_in(text, 0..text.len(), orders).unwrap_or(0..1);
        let confidence = Confidence::High;
        let words = 0..text.len();
        return vec![Part { words, from: 0, verb, sentence: 0, own: true, told: None, confidence }];
    }
    let mut found: Vec<Part> = Vec::new();
    let mut start = 0;
    let mut sentence = 0;
    while start < text.len() {
        let end =
            (start + 1..text.len()).find(|at| breaks_sentence(text, *at)).unwrap_or(text.len());
        if orders.not_orders.first(text, start..end).is_none() {
            of_sentence(text, start..end, sentence, scope, orders, &mut found);
        }
        start = end;
        sentence += 1;
    }
    found
}

fn of_sentence(
    text: &Passage,
    words: Range<usize>,
    sentence: usize,
    scope: &Scope,
    orders: &Orders,
    found: &mut Vec<Part>,
) {
    let mut start = words.start;
    let mut before: Option<Part> = None;
    while start < words.end {
        let end = (start + 1..words.end)
            .find(|at| text.gap(*at).contains(';') || text.gap(*at).contains(": "))
            .unwrap_or(words.end);
        let part = start..end;
        let own = order_in(text, part.clone(), scope, orders);
        let inherited =
            before.as_ref().map(|before| (before.verb.clone(), start, before.confidence));
        let is_own = own.is_some();
        if let Some((verb, from, confidence)) = own.or(inherited) {
            let confidence = if scope.announced { confidence } else { Confidence::Low };
            let told = told_in(text, &part, &verb, from, orders).or_else(|| {
                before.as_ref().filter(|_| !is_own).and_then(|before| before.told.clone())
            });
            let part = Part { words: part, from, verb, sentence, own: is_own, told, confidence };
            before = Some(part.clone());
            found.push(part);
        }
        start = end;
    }
}

/// The body that a part tells to act: before its verb, or after the words that ask.
fn told_in(
    text: &Passage,
    part: &Range<usize>,
    verb: &Range<usize>,
    from: usize,
    orders: &Orders,
) -> Option<String> {
    let asks = orders.asks.at(text, verb.start).is_some();
    if asks && !matches!(text.word(verb.start), "co" | "chiu") {
        // Who stands before "đề nghị" asks; who stands after it is asked.
        return told(text, from, &verb_in(text, from..part.end, orders)?);
    }
    told(text, part.start, verb)
}

/// `Công an tỉnh theo dõi …`: the body before the verb, if it is one body and not all of a kind.
fn told(text: &Passage, start: usize, verb: &Range<usize>) -> Option<String> {
    let named = !text.is_lower(start) && text.any(start, BODIES).is_some();
    let short = (1..=14).contains(&verb.start.saturating_sub(start));
    let one = (start + 1..verb.start).all(|at| !text.gap(at).contains([',', ';', '(']))
        && !(start..verb.start).any(|at| matches!(text.word(at), "cac" | "moi" | "tung"));
    let verbs = text.any(start, &["bo tri", "bao dam", "bao cao", "ban hanh"]).is_some();
    (named && short && one && !verbs).then(|| text.slice(start..verb.start).to_owned())
}

type Order = (Range<usize>, usize, Confidence);

/// Whether a part of a sentence is an order: by its first verb, by a request, or by who is told.
fn order_in(text: &Passage, part: Range<usize>, scope: &Scope, orders: &Orders) -> Option<Order> {
    if scope.open {
        let mut at = part.start;
        while let Some(adverb) = orders.adverbs.at(text, at).filter(|found| found.end < part.end) {
            // A word such as "tổ chức" may stand before a verb and be one itself.
            at = adverb.end;
        }
        let verb = orders.verbs.at(text, at).or_else(|| orders.verbs.at(text, part.start));
        if let Some(verb) = verb.filter(|verb| verb.end <= part.end) {
            return Some((verb, part.start, Confidence::High));
        }
    }
    if let Some(ask) = request(text, part.clone(), &orders.asks, orders) {
        let verb = verb_in(text, ask.end..part.end, orders);
        if verb.is_some() {
            return Some((ask.clone(), ask.end, Confidence::High));
        }
    }
    if !scope.open {
        return None;
    }
    if let Some(must) = request(text, part.clone(), &orders.musts, orders)
        && let Some(verb) = verb_in(text, must.end..part.end, orders)
    {
        let near = verb.start - must.end <= 6;
        if near {
            return Some((must.clone(), must.end, Confidence::Medium));
        }
    }
    if orders.subjects.at(text, part.start).is_some() {
        let verb = verb_in(text, part.start + 1..part.end, orders)?;
        let close = verb.start - part.start <= 24;
        let told = (part.start..verb.start).any(|at| is_past(text, at));
        return (close && !told).then_some((verb, part.start, Confidence::Medium));
    }
    orders.conditions.at(text, part.start)?;
    (part.start + 1..part.end)
        .take_while(|at| !is_past(text, *at))
        .filter(|at| text.gap(*at).contains(','))
        .find_map(|at| {
            let at = orders.adverbs.at(text, at).map_or(at, |adverb| adverb.end);
            orders.verbs.at(text, at).filter(|verb| verb.end <= part.end)
        })
        .map(|verb| (verb, part.start, Confidence::Medium))
}

/// Whether a word says that something was or is being done.
fn is_past(text: &Passage, at: usize) -> bool {
    matches!(text.raw(at), "đã" | "đang" | "vẫn")
}

/// The first verb of order within some words that does not tell what was.
fn verb_in(text: &Passage, words: Range<usize>, orders: &Orders) -> Option<Range<usize>> {
    orders.verbs.all(text, words).find(|verb| !is_told(text, verb.start, orders))
}

/// The last request within some words: `đề nghị`, not `theo đề nghị của`.
fn request(
    text: &Passage,
    words: Range<usize>,
    asks: &Phrases,
    orders: &Orders,
) -> Option<Range<usize>> {
    asks.all(text, words)
        .filter(|ask| text.word(ask.end) != "cua" && !is_told(text, ask.start, orders))
        .last()
}

/// Whether a word before a verb makes it tell or name the work: `đã rà soát`, `kết quả rà soát`;
/// also for the next verbs of the same list: `kết quả rà soát, bóc gỡ`.
pub(super) fn is_told(text: &Passage, verb: usize, orders: &Orders) -> bool {
    let mut verb = verb;
    for _ in 0..8 {
        let before = |phrases: &Phrases, end: usize| {
            (1..=4).find_map(|back| {
                let at = end.checked_sub(back)?;
                phrases.at(text, at).filter(|found| found.end == end)
            })
        };
        if before(&orders.not_after, verb).is_some() {
            return true;
        }
        let and = usize::from(verb > 0 && text.raw(verb - 1) == "và");
        let listed = and == 1 || text.gap(verb).trim() == ",";
        match before(&orders.verbs, verb - and).filter(|_| listed) {
            Some(earlier) => verb = earlier.start,
            None => return false,
        }
    }
    false
}
