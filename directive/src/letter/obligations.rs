//! From clauses to obligations: which sentence orders what, and how it is measured.
//!
//! Only sentences that order something count: reasons, thanks, offers of help and explanations
//! yield nothing. An order for which there is no measure is proposed as [`Measure::Other`], so that
//! a person sees it. Which words order what is data, see [`Patterns`].

mod orders;

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{Confidence, DocumentKind, Letter, Span};
use super::parts::ClauseRole;
use super::passage::Passage;
use super::patterns::{Pattern, Patterns};
use orders::{Part, Scope};

/// How completion is computed: the closed list of codes that is used everywhere.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Systems have the measures of their safety level.
    Levels,
    /// Watch on the spot around the clock.
    Watch,
    /// All servers and workstations swept and cleaned.
    Sweep,
    /// Addresses on the botnet lists, first.
    Botnet,
    /// Weaknesses that were warned of are fixed.
    Vulnerabilities,
    /// The national coordination platform is used for incidents.
    Incidents,
    /// Awareness is raised.
    Awareness,
    /// The letter is passed to all bodies below.
    Cascade,
    /// Contact points are declared and verified.
    Contacts,
    /// A report goes back.
    Report,
    /// An order for which there is no measure.
    Other,
}

impl Measure {
    /// The code, as in JSON and in `catalog/obligations`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Levels => "levels",
            Self::Watch => "watch",
            Self::Sweep => "sweep",
            Self::Botnet => "botnet",
            Self::Vulnerabilities => "vulnerabilities",
            Self::Incidents => "incidents",
            Self::Awareness => "awareness",
            Self::Cascade => "cascade",
            Self::Contacts => "contacts",
            Self::Report => "report",
            Self::Other => "other",
        }
    }
}

/// What stands behind a claim of completion.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ProofClass {
    /// The body's own word.
    Said,
    /// A document or record that can be looked at.
    Shown,
    /// Computed by the program from evidence.
    Measured,
}

/// Over what completion is counted.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// The bodies that are bound.
    Bodies,
    /// Their information systems.
    Systems,
    /// Their machines.
    Assets,
    /// The addresses of the lists that fall to them.
    ListedAddresses,
}

/// Why an obligation goes before others.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PriorityNote {
    /// It comes first: `ưu tiên`.
    First {
        /// As written.
        phrase: String,
    },
    /// It is to be done at once: `khẩn trương`.
    Urgent {
        /// As written.
        phrase: String,
    },
}

/// When it is due, only as far as the letter says.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    /// As written.
    pub text: String,
    /// The day, only if stated in full.
    pub on: Option<NaiveDate>,
    /// Whether it comes back.
    pub recurring: bool,
}

/// A phrase that led to the proposal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// As written in the letter.
    pub phrase: String,
    /// Where it stands.
    pub spans: Vec<Span>,
}

/// What a clause orders, for a person to confirm.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposedObligation {
    /// How completion is computed.
    pub measure: Measure,
    /// Path of the clause.
    pub clause: String,
    /// The words that order it, exactly.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// What stands behind a claim of completion.
    pub proof: ProofClass,
    /// Over what completion is counted.
    pub population: Population,
    /// Why it goes before others, if the letter says so.
    pub priority: Option<PriorityNote>,
    /// When it is due, if the letter says so.
    pub due: Option<Due>,
    /// Who is to do it, where the letter names one body and not all addressees.
    pub assigned_to: Option<String>,
    /// The phrases that matched: the verb of order and what it is about.
    pub because: Vec<Reason>,
    /// How sure the proposal is.
    pub confidence: Confidence,
}

/// Proposes what the letter orders, in the order of its clauses.
#[must_use]
pub fn obligations(letter: &Letter, patterns: &Patterns) -> Vec<ProposedObligation> {
    // Reports, submissions and invitations ask upwards or invite; they order nothing.
    if matches!(
        letter.kind.value(),
        Some(DocumentKind::BaoCao | DocumentKind::ToTrinh | DocumentKind::GiayMoi)
    ) {
        return Vec::new();
    }
    let texts: Vec<Passage> =
        letter.clauses.iter().map(|clause| Passage::again(&clause.text, &clause.spans)).collect();
    let scopes = orders::scopes(letter, &texts, &patterns.orders);
    let mut found: Vec<(usize, ProposedObligation)> = Vec::new();
    for (index, (text, scope)) in texts.iter().zip(&scopes).enumerate() {
        let proposals = of_clause(index, text, scope, letter, patterns);
        found.extend(proposals.into_iter().map(|proposal| (index, proposal)));
    }
    // What a heading says in sum, its items say in detail.
    let mut above = BTreeSet::new();
    for (index, _) in &found {
        let mut parent = letter.clauses.get(*index).and_then(|clause| clause.parent);
        while let Some(at) = parent {
            if !above.insert(at) {
                break;
            }
            parent = letter.clauses.get(at).and_then(|clause| clause.parent);
        }
    }
    found.retain(|(index, _)| !above.contains(index));
    found.into_iter().map(|(_, proposal)| proposal).collect()
}

/// A measure that a part of a sentence asks for.
struct Hit {
    measure: Measure,
    words: Range<usize>,
    verb: Range<usize>,
    phrase: Option<Range<usize>>,
    /// A phrase of the heading, where the part itself does not say what it is about.
    topic: Option<Reason>,
    told: Option<String>,
    confidence: Confidence,
}

fn of_clause(
    index: usize,
    text: &Passage,
    scope: &Scope,
    letter: &Letter,
    patterns: &Patterns,
) -> Vec<ProposedObligation> {
    let task = letter.clauses.get(index).is_some_and(|clause| clause.role == ClauseRole::Task);
    let parts = orders::parts(text, task, scope, &patterns.orders);
    let mut hits: Vec<Hit> = Vec::new();
    for part in &parts {
        let mut matched = matches(text, part, patterns);
        if matched.is_empty() && part.own {
            matched.extend(of_heading(index, text, part, letter, patterns));
        }
        if matched.is_empty() && part.own && part.words.len() >= 3 {
            matched.push(Hit {
                measure: Measure::Other,
                words: part.words.clone(),
                verb: part.verb.clone(),
                phrase: None,
                topic: None,
                told: part.told.clone(),
                confidence: part.confidence,
            });
        }
        // The same measure in the next part of the clause is one obligation.
        for hit in matched {
            let known = hits.iter_mut().rfind(|known| known.measure == hit.measure);
            // A part with its own deadline is its own obligation.
            match known {
                Some(known) if dated(index, text, &known.words, &hit.words, letter) => {
                    hits.push(hit)
                }
                Some(known) if known.words.end == hit.words.start => {
                    known.words.end = hit.words.end;
                }
                Some(_) if hit.measure != Measure::Other => {}
                _ => hits.push(hit),
            }
        }
    }
    // Parts that only explain belong to what stands before them in the same sentence.
    if let [only] = hits.as_mut_slice()
        && let (Some(first), Some(last)) = (parts.first(), parts.last())
        && first.sentence == last.sentence
    {
        only.words = first.words.start.min(only.words.start)..last.words.end;
    }
    hits.into_iter().filter_map(|hit| propose(index, text, hit, scope, letter, patterns)).collect()
}

/// What the heading above says that the part is about: under `2. Về lỗ hổng bảo mật`, a part with
/// a verb of that measure.
fn of_heading(
    index: usize,
    text: &Passage,
    part: &Part,
    letter: &Letter,
    patterns: &Patterns,
) -> Option<Hit> {
    let heading = letter.clauses.get(letter.clauses.get(index)?.parent?)?;
    if heading.text.chars().count() > 160 || heading.text.ends_with('.') {
        return None;
    }
    let topic = Passage::again(&heading.text, &heading.spans);
    let all = 0..topic.len();
    let mut topics = patterns.measures.iter().filter_map(|measure| {
        let pattern = measure.patterns.first()?;
        let phrase = pattern.phrases.first(&topic, all.clone())?;
        Some((measure.measure, pattern, phrase))
    });
    let (measure, pattern, phrase) = topics.next()?;
    // A heading about several things does not say which of them a part is about.
    if topics.next().is_some() {
        return None;
    }
    let verb = pattern
        .verbs
        .all(text, part.from..part.words.end)
        .find(|verb| !orders::is_told(text, verb.start, &patterns.orders))?;
    let (phrase, spans) = topic.quote(phrase);
    Some(Hit {
        measure,
        words: part.words.clone(),
        verb,
        phrase: None,
        topic: Some(Reason { phrase, spans }),
        told: part.told.clone(),
        confidence: Confidence::Medium.min(part.confidence),
    })
}

/// Whether both parts have a deadline.
fn dated(
    index: usize,
    text: &Passage,
    one: &Range<usize>,
    other: &Range<usize>,
    letter: &Letter,
) -> bool {
    let Some(clause) = letter.clauses.get(index) else { return false };
    let due = |words: &Range<usize>| due(letter, &clause.path, &text.spans(words.clone()));
    due(one).is_some() && due(other).is_some()
}

/// The measures that a part asks for, in the order of its words.
fn matches(text: &Passage, part: &Part, patterns: &Patterns) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for measure in &patterns.measures {
        let found = measure.patterns.iter().find_map(|pattern| find(text, part, pattern, patterns));
        hits.extend(found.map(|(verb, phrase)| Hit {
            measure: measure.measure,
            words: part.words.clone(),
            verb,
            phrase: Some(phrase),
            topic: None,
            told: part.told.clone(),
            confidence: part.confidence,
        }));
    }
    hits.sort_by_key(|hit| hit.phrase.as_ref().map_or(0, |phrase| phrase.start));
    hits
}

/// The first phrase of a pattern that follows one of its verbs closely enough.
fn find(
    text: &Passage,
    part: &Part,
    pattern: &Pattern,
    patterns: &Patterns,
) -> Option<(Range<usize>, Range<usize>)> {
    let mut phrases = pattern.phrases.all(text, part.words.clone()).peekable();
    phrases.peek()?;
    let verbs: Vec<Range<usize>> = pattern
        .verbs
        .all(text, part.from..part.words.end)
        .filter(|verb| !orders::is_told(text, verb.start, &patterns.orders))
        .collect();
    let (verb, phrase) = phrases.find_map(|phrase| {
        // A verb before the phrase says more than one that is the phrase itself.
        let before = verbs.partition_point(|verb| verb.end <= phrase.start);
        let near = before.checked_sub(1).and_then(|at| verbs.get(at));
        let near = near.filter(|verb| phrase.start.saturating_sub(verb.end) <= pattern.within);
        let same = verbs.partition_point(|verb| verb.start <= phrase.start).checked_sub(1);
        let verb = near.or_else(|| verbs.get(same?))?;
        let apart = phrase.start.saturating_sub(verb.end);
        (apart <= pattern.within).then(|| (verb.clone(), phrase))
    })?;
    let sentence = part.words.clone();
    let also = pattern.also.as_ref();
    if also.is_some_and(|also| also.first(text, sentence.clone()).is_none())
        || pattern.without.first(text, sentence).is_some()
    {
        return None;
    }
    Some((verb, phrase))
}

fn propose(
    index: usize,
    text: &Passage,
    hit: Hit,
    scope: &Scope,
    letter: &Letter,
    patterns: &Patterns,
) -> Option<ProposedObligation> {
    let clause = letter.clauses.get(index)?;
    let (proof, population) = patterns.of(hit.measure);
    let reason = |words: Range<usize>| Reason {
        phrase: text.slice(words.clone()).to_owned(),
        spans: text.spans(words),
    };
    let mut because = vec![reason(hit.verb.clone())];
    because.extend(hit.phrase.filter(|phrase| *phrase != hit.verb).map(reason));
    let phrase = |words: Range<usize>| text.slice(words).to_owned();
    because.extend(hit.topic);
    let first = patterns.orders.first.first(text, hit.words.clone());
    let urgent = patterns.orders.urgent.first(text, hit.words.clone());
    let priority = first
        .map(|words| PriorityNote::First { phrase: phrase(words) })
        .or_else(|| urgent.map(|words| PriorityNote::Urgent { phrase: phrase(words) }));
    let (quote, spans) = text.quote(hit.words);
    Some(ProposedObligation {
        measure: hit.measure,
        clause: clause.path.clone(),
        text: quote,
        due: due(letter, &clause.path, &spans),
        spans,
        proof,
        population,
        priority,
        assigned_to: clause
            .assigned_to
            .as_ref()
            .map(|lead| lead.value.clone())
            .or(hit.told)
            .or_else(|| scope.assigned_to.clone()),
        because,
        confidence: hit.confidence,
    })
}

/// The deadline that stands in the same words, or in the row of the table of tasks.
fn due(letter: &Letter, clause: &str, spans: &[Span]) -> Option<Due> {
    let first = letter.deadlines.partition_point(|deadline| {
        // Deadlines stand in the order of the clauses, so those of one clause are neighbours.
        deadline.spans.first().map(|span| (span.block, span.row))
            < spans.first().map(|span| (span.block, span.row))
    });
    let within = |deadline: &&super::model::Deadline| {
        let task = clause.rsplit('/').next().is_some_and(|label| label.starts_with('▦'));
        let covered = deadline.spans.iter().all(|span| {
            spans.iter().any(|whole| {
                (whole.block, whole.row, whole.cell) == (span.block, span.row, span.cell)
                    && whole.start <= span.start
                    && span.end <= whole.end
            })
        });
        deadline.clause.as_deref() == Some(clause) && (task || covered)
    };
    letter.deadlines.iter().skip(first).take(64).find(within).map(|deadline| Due {
        text: deadline.text.clone(),
        on: deadline.on,
        recurring: deadline.recurring,
    })
}
