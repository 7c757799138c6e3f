//! Letters that a search over all parts finds.

use db::Tx;
use web::{ApiResult, Ctx, Permission};

use super::settling::is_visible;
use crate::store;
use crate::store::search::Named;

/// The letters that the caller may see and whose number, subject or issuer fit, newest first, at
/// most `limit`.
///
/// # Errors
///
/// When the database cannot be read.
pub async fn search_directives(
    asked: &str,
    limit: usize,
    ctx: &Ctx,
    tx: &mut Tx,
) -> ApiResult<Vec<Named>> {
    let mut found = Vec::new();
    if ctx.scope(Permission::DirectivesView).is_empty() {
        return Ok(found);
    }
    for letter in store::search::search(asked, tx).await? {
        let directive = store::directives::find(letter.id, tx).await?;
        if directive.is_some_and(|directive| is_visible(&directive, ctx)) {
            found.push(letter);
            if found.len() == limit {
                break;
            }
        }
    }
    Ok(found)
}
