//! Sites: entered and changed.

use db::Tx;
use kernel::SiteId;

use super::{Pen, exists};
use crate::events::{SiteAction, SiteEvent};
use crate::model::SiteRecord;
use crate::store::SiteFilter;
use crate::{RegistryError, store};

impl Pen<'_> {
    /// Enters a site.
    ///
    /// # Errors
    ///
    /// [`RegistryError::SiteExists`], [`RegistryError::NotFound`].
    pub async fn create_site(
        &self,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<SiteId, RegistryError> {
        let id = self.ids.next(self.now);
        self.save_site(SiteAction::Created, id, record, tx).await?;
        Ok(id)
    }

    /// Changes a site. It goes over to another body only by a succession.
    ///
    /// # Errors
    ///
    /// [`RegistryError::SiteExists`], [`RegistryError::SiteOfOther`],
    /// [`RegistryError::NotFound`].
    pub async fn change_site(
        &self,
        id: SiteId,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        let before = store::site(id, tx).await?.ok_or(RegistryError::NotFound { what: "site" })?;
        if before.organization != record.organization {
            return Err(RegistryError::SiteOfOther);
        }
        if before == record {
            return Ok(());
        }
        self.save_site(SiteAction::Changed, id, record, tx).await
    }

    async fn save_site(
        &self,
        action: SiteAction,
        id: SiteId,
        record: SiteRecord,
        tx: &mut Tx,
    ) -> Result<(), RegistryError> {
        exists(record.organization, tx).await?;
        let filter =
            SiteFilter { organization: Some(record.organization), ..SiteFilter::default() };
        let folded = record.name.folded();
        let mut others = store::sites(&filter, u32::MAX, tx).await?;
        others.retain(|(other, site)| *other != id && site.name.folded() == folded);
        if !others.is_empty() {
            return Err(RegistryError::SiteExists { name: record.name.as_str().to_owned() });
        }
        let event = SiteEvent { action, id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }
}
