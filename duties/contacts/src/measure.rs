//! What this duty tells the directive: for each body, how its mandatory contact points stand.
//!
//! Source: directive, duty 7. Figures come from the log: roles as they were known at the instant, and
//! calls that were recorded by then.

use db::Tx;
use kernel::Timestamp;
use ledger::findings::State;

use crate::error::ContactsError;
use crate::model::{Freshness, RoleStanding};
use crate::rules::Rules;
use crate::store;

/// How the mandatory roles of all bodies stood at `at`.
///
/// # Errors
///
/// [`ContactsError`] when the tables cannot be read.
pub async fn standings(at: Timestamp, tx: &mut Tx) -> Result<Vec<RoleStanding>, ContactsError> {
    let rules = Rules::shipped()?;
    let tree = registry::load_tree(at, tx).await?;
    let contacts = registry::store::contacts_as_of(at, tx).await?;
    let calls = store::calls_as_of(at, tx).await?;
    Ok(rules.standings(&tree, &contacts, &calls, at))
}

impl RoleStanding {
    /// Where the role stands in the words of the board. Verified is what an answered call shows,
    /// by the word of whoever called; what is only said, or was shown too long ago, is claimed; a
    /// role with nobody who can be reached is owed.
    #[must_use]
    pub const fn state(&self) -> State {
        match self.best {
            Some(Freshness::Verified) => State::Verified,
            Some(Freshness::Due | Freshness::NeverChecked) => State::ClaimedFixed,
            Some(Freshness::Failed | Freshness::CannotBeRight) | None => State::Open,
        }
    }
}
