//! What a directive is answered with: explanations of figures, and figures frozen at a cut-off.

use db::Tx;
use kernel::{ObligationId, OrganizationId};
use ledger::journal::{head, payload};

use super::By;
use super::checks::{confirmed, too_long};
use crate::Directives;
use crate::board::{self, Figures};
use crate::error::DirectiveError;
use crate::events::{CutOffEvent, ExplanationEvent};
use crate::model::{CutOff, Directive, DirectiveState, LogHead};
use crate::store;

/// Longest explanation, in letters.
pub const MOST_EXPLANATION: usize = 2_000;
/// Longest note of a cut-off, in letters.
const MOST_NOTE: usize = 200;

impl Directives {
    /// A body explains a figure; an empty text takes the explanation back.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::NotBound`], [`DirectiveError::WrongState`], [`DirectiveError::FieldUnfit`].
    pub async fn explain(
        &self,
        directive: &Directive,
        organization: OrganizationId,
        obligation: ObligationId,
        text: &str,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        confirmed(directive)?;
        let bound = directive.bodies.binary_search(&organization).is_ok();
        if !bound || !directive.included().any(|known| known.id == obligation) {
            return Err(DirectiveError::NotBound);
        }
        let text = text.trim();
        if text.chars().count() > MOST_EXPLANATION {
            return Err(too_long("text", MOST_EXPLANATION));
        }
        let text = self.seal(Some(&text.to_owned()).filter(|text| !text.is_empty()), tx).await?;
        let event = ExplanationEvent { directive: directive.id, organization, obligation, text };
        self.record_event(&event, by, tx).await
    }

    /// Freezes the figures as they are now.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::WrongState`] for a draft, [`DirectiveError::FieldUnfit`] for a long note.
    pub async fn freeze(
        &self,
        directive: &Directive,
        note: Option<&str>,
        by: By,
        tx: &mut Tx,
    ) -> Result<CutOff, DirectiveError> {
        if directive.state == DirectiveState::Draft {
            return Err(DirectiveError::WrongState { state: directive.state.name() });
        }
        let note = note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
        if note.as_ref().is_some_and(|note| note.chars().count() > MOST_NOTE) {
            return Err(too_long("note", MOST_NOTE));
        }
        let figures = board::figures(directive, None, by.now, tx).await?;
        let end = log_head(tx).await?;
        let cut_off = CutOffEvent {
            cut_off: self.ids.next(by.now),
            directive: directive.id,
            figures: payload::put_bulk(&figures.to_bytes()?, tx).await?,
            root: figures.root()?,
            head_seq: end.seq,
            head_hash: end.hash,
            note: self.seal(note.as_ref(), tx).await?,
        };
        self.record_event(&cut_off, by, tx).await?;
        store::cut_offs::find(cut_off.cut_off, tx)
            .await?
            .ok_or(DirectiveError::NotFound { what: "cut_off" })
    }
}

/// The figures of a cut-off exactly as they were frozen.
///
/// # Errors
///
/// When the log cannot be read or the payload is damaged.
pub async fn frozen(cut_off: &CutOff, tx: &mut Tx) -> Result<(Vec<u8>, Figures), DirectiveError> {
    let bytes = payload::bulk(cut_off.figures, tx).await?;
    let figures = Figures::from_bytes(&bytes)?;
    Ok((bytes, figures))
}

/// The end of the log.
///
/// # Errors
///
/// When the log cannot be read.
pub async fn log_head(tx: &mut Tx) -> Result<LogHead, DirectiveError> {
    Ok(head(tx).await?.map(|entry| entry.as_head().into()).unwrap_or_default())
}
