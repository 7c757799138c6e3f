// Entering a contact point, or correcting one.
import { Button, Checkbox, Drawer, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Contact, ContactRole, OrganizationRef } from '@/api/types';
import { done } from '@/app/toasts';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Trouble } from '@/components/states';
import styles from '@/registry/Registry.module.css';
import { ROLES } from './parts';

const lines = (text: string) =>
  text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean);

export function ContactForm({
  contact,
  organization: first,
  onClose,
}: {
  contact?: Contact;
  organization?: OrganizationRef;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [organization, setOrganization] = useState<OrganizationRef | null>(
    contact?.organization ?? first ?? null,
  );
  const [name, setName] = useState(contact?.name ?? '');
  const [position, setPosition] = useState(contact?.position ?? '');
  const [roles, setRoles] = useState<string[]>(contact?.roles ?? []);
  const [phones, setPhones] = useState(contact?.phones.map(({ text }) => text).join('\n') ?? '');
  const [emails, setEmails] = useState(contact?.emails.join('\n') ?? '');
  const [note, setNote] = useState(contact?.note ?? '');
  const save = useMutation({
    mutationFn: () => {
      const body = {
        organization_id: organization?.id ?? '',
        name: name.trim(),
        position: position.trim() || null,
        roles: roles as ContactRole[],
        phones: lines(phones),
        emails: lines(emails),
        note: note.trim() || null,
        valid_from: contact?.valid_from ?? null,
        valid_to: contact?.valid_to ?? null,
      };
      return contact
        ? data(
            client.PUT('/api/v1/contacts/{person_id}', {
              params: { path: { person_id: contact.id } },
              body,
            }),
          )
        : data(client.POST('/api/v1/contacts', { body }));
    },
    onSuccess: async () => {
      await Promise.all(
        [['contacts'], ['people']].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
      done(t('console.contacts.saved'));
      onClose();
    },
  });
  const optional = (label: string) => `${label} (${t('console.common.optional')})`;
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={contact ? t('console.contacts.edit') : t('console.contacts.add')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <OrganizationPicker
          required
          label={t('console.rows.body')}
          value={organization}
          onChange={setOrganization}
        />
        <TextInput
          data-autofocus
          required
          label={t('console.contacts.name')}
          description={t('console.contacts.name_text')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={optional(t('console.registry.position'))}
          value={position}
          onChange={(event) => setPosition(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('console.contacts.roles')} value={roles} onChange={setRoles}>
          <div className="stack" style={{ marginTop: 6 }}>
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={t(`contacts.roles.${role}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Textarea
          label={t('console.registry.phones')}
          description={t('console.contacts.one_per_line')}
          autosize
          minRows={2}
          value={phones}
          onChange={(event) => setPhones(event.currentTarget.value)}
        />
        <Textarea
          label={optional(t('console.registry.emails'))}
          autosize
          minRows={1}
          value={emails}
          onChange={(event) => setEmails(event.currentTarget.value)}
        />
        <Textarea
          label={optional(t('console.fields.note'))}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!organization || name.trim() === '' || roles.length === 0}
          >
            {contact ? t('console.common.save') : t('console.contacts.add')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
