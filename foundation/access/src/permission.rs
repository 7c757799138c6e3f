//! What may be done, and which role may do it: one table, deny by default.
//!
//! Two authorities may share one directive (design, decision 10): issuing, supervising, operating,
//! acting and viewing are separate roles.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a person is trusted with, on a body and everything below it.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Issues directives and asks for their figures.
    Issue,
    /// Supervises: approves what others claim, freezes figures, checks the log.
    Supervise,
    /// Runs the program for the branch: bodies, claims, lists, accounts.
    Operate,
    /// Works on the findings of the branch.
    Act,
    /// Only reads.
    View,
}

impl Role {
    /// All roles, the most far-reaching first.
    pub const ALL: [Self; 5] = [Self::Issue, Self::Supervise, Self::Operate, Self::Act, Self::View];

    /// The name, as stored and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Supervise => "supervise",
            Self::Operate => "operate",
            Self::Act => "act",
            Self::View => "view",
        }
    }

    /// What the role may do.
    #[must_use]
    pub fn permissions(self) -> BTreeSet<Permission> {
        Permission::ALL.into_iter().filter(|permission| permission.is_held_by(self)).collect()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(UnknownName)
    }
}

/// A name that is no role or permission.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("unknown name")]
pub struct UnknownName;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $text:tt: $($role:ident)*;)*) => {
        /// One thing that may be done. Every route asks for exactly one.
        #[derive(
            Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize,
            utoipa::ToSchema,
        )]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl Permission {
            /// All permissions, in the order of the table.
            pub const ALL: [Self; [$($text),*].len()] = [$(Self::$name),*];

            /// The name, as stored and sent: `resource.verb`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The roles that hold it. A role that is not named does not.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => &[$(Role::$role),*],)* }
            }
        }
    };
}

permissions! {
    /// See the bodies of the branch.
    OrganizationsView = "organizations.view": Issue Supervise Operate Act View;
    /// Add, change, merge and abolish bodies.
    OrganizationsEdit = "organizations.edit": Operate;
    /// See address space, sites and people of the branch.
    ClaimsView = "claims.view": Issue Supervise Operate Act View;
    /// Say which address space is the branch's.
    ClaimsEdit = "claims.edit": Operate Act;
    /// Approve or reject what a body says about its address space.
    ClaimsApprove = "claims.approve": Supervise Operate;
    /// See people of the branch and how to reach them.
    PeopleView = "people.view": Issue Supervise Operate Act View;
    /// Add and change people.
    PeopleEdit = "people.edit": Operate Act;
    /// See the sites of the branch.
    SitesView = "sites.view": Issue Supervise Operate Act View;
    /// Add and change sites.
    SitesEdit = "sites.edit": Operate Act;
    /// See the contacts of the branch.
    ContactsView = "contacts.view": Issue Supervise Operate Act View;
    /// Add, change and confirm contacts.
    ContactsEdit = "contacts.edit": Operate Act;
    /// Bring registry files in, and undo that.
    ImportsRun = "imports.run": Operate;
    /// Take registry files out.
    ExportsMake = "exports.make": Issue Supervise Operate;
    /// See indicator lists and their rows that fall into the branch.
    ListsView = "lists.view": Supervise Operate;
    /// Bring indicator lists in, and undo that.
    ListsImport = "lists.import": Operate;
    /// Decide whose an unattributed address is.
    AttributionDecide = "attribution.decide": Supervise Operate;
    /// See the findings of the branch.
    FindingsView = "findings.view": Issue Supervise Operate Act View;
    /// Acknowledge, claim, comment, add evidence.
    FindingsAct = "findings.act": Operate Act;
    /// Attest, accept a risk, call a finding false: what takes a second person.
    FindingsApprove = "findings.approve": Supervise;
    /// See directives that bind the branch.
    DirectivesView = "directives.view": Issue Supervise Operate Act View;
    /// Bring directives in, confirm what was read, set obligations and who is bound.
    DirectivesIssue = "directives.issue": Issue Operate;
    /// Acknowledge a directive and explain a figure.
    DirectivesAnswer = "directives.answer": Issue Supervise Operate Act;
    /// Freeze the figures at a cut-off.
    DirectivesFreeze = "directives.freeze": Issue Supervise;
    /// See the board.
    BoardView = "board.view": Issue Supervise Operate Act View;
    /// Write the official report.
    ReportsMake = "reports.make": Issue Supervise Operate;
    /// See accounts of the branch, invite, reset and disable.
    AccountsManage = "accounts.manage": Operate;
    /// See and change the settings of the installation.
    SettingsManage = "settings.manage": Operate;
    /// See the settings of the installation.
    SettingsView = "settings.view": Issue Supervise Operate Act View;
    /// See background jobs.
    JobsView = "jobs.view": Supervise Operate;
    /// Stop background jobs.
    JobsManage = "jobs.manage": Operate;
    /// Read the log entries of the branch.
    LogView = "log.view": Issue Supervise Operate Act View;
    /// Have the whole log checked.
    LogVerify = "log.verify": Issue Supervise Operate;
    /// Upload and read files.
    BlobsUse = "blobs.use": Issue Supervise Operate Act;
    /// Search in what one may see.
    SearchUse = "search.use": Issue Supervise Operate Act View;
    /// Hear of changes in what one may see.
    EventsHear = "events.hear": Issue Supervise Operate Act View;
    /// Load and clear the sample province.
    DemoManage = "demo.manage": Operate;
    /// Change one's own password, second factor and sessions.
    SelfManage = "self.manage": Issue Supervise Operate Act View;
    /// Make tokens that may do part of what one may do oneself.
    TokensOwn = "tokens.own": Issue Supervise Operate Act View;
}

impl Permission {
    /// Whether a role holds it.
    #[must_use]
    pub fn is_held_by(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Permission {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|permission| permission.name() == text).ok_or(UnknownName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for permission in Permission::ALL {
            assert_eq!(permission.name().parse(), Ok(permission));
            let json = serde_json::to_string(&permission).unwrap();
            assert_eq!(json, format!("\"{permission}\""));
        }
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{role}\""));
        }
        assert_eq!("admin".parse::<Role>(), Err(UnknownName));
    }

    #[test]
    fn whoever_views_changes_nothing() {
        let harmless = ["view", "hear", "use", "own", "manage"];
        for permission in Role::View.permissions() {
            let (resource, verb) = permission.name().split_once('.').unwrap();
            assert!(harmless.contains(&verb), "{permission}");
            assert!(verb != "manage" || resource == "self", "{permission}");
        }
    }

    #[test]
    fn the_one_who_acts_never_approves() {
        for permission in Permission::ALL {
            if permission.name().ends_with(".approve") {
                assert!(!permission.is_held_by(Role::Act));
                assert!(!permission.is_held_by(Role::View));
            }
        }
        assert!(!Permission::FindingsApprove.is_held_by(Role::Operate));
    }
}
