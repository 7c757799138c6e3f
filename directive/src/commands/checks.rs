//! What a change of a directive is held against before it is recorded.

use std::collections::BTreeSet;

use crate::error::DirectiveError;
use crate::events::Correction;
use crate::model::{Directive, DirectiveState, Obligation};

/// Longest field of a letter that a person types, in letters.
const MOST_TEXT: usize = 1_000;
/// Obligations of one directive at most.
const MOST_OBLIGATIONS: usize = 200;

pub(super) fn not_closed(directive: &Directive) -> Result<(), DirectiveError> {
    match directive.state {
        DirectiveState::Draft | DirectiveState::Confirmed => Ok(()),
        state => Err(DirectiveError::WrongState { state: state.name() }),
    }
}

pub(super) fn confirmed(directive: &Directive) -> Result<(), DirectiveError> {
    match directive.state {
        DirectiveState::Confirmed => Ok(()),
        state => Err(DirectiveError::WrongState { state: state.name() }),
    }
}

pub(super) fn too_long(field: &'static str, most: usize) -> DirectiveError {
    DirectiveError::unfit(field, "…", format!("≤ {most}"))
}

pub(super) fn correction(field: &str, before: Option<String>, after: Option<String>) -> Correction {
    Correction { field: field.to_owned(), before, after }
}

pub(super) fn tidy(
    field: &'static str,
    given: Option<String>,
) -> Result<Option<String>, DirectiveError> {
    let text = given.map(|text| kernel::text::tidy(&text)).filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > MOST_TEXT) {
        return Err(too_long(field, MOST_TEXT));
    }
    Ok(text)
}

pub(super) fn text(
    field: &'static str,
    given: Option<Option<String>>,
    stands: &mut Option<String>,
    corrections: &mut Vec<Correction>,
) -> Result<(), DirectiveError> {
    let Some(given) = given else { return Ok(()) };
    let given = tidy(field, given)?;
    if given != *stands {
        corrections.push(correction(field, stands.clone(), given.clone()));
        *stands = given;
    }
    Ok(())
}

pub(super) fn check_obligations(obligations: &[Obligation]) -> Result<(), DirectiveError> {
    if obligations.len() > MOST_OBLIGATIONS {
        let allowed = format!("≤ {MOST_OBLIGATIONS}");
        return Err(DirectiveError::unfit("obligations", obligations.len(), allowed));
    }
    let mut ids = BTreeSet::new();
    for obligation in obligations {
        if !ids.insert(obligation.id) {
            return Err(DirectiveError::unfit("id", obligation.id, "≠"));
        }
        if obligation.title.trim().is_empty()
            || obligation.title.chars().count() > Obligation::MOST_TITLE
        {
            let allowed = format!("1–{}", Obligation::MOST_TITLE);
            return Err(DirectiveError::unfit("title", &obligation.title, allowed));
        }
        if !(1..=Obligation::MOST_WEIGHT).contains(&obligation.weight) {
            let allowed = format!("1–{}", Obligation::MOST_WEIGHT);
            return Err(DirectiveError::unfit("weight", obligation.weight, allowed));
        }
    }
    Ok(())
}
