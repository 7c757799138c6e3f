//! People and contacts: entered, changed, erased.

use db::Tx;
use kernel::{OrganizationId, PersonId};
use ledger::journal::payload;

use super::{Pen, exists, found};
use crate::contact::ContactPoint;
use crate::events::PersonEvent;
use crate::model::{PersonData, PersonRecord};
use crate::{RegistryError, store};

impl Pen<'_> {
    /// Enters a person (`id` none) or changes one. The personal data goes into an erasable payload.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn save_person(
        &self,
        id: Option<PersonId>,
        organization: OrganizationId,
        data: &PersonData,
        tx: &mut Tx,
    ) -> Result<PersonId, RegistryError> {
        self.save_contact(id, organization, data, None, tx).await
    }

    /// Enters or changes a person with the roles in which others call them; without `point` those
    /// that they have stay.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn save_contact(
        &self,
        id: Option<PersonId>,
        organization: OrganizationId,
        data: &PersonData,
        point: Option<ContactPoint>,
        tx: &mut Tx,
    ) -> Result<PersonId, RegistryError> {
        exists(organization, tx).await?;
        let before = match id {
            Some(id) => Some(found(store::person(id, tx).await?, "person")?),
            None => None,
        };
        let known = before.as_ref().map(|row| (&row.record.contact, row.phones.as_slice()));
        let point = point.or(known.map(|(point, _)| *point)).unwrap_or_default();
        let contact = point.with_numbers(known, &data.phones);
        let id = id.unwrap_or_else(|| self.ids.next(self.now));
        let sealed = payload::seal(data, self.ids, tx).await?;
        let record = PersonRecord { organization, data: sealed, contact };
        let event = PersonEvent::Saved { id, record };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(id)
    }

    /// Erases everything personal about a person, in the log too.
    ///
    /// # Errors
    ///
    /// [`RegistryError::NotFound`].
    pub async fn erase_person(&self, id: PersonId, tx: &mut Tx) -> Result<(), RegistryError> {
        let person = found(store::person(id, tx).await?, "person")?;
        let event = PersonEvent::Erased { id, organization: person.record.organization };
        self.journal.record(&event, self.actor, self.now, tx).await?;
        Ok(())
    }
}
