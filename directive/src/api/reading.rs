//! What was read of a letter, beside its text.

use std::collections::BTreeMap;

use db::Tx;
use kernel::{DirectiveId, Message};
use registry::EXACT;
use web::{ApiResult, Ctx, OrganizationRef};

use super::views::{
    CitedView, ContactView, DirectiveDetail, Numbers, ReadField, ReadingView, RecipientView, Text,
    files, view,
};
use crate::Directives;
use crate::commands;
use crate::letter::{CitedAs, Confidence, Field, Letter, Reading, RecipientRole, Span};
use crate::model::{Directive, LetterReading};

/// A directive beside its text, as it stands in `tx`.
pub(super) async fn detail(
    id: DirectiveId,
    duty: &Directives,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<DirectiveDetail> {
    let directive = commands::find(id, tx).await?;
    let numbers = Numbers::load(tx).await?;
    let reading = duty.reading_of(&directive, tx).await?;
    let erased = reading.is_none();
    let LetterReading { document, letter } = reading.unwrap_or_default();
    let text = Text::of(&document);
    let names = registry::load_names(ctx.now(), tx).await?;
    let organization = |name: &str| -> Option<OrganizationRef> {
        let best = names.matches(name, 1).into_iter().next()?;
        (best.score >= EXACT).then(|| ctx.reference(best.organization))
    };
    let view = view(&directive, &numbers, |span| text.range(span), tx).await?;
    let reading = ReadingView {
        erased,
        fields: fields(&letter, &text),
        addressees: letter.addressees.iter().map(|line| line.value.clone()).collect(),
        recipients: recipients(&letter, organization),
        cited: cited(&letter, &directive, &numbers),
        contacts: contacts(&letter),
        notes: letter.notes.iter().map(kernel::Problem::message).collect(),
        blocks: text.blocks,
    };
    Ok(DirectiveDetail { directive: view, reading, files: files(&directive) })
}

fn fields(letter: &Letter, text: &Text) -> Vec<ReadField> {
    let word = |field: &Field<String>| field.value().cloned();
    let field =
        |name, value: Option<String>, reading: Option<(&Vec<Span>, Confidence)>| ReadField {
            name,
            found: value.is_some(),
            value,
            at: reading.and_then(|(spans, _)| spans.first()).and_then(|span| text.range(*span)),
            confidence: reading.map(|(_, confidence)| confidence),
        };
    let of = |name, found: &Field<String>| field(name, word(found), place(found));
    let dated = letter.issued_on.value().map(|day| day.0.to_string());
    let window = letter.validity.value().map(|validity| validity.text.clone());
    let parent = letter.parent_letter.and_then(|at| letter.citations.get(at));
    vec![
        of("number", &letter.number),
        of("symbol", &letter.symbol),
        field("dated", dated, place(&letter.issued_on)),
        of("issuer", &letter.issuer),
        of("subject", &letter.subject),
        of("signer", &letter.signing.signer),
        field("window", window, place(&letter.validity)),
        field(
            "parent",
            parent.map(|cited| cited.text.clone()),
            parent.map(|cited| (&cited.spans, cited.confidence)),
        ),
        field(
            "due",
            letter.deadlines.first().map(|deadline| deadline.text.clone()),
            letter.deadlines.first().map(|deadline| (&deadline.spans, deadline.confidence)),
        ),
    ]
}

fn place<T: utoipa::ToSchema>(field: &Field<T>) -> Option<(&Vec<Span>, Confidence)> {
    match field {
        Field::Found(Reading { spans, confidence, .. }) => Some((spans, *confidence)),
        Field::NotFound => None,
    }
}

fn recipients(
    letter: &Letter,
    organization: impl Fn(&str) -> Option<OrganizationRef>,
) -> Vec<RecipientView> {
    let role = |role: &RecipientRole| match role {
        RecipientRole::Act => "act",
        RecipientRole::Report => "report_to",
        RecipientRole::CarryOut => "carry_out",
        RecipientRole::Coordinate => "coordinate",
        RecipientRole::Information => "know",
        RecipientRole::Archive => "file",
    };
    letter
        .recipients
        .iter()
        .map(|recipient| RecipientView {
            text: recipient.name.clone(),
            role: recipient.roles.first().map_or("know", role),
            organization: organization(&recipient.name),
        })
        .collect()
}

fn cited(letter: &Letter, directive: &Directive, numbers: &Numbers) -> Vec<CitedView> {
    let mut attached = BTreeMap::new();
    for file in &directive.files {
        if let Some(cited) = file.cited.and_then(|cited| usize::try_from(cited).ok()) {
            attached.insert(cited, file.file.blob.clone());
        }
    }
    let view = |(index, citation): (usize, &crate::letter::Citation)| CitedView {
        index,
        number: citation.number.clone(),
        date: citation.issued_on,
        how: match citation.cited_as {
            CitedAs::CarriedOut => "carries_out",
            CitedAs::WarnedOf => "warning",
            CitedAs::Attached => "attached",
            CitedAs::LegalBasis => "basis",
            CitedAs::Mentioned => "mentioned",
        },
        text: citation.text.clone(),
        attached: citation.attached || citation.cited_as == CitedAs::Attached,
        directive_id: numbers.find(citation.number.as_deref(), citation.issued_on, directive.id),
        attached_file: attached.remove(&index),
    };
    letter.citations.iter().enumerate().map(view).collect()
}

fn contacts(letter: &Letter) -> Vec<ContactView> {
    let warning = |phone: &crate::letter::Phone| {
        (!phone.plausible).then(|| {
            Message::new("problems.letter.phone_digits")
                .with("phone", &phone.text)
                .with("digits", phone.digits.len())
        })
    };
    letter
        .contacts
        .iter()
        .map(|contact| ContactView {
            name: contact.name.clone(),
            phones: contact.phones.iter().map(|phone| phone.text.clone()).collect(),
            emails: contact.emails.iter().map(|email| email.value.clone()).collect(),
            warnings: contact.phones.iter().filter_map(warning).collect(),
        })
        .collect()
}
