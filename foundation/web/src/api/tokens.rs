//! One's own tokens for programs.

use access::store::TokenRow;
use access::{Account, Permission, store, tokens};
use axum::Extension;
use axum::http::StatusCode;
use kernel::{Timestamp, TokenId};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::layers::idempotency::ShownOnce;
use crate::{ApiError, ApiResult, AppState, Ctx, Json, Page, Path};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_tokens, create_token)).routes(routes!(revoke_token))
}

async fn owner(ctx: &Ctx) -> ApiResult<Account> {
    ctx.require(Permission::TokensOwn)?;
    let id = ctx.caller.account.ok_or(access::AccessError::Forbidden)?;
    let mut tx = ctx.read().await?;
    Ok(store::account(id, &mut tx).await?)
}

/// A token; its secret is not kept.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Token)]
pub struct TokenView {
    /// Its id.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Permission>,
    /// From where it counts; none: from anywhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub network: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it counts.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_used_at: Option<Timestamp>,
}

fn view((token, last_used_at): (TokenRow, Option<Timestamp>)) -> TokenView {
    TokenView {
        id: token.id,
        name: token.name,
        scopes: token.scopes,
        network: token.network,
        created_at: token.created_at,
        expires_at: token.expires_at,
        last_used_at,
    }
}

/// One's own tokens, the newest first.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "accounts",
    responses((status = 200, description = "The tokens", body = Page<TokenView>), ApiError))]
async fn list_tokens(ctx: Ctx) -> ApiResult<Json<Page<TokenView>>> {
    let owner = owner(&ctx).await?;
    let mut tx = ctx.read().await?;
    let tokens = tokens::of_account(owner.id, &mut tx).await?;
    Ok(Json(Page::complete(tokens.into_iter().map(view).collect())))
}

/// A token that is asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct NewToken {
    /// What it is for.
    name: String,
    /// What it may do; part of what one may do oneself.
    scopes: Vec<Permission>,
    /// From where it counts: an address or CIDR.
    #[serde(default)]
    network: Option<String>,
    /// Until when; 90 days where nothing is said, 366 at most.
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

/// A new token with its secret.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MadeToken {
    /// Its id.
    pub id: TokenId,
    /// The secret, shown this once.
    pub token: String,
}

/// Makes a token. Its secret is in this answer and nowhere else.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "accounts", request_body = NewToken,
    responses((status = 200, description = "The token", body = MadeToken), ApiError))]
async fn create_token(
    ctx: Ctx,
    Json(body): Json<NewToken>,
) -> ApiResult<(Extension<ShownOnce>, Json<MadeToken>)> {
    let owner = owner(&ctx).await?;
    let wanted = tokens::Wanted::new(
        &body.name,
        &body.scopes,
        body.network.as_deref(),
        body.expires_at,
        &ctx.caller,
        ctx.now(),
    )?;
    let mut tx = ctx.write().await?;
    let (secret, id) = tokens::make(&owner, wanted, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    let made = MadeToken { id, token: secret.expose().to_owned() };
    Ok((Extension(ShownOnce), Json(made)))
}

/// Revokes one of one's own tokens.
#[utoipa::path(delete, path = "/api/v1/tokens/{token_id}", tag = "accounts",
    params(("token_id" = TokenId, Path, description = "The token")),
    responses((status = 204, description = "Revoked"), ApiError))]
async fn revoke_token(ctx: Ctx, Path(token_id): Path<TokenId>) -> ApiResult<StatusCode> {
    let owner = owner(&ctx).await?;
    let mut tx = ctx.write().await?;
    tokens::revoke(&owner, token_id, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
