//! Inviting, joining, granting, disabling, resetting: what others do to an account.

mod changing;
mod joining;
mod resetting;

use std::sync::Arc;

use db::Tx;
use kernel::{AccountId, Arguments, Ids, OrganizationId, Timestamp, text};
use ledger::{Actor, Journal};

use crate::event::{AccountChange, AccountEvent};
use crate::store::{Account, home};
use crate::{AccessError, Branches, Caller, Grant, Permission, Role, Scope, store};

pub use changing::{disable, enable, erase, set_grants};
pub(crate) use joining::set_password;
pub use joining::{Newcomer, create, invite, join};
pub use resetting::{ask_reset, reset, reset_account};

/// With what something is written down: the journal, new ids, who does it, and when.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The log.
    pub journal: &'a Journal,
    /// Where ids and secrets come from.
    pub ids: &'a Ids,
    /// Who does it.
    pub by: Actor,
    /// The present.
    pub now: Timestamp,
}

impl Pen<'_> {
    pub(crate) async fn record(
        &self,
        grants: &[Grant],
        change: AccountChange,
        tx: &mut Tx,
    ) -> Result<(), AccessError> {
        let event = AccountEvent { organization_id: home(grants), change };
        self.journal.record(&event, self.by, self.now, tx).await?;
        Ok(())
    }
}

/// What the first account is trusted with: everything, so that it can hand on every role.
pub(crate) fn first_grants() -> Vec<Grant> {
    let roles = [Role::Operate, Role::Supervise, Role::Issue];
    roles.map(|role| Grant { role, organization_id: None, compartment: None }).to_vec()
}

/// Refuses to grant what the granter may not do in the same place.
///
/// # Errors
///
/// [`AccessError::Forbidden`] when the granter manages no accounts there,
/// [`AccessError::GrantTooWide`] when a role holds more than the granter.
pub fn check_grants(
    caller: &Caller,
    grants: &[Grant],
    branches: &Arc<Branches>,
) -> Result<(), AccessError> {
    let manages = caller.scope(Permission::AccountsManage, branches);
    for grant in grants {
        if !covers(&manages, grant) {
            return Err(AccessError::Forbidden);
        }
        for permission in grant.role.permissions() {
            if !covers(&caller.scope(permission, branches), grant) {
                return Err(AccessError::GrantTooWide { role: grant.role.to_string() });
            }
        }
    }
    Ok(())
}

fn covers(scope: &Scope, grant: &Grant) -> bool {
    let body = match grant.organization_id {
        Some(body) => scope.allows(body),
        None => scope.is_everything(),
    };
    // Whoever holds everything may open a compartment; others may only share theirs.
    let compartment = grant.compartment.as_deref().is_none_or(|name| {
        scope.is_everything() || scope.allows_record(grant.organization_id, Some(name))
    });
    body && compartment
}

/// Whether an account is in the branch of whoever manages accounts with `scope`.
#[must_use]
pub fn is_managed(account: &Account, scope: &Scope) -> bool {
    scope.is_everything()
        || account
            .grants
            .iter()
            .any(|grant| grant.organization_id.is_some_and(|body| scope.allows(body)))
}

/// An account that the caller may change: it is in the branch, and none of its grants is wider
/// than the caller's own.
///
/// # Errors
///
/// [`AccessError::NotFound`] outside the branch, [`AccessError::GrantTooWide`].
pub async fn managed_account(
    id: AccountId,
    caller: &Caller,
    branches: &Arc<Branches>,
    tx: &mut Tx,
) -> Result<Account, AccessError> {
    let account = store::account(id, tx).await?;
    if !is_managed(&account, &caller.scope(Permission::AccountsManage, branches)) {
        return Err(AccessError::NotFound);
    }
    check_grants(caller, &account.grants, branches)?;
    Ok(account)
}

/// The grants of roles on one body; at least one role, none twice.
///
/// # Errors
///
/// [`AccessError::Field`] when there is no role.
pub fn grants_on(
    organization_id: Option<OrganizationId>,
    roles: &[Role],
    compartment: Option<&str>,
) -> Result<Vec<Grant>, AccessError> {
    let roles: std::collections::BTreeSet<Role> = roles.iter().copied().collect();
    if roles.is_empty() {
        return Err(field("roles", "access.roles_empty"));
    }
    let compartment = compartment.map(text::tidy).filter(|name| !name.is_empty());
    let grant = |role| Grant { role, organization_id, compartment: compartment.clone() };
    Ok(roles.into_iter().map(grant).collect())
}

fn field(field: &'static str, reason: &'static str) -> AccessError {
    AccessError::Field { field, reason, arguments: Arguments::new() }
}
