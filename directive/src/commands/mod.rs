//! What people do with directives, for the routes and the command line alike. Each is one change of
//! the log in the caller's transaction; nothing is committed here.

mod answering;
mod checks;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use db::Tx;
use kernel::{DirectiveId, OrganizationId, Timestamp};
use ledger::journal::payload;
use ledger::{Actor, PayloadHash};
use registry::Tree;

use crate::Directives;
use crate::error::DirectiveError;
use crate::events::{Confirmed, DirectiveEvent, Received};
use crate::model::{Directive, DirectiveState, Fields, Obligation, PopulationQuery, StoredFile};
use crate::reading::{self, ReadLetter};
use crate::store;
use checks::{check_obligations, confirmed, correction, not_closed, text, tidy};

pub use answering::{MOST_EXPLANATION, frozen, log_head};

/// Files of one directive at most.
const MOST_FILES: usize = 100;

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
}

/// What a person corrects; an outer none leaves a field as it is, an inner one empties it.
#[derive(Clone, Debug, Default)]
pub struct FieldPatch {
    /// Number and symbol.
    pub number: Option<Option<String>>,
    /// The symbol alone.
    pub symbol: Option<Option<String>>,
    /// Day of issue.
    pub dated: Option<Option<NaiveDate>>,
    /// The issuing body.
    pub issuer: Option<Option<String>>,
    /// What it is about.
    pub subject: Option<Option<String>>,
    /// The signer's name.
    pub signer: Option<Option<String>>,
    /// The time for which it holds.
    pub window: Option<Option<crate::model::Window>>,
}

/// A directive that was not thrown away.
///
/// # Errors
///
/// [`DirectiveError::NotFound`].
pub async fn find(id: DirectiveId, tx: &mut Tx) -> Result<Directive, DirectiveError> {
    store::directives::find(id, tx)
        .await?
        .filter(|directive| directive.state != DirectiveState::Discarded)
        .ok_or(DirectiveError::NotFound { what: "directive" })
}

impl Directives {
    /// Takes a letter in as a draft. `bodies` are proposed to be bound.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::AlreadyReceived`] for the same file.
    pub async fn receive(
        &self,
        file: StoredFile,
        read: &ReadLetter,
        bodies: Vec<OrganizationId>,
        by: By,
        tx: &mut Tx,
    ) -> Result<DirectiveId, DirectiveError> {
        if let Some(before) = store::directives::of_blob(&file.blob, tx).await? {
            let named = before.fields.number.or(before.fields.subject);
            let name = named.filter(|_| before.file.name.is_empty()).unwrap_or(before.file.name);
            return Err(DirectiveError::AlreadyReceived { name });
        }
        let letter = &read.reading.letter;
        let signer = self.seal(letter.signing.signer.value(), tx).await?;
        let fields = Fields {
            number: letter.number.value().cloned(),
            symbol: letter.symbol.value().cloned(),
            dated: letter.issued_on.value().map(|day| day.0),
            issuer: letter.issuer.value().cloned(),
            subject: letter.subject.value().cloned(),
            signer,
            window: reading::window(letter),
        };
        let directive = self.ids.next(by.now);
        let event = Received {
            directive,
            file,
            reading: payload::seal(&read.reading, &self.ids, tx).await?,
            fields,
            parent: reading::parent(letter),
            said: reading::said_attached(letter),
            obligations: reading::proposed_obligations(&read.proposed, &self.ids, by.now),
            bodies,
        };
        self.record(&DirectiveEvent::Received(Box::new(event)), by, tx).await?;
        Ok(directive)
    }

    /// Corrects what was read. Nothing is recorded where nothing changes.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::FieldUnfit`], [`DirectiveError::WrongState`].
    pub async fn correct(
        &self,
        directive: &Directive,
        patch: FieldPatch,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        not_closed(directive)?;
        let mut fields = directive.fields.clone();
        let mut corrections = Vec::new();
        text("number", patch.number, &mut fields.number, &mut corrections)?;
        text("symbol", patch.symbol, &mut fields.symbol, &mut corrections)?;
        text("issuer", patch.issuer, &mut fields.issuer, &mut corrections)?;
        text("subject", patch.subject, &mut fields.subject, &mut corrections)?;
        if let Some(dated) = patch.dated
            && dated != fields.dated
        {
            let said = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            corrections.push(correction("dated", said(fields.dated), said(dated)));
            fields.dated = dated;
        }
        if let Some(signer) = patch.signer {
            let signer = tidy("signer", signer)?;
            if signer != store::directives::signer(fields.signer, tx).await? {
                let sealed = self.seal(signer.as_ref(), tx).await?;
                let said = |hash: Option<PayloadHash>| hash.map(|hash| hash.to_string());
                corrections.push(correction("signer", said(fields.signer), said(sealed)));
                fields.signer = sealed;
            }
        }
        if let Some(mut window) = patch.window {
            if let Some(window) = &mut window {
                window.text = tidy("window", Some(window.text.clone()))?.unwrap_or_default();
                if window.from.zip(window.to).is_some_and(|(from, to)| to < from) {
                    let to = window.to.map(|to| to.to_string()).unwrap_or_default();
                    return Err(DirectiveError::unfit("window.to", to, "≥ window.from"));
                }
            }
            if window != fields.window {
                let said = |window: &Option<crate::model::Window>| {
                    window.as_ref().map(serde_json::to_string).transpose()
                };
                corrections.push(correction("window", said(&fields.window)?, said(&window)?));
                fields.window = window;
            }
        }
        if corrections.is_empty() {
            return Ok(());
        }
        let event = DirectiveEvent::Corrected { directive: directive.id, fields, corrections };
        self.record(&event, by, tx).await
    }

    /// Adds a letter that came with it; `cited` is the index of the citation that it is.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::FieldUnfit`] for a citation that is not there,
    /// [`DirectiveError::AlreadyReceived`] for the same file.
    pub async fn attach(
        &self,
        directive: &Directive,
        file: StoredFile,
        cited: Option<u32>,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        not_closed(directive)?;
        if directive.files.len() >= MOST_FILES {
            return Err(DirectiveError::unfit("file", &file.name, format!("≤ {MOST_FILES}")));
        }
        if let Some(same) = directive.files.iter().find(|known| known.file.blob == file.blob) {
            return Err(DirectiveError::AlreadyReceived { name: same.file.name.clone() });
        }
        if let Some(cited) = cited {
            let reading = self.reading_of(directive, tx).await?.unwrap_or_default();
            let citations = reading.letter.citations.len();
            if usize::try_from(cited).is_ok_and(|cited| cited >= citations) {
                return Err(DirectiveError::unfit("cited", cited, format!("< {citations}")));
            }
        }
        let event = DirectiveEvent::FileAttached { directive: directive.id, file, cited };
        self.record(&event, by, tx).await
    }

    /// Settles what the directive orders. Clause, words and places stay as they were read.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::FieldUnfit`], [`DirectiveError::WrongState`].
    pub async fn set_obligations(
        &self,
        directive: &Directive,
        obligations: Vec<Obligation>,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        not_closed(directive)?;
        check_obligations(&obligations)?;
        if directive.state == DirectiveState::Confirmed
            && !obligations.iter().any(|obligation| obligation.included)
        {
            return Err(DirectiveError::NoObligation);
        }
        if obligations == directive.obligations {
            return Ok(());
        }
        let event = DirectiveEvent::ObligationsSet { directive: directive.id, obligations };
        self.record(&event, by, tx).await
    }

    /// Settles whom the directive binds.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::BodyUnknown`], [`DirectiveError::NobodyBound`] once it is confirmed.
    pub async fn bind(
        &self,
        directive: &Directive,
        bodies: Vec<OrganizationId>,
        query: Option<PopulationQuery>,
        tree: &Tree,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        not_closed(directive)?;
        let bodies: BTreeSet<OrganizationId> = bodies.into_iter().collect();
        // A body that was bound before it ended stays.
        let known = |body: &OrganizationId| {
            tree.body(*body).is_some() || directive.bodies.binary_search(body).is_ok()
        };
        if let Some(unknown) = bodies.iter().find(|body| !known(body)) {
            return Err(DirectiveError::BodyUnknown { id: unknown.to_string() });
        }
        if bodies.is_empty() && directive.state == DirectiveState::Confirmed {
            return Err(DirectiveError::NobodyBound);
        }
        let bodies: Vec<OrganizationId> = bodies.into_iter().collect();
        if bodies == directive.bodies && query == directive.population {
            return Ok(());
        }
        let event = DirectiveEvent::PopulationSet { directive: directive.id, bodies, query };
        self.record(&event, by, tx).await
    }

    /// Confirms a draft as it stands: it counts from now on.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::WrongState`], [`DirectiveError::NoObligation`],
    /// [`DirectiveError::NobodyBound`].
    pub async fn confirm(
        &self,
        directive: &Directive,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        if directive.state != DirectiveState::Draft {
            return Err(DirectiveError::WrongState { state: directive.state.name() });
        }
        if directive.included().next().is_none() {
            return Err(DirectiveError::NoObligation);
        }
        if directive.bodies.is_empty() {
            return Err(DirectiveError::NobodyBound);
        }
        let event = Confirmed {
            directive: directive.id,
            fields: directive.fields.clone(),
            obligations: directive.obligations.clone(),
            bodies: directive.bodies.clone(),
        };
        self.record(&DirectiveEvent::Confirmed(Box::new(event)), by, tx).await
    }

    /// Closes a confirmed directive.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::WrongState`].
    pub async fn close(
        &self,
        directive: &Directive,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        confirmed(directive)?;
        self.record(&DirectiveEvent::Closed { directive: directive.id }, by, tx).await
    }

    /// Throws a draft away.
    ///
    /// # Errors
    ///
    /// [`DirectiveError::WrongState`] once it counts.
    pub async fn discard(
        &self,
        directive: &Directive,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        if directive.state != DirectiveState::Draft {
            return Err(DirectiveError::WrongState { state: directive.state.name() });
        }
        self.record(&DirectiveEvent::Discarded { directive: directive.id }, by, tx).await
    }

    /// The reading of a directive; none once it was erased.
    ///
    /// # Errors
    ///
    /// When the log cannot be read.
    pub async fn reading_of(
        &self,
        directive: &Directive,
        tx: &mut Tx,
    ) -> Result<Option<crate::model::LetterReading>, DirectiveError> {
        Ok(payload::open(directive.reading, tx).await?)
    }

    async fn seal(
        &self,
        text: Option<&String>,
        tx: &mut Tx,
    ) -> Result<Option<PayloadHash>, DirectiveError> {
        match text {
            Some(text) => Ok(Some(payload::seal(text, &self.ids, tx).await?)),
            None => Ok(None),
        }
    }

    async fn record(
        &self,
        event: &DirectiveEvent,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        self.record_event(event, by, tx).await
    }

    async fn record_event<E: ledger::Event>(
        &self,
        event: &E,
        by: By,
        tx: &mut Tx,
    ) -> Result<(), DirectiveError> {
        self.journal.record(event, by.actor, by.now, tx).await?;
        Ok(())
    }
}
