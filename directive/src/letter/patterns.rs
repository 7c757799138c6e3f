//! The patterns by which clauses become obligations: data of `catalog/obligations`, one file for
//! each measure and one for what makes a sentence an order.
//!
//! Phrases are written as people write them and folded on loading, so diacritics and case do not
//! matter in the letter.

use std::collections::BTreeMap;
use std::ops::Range;

use kernel::{Arguments, Classified, ErrorKind};
use serde::Deserialize;

use super::obligations::{Measure, Population, ProofClass};
use super::passage::Passage;

/// The shipped files, by name.
macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../catalog/obligations/", $name)))),*]
    };
}

/// In the order in which their measures are proposed where they begin at the same word.
const SHIPPED: &[(&str, &str)] = shipped![
    "levels.toml",
    "watch.toml",
    "sweep.toml",
    "botnet.toml",
    "vulnerabilities.toml",
    "incidents.toml",
    "awareness.toml",
    "cascade.toml",
    "contacts.toml",
    "report.toml",
    "other.toml",
];
const SHIPPED_ORDERS: (&str, &str) =
    ("orders.toml", include_str!("../../../catalog/obligations/orders.toml"));

/// Why the patterns could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// A file is not TOML of the expected form.
    #[error("{file}: not a pattern file")]
    Malformed {
        /// Name of the file.
        file: String,
        /// What the reader of TOML found.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A phrase has no letters, or a pattern has no phrases or verbs.
    #[error("{file}: pattern {pattern} has no usable {part}")]
    Empty {
        /// Name of the file.
        file: String,
        /// Number of the pattern in the file, from 1; 0 for the list of orders.
        pattern: usize,
        /// Which list is empty or holds an empty phrase.
        part: &'static str,
    },
    /// Two files are about the same measure.
    #[error("{file}: the measure {measure} has a file already")]
    Repeated {
        /// Name of the second file.
        file: String,
        /// The measure's code.
        measure: &'static str,
    },
}

impl Classified for PatternError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Misconfigured
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "letter.patterns_malformed",
            Self::Empty { .. } => "letter.patterns_empty",
            Self::Repeated { .. } => "letter.patterns_repeated",
        }
    }

    fn arguments(&self) -> Arguments {
        let (file, detail) = match self {
            Self::Malformed { file, source } => (file, source.message().to_owned()),
            Self::Empty { file, pattern, part } => (file, format!("{pattern}: {part}")),
            Self::Repeated { file, measure } => (file, (*measure).to_owned()),
        };
        [("file".to_owned(), file.clone()), ("detail".to_owned(), detail)].into()
    }
}

/// One file: a measure and how clauses ask for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureFile {
    pub(super) measure: Measure,
    pub(super) proof: ProofClass,
    pub(super) population: Population,
    #[serde(default, rename = "pattern")]
    patterns: Vec<PatternFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    phrases: Vec<String>,
    verbs: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    within: usize,
}

/// What makes a sentence an order, and what shows that it is none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdersFile {
    leads: Vec<String>,
    verbs: Vec<String>,
    adverbs: Vec<String>,
    subjects: Vec<String>,
    asks: Vec<String>,
    musts: Vec<String>,
    conditions: Vec<String>,
    not_after: Vec<String>,
    not_orders: Vec<String>,
    not_letters: Vec<String>,
    not_sections: Vec<String>,
    first: Vec<String>,
    urgent: Vec<String>,
}

/// A list of phrases by their first word, so that a text is matched in one pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    by_first: BTreeMap<String, Vec<Phrase>>,
}

/// A phrase as folded words; a phrase of one word as written too, for without its marks a single
/// syllable is many words (`cần`, `cán`, `căn`; `vá`, `và`).
#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    exact: Option<String>,
}

impl Phrases {
    fn new(phrases: &[String]) -> Option<Self> {
        let mut by_first: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        for phrase in phrases {
            let folded = kernel::text::fold(phrase);
            let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
            let first = words.first().filter(|first| !first.is_empty())?.clone();
            let exact = (words.len() == 1).then(|| kernel::text::tidy(phrase).to_lowercase());
            by_first.entry(first).or_default().push(Phrase { words, exact });
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Some(Self { by_first })
    }

    /// The longest phrase at a word, as its words.
    pub(super) fn at(&self, text: &Passage, index: usize) -> Option<Range<usize>> {
        let phrases = self.by_first.get(text.word(index))?;
        let fits = |phrase: &&Phrase| match &phrase.exact {
            Some(exact) => kernel::text::tidy(text.raw(index)).to_lowercase() == *exact,
            None => phrase.words.iter().enumerate().all(|(at, word)| text.word(index + at) == word),
        };
        phrases.iter().find(fits).map(|phrase| index..index + phrase.words.len())
    }

    /// The phrases within some words, in order; none begins inside another.
    pub(super) fn all<'a>(
        &'a self,
        text: &'a Passage,
        words: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let end = words.end;
        let mut next = words.start;
        std::iter::from_fn(move || {
            while next < end {
                let found = self.at(text, next).filter(|found| found.end <= end);
                next = found.as_ref().map_or(next + 1, |found| found.end);
                if found.is_some() {
                    return found;
                }
            }
            None
        })
    }

    /// The first phrase within some words.
    pub(super) fn first(&self, text: &Passage, words: Range<usize>) -> Option<Range<usize>> {
        self.all(text, words).next()
    }
}

/// How a clause asks for a measure: one of the phrases, after one of the verbs.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// What the measure is about.
    pub(super) phrases: Phrases,
    /// Verbs of order, of which one must stand at most `within` words before the phrase.
    pub(super) verbs: Phrases,
    /// If there are any, one must stand in the same sentence.
    pub(super) also: Option<Phrases>,
    /// None of them may stand in the same sentence.
    pub(super) without: Phrases,
    /// Greatest distance in words between the verb's end and the phrase's beginning.
    pub(super) within: usize,
}

/// A measure with its patterns.
#[derive(Clone, Debug)]
pub(super) struct MeasurePatterns {
    pub(super) measure: Measure,
    pub(super) proof: ProofClass,
    pub(super) population: Population,
    pub(super) patterns: Vec<Pattern>,
}

/// What makes a sentence an order.
#[derive(Clone, Debug)]
pub(super) struct Orders {
    /// In a sentence that opens a list: the list is what is to be done.
    pub(super) leads: Phrases,
    /// Verbs that make a sentence an order where it begins with them.
    pub(super) verbs: Phrases,
    /// Words that may stand before such a verb.
    pub(super) adverbs: Phrases,
    /// Who may be told to do something, at the beginning of a sentence.
    pub(super) subjects: Phrases,
    /// Words that ask: `đề nghị`, `yêu cầu`.
    pub(super) asks: Phrases,
    /// Words that oblige, where orders are expected: `phải`, `cần`.
    pub(super) musts: Phrases,
    /// First words of a condition, after which an order may follow: `Khi có sự cố, báo cáo …`.
    pub(super) conditions: Phrases,
    /// Before a verb: it tells what was or names the work, and orders nothing.
    pub(super) not_after: Phrases,
    /// In a sentence: it is no order (help, thanks, invitation, closing).
    pub(super) not_orders: Phrases,
    /// In a letter without an order that opens a list: nothing in it is an order.
    pub(super) not_letters: Phrases,
    /// In the heading of a section: nothing in the section is an order.
    pub(super) not_sections: Phrases,
    /// What comes first among what is to be done.
    pub(super) first: Phrases,
    /// What is to be done at once.
    pub(super) urgent: Phrases,
}

/// All patterns, loaded and checked.
#[derive(Clone, Debug)]
pub struct Patterns {
    pub(super) measures: Vec<MeasurePatterns>,
    pub(super) orders: Orders,
}

impl Patterns {
    /// The patterns that come with the program.
    ///
    /// # Errors
    ///
    /// As [`Self::load`]; a test proves that the shipped files load.
    pub fn shipped() -> Result<Self, PatternError> {
        Self::load(SHIPPED, SHIPPED_ORDERS)
    }

    /// Loads patterns from files, given as name and content; `orders` says what an order is.
    ///
    /// # Errors
    ///
    /// [`PatternError`] names the file, and the pattern where one is wrong.
    pub fn load(files: &[(&str, &str)], orders: (&str, &str)) -> Result<Self, PatternError> {
        let mut measures: Vec<MeasurePatterns> = Vec::new();
        for (name, content) in files {
            let file: MeasureFile = parse(name, content)?;
            if measures.iter().any(|known| known.measure == file.measure) {
                let (file, measure) = ((*name).to_owned(), file.measure.code());
                return Err(PatternError::Repeated { file, measure });
            }
            let patterns = file
                .patterns
                .iter()
                .enumerate()
                .map(|(index, pattern)| compile(name, index + 1, pattern))
                .collect::<Result<_, _>>()?;
            measures.push(MeasurePatterns {
                measure: file.measure,
                proof: file.proof,
                population: file.population,
                patterns,
            });
        }
        Ok(Self { measures, orders: compile_orders(orders)? })
    }

    /// The proof class and population of a measure, as its file says.
    pub(super) fn of(&self, measure: Measure) -> (ProofClass, Population) {
        self.measures
            .iter()
            .find(|known| known.measure == measure)
            .map_or((ProofClass::Said, Population::Bodies), |known| (known.proof, known.population))
    }
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, content: &str) -> Result<T, PatternError> {
    toml::from_str(content).map_err(|source| PatternError::Malformed {
        file: name.to_owned(),
        source: Box::new(source),
    })
}

fn phrases(
    file: &str,
    pattern: usize,
    part: &'static str,
    list: &[String],
) -> Result<Phrases, PatternError> {
    Phrases::new(list).ok_or_else(|| PatternError::Empty { file: file.to_owned(), pattern, part })
}

fn compile(file: &str, index: usize, pattern: &PatternFile) -> Result<Pattern, PatternError> {
    let empty = |part| PatternError::Empty { file: file.to_owned(), pattern: index, part };
    if pattern.phrases.is_empty() {
        return Err(empty("phrases"));
    }
    if pattern.verbs.is_empty() {
        return Err(empty("verbs"));
    }
    let also = phrases(file, index, "also", &pattern.also)?;
    Ok(Pattern {
        phrases: phrases(file, index, "phrases", &pattern.phrases)?,
        verbs: phrases(file, index, "verbs", &pattern.verbs)?,
        also: (!pattern.also.is_empty()).then_some(also),
        without: phrases(file, index, "without", &pattern.without)?,
        within: pattern.within,
    })
}

fn compile_orders((name, content): (&str, &str)) -> Result<Orders, PatternError> {
    let file: OrdersFile = parse(name, content)?;
    let list = |part, list: &[String]| phrases(name, 0, part, list);
    Ok(Orders {
        leads: list("leads", &file.leads)?,
        verbs: list("verbs", &file.verbs)?,
        adverbs: list("adverbs", &file.adverbs)?,
        subjects: list("subjects", &file.subjects)?,
        asks: list("asks", &file.asks)?,
        musts: list("musts", &file.musts)?,
        conditions: list("conditions", &file.conditions)?,
        not_after: list("not_after", &file.not_after)?,
        not_orders: list("not_orders", &file.not_orders)?,
        not_letters: list("not_letters", &file.not_letters)?,
        not_sections: list("not_sections", &file.not_sections)?,
        first: list("first", &file.first)?,
        urgent: list("urgent", &file.urgent)?,
    })
}
