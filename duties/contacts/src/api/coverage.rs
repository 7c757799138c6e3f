//! Which bodies have the contact points that they must have; the figures of the measure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kernel::{OrganizationId, Timestamp};
use ledger::findings::State;
use registry::ContactRole;
use serde::{Deserialize, Serialize};
use web::{ApiError, ApiResult, Ctx, Json, OrganizationRef, Permission, Query};

use crate::measure;
use crate::model::{Freshness, RoleStanding};
use crate::rules::Rules;

/// Bodies that are shown where nothing is said.
const USUAL: usize = 50;

/// About which bodies, and when.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CoverageQuery {
    /// This body alone; none: all of the branch.
    organization: Option<OrganizationId>,
    /// At which instant; now where nothing is said.
    at: Option<Timestamp>,
    /// Bodies at most, 1 to 2000; 50 where nothing is said. The sums are of all.
    limit: Option<usize>,
}

/// One mandatory role.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ContactRoleStanding {
    /// The role.
    role: ContactRole,
    /// The most reliable contact point in it; none: there is nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<Freshness>,
    /// Where the role stands on the board.
    state: State,
}

/// The mandatory roles of one body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct BodyContacts {
    /// The body.
    organization: OrganizationRef,
    /// Its mandatory roles.
    roles: Vec<ContactRoleStanding>,
}

/// How many of the mandatory roles stand where.
#[derive(Debug, Default, Serialize, utoipa::ToSchema)]
pub(super) struct ContactCoverage {
    /// When.
    at: Option<Timestamp>,
    /// Days for which an answered call counts.
    fresh_days: u32,
    /// Mandatory roles in all.
    required: u64,
    /// Of these: answered within the days that count.
    verified: u64,
    /// Of these: somebody is named, and not called within these days.
    claimed: u64,
    /// Of these: nobody is named, or nobody can be reached.
    owed: u64,
    /// Bodies in all.
    bodies: u64,
    /// The bodies, those most behind first.
    items: Vec<BodyContacts>,
}

/// How the mandatory contact points of the branch stand.
#[utoipa::path(get, path = "/api/v1/contacts/coverage", tag = "contacts", params(CoverageQuery),
    responses((status = 200, description = "The figures", body = ContactCoverage), ApiError))]
pub(super) async fn show_contact_coverage(
    ctx: Ctx,
    Query(query): Query<CoverageQuery>,
) -> ApiResult<Json<ContactCoverage>> {
    let scope = ctx.require(Permission::ContactsView)?;
    if let Some(organization) = query.organization {
        scope.check(organization)?;
    }
    let at = query.at.unwrap_or_else(|| ctx.now());
    let mut tx = ctx.read().await?;
    let mut standings = measure::standings(at, &mut tx).await?;
    standings.retain(|one| {
        scope.allows(one.organization)
            && query.organization.is_none_or(|only| only == one.organization)
    });
    let limit = query.limit.unwrap_or(USUAL).clamp(1, 2_000);
    Ok(Json(summed(standings, at, limit, &ctx)?))
}

fn summed(
    standings: Vec<RoleStanding>,
    at: Timestamp,
    limit: usize,
    ctx: &Ctx,
) -> ApiResult<ContactCoverage> {
    let mut coverage = ContactCoverage {
        at: Some(at),
        fresh_days: Rules::shipped()?.fresh_days,
        ..ContactCoverage::default()
    };
    let mut bodies: BTreeMap<OrganizationId, Vec<RoleStanding>> = BTreeMap::new();
    for one in standings {
        coverage.required += 1;
        match one.state() {
            State::Verified => coverage.verified += 1,
            State::ClaimedFixed => coverage.claimed += 1,
            _ => coverage.owed += 1,
        }
        bodies.entry(one.organization).or_default().push(one);
    }
    coverage.bodies = u64::try_from(bodies.len()).unwrap_or(u64::MAX);
    let mut bodies: Vec<_> = bodies
        .into_iter()
        .map(|(id, roles)| {
            let count = |state| roles.iter().filter(|one| one.state() == state).count();
            (
                Reverse(count(State::Open)),
                Reverse(count(State::ClaimedFixed)),
                ctx.reference(id),
                roles,
            )
        })
        .collect();
    bodies.sort_by(|left, right| {
        (left.0, left.1, &left.2.name, left.2.id).cmp(&(
            right.0,
            right.1,
            &right.2.name,
            right.2.id,
        ))
    });
    bodies.truncate(limit);
    coverage.items = bodies
        .into_iter()
        .map(|(_, _, organization, roles)| BodyContacts {
            organization,
            roles: roles
                .into_iter()
                .map(|one| ContactRoleStanding {
                    role: one.role,
                    best: one.best,
                    state: one.state(),
                })
                .collect(),
        })
        .collect();
    Ok(coverage)
}
