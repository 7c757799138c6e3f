//! Claims of address space: entered, changed, decided.

use db::Tx;
use kernel::{ClaimId, OrganizationId, Period, SiteId};

use super::{Pen, exists, found};
use crate::events::{ClaimAction, ClaimEvent};
use crate::model::{ClaimRecord, ClaimState, Holder, optional_text};
use crate::rules::{Bodies, Decision, conflict, decide};
use crate::{RegistryError, Space, Timeline, store};

/// A claim to be entered.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// Who claims.
    pub organization: OrganizationId,
    /// What.
    pub space: Space,
    /// From when until when.
    pub period: Period,
    /// The place behind it.
    pub site: Option<SiteId>,
    /// Whether several bodies go out through it.
    pub shared_exit: bool,
    /// A remark.
    pub note: Option<String>,
    /// Whether it counts at once; only the province may say so.
    pub approved: bool,
}

impl Pen<'_> {
    /// Enters a claim; approved at once where the caller may approve and says so.
    ///
    /// # Errors
    ///
    /// [`RegistryError::ClaimOverlaps`] when another body's live claim has the same space at the
    /// same time, [`RegistryError::SiteOfOther`], [`RegistryError::NotFound`].
    pub async fn create_claim(&self, new: NewClaim, tx: &mut Tx) -> Result<ClaimId, RegistryError> {
        let id = self.ids.next(self.now);
        exists(new.organization, tx).await?;
        let state = if new.approved { ClaimState::Approved } else { ClaimState::Claimed };
        let record = ClaimRecord {
            space: new.space,
            period: new.period,
            state,
            shared_exit: new.shared_exit,
            holders: Timeline::new(Holder { organization: new.organization, site: new.site }),
            note: optional_text(new.note.as_deref())?,
            reason: None,
        };
        check_claim(id, &record, tx).await?;
        let event = ClaimEvent { action: ClaimAction::Claimed, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(id)
    }

    /// Changes validity, sharing, site or note of a claim.
    ///
    /// # Errors
    ///
    /// As [`Self::create_claim`].
    pub async fn change_claim(
        &self,
        id: ClaimId,
        change: impl FnOnce(&mut ClaimRecord) + Send,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let before = found(store::claim(id, tx).await?, "claim")?;
        let mut record = before.clone();
        change(&mut record);
        if record == before {
            return Ok(());
        }
        record.note = optional_text(record.note.as_deref())?;
        check_claim(id, &record, tx).await?;
        let event = ClaimEvent { action: ClaimAction::Changed, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }

    /// Approves, rejects or withdraws a claim.
    ///
    /// # Errors
    ///
    /// What the rules of claims refuse; [`RegistryError::NotFound`].
    pub async fn decide_claim(
        &self,
        id: ClaimId,
        decision: Decision,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let claim = found(store::claim(id, tx).await?, "claim")?;
        let others = store::meeting_claims(&claim.space, tx).await?;
        let bodies = store::load_bodies(tx).await?;
        let others = others.iter().map(|(id, claim)| (*id, claim));
        let record = decide(id, &claim, decision, others, |id| bodies.name(id))?;
        let action = match record.state {
            ClaimState::Approved => ClaimAction::Approved,
            ClaimState::Rejected => ClaimAction::Rejected,
            ClaimState::Withdrawn => ClaimAction::Withdrawn,
            ClaimState::Claimed => ClaimAction::Claimed,
        };
        let event = ClaimEvent { action, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }
}

async fn check_claim(id: ClaimId, record: &ClaimRecord, tx: &mut Tx) -> Result<(), RegistryError> {
    for (_, holder) in record.holders.spans() {
        let Some(site) = holder.site else { continue };
        let site = found(store::site(site, tx).await?, "site")?;
        let is_latest = record.holders.latest() == holder;
        if is_latest && site.organization != holder.organization {
            return Err(RegistryError::SiteOfOther);
        }
    }
    let others = store::meeting_claims(&record.space, tx).await?;
    let others = others.iter().map(|(id, claim)| (*id, claim));
    match conflict(id, record, others) {
        Some((_, organization)) => {
            let bodies: Bodies = store::load_bodies(tx).await?;
            Err(RegistryError::ClaimOverlaps {
                space: record.space.to_string(),
                name: bodies.name(organization),
            })
        }
        None => Ok(()),
    }
}
