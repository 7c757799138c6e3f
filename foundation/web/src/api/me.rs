//! One's own account: password, second factor, sessions, language.

use access::{Account, Permission, own, sessions, store};
use axum::Extension;
use axum::http::{HeaderMap, StatusCode};
use kernel::{Locale, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::layers::idempotency::ShownOnce;
use crate::{ApiError, ApiResult, AppState, Ctx, Json, Page, Path, cookie};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(begin_totp, enable_totp, disable_totp))
        .routes(routes!(change_password))
        .routes(routes!(choose_locale))
        .routes(routes!(list_sessions))
        .routes(routes!(revoke_session))
}

/// The account that calls. The command line at the machine has none.
async fn own_account(ctx: &Ctx) -> ApiResult<Account> {
    ctx.require(Permission::SelfManage)?;
    let id = ctx.caller.account.ok_or(access::AccessError::Forbidden)?;
    let mut tx = ctx.read().await?;
    Ok(store::account(id, &mut tx).await?)
}

async fn confirm(account: &Account, password: &str, ctx: &Ctx) -> ApiResult<()> {
    let mut tx = ctx.read().await?;
    let hash = own::password_hash(account.id, &mut tx).await?;
    drop(tx);
    Ok(own::confirm_password(hash, password, &ctx.state.hasher).await?)
}

/// What an authenticator is set up with.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TotpEnrolment {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same as an address, to be shown as a picture.
    pub otpauth_uri: String,
}

/// Begins to set up a second factor; it counts once a first code was sent with `PUT`.
#[utoipa::path(post, path = "/api/v1/me/totp", tag = "accounts",
    responses((status = 200, description = "The secret", body = TotpEnrolment), ApiError))]
async fn begin_totp(ctx: Ctx) -> ApiResult<(Extension<ShownOnce>, Json<TotpEnrolment>)> {
    let account = own_account(&ctx).await?;
    let mut tx = ctx.write().await?;
    let enrolment =
        own::begin_totp(&account, &ctx.state.options.sealer, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    let view = TotpEnrolment { secret: enrolment.secret, otpauth_uri: enrolment.uri };
    Ok((Extension(ShownOnce), Json(view)))
}

/// A first one-time code.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FirstCode {
    /// Six digits.
    code: String,
}

/// Codes to sign in with when the authenticator is lost; each counts once.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecoveryCodes {
    /// The codes, shown this once.
    pub recovery_codes: Vec<String>,
}

/// Ends the setting up of a second factor with a first code.
#[utoipa::path(put, path = "/api/v1/me/totp", tag = "accounts", request_body = FirstCode,
    responses((status = 200, description = "Recovery codes", body = RecoveryCodes), ApiError))]
async fn enable_totp(ctx: Ctx, Json(body): Json<FirstCode>) -> ApiResult<Json<RecoveryCodes>> {
    let account = own_account(&ctx).await?;
    let mut tx = ctx.write().await?;
    let recovery_codes =
        own::enable_totp(&account, &body.code, &ctx.state.options.sealer, ctx.pen(), &mut tx)
            .await?;
    tx.commit().await?;
    Ok(Json(RecoveryCodes { recovery_codes }))
}

/// The present password, asked for again.
#[derive(Deserialize, utoipa::ToSchema)]
#[schema(as = PasswordConfirmation)]
pub struct Confirmation {
    /// The present password.
    password: String,
}

/// Takes the second factor away; asks for the password again.
#[utoipa::path(delete, path = "/api/v1/me/totp", tag = "accounts", request_body = Confirmation,
    responses((status = 204, description = "No code is asked for any longer"), ApiError))]
async fn disable_totp(ctx: Ctx, Json(body): Json<Confirmation>) -> ApiResult<StatusCode> {
    let account = own_account(&ctx).await?;
    confirm(&account, &body.password, &ctx).await?;
    let mut tx = ctx.write().await?;
    own::disable_totp(&account, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A change of password.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct PasswordChange {
    /// The present password.
    password: String,
    /// The new one, at least 12 characters.
    new_password: String,
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "accounts",
    request_body = PasswordChange,
    responses((status = 204, description = "Changed"), ApiError))]
async fn change_password(
    ctx: Ctx,
    headers: HeaderMap,
    Json(body): Json<PasswordChange>,
) -> ApiResult<StatusCode> {
    let account = own_account(&ctx).await?;
    confirm(&account, &body.password, &ctx).await?;
    let hash =
        own::new_password(&account, &body.new_password, &ctx.state.hasher, &ctx.state.ids).await?;
    let kept = cookie::read(&headers, &ctx.state.options);
    let mut tx = ctx.write().await?;
    own::change_password(&account, &hash, kept, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A language.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct LocaleChoice {
    /// The language.
    locale: Locale,
}

/// Chooses the language in which the server speaks where no other is asked for.
#[utoipa::path(put, path = "/api/v1/me/locale", tag = "accounts", request_body = LocaleChoice,
    responses((status = 204, description = "Chosen"), ApiError))]
async fn choose_locale(ctx: Ctx, Json(body): Json<LocaleChoice>) -> ApiResult<StatusCode> {
    let account = own_account(&ctx).await?;
    let mut tx = ctx.write().await?;
    own::choose_locale(&account, body.locale, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A session of one's own.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OwnSession {
    /// Its id; not the secret.
    pub id: Uuid,
    /// What the browser said about itself.
    pub client: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// One's own sessions, the last used first.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "accounts",
    responses((status = 200, description = "The sessions", body = Page<OwnSession>), ApiError))]
async fn list_sessions(ctx: Ctx, headers: HeaderMap) -> ApiResult<Json<Page<OwnSession>>> {
    let account = own_account(&ctx).await?;
    let rules = ctx.state.options.sessions;
    let mut tx = ctx.read().await?;
    let current = match cookie::read(&headers, &ctx.state.options) {
        Some(secret) => sessions::recognize(secret, &rules, ctx.now(), &mut tx).await?,
        None => None,
    };
    let current = current.map(|found| found.session.id);
    let view = |session: sessions::Session| OwnSession {
        id: session.id,
        client: session.client,
        created_at: session.created_at,
        seen_at: session.seen_at,
        expires_at: session.expires_at,
        current: current == Some(session.id),
    };
    let sessions = sessions::of_account(account.id, &rules, ctx.now(), &mut tx).await?;
    Ok(Json(Page::complete(sessions.into_iter().map(view).collect())))
}

/// Ends one of one's own sessions.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{session_id}", tag = "accounts",
    params(("session_id" = Uuid, Path, description = "The session")),
    responses((status = 204, description = "Ended"), ApiError))]
async fn revoke_session(ctx: Ctx, Path(session_id): Path<Uuid>) -> ApiResult<StatusCode> {
    let account = own_account(&ctx).await?;
    let mut tx = ctx.write().await?;
    sessions::revoke(account.id, session_id, &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
