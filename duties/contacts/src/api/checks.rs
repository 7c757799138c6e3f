//! Recording that somebody called, and what came of it.

use db::Tx;
use kernel::{OrganizationId, PersonId, Timestamp};
use ledger::journal::payload;
use registry::Tree;
use serde::Deserialize;
use web::{ApiError, ApiResult, Ctx, Json, Path, Permission, Scope, Topic};

use super::contacts::shown;
use super::views::ContactDetail;
use crate::error::ContactsError;
use crate::events::{CallWords, ContactEvent};
use crate::model::CallOutcome;

/// Longest text of a call, in bytes.
const MOST_TEXT: usize = 400;

/// A call that was made.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactCheckForm {
    /// What came of it.
    outcome: CallOutcome,
    /// When it was made; none: just now.
    #[serde(default)]
    called_at: Option<Timestamp>,
    /// Which number was called.
    #[serde(default)]
    phone: Option<String>,
    /// Who answered.
    #[serde(default)]
    answered_by: Option<String>,
    /// A remark.
    #[serde(default)]
    note: Option<String>,
}

/// Records a call to a contact point. It proves something where the caller stands above the body.
#[utoipa::path(post, path = "/api/v1/contacts/{person_id}/checks", tag = "contacts",
    params(("person_id" = PersonId, Path, description = "The person")),
    request_body = ContactCheckForm,
    responses((status = 201, description = "The contact point", body = ContactDetail), ApiError))]
pub(super) async fn record_contact_check(
    ctx: Ctx,
    Path(person_id): Path<PersonId>,
    Json(form): Json<ContactCheckForm>,
) -> ApiResult<(axum::http::StatusCode, Json<ContactDetail>)> {
    let scope = ctx.require(Permission::ContactsEdit)?;
    let mut tx = ctx.write().await?;
    let body = record(person_id, form, &scope, &ctx, &mut tx).await?;
    tx.commit().await?;
    ctx.state.hub.tell(Topic::Registry, person_id, Some(body));
    let mut tx = ctx.read().await?;
    let contact = shown(person_id, &scope, &ctx, &mut tx).await?;
    Ok((axum::http::StatusCode::CREATED, Json(contact)))
}

async fn record(
    id: PersonId,
    form: ContactCheckForm,
    scope: &Scope,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<OrganizationId> {
    let person = registry::store::person(id, tx).await?.filter(|person| !person.erased);
    let person = person.ok_or_else(ApiError::not_found)?;
    let organization = person.record.organization;
    scope.check(organization)?;
    let point = person.record.contact;
    if point.roles.is_empty() {
        return Err(ContactsError::NoRole.into());
    }
    let now = ctx.now();
    let called_at = form.called_at.unwrap_or(now);
    if called_at > now {
        return Err(ContactsError::CalledInFuture.into());
    }
    let words = CallWords {
        answered_by: text("answered_by", form.answered_by)?,
        phone: text("phone", form.phone)?,
        note: text("note", form.note)?,
    };
    let words = match words.is_empty() {
        true => None,
        false => Some(payload::seal(&words, &ctx.state.ids, tx).await?),
    };
    let tree = registry::load_tree(now, tx).await?;
    let event = ContactEvent::Checked {
        person: id,
        organization,
        numbers: point.numbers,
        called_at,
        outcome: form.outcome,
        independent: is_above(organization, scope, &tree),
        words,
    };
    ctx.record(&event, tx).await?;
    Ok(organization)
}

/// Whether the caller reaches beyond the body: it is not the body's own word then.
fn is_above(body: OrganizationId, scope: &Scope, tree: &Tree) -> bool {
    let parent = tree.body(body).and_then(|node| node.parent);
    scope.is_everything() || parent.is_some_and(|parent| scope.allows(parent))
}

fn text(field: &'static str, text: Option<String>) -> Result<Option<String>, ContactsError> {
    let text = kernel::text::tidy(text.as_deref().unwrap_or_default());
    if text.len() > MOST_TEXT {
        return Err(ContactsError::TextTooLong { field, most: MOST_TEXT });
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}
