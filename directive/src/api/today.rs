//! What the caller has to do today.

use kernel::OrganizationId;
use ledger::findings::store::Tally;
use serde::Serialize;
use web::{ApiError, ApiResult, Ctx, Json, Permission};

use crate::tasks::{self, May, Task};

/// Tasks, and how the branch stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Today {
    /// First things first.
    tasks: Vec<Task>,
    /// The branch over all measures.
    hedge: Tally,
}

/// What the caller has to do today, and how their branch stands.
#[utoipa::path(get, path = "/api/v1/today", tag = "directives",
    responses((status = 200, description = "Tasks", body = Today), ApiError))]
pub(super) async fn show_today(ctx: Ctx) -> ApiResult<Json<Today>> {
    let scope = ctx.require(Permission::BoardView)?;
    let reach = |permission: Permission| -> Option<Vec<OrganizationId>> {
        ctx.scope(permission).organization_ids()
    };
    let may = May {
        act: reach(Permission::FindingsAct),
        approve: reach(Permission::FindingsApprove),
        decide: ctx.scope(Permission::AttributionDecide).is_everything(),
        lists: !ctx.scope(Permission::ListsImport).is_empty(),
    };
    let issue = ctx.scope(Permission::DirectivesIssue);
    let mut tx = ctx.read().await?;
    let drafts = |directive: &crate::model::Directive| {
        issue.is_everything()
            || (!directive.bodies.is_empty()
                && directive.bodies.iter().all(|body| issue.allows(*body)))
    };
    let tasks = tasks::tasks(&may, drafts, ctx.now(), &mut tx).await?;
    let hedge = tasks::hedge(|body| scope.allows(body), ctx.now(), &mut tx).await?;
    Ok(Json(Today { tasks, hedge }))
}
