//! Directives as they are sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use db::Tx;
use kernel::{DirectiveId, Message, ObligationId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::OrganizationRef;

use crate::Directives;
use crate::error::DirectiveError;
use crate::letter::{Measure, ProofClass, Span};
use crate::measures::is_measured;
use crate::model::{Cited, Directive, DirectiveState, Obligation, Window};
use crate::store;

/// How many letters came with a directive, and how many it says did.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct Attached {
    /// Cited letters that are here.
    have: u32,
    /// Letters that it says are attached.
    said: u32,
}

/// The letter that a directive carries out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Parent {
    /// Number and symbol; as written where it has none.
    number: String,
    /// Day of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<NaiveDate>,
    /// The same letter as received here.
    #[serde(skip_serializing_if = "Option::is_none")]
    directive_id: Option<DirectiveId>,
}

/// A stretch of the text as [`super::directives`] shows it.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct TextRange {
    /// Index of the block.
    pub(super) block: usize,
    /// First character, from 0.
    pub(super) start: usize,
    /// The character after the last.
    pub(super) end: usize,
}

/// Over what completion is counted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PopulationView {
    /// What is counted.
    kind: crate::letter::Population,
    /// Bodies that are bound.
    bound: u64,
    /// The rule by which they were chosen, as a query.
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
}

/// What has to be done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ObligationView {
    id: ObligationId,
    /// Its measure.
    code: Measure,
    /// How it is called on the board.
    title: String,
    /// Path of the clause.
    clause: String,
    /// The words that order it.
    text: String,
    /// Where they begin in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text_range: Option<TextRange>,
    /// Key of the words that say how it is measured.
    measure: String,
    /// Whether there is a measure for it today.
    measured: bool,
    population: PopulationView,
    proof_class: ProofClass,
    /// Share among the obligations, 1 to 100.
    weight: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
    /// Whether it counts.
    included: bool,
}

/// A directive.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Directive)]
pub(super) struct DirectiveView {
    pub(super) id: DirectiveId,
    pub(super) state: DirectiveState,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<Window>,
    received_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Parent>,
    obligations: Vec<ObligationView>,
    attached: Attached,
    /// Name of the file it came in; empty for pasted text.
    file_name: String,
}

/// The letters that were received, to be found by number and date.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(BTreeMap<String, Vec<(Option<NaiveDate>, DirectiveId)>>);

impl Numbers {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, DirectiveError> {
        let mut numbers: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (number, dated, id) in store::directives::numbers(tx).await? {
            numbers.entry(number).or_default().push((dated, id));
        }
        Ok(Self(numbers))
    }

    /// The one letter of that number; where the date is known on both sides it must be the same.
    pub(super) fn find(
        &self,
        number: Option<&str>,
        dated: Option<NaiveDate>,
        but: DirectiveId,
    ) -> Option<DirectiveId> {
        let same = self.0.get(&kernel::text::fold(number?))?;
        let mut fitting = same.iter().filter(|(day, id)| {
            *id != but && day.zip(dated).is_none_or(|(day, dated)| day == dated)
        });
        let (_, id) = fitting.next()?;
        // Two letters of one number: neither is taken for the cited one.
        fitting.next().is_none().then_some(*id)
    }
}

fn parent(cited: &Cited, but: DirectiveId, numbers: &Numbers) -> Parent {
    Parent {
        number: cited.number.clone().unwrap_or_else(|| cited.text.clone()),
        dated: cited.dated,
        directive_id: numbers.find(cited.number.as_deref(), cited.dated, but),
    }
}

fn obligation(
    obligation: &Obligation,
    directive: &Directive,
    range: &impl Fn(Span) -> Option<TextRange>,
) -> ObligationView {
    ObligationView {
        id: obligation.id,
        code: obligation.code,
        title: obligation.title.clone(),
        clause: obligation.clause.clone(),
        text: obligation.text.clone(),
        text_range: obligation.spans.first().copied().and_then(range),
        measure: format!("letter.measures.{}", obligation.code.code()),
        measured: is_measured(obligation.code),
        population: PopulationView {
            kind: obligation.population,
            bound: u64::try_from(directive.bodies.len()).unwrap_or(u64::MAX),
            query: directive
                .population
                .as_ref()
                .and_then(|query| serde_json::to_string(query).ok()),
        },
        proof_class: obligation.proof,
        weight: obligation.weight,
        due_at: obligation.due_at,
        included: obligation.included,
    }
}

/// How spans of the document become places of the text that is shown.
pub(super) fn plain_range(span: Span) -> Option<TextRange> {
    let plain = span.row.is_none() && span.cell.is_none();
    plain.then_some(TextRange { block: span.block, start: span.start, end: span.end })
}

/// A directive as it is sent; `range` places spans in the text that is shown.
pub(super) async fn view(
    directive: &Directive,
    numbers: &Numbers,
    range: impl Fn(Span) -> Option<TextRange>,
    tx: &mut Tx,
) -> Result<DirectiveView, DirectiveError> {
    let signer = store::directives::signer(directive.fields.signer, tx).await?;
    let obligations =
        directive.obligations.iter().map(|one| obligation(one, directive, &range)).collect();
    let cited: std::collections::BTreeSet<u32> =
        directive.files.iter().filter_map(|file| file.cited).collect();
    let fields = directive.fields.clone();
    Ok(DirectiveView {
        id: directive.id,
        state: directive.state,
        number: fields.number,
        symbol: fields.symbol,
        dated: fields.dated,
        issuer: fields.issuer,
        subject: fields.subject,
        signer,
        window: fields.window,
        received_at: directive.received_at,
        confirmed_at: directive.confirmed_at,
        parent: directive.parent.as_ref().map(|cited| parent(cited, directive.id, numbers)),
        obligations,
        attached: Attached {
            have: u32::try_from(cited.len()).unwrap_or(u32::MAX),
            said: directive.said,
        },
        file_name: directive.file.name.clone(),
    })
}

/// A piece of the letter's text.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TextBlock {
    index: usize,
    text: String,
    /// `paragraph`, `heading` (bold and centred) or `cell`.
    kind: &'static str,
}

/// A field as it was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ReadField {
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    pub(super) found: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<TextRange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<crate::letter::Confidence>,
}

/// A line of the recipients.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RecipientView {
    pub(super) text: String,
    /// `act`, `report_to`, `carry_out`, `coordinate`, `know` or `file`.
    pub(super) role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) organization: Option<OrganizationRef>,
}

/// A letter that is cited.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct CitedView {
    /// Index among the citations, to attach a file by.
    pub(super) index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<NaiveDate>,
    /// `carries_out`, `warning`, `attached`, `basis` or `mentioned`.
    pub(super) how: &'static str,
    pub(super) text: String,
    /// Whether the letter says that it is attached.
    pub(super) attached: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) directive_id: Option<DirectiveId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attached_file: Option<String>,
}

/// A contact that the letter gives: a card, not a duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ContactView {
    pub(super) name: String,
    pub(super) phones: Vec<String>,
    pub(super) emails: Vec<String>,
    pub(super) warnings: Vec<Message>,
}

/// The reading beside the text.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub(super) struct ReadingView {
    /// Whether the reading was erased.
    pub(super) erased: bool,
    pub(super) blocks: Vec<TextBlock>,
    pub(super) fields: Vec<ReadField>,
    pub(super) addressees: Vec<String>,
    pub(super) recipients: Vec<RecipientView>,
    pub(super) cited: Vec<CitedView>,
    pub(super) contacts: Vec<ContactView>,
    /// What a person should look at.
    pub(super) notes: Vec<Message>,
}

/// A file of the directive.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FileView {
    /// Content hash; the file is at `/blobs/{id}`.
    id: String,
    name: String,
    bytes: u64,
}

/// A directive with its reading.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct DirectiveDetail {
    #[serde(flatten)]
    pub(super) directive: DirectiveView,
    pub(super) reading: ReadingView,
    pub(super) files: Vec<FileView>,
}

pub(super) fn files(directive: &Directive) -> Vec<FileView> {
    let own = std::iter::once(&directive.file);
    own.chain(directive.files.iter().map(|attached| &attached.file))
        .map(|file| FileView { id: file.blob.clone(), name: file.name.clone(), bytes: file.bytes })
        .collect()
}

/// The text as shown: paragraphs as they are, tables cell by cell, numbered through.
pub(super) struct Text {
    pub(super) blocks: Vec<TextBlock>,
    places: BTreeMap<(usize, Option<usize>, Option<usize>), usize>,
}

impl Text {
    pub(super) fn of(document: &documents::Document) -> Self {
        let mut text = Self { blocks: Vec::new(), places: BTreeMap::new() };
        for (at, block) in document.blocks.iter().enumerate() {
            match block {
                documents::Block::Paragraph { text: words, bold, centred } => {
                    let kind = if *bold && *centred { "heading" } else { "paragraph" };
                    text.push((at, None, None), words.clone(), kind);
                }
                documents::Block::Table(table) => {
                    for (row, cells) in table.rows.iter().enumerate() {
                        for (cell, words) in cells.cells.iter().enumerate() {
                            if !words.is_empty() {
                                text.push((at, Some(row), Some(cell)), words.clone(), "cell");
                            }
                        }
                    }
                }
            }
        }
        text
    }

    fn push(
        &mut self,
        place: (usize, Option<usize>, Option<usize>),
        text: String,
        kind: &'static str,
    ) {
        let index = self.blocks.len();
        self.places.insert(place, index);
        self.blocks.push(TextBlock { index, text, kind });
    }

    pub(super) fn range(&self, span: Span) -> Option<TextRange> {
        let block = *self.places.get(&(span.block, span.row, span.cell))?;
        Some(TextRange { block, start: span.start, end: span.end })
    }
}

/// An obligation as a person settles it. What is not sent stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(super) struct ObligationPatch {
    /// Which; it must be one of the directive's.
    pub(super) id: ObligationId,
    /// How it is called on the board.
    pub(super) title: Option<String>,
    /// Its measure.
    pub(super) code: Option<Measure>,
    /// Share among the obligations, 1 to 100.
    pub(super) weight: Option<u32>,
    /// When it is due; null or not sent: no day is set.
    #[serde(default)]
    pub(super) due_at: Option<Timestamp>,
    /// What stands behind a claim of completion.
    pub(super) proof_class: Option<ProofClass>,
    /// Whether it counts.
    pub(super) included: Option<bool>,
}

impl Directives {
    /// The obligations of a directive with what a person settled; those that are not named stay.
    pub(super) fn settled(
        directive: &Directive,
        patches: Vec<ObligationPatch>,
    ) -> Result<Vec<Obligation>, DirectiveError> {
        let mut obligations = directive.obligations.clone();
        for patch in patches {
            let Some(known) = obligations.iter_mut().find(|known| known.id == patch.id) else {
                return Err(DirectiveError::unfit("id", patch.id, "directive.obligations"));
            };
            if let Some(title) = patch.title {
                known.title = kernel::text::tidy(&title);
            }
            known.code = patch.code.unwrap_or(known.code);
            known.weight = patch.weight.unwrap_or(known.weight);
            known.due_at = patch.due_at;
            known.proof = patch.proof_class.unwrap_or(known.proof);
            known.included = patch.included.unwrap_or(known.included);
        }
        Ok(obligations)
    }
}
