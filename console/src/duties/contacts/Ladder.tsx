// Whom to call, from the nearest body up to the province.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Contact, ContactLadder } from '@/api/types';
import { useCan } from '@/app/can';
import { Card } from '@/components/Page';
import { BoneRows, Trouble } from '@/components/states';
import { CheckDialog } from './CheckDialog';
import { ContactLine } from './ContactLine';
import styles from './Contacts.module.css';

export function Ladder({ ladder, quiet = false }: { ladder: ContactLadder; quiet?: boolean }) {
  const { t } = useTranslation();
  const [calling, setCalling] = useState<Contact | null>(null);
  if (ladder.steps.length === 0) return <p className="second">{t('console.contacts.nobody')}</p>;
  return (
    <div className={styles.steps}>
      {ladder.steps.map((step) => (
        <div key={`${step.relation}${step.organization.id}`} className={styles.step}>
          <div>
            <span className={styles.relation}>{t(`contacts.relations.${step.relation}`)}</span>
            <Link to="/don-vi/$id" params={{ id: step.organization.id }}>
              {step.organization.name}
            </Link>
          </div>
          {step.contacts.map((contact) => (
            <ContactLine
              key={contact.id}
              contact={contact}
              {...(quiet ? {} : { onCheck: () => setCalling(contact) })}
            />
          ))}
          {step.missing.length > 0 && (
            <span className={styles.missing}>
              {t('console.contacts.missing', {
                roles: step.missing.map((role) => t(`contacts.roles.${role}`)).join(', '),
              })}
            </span>
          )}
          {step.contacts.length === 0 && step.missing.length === 0 && (
            <span className="third">{t('console.contacts.none_shown')}</span>
          )}
        </div>
      ))}
      {calling && <CheckDialog contact={calling} onClose={() => setCalling(null)} />}
    </div>
  );
}

/** Beside a finding: quiet, and complete. */
export function WhomToCall({ finding }: { finding: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const may = can('contacts.view');
  const { data, error } = useQuery({ ...queries.contactLadder({ finding }), enabled: may });
  if (!may) return null;
  return (
    <Card title={t('console.contacts.whom')}>
      {error ? (
        <Trouble error={error} />
      ) : data ? (
        <Ladder ladder={data} quiet />
      ) : (
        <BoneRows rows={2} columns={[60, 30]} />
      )}
    </Card>
  );
}
