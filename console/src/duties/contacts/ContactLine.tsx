// One contact point in few words: for narrow places and the phone.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contact } from '@/api/types';
import { FreshnessTag, Phones, useCallWords, useRoleWords } from './parts';
import styles from './Contacts.module.css';

export function ContactLine({
  contact,
  withBody = false,
  onCheck,
}: {
  contact: Contact;
  withBody?: boolean;
  onCheck?: () => void;
}) {
  const { t } = useTranslation();
  const roles = useRoleWords();
  const called = useCallWords();
  return (
    <div className={styles.contact}>
      <span className={styles.who}>
        {contact.name}
        <small>{roles(contact)}</small>
        {withBody && (
          <small>
            <Link to="/don-vi/$id" params={{ id: contact.organization.id }}>
              {contact.organization.name}
            </Link>
          </small>
        )}
        <small>{called(contact)}</small>
      </span>
      <span className={styles.numbers}>
        <Phones contact={contact} />
        <FreshnessTag freshness={contact.freshness} />
        {contact.may_edit && onCheck && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('console.contacts.record_of', { name: contact.name })}
            onClick={onCheck}
          >
            {t('console.contacts.record')}
          </Button>
        )}
      </span>
    </div>
  );
}
