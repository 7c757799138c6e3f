//! The board, explanations and frozen figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use db::Tx;
use kernel::{DirectiveId, Message, ObligationId, OrganizationId, ReportId, Timestamp};
use ledger::PayloadHash;
use ledger::findings::store::Tally;
use serde::{Deserialize, Serialize};
use web::{
    ApiError, ApiResult, Ctx, Json, OrganizationRef, Page, Path, Permission, Query, Topic, tagged,
};

use super::settling::{by, visible};
use super::views::{DirectiveView, Numbers, plain_range, view};
use crate::Directives;
use crate::board::{self, Because, BoardColumn, Cards, Figures};
use crate::commands;
use crate::error::DirectiveError;
use crate::model::{CutOff, Directive};
use crate::store;

/// At which instant.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BoardQuery {
    /// A past instant, RFC 3339; now where nothing is said.
    pub(super) as_of: Option<Timestamp>,
    /// Frozen figures.
    pub(super) cut_off: Option<ReportId>,
}

/// What a body says of a figure.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Explanation {
    /// Its words; empty once they were erased.
    text: String,
    /// Who wrote it.
    by: String,
    at: Timestamp,
}

/// One body on one obligation.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = BoardCell)]
pub(super) struct CellView {
    obligation_id: ObligationId,
    /// The figures; null: not measured.
    tally: Option<Tally>,
    /// Whether the body is known to have nothing to do.
    none: bool,
    /// Whether nothing is known because no source covers the time of the directive.
    no_source: bool,
    because: Vec<Because>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

/// A body on all obligations.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = BoardRow)]
pub(super) struct RowView {
    organization: OrganizationRef,
    /// Bodies below it whose figures count here.
    acting_count: u64,
    cells: Vec<CellView>,
}

/// Figures that were frozen.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CutOff)]
pub(super) struct CutOffView {
    id: ReportId,
    at: Timestamp,
    /// Number and hash of the log's last entry before.
    log_head: String,
    /// Merkle root over the rows, in hex.
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Who froze them.
    by: String,
}

/// The board of a directive.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Board {
    directive: DirectiveView,
    as_of: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen: Option<CutOffView>,
    /// Whether rows outside the caller's branch were left out, of the totals too.
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    slowest_source: Option<Message>,
    cards: Cards,
    columns: Vec<BoardColumn>,
    rows: Vec<RowView>,
    totals: Vec<Option<Tally>>,
    /// What belongs to no bound body, by column.
    outside: Vec<Option<Tally>>,
}

/// The figures that a caller may see, with the cut-off where they were frozen, and the frozen bytes
/// where nothing had to be left out.
pub(super) struct Seen {
    pub(super) figures: Figures,
    pub(super) cut_off: Option<CutOff>,
    pub(super) bytes: Option<Vec<u8>>,
}

pub(super) async fn seen(
    directive: &Directive,
    query: &BoardQuery,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<Seen> {
    let scope = ctx.require(Permission::BoardView)?;
    let (figures, cut_off, bytes) = match query.cut_off {
        Some(id) => {
            let cut_off = store::cut_offs::find(id, tx)
                .await?
                .filter(|cut_off| cut_off.directive == directive.id)
                .ok_or_else(ApiError::not_found)?;
            let (bytes, figures) = commands::frozen(&cut_off, tx).await?;
            (figures, Some(cut_off), Some(bytes))
        }
        None => (board::figures(directive, query.as_of, ctx.now(), tx).await?, None, None),
    };
    if scope.is_everything() {
        return Ok(Seen { figures, cut_off, bytes });
    }
    let figures = figures.within(|body| scope.allows(body));
    Ok(Seen { figures, cut_off, bytes: None })
}

/// The texts of explanations and the names of their writers.
pub(super) struct Words {
    texts: BTreeMap<PayloadHash, String>,
    names: BTreeMap<kernel::AccountId, String>,
}

impl Words {
    pub(super) async fn load(figures: &Figures, tx: &mut Tx) -> ApiResult<Self> {
        let given = figures.rows.iter().flat_map(|row| &row.cells).filter_map(|c| c.explanation);
        let hashes: Vec<PayloadHash> = given.map(|explanation| explanation.text).collect();
        let texts = store::explanations::texts(&hashes, tx).await?;
        Ok(Self { texts, names: access::store::account_names(tx).await? })
    }

    pub(super) fn text(&self, hash: PayloadHash) -> String {
        self.texts.get(&hash).cloned().unwrap_or_default()
    }

    fn name(&self, account: Option<kernel::AccountId>) -> String {
        account.and_then(|account| self.names.get(&account)).cloned().unwrap_or_default()
    }

    fn cut_off(&self, cut_off: CutOff) -> CutOffView {
        CutOffView {
            id: cut_off.id,
            at: cut_off.at,
            log_head: format!("{}:{}", cut_off.head_seq, cut_off.head_hash),
            root: cut_off.root,
            note: cut_off.note,
            by: self.name(cut_off.by),
        }
    }
}

/// The board of a directive: bodies by obligations, most behind first.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}/board", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive"), BoardQuery),
    responses((status = 200, description = "The board", body = Board), ApiError))]
pub(super) async fn show_board(
    ctx: Ctx,
    headers: HeaderMap,
    Path(directive_id): Path<DirectiveId>,
    Query(query): Query<BoardQuery>,
) -> ApiResult<Response> {
    ctx.require(Permission::BoardView)?;
    let mut tx = ctx.read().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    let Seen { figures, cut_off, .. } = seen(&directive, &query, &ctx, &mut tx).await?;
    let words = Words::load(&figures, &mut tx).await?;
    let numbers = Numbers::load(&mut tx).await?;
    let directive = view(&directive, &numbers, plain_range, &mut tx).await?;
    let rows = figures.rows.into_iter().map(|row| row_view(row, &words)).collect();
    let board = Board {
        directive,
        as_of: figures.as_of,
        frozen: cut_off.map(|cut_off| words.cut_off(cut_off)),
        partial: figures.partial,
        slowest_source: figures.slowest_source,
        cards: figures.cards,
        columns: figures.columns,
        rows,
        totals: figures.totals,
        outside: figures.outside,
    };
    tagged(&board, &headers)
}

fn row_view(row: board::BoardRow, words: &Words) -> RowView {
    let cell = |cell: board::BoardCell| CellView {
        obligation_id: cell.obligation_id,
        tally: cell.tally,
        none: cell.none,
        no_source: cell.no_source,
        because: cell.because,
        explanation: cell.explanation.map(|given| Explanation {
            text: words.text(given.text),
            by: words.name(given.by),
            at: given.at,
        }),
    };
    RowView {
        organization: row.organization,
        acting_count: row.acting_count,
        cells: row.cells.into_iter().map(cell).collect(),
    }
}

/// An explanation of one figure.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplanationBody {
    /// The body whose figure it is.
    organization_id: OrganizationId,
    /// The obligation.
    obligation_id: ObligationId,
    /// The words, at most 2,000 letters; empty takes the explanation back.
    text: String,
}

/// Explains a figure of a body ("giải trình").
#[utoipa::path(put, path = "/api/v1/directives/{directive_id}/explanations", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = ExplanationBody,
    responses((status = 204, description = "Kept"), ApiError))]
pub(super) async fn explain_figure(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<ExplanationBody>,
) -> ApiResult<StatusCode> {
    ctx.require(Permission::DirectivesAnswer)?.check(body.organization_id)?;
    let mut tx = ctx.write().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    let (organization, obligation) = (body.organization_id, body.obligation_id);
    duty.explain(&directive, organization, obligation, &body.text, by(&ctx), &mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, Some(organization));
    Ok(StatusCode::NO_CONTENT)
}

/// The frozen figures of a directive, newest first.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}/cut-offs", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    responses((status = 200, description = "Frozen figures", body = Page<CutOffView>), ApiError))]
pub(super) async fn list_cut_offs(
    ctx: Ctx,
    Path(directive_id): Path<DirectiveId>,
) -> ApiResult<Json<Page<CutOffView>>> {
    ctx.require(Permission::BoardView)?;
    let mut tx = ctx.read().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    let found = store::cut_offs::of_directive(directive.id, &mut tx).await?;
    let names = access::store::account_names(&mut tx).await?;
    let words = Words { texts: BTreeMap::new(), names };
    Ok(Json(Page::complete(found.into_iter().map(|one| words.cut_off(one)).collect())))
}

/// What the figures are frozen for.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CutOffBody {
    /// At most 200 letters.
    note: Option<String>,
}

/// Freezes the figures as they are now ("chốt số liệu"), of all bodies.
#[utoipa::path(post, path = "/api/v1/directives/{directive_id}/cut-offs", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive")),
    request_body = CutOffBody,
    responses((status = 201, description = "Frozen", body = CutOffView), ApiError))]
pub(super) async fn freeze_figures(
    ctx: Ctx,
    Extension(duty): Extension<Arc<Directives>>,
    Path(directive_id): Path<DirectiveId>,
    Json(body): Json<CutOffBody>,
) -> ApiResult<(StatusCode, Json<CutOffView>)> {
    let scope = ctx.require(Permission::DirectivesFreeze)?;
    let mut tx = ctx.write().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    // Frozen figures hold every bound body: only who reaches all of them may freeze.
    if directive.bodies.iter().any(|body| !scope.allows(*body)) {
        return Err(access::AccessError::Forbidden.into());
    }
    let cut_off = duty.freeze(&directive, body.note.as_deref(), by(&ctx), &mut tx).await?;
    let names = access::store::account_names(&mut tx).await?;
    tx.commit().await?;
    duty.hub.tell(Topic::Board, directive_id, None);
    let words = Words { texts: BTreeMap::new(), names };
    Ok((StatusCode::CREATED, Json(words.cut_off(cut_off))))
}

impl Seen {
    /// The figures as JSON: the frozen bytes themselves where there are any.
    pub(super) fn json(&self) -> Result<Vec<u8>, DirectiveError> {
        self.bytes.clone().map_or_else(|| self.figures.to_bytes(), Ok)
    }
}
