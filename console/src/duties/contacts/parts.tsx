// The pieces that every place with contact points shares: how fresh one is, and its numbers.
import { useTranslation } from 'react-i18next';
import type { Contact, ContactFreshness } from '@/api/types';
import { Tag } from '@/components/states';
import { date } from '@/lib/format';
import styles from './Contacts.module.css';

export const ROLES = ['head', 'security_officer', 'duty', 'technical'] as const;
export const FRESHNESS: ContactFreshness[] = [
  'verified',
  'due',
  'never_checked',
  'failed',
  'cannot_be_right',
];

const TONES: Record<ContactFreshness, 'leaf' | 'ochre' | 'plain' | 'vermilion'> = {
  verified: 'leaf',
  due: 'ochre',
  never_checked: 'plain',
  failed: 'vermilion',
  cannot_be_right: 'vermilion',
};

export function FreshnessTag({ freshness }: { freshness: ContactFreshness }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[freshness]}>{t(`contacts.freshness.${freshness}`)}</Tag>;
}

/** When it was last called, or what is only said. */
export function useCallWords(): (contact: Contact) => string {
  const { t } = useTranslation();
  return (contact) => {
    if (contact.called_at)
      return t('console.contacts.called_on', { date: date(contact.called_at) });
    if (contact.said_checked_at)
      return t('console.contacts.said_on', { date: date(contact.said_checked_at) });
    return t('console.contacts.not_called');
  };
}

export function Phones({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  if (contact.phones.length === 0)
    return <span className="third">{t('console.contacts.no_phone')}</span>;
  return (
    <span className={styles.numbers}>
      {contact.phones.map((phone) => (
        <span key={phone.text}>
          <a className={styles.phone} href={`tel:${phone.text.replace(/[^\d+]/g, '')}`}>
            {phone.text}
          </a>
          {phone.doubt && (
            <span className={styles.doubt}> {t(`contacts.doubts.${phone.doubt}`)}</span>
          )}
        </span>
      ))}
    </span>
  );
}

export function useRoleWords(): (contact: Contact) => string {
  const { t } = useTranslation();
  return (contact) => contact.roles.map((role) => t(`contacts.roles.${role}`)).join(', ');
}
