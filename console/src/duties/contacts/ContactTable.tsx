// Contact points as rows: who, where, which number, how fresh, and writing down a call.
import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { IconPencil, IconPhoneCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '@/api/types';
import { DataTable, type Column } from '@/components/DataTable';
import { CheckDialog } from './CheckDialog';
import { ContactLine } from './ContactLine';
import { ContactForm } from './ContactForm';
import { FreshnessTag, Phones, useCallWords, useRoleWords } from './parts';
import styles from './Contacts.module.css';

export function ContactTable({ rows, withBody = true }: { rows: Contact[]; withBody?: boolean }) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 760px)');
  const called = useCallWords();
  const roles = useRoleWords();
  const [calling, setCalling] = useState<Contact | null>(null);
  const [editing, setEditing] = useState<Contact | null>(null);
  const columns: Column<Contact>[] = [
    {
      key: 'name',
      title: t('console.contacts.contact'),
      cell: (contact) => (
        <span className={styles.who}>
          {contact.name}
          <small>{roles(contact)}</small>
          {withBody && (
            <small>
              <Link to="/don-vi/$id" params={{ id: contact.organization.id }}>
                {contact.organization.name}
              </Link>
              {contact.above && ` · ${t('console.contacts.above')}`}
            </small>
          )}
          {contact.note && <small>{contact.note}</small>}
        </span>
      ),
    },
    {
      key: 'position',
      title: t('console.registry.position'),
      wide: true,
      cell: (contact) => contact.position ?? '–',
    },
    {
      key: 'phones',
      title: t('console.registry.phones'),
      cell: (contact) => <Phones contact={contact} />,
    },
    {
      key: 'emails',
      title: t('console.registry.emails'),
      wide: true,
      cell: (contact) => contact.emails.join(', ') || '–',
    },
    {
      key: 'freshness',
      title: t('console.contacts.reliable'),
      cell: (contact) => (
        <span className={styles.numbers}>
          <FreshnessTag freshness={contact.freshness} />
          <small>{called(contact)}</small>
        </span>
      ),
    },
    {
      key: 'actions',
      title: <span className="sr">{t('console.common.more_actions')}</span>,
      right: true,
      cell: (contact) =>
        contact.may_edit && (
          <span className="row" style={{ flexWrap: 'nowrap', justifyContent: 'flex-end' }}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPhoneCheck size={15} stroke={1.75} />}
              onClick={() => setCalling(contact)}
            >
              {t('console.contacts.record')}
            </Button>
            <ActionIcon
              variant="subtle"
              size={30}
              aria-label={t('console.contacts.edit_of', { name: contact.name })}
              onClick={() => setEditing(contact)}
            >
              <IconPencil size={16} stroke={1.75} />
            </ActionIcon>
          </span>
        ),
    },
  ];
  return (
    <>
      {phone ? (
        <ul className={styles.list} aria-label={t('console.menu.contacts')}>
          {rows.map((contact) => (
            <li key={contact.id}>
              <ContactLine
                contact={contact}
                withBody={withBody}
                onCheck={() => setCalling(contact)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          label={t('console.menu.contacts')}
          rows={rows}
          keyOf={(contact) => contact.id}
          columns={columns}
        />
      )}
      {calling && <CheckDialog contact={calling} onClose={() => setCalling(null)} />}
      {editing && <ContactForm contact={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
