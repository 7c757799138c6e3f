//! Background work of a branch: how far it is, why it failed, stopping it.

use jobs::{Cancelled, JobFilter, JobState, JobView};
use kernel::{JobId, Message, OrganizationId, Problem, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{
    ApiError, ApiResult, AppState, Ctx, Json, Page, Paging, Path, Permission, Query, Scope,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_jobs)).routes(routes!(show_job, cancel_job))
}

/// Why a job failed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct JobFailure {
    /// Code, a key of the translation files.
    pub code: String,
    /// What happened, translated.
    pub detail: String,
    /// What is wrong in the file that the job read.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub problems: Vec<Problem>,
}

/// A job.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Job)]
pub struct JobSummary {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Steps done.
    pub done: u64,
    /// Steps in all, where known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<u64>,
    /// Share that is done, 0 to 1, where the number of steps is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub progress: Option<f64>,
    /// What it is doing, to be shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<Message>,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub finished_at: Option<Timestamp>,
    /// Why it failed, or why the last attempt did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<JobFailure>,
    /// The body whose branch may see it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization_id: Option<OrganizationId>,
}

fn view(job: JobView, ctx: &Ctx) -> JobSummary {
    let share = |total: u64| job.progress.done as f64 / total.max(1) as f64;
    JobSummary {
        id: job.id,
        kind: job.kind,
        state: job.state,
        done: job.progress.done,
        total: job.progress.total,
        progress: job.progress.total.map(|total| share(total).clamp(0.0, 1.0)),
        stage: job.progress.stage.as_deref().map(Message::new),
        created_at: job.created_at,
        finished_at: job.finished_at,
        error: job.error.map(|failure| JobFailure {
            detail: failure.message.text(ctx.locale()),
            code: failure.message.code,
            problems: failure.problems,
        }),
        organization_id: job.organization,
    }
}

/// Which page of jobs.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct JobQuery {
    /// Where to begin: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Items at most, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
}

/// The jobs of the caller's branch, the newest first.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "server", params(JobQuery),
    responses((status = 200, description = "Jobs", body = Page<JobSummary>), ApiError))]
async fn list_jobs(ctx: Ctx, Query(query): Query<JobQuery>) -> ApiResult<Json<Page<JobSummary>>> {
    let scope = ctx.require(Permission::JobsView)?;
    let paging = Paging { cursor: query.cursor, limit: query.limit };
    let filter = JobFilter {
        organizations: scope.organization_ids(),
        before: paging.after()?,
        limit: paging.limit() + 1,
        ..JobFilter::default()
    };
    let mut tx = ctx.read().await?;
    let jobs = ctx.state.jobs.list(&filter, &mut tx).await?;
    Ok(Json(Page::cut(jobs, paging.limit(), |job| job.id).map(|job| view(job, &ctx))))
}

async fn reached(id: JobId, scope: &Scope, ctx: &Ctx) -> ApiResult<JobView> {
    let mut tx = ctx.read().await?;
    let job = ctx.state.jobs.status(id, &mut tx).await?;
    if scope.allows_record(job.organization, None) { Ok(job) } else { Err(ApiError::not_found()) }
}

/// One job.
#[utoipa::path(get, path = "/api/v1/jobs/{job_id}", tag = "server",
    params(("job_id" = JobId, Path, description = "The job")),
    responses((status = 200, description = "The job", body = JobSummary), ApiError))]
async fn show_job(ctx: Ctx, Path(job_id): Path<JobId>) -> ApiResult<Json<JobSummary>> {
    let scope = ctx.require(Permission::JobsView)?;
    let job = reached(job_id, &scope, &ctx).await?;
    Ok(Json(view(job, &ctx)))
}

/// Asks to stop a job; one that runs stops at its next step.
#[utoipa::path(delete, path = "/api/v1/jobs/{job_id}", tag = "server",
    params(("job_id" = JobId, Path, description = "The job")),
    responses((status = 200, description = "The job", body = JobSummary), ApiError))]
async fn cancel_job(ctx: Ctx, Path(job_id): Path<JobId>) -> ApiResult<Json<JobSummary>> {
    let scope = ctx.require(Permission::JobsManage)?;
    reached(job_id, &scope, &ctx).await?;
    let state = &ctx.state;
    if let Cancelled::TooLate(ended) = state.jobs.cancel(job_id, ctx.now(), &state.db).await? {
        let refusal = ApiError::new(kernel::ErrorKind::Conflict, "server.job_ended");
        return Err(refusal.with("state", ended));
    }
    Ok(Json(view(reached(job_id, &scope, &ctx).await?, &ctx)))
}
