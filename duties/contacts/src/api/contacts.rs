//! The directory, and entering contact points. They are people of the registry with roles.

use axum::http::StatusCode;
use db::Tx;
use kernel::{OrganizationId, Period, PersonId, Timestamp};
use registry::model::PersonData;
use registry::{ContactPoint, ContactRole, RegistryError};
use serde::Deserialize;
use web::{ApiError, ApiResult, Ctx, Json, Page, Paging, Path, Permission, Query, Scope, Topic};

use super::views::{Contact, ContactDetail, detail, view};
use crate::directory::{Directory, Reach, matches};
use crate::error::ContactsError;
use crate::model::Freshness;
use crate::store;

/// Which contact points to list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ContactsQuery {
    /// Name, position, body, e-mail (without regard to marks) or digits of a number.
    q: Option<String>,
    /// Of this body and those below it.
    organization: Option<OrganizationId>,
    /// In this role.
    role: Option<ContactRole>,
    /// That can be relied on so far.
    freshness: Option<Freshness>,
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Contact points at most, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
}

/// The contact points of the caller's branch, and those of the bodies above that are meant for it.
#[utoipa::path(get, path = "/api/v1/contacts", tag = "contacts", params(ContactsQuery),
    responses((status = 200, description = "Contact points", body = Page<Contact>), ApiError))]
pub(super) async fn list_contacts(
    ctx: Ctx,
    Query(query): Query<ContactsQuery>,
) -> ApiResult<Json<Page<Contact>>> {
    let scope = ctx.require(Permission::ContactsView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let after: Option<PersonId> = paging.after()?;
    let mut tx = ctx.read().await?;
    let directory = Directory::load(ctx.now(), &mut tx).await?;
    let reach = directory.reach(scope.organization_ids());
    let mut cards = directory.cards(&reach, &mut tx).await?;
    cards.retain(|card| {
        let body = card.person.record.organization;
        query.organization.is_none_or(|branch| directory.tree.is_within(body, branch))
            && query.role.is_none_or(|role| card.person.record.contact.roles.has(role))
            && query.freshness.is_none_or(|freshness| card.freshness == freshness)
            && matches(card, directory.tree.body(body), query.q.as_deref().unwrap_or_default())
    });
    let total = u64::try_from(cards.len()).unwrap_or(u64::MAX);
    let skip = after
        .and_then(|id| cards.iter().position(|card| card.person.id == id))
        .map_or(0, |at| at + 1);
    let most = usize::try_from(paging.limit() + 1).unwrap_or(usize::MAX);
    let cards = cards.into_iter().skip(skip).take(most).collect();
    let page = Page::cut(cards, paging.limit(), |card| card.person.id).of_total(total);
    Ok(Json(page.map(|card| view(card, &reach, &ctx))))
}

/// A contact point with the calls to it.
#[utoipa::path(get, path = "/api/v1/contacts/{person_id}", tag = "contacts",
    params(("person_id" = PersonId, Path, description = "The person")),
    responses((status = 200, description = "The contact point", body = ContactDetail), ApiError))]
pub(super) async fn show_contact(
    ctx: Ctx,
    Path(person_id): Path<PersonId>,
) -> ApiResult<Json<ContactDetail>> {
    let scope = ctx.require(Permission::ContactsView)?;
    let mut tx = ctx.read().await?;
    Ok(Json(shown(person_id, &scope, &ctx, &mut tx).await?))
}

/// A contact point as shown. The calls to it are for its own branch alone.
pub(super) async fn shown(
    id: PersonId,
    scope: &Scope,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<ContactDetail> {
    let directory = Directory::load(ctx.now(), tx).await?;
    let reach = directory.reach(scope.organization_ids());
    let person = registry::store::person(id, tx).await?;
    let person = person
        .filter(|person| {
            let body = person.record.organization;
            let near = scope.allows(body) || reach.above.contains(&body);
            near && !person.erased
                && !person.record.contact.roles.is_empty()
                && directory.may_see(person, &reach)
        })
        .ok_or_else(ApiError::not_found)?;
    let own = scope.allows(person.record.organization);
    let calls = if own { store::calls_to(id, tx).await? } else { Vec::new() };
    Ok(detail(directory.card(person), calls, &reach, ctx))
}

/// A contact point to be entered, or all that is known of one from now on.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactForm {
    /// Whose contact point.
    organization_id: OrganizationId,
    /// Name of the person or the desk.
    name: String,
    /// Position.
    #[serde(default)]
    position: Option<String>,
    /// In which roles they are called.
    roles: Vec<ContactRole>,
    /// Telephone numbers; one that cannot be right is kept and flagged.
    #[serde(default)]
    phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    emails: Vec<String>,
    /// A remark.
    #[serde(default)]
    note: Option<String>,
    /// From when; none: since ever.
    #[serde(default)]
    valid_from: Option<Timestamp>,
    /// Until when; none: until further notice.
    #[serde(default)]
    valid_to: Option<Timestamp>,
}

async fn save(
    id: Option<PersonId>,
    form: ContactForm,
    scope: &Scope,
    ctx: &Ctx,
) -> ApiResult<Json<ContactDetail>> {
    scope.check(form.organization_id)?;
    let data = PersonData::new(&form.name, form.position.as_deref(), &form.phones, &form.emails)?
        .with_note(form.note.as_deref())?;
    if form.roles.is_empty() {
        return Err(ContactsError::NoRole.into());
    }
    let period = Period::new(form.valid_from, form.valid_to).ok_or(RegistryError::PeriodInvalid)?;
    let mut tx = ctx.write().await?;
    let mut point = ContactPoint::default();
    if let Some(id) = id {
        let row = registry::store::person(id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
        scope.check(row.record.organization)?;
        point = row.record.contact;
    }
    point = ContactPoint { roles: form.roles.into_iter().collect(), period, ..point };
    let pen = registry::Pen {
        journal: &ctx.state.journal,
        ids: &ctx.state.ids,
        actor: ctx.caller.actor,
        now: ctx.now(),
    };
    let body = form.organization_id;
    let id = pen.save_contact(id, body, &data, Some(point), &mut tx).await?;
    tx.commit().await?;
    ctx.state.hub.tell(Topic::Registry, id, Some(body));
    let mut tx = ctx.read().await?;
    let row = registry::store::person(id, &mut tx).await?.ok_or_else(ApiError::not_found)?;
    let directory = Directory::load(ctx.now(), &mut tx).await?;
    let calls = store::calls_to(id, &mut tx).await?;
    Ok(Json(detail(directory.card(row), calls, &Reach::default(), ctx)))
}

/// Enters a contact point.
#[utoipa::path(post, path = "/api/v1/contacts", tag = "contacts", request_body = ContactForm,
    responses((status = 201, description = "The contact point", body = ContactDetail), ApiError))]
pub(super) async fn create_contact(
    ctx: Ctx,
    Json(form): Json<ContactForm>,
) -> ApiResult<(StatusCode, Json<ContactDetail>)> {
    let scope = ctx.require(Permission::ContactsEdit)?;
    Ok((StatusCode::CREATED, save(None, form, &scope, &ctx).await?))
}

/// Replaces what is known of a contact point. Other numbers need a call of their own.
#[utoipa::path(put, path = "/api/v1/contacts/{person_id}", tag = "contacts",
    params(("person_id" = PersonId, Path, description = "The person")), request_body = ContactForm,
    responses((status = 200, description = "The contact point", body = ContactDetail), ApiError))]
pub(super) async fn change_contact(
    ctx: Ctx,
    Path(person_id): Path<PersonId>,
    Json(form): Json<ContactForm>,
) -> ApiResult<Json<ContactDetail>> {
    let scope = ctx.require(Permission::ContactsEdit)?;
    save(Some(person_id), form, &scope, &ctx).await
}
