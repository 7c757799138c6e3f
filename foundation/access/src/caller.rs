//! Who calls, and what they were granted.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{AccountId, Locale, OrganizationId, TokenId};
use ledger::Actor;
use serde::{Deserialize, Serialize};

use crate::{Branches, Permission, Role, Scope};

/// A role on a body and everything below it.
#[derive(
    Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Grant {
    /// What the account is trusted with.
    pub role: Role,
    /// On which body and everything below it; none: the whole installation.
    pub organization_id: Option<OrganizationId>,
    /// Records that carry this name are seen too; none: only records without a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compartment: Option<String>,
}

/// By which credential a caller was recognized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Credential {
    /// A browser session, by its cookie.
    Session,
    /// A token.
    Token(TokenId),
    /// The socket in the data directory: whoever may open it runs the machine.
    Machine,
}

/// Somebody who calls: an account with what it was granted.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account; none for the command line at the machine itself.
    pub account: Option<AccountId>,
    /// How the log names them.
    pub actor: Actor,
    /// Login name, empty for the command line.
    pub login: String,
    /// The language that the account chose.
    pub locale: Locale,
    /// Roles on bodies.
    pub grants: Vec<Grant>,
    /// How they were recognized.
    pub credential: Credential,
    /// With a token, what it is limited to.
    pub limited_to: Option<BTreeSet<Permission>>,
}

impl Caller {
    /// The one who sits at the machine: everything, as the command line.
    #[must_use]
    pub fn machine(locale: Locale) -> Self {
        let grant = |role| Grant { role, organization_id: None, compartment: None };
        Self {
            account: None,
            actor: Actor::CommandLine,
            login: String::new(),
            locale,
            grants: Role::ALL.map(grant).to_vec(),
            credential: Credential::Machine,
            limited_to: None,
        }
    }

    fn may(&self, permission: Permission) -> bool {
        self.limited_to.as_ref().is_none_or(|limit| limit.contains(&permission))
    }

    /// How far the caller reaches with a permission; nothing where no grant holds it.
    #[must_use]
    pub fn scope(&self, permission: Permission, branches: &Arc<Branches>) -> Scope {
        if !self.may(permission) {
            return Scope::of([], Arc::clone(branches));
        }
        let holding = self.grants.iter().filter(|grant| permission.is_held_by(grant.role));
        let reach = holding.map(|grant| (grant.organization_id, grant.compartment.as_deref()));
        Scope::of(reach, Arc::clone(branches))
    }

    /// What the caller may do somewhere, in the order of the table.
    #[must_use]
    pub fn permissions(&self) -> Vec<Permission> {
        let held = |permission: &Permission| {
            self.may(*permission)
                && self.grants.iter().any(|grant| permission.is_held_by(grant.role))
        };
        Permission::ALL.into_iter().filter(held).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    #[test]
    fn a_token_may_less_than_its_owner() {
        let body = OrganizationId::from_uuid(uuid::Uuid::from_u128(1));
        let branches = Arc::new(Branches::new([(body, None)]));
        let mut caller = Caller::machine(Locale::Vi);
        assert!(caller.scope(Permission::ListsImport, &branches).is_everything());
        caller.limited_to = Some([Permission::FindingsView].into());
        assert!(caller.scope(Permission::ListsImport, &branches).is_empty());
        assert_eq!(caller.permissions(), [Permission::FindingsView]);
    }
}
