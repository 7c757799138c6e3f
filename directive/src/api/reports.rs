//! The answer on a directive as a file.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use documents::Layout;
use kernel::{DirectiveId, ReportId, Timestamp};
use serde::Deserialize;
use web::settings::Settings;
use web::{ApiError, ApiResult, Ctx, Path, Permission, Query};

use super::board::{BoardQuery, Words, seen};
use super::settling::visible;
use crate::commands;
use crate::model::LogHead;
use crate::report::{Answer, Explained, Format, write};

/// Which answer.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ReportQuery {
    /// `docx`, `pdf`, `xlsx`, `csv` or `json`; `docx` where nothing is said.
    #[param(inline)]
    format: Option<Format>,
    /// `state`, `party` or `mass_organization`; `state` where nothing is said.
    #[param(value_type = Option<String>)]
    layout: Option<Layout>,
    /// Of frozen figures.
    cut_off: Option<ReportId>,
    /// Of a past instant.
    as_of: Option<Timestamp>,
}

/// The answer on a directive: an official paper, or tables and JSON of the same figures. From a
/// cut-off the JSON is the frozen figures, byte by byte.
#[utoipa::path(get, path = "/api/v1/directives/{directive_id}/report", tag = "directives",
    params(("directive_id" = DirectiveId, Path, description = "The directive"), ReportQuery),
    responses((status = 200, description = "The file", content_type = "application/octet-stream",
        body = Vec<u8>), ApiError))]
pub(super) async fn make_report(
    ctx: Ctx,
    Path(directive_id): Path<DirectiveId>,
    Query(query): Query<ReportQuery>,
) -> ApiResult<Response> {
    ctx.require(Permission::ReportsMake)?;
    let format = query.format.unwrap_or(Format::Docx);
    let mut tx = ctx.read().await?;
    let directive = visible(directive_id, &ctx, &mut tx).await?;
    let asked = BoardQuery { as_of: query.as_of, cut_off: query.cut_off };
    let seen = seen(&directive, &asked, &ctx, &mut tx).await?;
    let name =
        format!("bao-cao-{}.{}", crate::time::day_of(seen.figures.as_of), format.extension());
    let bytes = if format == Format::Json {
        seen.json()?
    } else {
        let words = Words::load(&seen.figures, &mut tx).await?;
        let head = match &seen.cut_off {
            Some(cut_off) => LogHead { seq: cut_off.head_seq, hash: cut_off.head_hash.clone() },
            None => commands::log_head(&mut tx).await?,
        };
        let answer = Answer {
            explained: explained(&seen.figures, &words),
            frozen: seen.cut_off.is_some(),
            figures: seen.figures,
            head,
            body: Settings::load(&mut tx).await?.province_name,
            layout: query.layout.unwrap_or_default(),
        };
        let now = ctx.now();
        tokio::task::spawn_blocking(move || write(&answer, format, now))
            .await
            .map_err(ApiError::internal)??
    };
    let head = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((head, bytes).into_response())
}

fn explained(figures: &crate::board::Figures, words: &Words) -> Vec<Explained> {
    let mut found = Vec::new();
    for row in &figures.rows {
        for (column, cell) in figures.columns.iter().zip(&row.cells) {
            let text = cell.explanation.map(|given| words.text(given.text)).unwrap_or_default();
            if !text.is_empty() {
                found.push(Explained {
                    organization: row.organization.id,
                    name: row.organization.name.clone(),
                    title: column.title.clone(),
                    text,
                });
            }
        }
    }
    found
}
