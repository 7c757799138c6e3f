//! From a file to a letter: the document is read, then the letter in it. CPU work and the child
//! process for PDF stay off the async threads.

use std::sync::Arc;

use documents::pdf::PdfChild;
use documents::{Document, Limits, read_document, secrecy_stamp};
use kernel::{Ids, Locale, Message, Timestamp};

use crate::Directives;
use crate::error::DirectiveError;
use crate::letter::{
    CitedAs, Letter, Measure, Patterns, PriorityNote, ProposedObligation, obligations, read_letter,
};
use crate::model::{Cited, LetterReading, Obligation, Window};
use crate::time::end_of_day;

/// Letters of a title that is taken from a clause.
const TITLE_LETTERS: usize = 80;
/// Weight of an obligation that the letter puts first, and of any other.
const WEIGHTS: (u32, u32) = (2, 1);

/// A letter with what it orders.
#[derive(Clone, Debug, Default)]
pub struct ReadLetter {
    /// The document and what was read from it.
    pub reading: LetterReading,
    /// What it orders.
    pub proposed: Vec<ProposedObligation>,
}

impl Directives {
    /// Reads a letter from a file, or from pasted text where `name` is empty.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::Read`] where the file is no readable document, is above the limits, or is
    /// stamped secret.
    pub async fn read_file(
        &self,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<ReadLetter, DirectiveError> {
        let (pdf, limits) = (self.pdf.clone(), self.limits);
        let (name, patterns) = (name.to_owned(), Arc::clone(&self.patterns));
        tokio::task::spawn_blocking(move || read(&name, &bytes, pdf.as_ref(), &limits, &patterns))
            .await
            .map_err(|error| DirectiveError::Internal(error.to_string()))?
    }
}

/// Reads a letter; blocks.
///
/// # Errors
///
/// As [`Directives::read_file`].
pub fn read(
    name: &str,
    bytes: &[u8],
    pdf: Option<&PdfChild>,
    limits: &Limits,
    patterns: &Patterns,
) -> Result<ReadLetter, DirectiveError> {
    let document = document(name, bytes, pdf, limits)?;
    let letter = read_letter(&document);
    let proposed = obligations(&letter, patterns);
    Ok(ReadLetter { reading: LetterReading { document, letter }, proposed })
}

/// Reads a document and refuses one that is stamped secret.
///
/// # Errors
///
/// As [`Directives::read_file`].
pub fn document(
    name: &str,
    bytes: &[u8],
    pdf: Option<&PdfChild>,
    limits: &Limits,
) -> Result<Document, DirectiveError> {
    let document = match pdf {
        Some(child) => child.read_document(name, bytes, limits)?,
        None => read_document(name, bytes, limits)?,
    };
    match secrecy_stamp(&document) {
        Some(stamp) => Err(stamp.refusal(name).into()),
        None => Ok(document),
    }
}

/// The obligations of the directive as they are proposed to a person, in the order of the letter.
#[must_use]
pub fn proposed_obligations(
    proposed: &[ProposedObligation],
    ids: &Ids,
    now: Timestamp,
) -> Vec<Obligation> {
    proposed
        .iter()
        .map(|proposal| Obligation {
            id: ids.next(now),
            code: proposal.measure,
            title: title(proposal),
            clause: proposal.clause.clone(),
            text: proposal.text.clone(),
            spans: proposal.spans.clone(),
            weight: match proposal.priority {
                Some(PriorityNote::First { .. }) => WEIGHTS.0,
                Some(PriorityNote::Urgent { .. }) | None => WEIGHTS.1,
            },
            // A deadline that comes back, or that lacks its year, is for a person to settle.
            due_at: proposal
                .due
                .as_ref()
                .filter(|due| !due.recurring)
                .and_then(|due| due.on)
                .map(end_of_day),
            proof: proposal.proof,
            population: proposal.population,
            included: true,
        })
        .collect()
}

/// The title is Vietnamese in every language of the interface, as the letter and the answer are.
fn title(proposal: &ProposedObligation) -> String {
    if proposal.measure == Measure::Other {
        let cut: String = proposal.text.chars().take(TITLE_LETTERS).collect();
        return if cut.len() < proposal.text.len() {
            format!("{}…", cut.trim_end())
        } else {
            cut
        };
    }
    Message::new(&format!("letter.measures.{}", proposal.measure.code())).text(Locale::Vi)
}

/// The time for which a letter holds.
#[must_use]
pub fn window(letter: &Letter) -> Option<Window> {
    let validity = letter.validity.value()?;
    Some(Window { from: validity.from, to: validity.to, text: validity.text.clone() })
}

/// The letter that a letter carries out.
#[must_use]
pub fn parent(letter: &Letter) -> Option<Cited> {
    let citation = letter.citations.get(letter.parent_letter?)?;
    Some(Cited {
        number: citation.number.clone(),
        dated: citation.issued_on,
        text: citation.text.clone(),
    })
}

/// How many letters a letter says are attached to it.
#[must_use]
pub fn said_attached(letter: &Letter) -> u32 {
    let attached = letter
        .citations
        .iter()
        .filter(|citation| citation.attached || citation.cited_as == CitedAs::Attached)
        .count();
    u32::try_from(attached).unwrap_or(u32::MAX)
}
