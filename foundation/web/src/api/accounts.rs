//! Accounts of a branch: who they are, inviting, granting, disabling, resetting.

use access::{Account, Permission, Role, accounts, store};
use axum::Extension;
use axum::http::StatusCode;
use kernel::{AccountId, OrganizationId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::layers::idempotency::ShownOnce;
use crate::{ApiError, ApiResult, AppState, Bodies, Ctx, Json, OrganizationRef, Page, Path};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_accounts))
        .routes(routes!(create_invitation))
        .routes(routes!(reset_account))
        .routes(routes!(disable_account))
        .routes(routes!(enable_account))
        .routes(routes!(set_account_roles))
        .routes(routes!(erase_account))
}

/// A role on a body.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Grant)]
pub struct GrantView {
    /// The role.
    pub role: Role,
    /// On which body and everything below; none: the whole installation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationRef>,
    /// Name of a compartment that is seen too.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compartment: Option<String>,
}

/// An account.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Account)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// Name to be shown.
    pub name: String,
    /// Name to sign in with.
    pub login: String,
    /// Roles that it has somewhere.
    pub roles: Vec<Role>,
    /// The body of its first role; none: the whole installation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organization: Option<OrganizationRef>,
    /// All roles with their bodies.
    pub grants: Vec<GrantView>,
    /// Whether a one-time code is asked for.
    pub totp: bool,
    /// Whether it can no longer sign in.
    pub disabled: bool,
    /// When it was last there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_seen_at: Option<Timestamp>,
}

impl AccountView {
    pub(super) fn of(account: Account, bodies: &Bodies) -> Self {
        let organization = account.home().map(|id| bodies.reference(id));
        let roles: std::collections::BTreeSet<Role> =
            account.grants.iter().map(|grant| grant.role).collect();
        let grant = |grant: access::Grant| GrantView {
            role: grant.role,
            organization: grant.organization_id.map(|id| bodies.reference(id)),
            compartment: grant.compartment,
        };
        Self {
            id: account.id,
            name: account.name,
            login: account.login,
            roles: roles.into_iter().collect(),
            organization,
            grants: account.grants.into_iter().map(grant).collect(),
            totp: account.totp,
            disabled: account.disabled_at.is_some(),
            last_seen_at: account.seen_at,
        }
    }
}

/// The accounts of the caller's branch, by name.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "accounts",
    responses((status = 200, description = "The accounts", body = Page<AccountView>), ApiError))]
async fn list_accounts(ctx: Ctx) -> ApiResult<Json<Page<AccountView>>> {
    let scope = ctx.require(Permission::AccountsManage)?;
    let mut tx = ctx.read().await?;
    let mut accounts = store::accounts(&mut tx).await?;
    accounts.retain(|account| accounts::is_managed(account, &scope));
    // Somebody of the branch may also hold a role elsewhere; that is not the branch's business.
    let view = |account| {
        let mut view = AccountView::of(account, ctx.bodies());
        view.grants.retain(|grant| match &grant.organization {
            Some(body) => scope.allows(body.id),
            None => scope.is_everything(),
        });
        view.roles = view.grants.iter().map(|grant| grant.role).collect();
        view.roles.sort_unstable();
        view.roles.dedup();
        view.organization = view.grants.first().and_then(|grant| grant.organization.clone());
        view
    };
    Ok(Json(Page::complete(accounts.into_iter().map(view).collect())))
}

/// Whom to invite and with what.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Inviting {
    /// The body; none: the whole installation.
    #[serde(default)]
    organization_id: Option<OrganizationId>,
    /// Roles there.
    roles: Vec<Role>,
    /// Name of a compartment that is seen too.
    #[serde(default)]
    compartment: Option<String>,
    /// Name of the one who is invited.
    #[serde(default)]
    name: Option<String>,
}

/// A link that counts once.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Link)]
pub struct LinkView {
    /// The address to open; it is shown this once.
    pub link: String,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

/// Invites somebody: the answer holds a link to be handed on, shown once.
#[utoipa::path(post, path = "/api/v1/accounts/invitations", tag = "accounts",
    request_body = Inviting,
    responses((status = 200, description = "The link", body = LinkView), ApiError))]
async fn create_invitation(
    ctx: Ctx,
    Json(body): Json<Inviting>,
) -> ApiResult<(Extension<ShownOnce>, Json<LinkView>)> {
    ctx.require(Permission::AccountsManage)?;
    let grants =
        accounts::grants_on(body.organization_id, &body.roles, body.compartment.as_deref())?;
    accounts::check_grants(&ctx.caller, &grants, ctx.branches())?;
    let mut tx = ctx.write().await?;
    let (secret, expires_at) =
        accounts::invite(grants, body.name.as_deref(), ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    let link = format!("{}/loi-moi/{}", ctx.state.options.public_url, secret.expose());
    Ok((Extension(ShownOnce), Json(LinkView { link, expires_at })))
}

/// Makes a link with which the owner of an account sets a new password, shown once.
#[utoipa::path(post, path = "/api/v1/accounts/{account_id}/reset", tag = "accounts",
    params(("account_id" = AccountId, Path, description = "The account")),
    responses((status = 200, description = "The link", body = LinkView), ApiError))]
async fn reset_account(
    ctx: Ctx,
    Path(account_id): Path<AccountId>,
) -> ApiResult<(Extension<ShownOnce>, Json<LinkView>)> {
    ctx.require(Permission::AccountsManage)?;
    let mut tx = ctx.write().await?;
    let account =
        accounts::managed_account(account_id, &ctx.caller, ctx.branches(), &mut tx).await?;
    let (secret, expires_at) = accounts::ask_reset(&account, ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    let link = format!("{}/dat-lai/{}", ctx.state.options.public_url, secret.expose());
    Ok((Extension(ShownOnce), Json(LinkView { link, expires_at })))
}

/// Disables an account: it can no longer sign in, its sessions end, its tokens no longer count.
#[utoipa::path(post, path = "/api/v1/accounts/{account_id}/disable", tag = "accounts",
    params(("account_id" = AccountId, Path, description = "The account")),
    responses((status = 200, description = "Disabled", body = AccountView), ApiError))]
async fn disable_account(
    ctx: Ctx,
    Path(account_id): Path<AccountId>,
) -> ApiResult<Json<AccountView>> {
    ctx.require(Permission::AccountsManage)?;
    let mut tx = ctx.write().await?;
    let account =
        accounts::managed_account(account_id, &ctx.caller, ctx.branches(), &mut tx).await?;
    accounts::disable(&account, ctx.branches(), ctx.pen(), &mut tx).await?;
    let account = store::account(account_id, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(AccountView::of(account, ctx.bodies())))
}

/// Lets a disabled account sign in again.
#[utoipa::path(post, path = "/api/v1/accounts/{account_id}/enable", tag = "accounts",
    params(("account_id" = AccountId, Path, description = "The account")),
    responses((status = 200, description = "Enabled", body = AccountView), ApiError))]
async fn enable_account(
    ctx: Ctx,
    Path(account_id): Path<AccountId>,
) -> ApiResult<Json<AccountView>> {
    ctx.require(Permission::AccountsManage)?;
    let mut tx = ctx.write().await?;
    let account =
        accounts::managed_account(account_id, &ctx.caller, ctx.branches(), &mut tx).await?;
    accounts::enable(&account, ctx.pen(), &mut tx).await?;
    let account = store::account(account_id, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(AccountView::of(account, ctx.bodies())))
}

/// Erases the person behind an account: the account stays in the log without a name.
#[utoipa::path(delete, path = "/api/v1/accounts/{account_id}", tag = "accounts",
    params(("account_id" = AccountId, Path, description = "The account")),
    responses((status = 204, description = "Erased"), ApiError))]
async fn erase_account(ctx: Ctx, Path(account_id): Path<AccountId>) -> ApiResult<StatusCode> {
    ctx.require(Permission::AccountsManage)?;
    let mut tx = ctx.write().await?;
    let account =
        accounts::managed_account(account_id, &ctx.caller, ctx.branches(), &mut tx).await?;
    accounts::erase(&account, ctx.branches(), ctx.pen(), &mut tx).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A role on a body that an account is to have.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Granting {
    /// The role.
    role: Role,
    /// The body; none: the whole installation.
    #[serde(default)]
    organization_id: Option<OrganizationId>,
    /// Name of a compartment that is seen too.
    #[serde(default)]
    compartment: Option<String>,
}

/// All roles that an account is to have.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Grants {
    /// Everything it is trusted with from now on; what is not named is revoked.
    grants: Vec<Granting>,
}

/// Sets all roles of an account.
#[utoipa::path(put, path = "/api/v1/accounts/{account_id}/roles", tag = "accounts",
    params(("account_id" = AccountId, Path, description = "The account")),
    request_body = Grants,
    responses((status = 200, description = "Its roles now", body = AccountView), ApiError))]
async fn set_account_roles(
    ctx: Ctx,
    Path(account_id): Path<AccountId>,
    Json(body): Json<Grants>,
) -> ApiResult<Json<AccountView>> {
    ctx.require(Permission::AccountsManage)?;
    let mut grants = Vec::new();
    for wanted in body.grants {
        let compartment = wanted.compartment.as_deref();
        grants.extend(accounts::grants_on(wanted.organization_id, &[wanted.role], compartment)?);
    }
    accounts::check_grants(&ctx.caller, &grants, ctx.branches())?;
    let mut tx = ctx.write().await?;
    let account =
        accounts::managed_account(account_id, &ctx.caller, ctx.branches(), &mut tx).await?;
    accounts::set_grants(&account, grants, ctx.branches(), ctx.pen(), &mut tx).await?;
    let account = store::account(account_id, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(AccountView::of(account, ctx.bodies())))
}
