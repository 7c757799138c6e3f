//! Who may see a directive and who may settle it; how a change of one begins and ends.

use db::Tx;
use kernel::DirectiveId;
use web::{ApiError, ApiResult, Ctx, Json, Permission, Scope, Topic};

use super::reading::detail;
use super::views::DirectiveDetail;
use crate::Directives;
use crate::commands::{self, By};
use crate::error::DirectiveError;
use crate::model::{Directive, DirectiveState};

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
pub(super) fn is_visible(directive: &Directive, ctx: &Ctx) -> bool {
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

/// A directive that the caller settles, and the transaction in which they do.
pub(super) async fn settle(id: DirectiveId, ctx: &Ctx) -> ApiResult<(Directive, Tx)> {
    ctx.require(Permission::DirectivesIssue)?;
    let mut tx = ctx.write().await?;
    let directive = editable(id, ctx, &mut tx).await?;
    Ok((directive, tx))
}

/// Ends what [`settle`] began, and answers with the directive as it stands then.
pub(super) async fn settled(
    id: DirectiveId,
    duty: &Directives,
    ctx: &Ctx,
    mut tx: Tx,
) -> ApiResult<Json<DirectiveDetail>> {
    let answer = detail(id, duty, ctx, &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, id, None);
    Ok(Json(answer))
}
