//! Directives: the list, one beside its reading, corrections, obligations, whom it binds.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::http::StatusCode;
use chrono::NaiveDate;
use db::Tx;
use kernel::{DirectiveId, Message, OrganizationId};
use registry::{EXACT, OrganizationKind};
use serde::{Deserialize, Deserializer, Serialize};
use web::{
    ApiError, ApiResult, Ctx, Json, OrganizationRef, Page, Path, Permission, Query, Scope, Topic,
};

use super::views::{
    CitedView, ContactView, DirectiveDetail, DirectiveView, Numbers, ObligationPatch, ReadField,
    ReadingView, RecipientView, Text, files, plain_range, view,
};
use crate::Directives;
use crate::commands::{self, By, FieldPatch};
use crate::error::DirectiveError;
use crate::letter::{CitedAs, Confidence, Field, Letter, Reading, RecipientRole, Span};
use crate::model::{Directive, DirectiveState, LetterReading, PopulationQuery, Window};
use crate::population::{self, MOST_BODIES};
use crate::store;

/// Directives that one answer shows.
const MOST_DIRECTIVES: u32 = 500;

pub(super) fn by(ctx: &Ctx) -> By {
    By { actor: ctx.caller.actor, now: ctx.now() }
}

/// A refused file with what is wrong in it.
pub(super) fn refusal(error: DirectiveError) -> ApiError {
    match &error {
        DirectiveError::Read(read) => {
            let problem = read.problem.clone();
            ApiError::from(error).with_problems(vec![problem])
        }
        _ => error.into(),
    }
}

/// Whether a caller may see a directive: what binds their branch, or a draft that they may settle.
fn is_visible(directive: &Directive, ctx: &Ctx) -> bool {
    let scope = ctx.scope(Permission::DirectivesView);
    match directive.state {
        DirectiveState::Discarded => false,
        DirectiveState::Draft => may_edit(directive, &ctx.scope(Permission::DirectivesIssue)),
        DirectiveState::Confirmed | DirectiveState::Closed => {
            scope.is_everything() || directive.bodies.iter().any(|body| scope.allows(*body))
        }
    }
}

/// Whoever settles a directive must reach every body that it binds.
fn may_edit(directive: &Directive, scope: &Scope) -> bool {
    scope.is_everything()
        || (!directive.bodies.is_empty() && directive.bodies.iter().all(|body| scope.allows(*body)))
}

/// A directive that the caller may see, or 404.
pub(super) async fn visible(id: DirectiveId, ctx: &Ctx, tx: &mut Tx) -> ApiResult<Directive> {
    let directive = commands::find(id, tx).await?;
    if is_visible(&directive, ctx) { Ok(directive) } else { Err(ApiError::not_found()) }
}

/// A directive that the caller may settle.
pub(super) async fn editable(id: DirectiveId, ctx: &Ctx, tx: &mut Tx) -> ApiResult<Directive> {
    let directive = visible(id, ctx, tx).await?;
    if may_edit(&directive, &ctx.scope(Permission::DirectivesIssue)) {
        Ok(directive)
    } else {
        Err(access::AccessError::Forbidden.into())
    }
}

/// The directives that bind the caller's branch, newest first, and the drafts they may settle.
#[utoipa::path(get, path = "/api/v1/directives", tag = "directives",
    responses((status = 200, description = "Directives", body = Page<DirectiveView>), ApiError))]
pub(super) async fn list_directives(ctx: Ctx) -> ApiResult<Json<Page<DirectiveView>>> {
    ctx.require(Permission::DirectivesView)?;
    let mut tx = ctx.read().await?;
    let numbers = Numbers::load(&mut tx).await?;
    let mut items = Vec::new();
    for directive in store::directives::newest(MOST_DIRECTIVES, &mut tx).await? {
        if is_visible(&directive, &ctx) {
            items.push(view(&directive, &numbers, plain_range, &mut tx).await?);
        }
    }
    Ok(Json(Page::complete(items)))
}

/// A directive beside the text it was read from.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive", body = DirectiveDetail), ApiError))]
pub(super) async fn show_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesView)?;
    let mut tx = ctx.read().await?;
    visible(directive_id, &ctx, &mut tx).await?;
    Ok(Json(detail(directive_id, &duty, &ctx, &mut tx).await?))
}

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

/// A field that was sent, be it null, apart from one that was not.
fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// What a person corrects; null empties a field, what is not sent stays.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DirectivePatch {
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    number: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    symbol: Option<Option<String>>,
    /// Day of issue as `2024-01-22`.
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>, format = Date)]
    dated: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    issuer: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    subject: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    signer: Option<Option<String>>,
    #[serde(deserialize_with = "sent")]
    #[schema(value_type = Option<Window>)]
    window: Option<Option<Window>>,
}

/// Corrects what was read of a directive.
#[utoipa::path(patch, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = DirectivePatch,
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn correct_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<DirectivePatch>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    let DirectivePatch { number, symbol, dated, issuer, subject, signer, window } = body;
    let patch = FieldPatch { number, symbol, dated, issuer, subject, signer, window };
    duty.correct(&directive, patch, by(&ctx), &mut tx).await?;
    let answer = detail(directive_id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(Json(answer))
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/api/v1/directives/{directive_id}", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 204, description = "Thrown away"), ApiError))]
pub(super) async fn discard_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<StatusCode> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    duty.discard(&directive, by(&ctx), &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(StatusCode::NO_CONTENT)
}

/// The obligations as a person settles them.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub(super) struct ObligationsBody {
    /// Those that change; the others stay as they are.
    obligations: Vec<ObligationPatch>,
}

/// Settles which obligations count, when they are due and what they weigh.
#[utoipa::path(put, path = "/api/v1/directives/{directive_id}/obligations", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = ObligationsBody,
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn set_directive_obligations(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<ObligationsBody>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    let obligations = Directives::settled(&directive, body.obligations)?;
    duty.set_obligations(&directive, obligations, by(&ctx), &mut tx).await?;
    let answer = detail(directive_id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(Json(answer))
}

/// A rule to look at before it is taken.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PopulationParameters {
    /// Kinds of body, separated by commas; with it or `under` or `depth`, what the rule would bind
    /// is shown in place of what is bound.
    kinds: Option<String>,
    /// Only this body and those below it.
    under: Option<OrganizationId>,
    /// Only bodies at most so many steps below the top.
    depth: Option<u32>,
}

/// Whom a directive binds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct PopulationAnswer {
    /// The bodies that the caller may see, by name.
    organizations: Vec<OrganizationRef>,
    /// How many are bound in all.
    bound: u64,
    /// The rule, where they were chosen by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<PopulationQuery>,
}

fn population(
    bodies: &[OrganizationId],
    query: Option<PopulationQuery>,
    ctx: &Ctx,
) -> PopulationAnswer {
    let scope = ctx.scope(Permission::DirectivesView);
    let mut organizations: Vec<OrganizationRef> = bodies
        .iter()
        .filter(|body| scope.allows(**body))
        .map(|body| ctx.reference(*body))
        .collect();
    organizations.sort_by_cached_key(|body| (kernel::text::fold(&body.name), body.id));
    let bound = u64::try_from(bodies.len()).unwrap_or(u64::MAX);
    PopulationAnswer { organizations, bound, query }
}

/// The bodies that a directive binds, or those that a rule would bind.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}/population", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive"),
        PopulationParameters),
    responses((status = 200, description = "The bodies", body = PopulationAnswer), ApiError))]
pub(super) async fn show_directive_population(
    ctx: Ctx,
    Path(directive_id): Path<DirectiveId>,
    Query(asked): Query<PopulationParameters>,
) -> ApiResult<Json<PopulationAnswer>> {
    let scope = ctx.require(Permission::DirectivesView)?;
    let mut tx = ctx.read().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    if asked.kinds.is_none() && asked.under.is_none() && asked.depth.is_none() {
        return Ok(Json(population(&directive.bodies, directive.population.clone(), &ctx)));
    }
    let mut kinds = Vec::new();
    for name in asked.kinds.iter().flat_map(|names| names.split(',')).filter(|n| !n.is_empty()) {
        let known = OrganizationKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>();
        let unfit = || DirectiveError::unfit("kinds", name, known.join(", "));
        kinds.push(OrganizationKind::by_name(name).ok_or_else(unfit)?);
    }
    let query = PopulationQuery { kinds, under: asked.under, depth: asked.depth };
    let tree = registry::load_tree(ctx.now(), &mut tx).await?;
    let bodies = population::chosen(&query, &tree, |body| scope.allows(body));
    Ok(Json(population(&bodies, Some(query), &ctx)))
}

/// Whom a directive is to bind: bodies one by one, or by a rule.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PopulationBody {
    /// The bodies.
    organization_ids: Option<Vec<OrganizationId>>,
    /// The rule; what it finds today is bound.
    query: Option<PopulationQuery>,
}

/// Settles whom a directive binds.
#[utoipa::path(put, path = "/api/v1/directives/{directive_id}/population", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = PopulationBody,
    responses((status = 200, description = "The bodies", body = PopulationAnswer), ApiError))]
pub(super) async fn bind_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<PopulationBody>,
) -> ApiResult<Json<PopulationAnswer>> {
    let scope = ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    let tree = registry::load_tree(ctx.now(), &mut tx).await?;
    let bodies = match (&body.organization_ids, &body.query) {
        (Some(ids), None) => ids.clone(),
        (None, Some(query)) => population::chosen(query, &tree, |body| scope.allows(body)),
        _ => {
            let allowed = "organization_ids | query";
            return Err(DirectiveError::unfit("population", "", allowed).into());
        }
    };
    if bodies.len() > MOST_BODIES {
        let allowed = format!("≤ {MOST_BODIES}");
        return Err(DirectiveError::unfit("organization_ids", bodies.len(), allowed).into());
    }
    for body in &bodies {
        scope.check(*body)?;
    }
    duty.bind(&directive, bodies, body.query, &tree, by(&ctx), &mut tx).await?;
    let directive = commands::find(directive_id, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(Json(population(&directive.bodies, directive.population.clone(), &ctx)))
}

/// Confirms a draft: it counts from now on.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/confirm", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn confirm_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    duty.confirm(&directive, by(&ctx), &mut tx).await?;
    let answer = detail(directive_id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(Json(answer))
}

/// Closes a directive: it is carried out or withdrawn.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/close", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "The directive now", body = DirectiveDetail), ApiError))]
pub(super) async fn close_directive(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<DirectiveDetail>> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(directive_id, &ctx, &mut tx).await?;
    duty.close(&directive, by(&ctx), &mut tx).await?;
    let answer = detail(directive_id, &duty, &ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    Ok(Json(answer))
}
