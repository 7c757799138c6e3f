//! Bodies that go over to others: who inherits open findings, claims, contacts and bodies below.

use kernel::{OrganizationId, SiteId};
use registry::{Heir, Inheritance, RegistryError, SuccessionKind};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::organizations::{OrganizationView, load};
use super::writing::{finish, first_instant, pen};
use crate::{ApiError, ApiResult, AppState, Ctx, Json, Path, Permission, Topic};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(succeed_organization))
}

/// What a successor inherits of what no successor's sites name.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
struct InheritsForm {
    /// Open findings.
    #[serde(default)]
    findings: bool,
    /// Claims, and sites that are left.
    #[serde(default)]
    claims: bool,
    /// People and contacts.
    #[serde(default)]
    contacts: bool,
    /// Bodies below; where nobody is named, the heir of the findings.
    #[serde(default)]
    children: Option<bool>,
}

/// A successor.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct SuccessorForm {
    /// The body.
    organization_id: OrganizationId,
    /// What it inherits.
    #[serde(default)]
    inherits: InheritsForm,
    /// Sites that go to it with their findings and claims.
    #[serde(default)]
    sites: Vec<SiteId>,
}

/// A succession.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct SuccessionForm {
    /// In which way.
    kind: SuccessionKind,
    /// First day or instant of the new state.
    at: String,
    /// Who follows.
    successors: Vec<SuccessorForm>,
}

fn heirs(successors: Vec<SuccessorForm>) -> Vec<Heir> {
    let named = successors.iter().any(|one| one.inherits.children == Some(true));
    let heir = |form: SuccessorForm| Heir {
        organization: form.organization_id,
        inherits: Inheritance {
            findings: form.inherits.findings,
            claims: form.inherits.claims,
            contacts: form.inherits.contacts,
            children: form.inherits.children.unwrap_or(!named && form.inherits.findings),
            sites: form.sites,
        },
    };
    successors.into_iter().map(heir).collect()
}

/// Has a body followed by others: merged, split, renamed as a new body, or abolished.
#[utoipa::path(post, path = "/api/v1/organizations/{organization_id}/succession",
    tag = "registry",
    params(("organization_id" = OrganizationId, Path, description = "The body")),
    request_body = SuccessionForm,
    responses((status = 200, description = "The body", body = OrganizationView), ApiError))]
async fn succeed_organization(
    ctx: Ctx,
    Path(organization_id): Path<OrganizationId>,
    Json(form): Json<SuccessionForm>,
) -> ApiResult<Json<OrganizationView>> {
    let scope = ctx.require(Permission::OrganizationsEdit)?;
    scope.check(organization_id)?;
    for successor in &form.successors {
        scope.check(successor.organization_id)?;
    }
    let at = first_instant(Some(&form.at))?.ok_or(RegistryError::PeriodInvalid)?;
    let mut tx = ctx.write().await?;
    pen(&ctx)
        .succeed_organization(organization_id, form.kind, at, heirs(form.successors), &mut tx)
        .await?;
    finish(organization_id, Some(organization_id), &ctx, tx).await?;
    ctx.state.hub.tell(Topic::Finding, "", None);
    Ok(Json(load(organization_id, ctx.now(), &ctx).await?))
}
