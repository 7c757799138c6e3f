//! Signing in and out, and following links to a first account, an invitation, a new password.

use access::links::{self, Purpose};
use access::sign_in::{Attempt, Gate};
use access::{Account, Caller, Pen, Permission, Role, accounts, store};
use axum::extract::Request;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use kernel::{ErrorKind, Locale};
use ledger::Actor;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::AccountView;
use crate::settings::Settings;
use crate::{ApiError, ApiResult, AppState, Json, OrganizationRef, Path, Visitor, cookie};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_session, create_session, delete_session))
        .routes(routes!(create_first_account))
        .routes(routes!(show_invitation, accept_invitation))
        .routes(routes!(show_reset, accept_reset))
}

/// Who is signed in and what they may do.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// Whether anybody is signed in.
    pub signed_in: bool,
    /// Whether the installation waits for its first account.
    pub first_account_needed: bool,
    /// The account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<AccountView>,
    /// What the account may do somewhere.
    pub permissions: Vec<Permission>,
    /// The body of its first role; none: the whole installation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationRef>,
    /// Language of the answers.
    pub locale: Locale,
    /// Version of the program.
    pub version: String,
    /// Whether the sample province is loaded.
    pub demo_loaded: bool,
}

async fn view(caller: Option<&Caller>, locale: Locale, state: &AppState) -> ApiResult<SessionView> {
    let bodies = state.fresh_bodies().await?;
    let mut tx = state.db.read().await?;
    let account = match caller.and_then(|caller| caller.account) {
        Some(id) => Some(store::account(id, &mut tx).await?),
        None => None,
    };
    let home = account.as_ref().and_then(Account::home);
    Ok(SessionView {
        signed_in: caller.is_some(),
        first_account_needed: store::first_account_needed(&mut tx).await?,
        account: account.map(|account| AccountView::of(account, &bodies)),
        permissions: caller.map(Caller::permissions).unwrap_or_default(),
        organization: home.map(|id| bodies.reference(id)),
        locale,
        version: state.options.version.clone(),
        demo_loaded: Settings::load(&mut tx).await?.demo_loaded,
    })
}

/// Who is signed in, if anybody.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", security(()),
    responses((status = 200, description = "The session", body = SessionView), ApiError))]
async fn show_session(visitor: Visitor) -> ApiResult<Json<SessionView>> {
    let locale = visitor.request.locale();
    Ok(Json(view(visitor.caller.as_ref(), locale, &visitor.state).await?))
}

/// What is needed to sign in.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct SignIn {
    /// Login name.
    login: String,
    /// Password.
    password: String,
    /// One-time code or recovery code, where the account asks for one.
    #[serde(default)]
    totp: Option<String>,
}

/// Signs in. Refuses with `access.credentials_wrong`, `access.totp_needed`, `access.totp_wrong` or
/// `access.throttled`.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", security(()),
    request_body = SignIn,
    responses((status = 200, description = "Signed in", body = SessionView), ApiError))]
async fn create_session(visitor: Visitor, request: Request) -> ApiResult<Response> {
    let (parts, Json(body)) = split::<SignIn>(request).await?;
    let headers = &parts.headers;
    let address = came_from(&visitor, &parts);
    begin(
        &visitor,
        headers,
        Attempt {
            login: &body.login,
            password: &body.password,
            code: body.totp.as_deref(),
            address: &address,
            client: client(headers),
            old_session: cookie::read(headers, &visitor.state.options),
        },
    )
    .await
}

async fn begin(
    visitor: &Visitor,
    _headers: &HeaderMap,
    attempt: Attempt<'_>,
) -> ApiResult<Response> {
    let state = &visitor.state;
    let gate = Gate {
        hasher: &state.hasher,
        rules: &state.options.sessions,
        sealer: &state.options.sealer,
        journal: &state.journal,
        ids: &state.ids,
        now: state.clock.now(),
    };
    let (secret, account) = access::sign_in::sign_in(attempt, gate, &state.db).await?;
    let caller = Caller {
        account: Some(account.id),
        actor: Actor::Account(account.id),
        login: account.login,
        locale: account.locale,
        grants: account.grants,
        credential: access::Credential::Session,
        limited_to: None,
    };
    visitor.request.prefer(caller.locale);
    let view = view(Some(&caller), visitor.request.locale(), state).await?;
    let mut response = Json(view).into_response();
    response.headers_mut().extend(cookie::write(secret.expose(), &state.options));
    Ok(response)
}

/// The address that attempts are counted by; empty where there is none.
fn came_from(visitor: &Visitor, parts: &Parts) -> String {
    let proxies = &visitor.state.options.proxies;
    let address = proxies.client_address(&parts.headers, &parts.extensions);
    address.map(|address| address.to_string()).unwrap_or_default()
}

fn client(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

async fn split<T: serde::de::DeserializeOwned>(request: Request) -> ApiResult<(Parts, Json<T>)> {
    use axum::extract::FromRequest as _;
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    Ok((parts, Json::from_request(request, &()).await?))
}

/// Signs out. Signing out twice is no fault.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", security(()),
    responses((status = 204, description = "Signed out"), ApiError))]
async fn delete_session(visitor: Visitor, headers: HeaderMap) -> ApiResult<Response> {
    let state = &visitor.state;
    if let Some(secret) = cookie::read(&headers, &state.options) {
        let mut tx = state.db.write().await?;
        access::sessions::end(secret, &mut tx).await?;
        tx.commit().await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().extend(cookie::write("", &state.options));
    Ok(response)
}

/// Who somebody is who follows a link.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct Joining {
    /// Name to be shown.
    name: String,
    /// Name to sign in with.
    login: String,
    /// Password, at least 12 characters.
    password: String,
}

/// The first account, with the link that the server printed when it started.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FirstAccount {
    /// The secret of the link.
    token: String,
    /// Name to be shown.
    name: String,
    /// Name to sign in with.
    login: String,
    /// Password, at least 12 characters.
    password: String,
}

async fn join(
    visitor: &Visitor,
    headers: &HeaderMap,
    address: &str,
    purpose: Purpose,
    secret: &str,
    joining: &Joining,
) -> ApiResult<Response> {
    let state = &visitor.state;
    let now = state.clock.now();
    // Looked at first, so that nobody without a link keeps the machine busy hashing.
    let mut tx = state.db.read().await?;
    if purpose == Purpose::First && !store::first_account_needed(&mut tx).await? {
        return Err(access::AccessError::FirstAccountExists.into());
    }
    links::look(purpose, secret, now, &mut tx).await?;
    drop(tx);
    let newcomer = accounts::Newcomer::new(
        &joining.login,
        &joining.name,
        &joining.password,
        visitor.request.locale(),
        &state.hasher,
        &state.ids,
    )
    .await?;
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::System, now };
    let mut tx = state.db.write().await?;
    accounts::join(purpose, secret, newcomer, pen, &mut tx).await?;
    tx.commit().await?;
    let attempt = Attempt {
        login: &joining.login,
        password: &joining.password,
        code: None,
        address,
        client: client(headers),
        old_session: cookie::read(headers, &state.options),
    };
    begin(visitor, headers, attempt).await
}

/// Makes the first account and signs it in.
#[utoipa::path(post, path = "/api/v1/first-account", tag = "session", security(()),
    request_body = FirstAccount,
    responses((status = 200, description = "Signed in", body = SessionView), ApiError))]
async fn create_first_account(visitor: Visitor, request: Request) -> ApiResult<Response> {
    let (parts, Json(body)) = split::<FirstAccount>(request).await?;
    let address = came_from(&visitor, &parts);
    let joining = Joining { name: body.name, login: body.login, password: body.password };
    join(&visitor, &parts.headers, &address, Purpose::First, &body.token, &joining).await
}

/// What an invitation leads to.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Invitation)]
pub struct InvitationView {
    /// The body; none: the whole installation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationRef>,
    /// Roles there.
    pub roles: Vec<Role>,
    /// Name of the one who was invited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// What an invitation leads to; whoever holds the link may see it.
#[utoipa::path(get, path = "/api/v1/invitations/{token}", tag = "session", security(()),
    params(("token" = String, Path, description = "The secret of the link")),
    responses((status = 200, description = "The invitation", body = InvitationView), ApiError))]
async fn show_invitation(
    visitor: Visitor,
    Path(token): Path<String>,
) -> ApiResult<Json<InvitationView>> {
    let state = &visitor.state;
    let bodies = state.fresh_bodies().await?;
    let mut tx = state.db.read().await?;
    let link = links::look(Purpose::Invitation, &token, state.clock.now(), &mut tx).await?;
    Ok(Json(InvitationView {
        organization: store::home(&link.grants).map(|id| bodies.reference(id)),
        roles: link.grants.iter().map(|grant| grant.role).collect(),
        name: link.name,
    }))
}

/// Accepts an invitation: makes the account and signs it in.
#[utoipa::path(post, path = "/api/v1/invitations/{token}", tag = "session", security(()),
    params(("token" = String, Path, description = "The secret of the link")),
    request_body = Joining,
    responses((status = 200, description = "Signed in", body = SessionView), ApiError))]
async fn accept_invitation(
    visitor: Visitor,
    Path(token): Path<String>,
    request: Request,
) -> ApiResult<Response> {
    let (parts, Json(body)) = split::<Joining>(request).await?;
    let address = came_from(&visitor, &parts);
    join(&visitor, &parts.headers, &address, Purpose::Invitation, &token, &body).await
}

/// Whose password a link sets.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Reset)]
pub struct ResetView {
    /// Login name.
    pub login: String,
    /// Name.
    pub name: String,
}

/// Whose password a reset link sets; whoever holds the link may see it.
#[utoipa::path(get, path = "/api/v1/resets/{token}", tag = "session", security(()),
    params(("token" = String, Path, description = "The secret of the link")),
    responses((status = 200, description = "The account", body = ResetView), ApiError))]
async fn show_reset(visitor: Visitor, Path(token): Path<String>) -> ApiResult<Json<ResetView>> {
    let state = &visitor.state;
    let mut tx = state.db.read().await?;
    let account = accounts::reset_account(&token, state.clock.now(), &mut tx).await?;
    Ok(Json(ResetView { login: account.login, name: account.name }))
}

/// A new password.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct NewPassword {
    /// The password, at least 12 characters.
    password: String,
}

/// Sets a new password by a reset link. All sessions end; the second factor must be set up anew.
#[utoipa::path(post, path = "/api/v1/resets/{token}", tag = "session", security(()),
    params(("token" = String, Path, description = "The secret of the link")),
    request_body = NewPassword,
    responses((status = 204, description = "The password is set; sign in with it"), ApiError))]
async fn accept_reset(
    visitor: Visitor,
    Path(token): Path<String>,
    Json(body): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    let state = &visitor.state;
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    let account = accounts::reset_account(&token, now, &mut tx).await?;
    drop(tx);
    if account.disabled_at.is_some() {
        return Err(ApiError::new(ErrorKind::Conflict, "access.account_disabled"));
    }
    let hash =
        access::own::new_password(&account, &body.password, &state.hasher, &state.ids).await?;
    let pen = Pen { journal: &state.journal, ids: &state.ids, by: Actor::System, now };
    let mut tx = state.db.write().await?;
    accounts::reset(&token, &hash, pen, &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
