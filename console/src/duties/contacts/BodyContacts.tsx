// On a body's page: its contact points, and the mandatory roles in which there is nobody.
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { OrganizationRef } from '@/api/types';
import { useCan } from '@/app/can';
import { Card } from '@/components/Page';
import { BoneRows, Trouble } from '@/components/states';
import { ContactForm } from './ContactForm';
import { ContactTable } from './ContactTable';
import styles from './Contacts.module.css';

export function BodyContacts({ organization }: { organization: OrganizationRef }) {
  const { t } = useTranslation();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const contacts = useInfiniteQuery(queries.contacts({ organization: organization.id }));
  const coverage = useQuery(queries.contactCoverage(organization.id));
  const own = contacts.data?.pages
    .flatMap((page) => page.items)
    .filter((contact) => contact.organization.id === organization.id);
  const missing = coverage.data?.items[0]?.roles.filter(({ best }) => !best) ?? [];
  return (
    <Card
      flush
      title={t('console.menu.contacts')}
      aside={
        can('contacts.edit') && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('console.contacts.add')}
          </Button>
        )
      }
    >
      {missing.length > 0 && (
        <p className={styles.missing} style={{ padding: '4px 20px 10px' }}>
          {t('console.contacts.missing', {
            roles: missing.map(({ role }) => t(`contacts.roles.${role}`)).join(', '),
          })}
        </p>
      )}
      {contacts.error ? (
        <Trouble error={contacts.error} />
      ) : !own ? (
        <BoneRows rows={2} />
      ) : own.length === 0 ? (
        <p className="second" style={{ padding: '0 20px 16px' }}>
          {t('console.contacts.none_of_body')}
        </p>
      ) : (
        <ContactTable rows={own} withBody={false} />
      )}
      {adding && <ContactForm organization={organization} onClose={() => setAdding(false)} />}
    </Card>
  );
}
