//! Whom a directive binds: shown, tried by a rule, settled.

use std::sync::Arc;

use axum::Extension;
use kernel::{DirectiveId, OrganizationId};
use registry::OrganizationKind;
use serde::{Deserialize, Serialize};
use web::{ApiError, ApiResult, Ctx, Json, OrganizationRef, Path, Permission, Query, Topic};

use super::settling::{by, settle, visible};
use crate::Directives;
use crate::commands;
use crate::error::DirectiveError;
use crate::model::PopulationQuery;
use crate::population::{self, MOST_BODIES};

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
    let scope = ctx.scope(Permission::DirectivesIssue);
    let (directive, mut tx) = settle(directive_id, &ctx).await?;
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
