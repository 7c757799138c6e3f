//! Whose an address is, by the claims.

use std::net::IpAddr;

use kernel::{ClaimId, Message, OrganizationId, Timestamp};
use registry::{Space, store};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::claims::{ClaimView, views};
use crate::{ApiError, ApiResult, AppState, Ctx, Json, OrganizationRef, Permission, Query};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(look_up_address))
}

/// Which address, and when.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct LookupQuery {
    /// An address, a domain, or an AS number (`AS64500`).
    address: String,
    /// At which instant; now where nothing is said.
    at: Option<Timestamp>,
}

/// Whose an address is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LookupView {
    /// The claims that hold it, narrowest first; those that the caller may see.
    claims: Vec<ClaimView>,
    /// The body, where the claims name exactly one.
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<OrganizationRef>,
    /// Why.
    reason: Message,
}

/// Whose an address was at a time, and why.
#[utoipa::path(get, path = "/api/v1/claims/lookup", tag = "registry", params(LookupQuery),
    responses((status = 200, description = "The answer", body = LookupView), ApiError))]
async fn look_up_address(
    ctx: Ctx,
    Query(query): Query<LookupQuery>,
) -> ApiResult<Json<LookupView>> {
    let scope = ctx.require(Permission::ClaimsView)?;
    let at = query.at.unwrap_or_else(|| ctx.now());
    let mut tx = ctx.read().await?;
    let text = query.address.trim();
    let space = match text.parse::<IpAddr>() {
        Ok(address) => Space::Cidr(address.into()),
        Err(_) => text.parse::<Space>()?,
    };
    // Only what meets it is read: ten thousand claims make no difference.
    let index = store::load_claim_index_at(&space, &mut tx).await?;
    let found = match &space {
        Space::Asn(number) => index.lookup_asn(*number, at),
        Space::Domain(name) => index.lookup_domain(name, at),
        Space::Cidr(net) => index.lookup(net.network(), at),
    };
    let seen = |organization: &OrganizationId| scope.allows(*organization);
    let mut ids: Vec<ClaimId> = Vec::new();
    for candidate in found.candidates().filter(|one| seen(&one.organization)) {
        if !ids.contains(&candidate.claim) {
            ids.push(candidate.claim);
        }
    }
    let organization = found.organization().filter(seen);
    // Whoever does not see the body learns no more than that it is not theirs.
    let foreign = found.organization().is_some() && organization.is_none();
    let nothing = foreign || (ids.is_empty() && found.candidates().next().is_some());
    let reason = if nothing { Message::new("registry.reason.none") } else { found.reason() };
    let mut rows = store::claims_by_id(ids.iter().copied(), &mut tx).await?;
    let rows = ids.iter().filter_map(|id| Some((*id, rows.remove(id)?))).collect();
    let claims = views(rows, at, &ctx, &mut tx).await?;
    let organization = organization.map(|id| ctx.reference(id));
    Ok(Json(LookupView { claims, organization, reason }))
}
