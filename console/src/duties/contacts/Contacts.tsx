// The directory: whom to call, whether anybody answers there, and whose an address is.
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { ContactCoverage, Tally } from '@/api/types';
import { useCan } from '@/app/can';
import { ButtonLink } from '@/components/ButtonLink';
import { Stalks } from '@/components/Hedge';
import { Card, Figure, Figures, Page } from '@/components/Page';
import { BoneRows, Empty, Trouble } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { number } from '@/lib/format';
import registry from '@/registry/Registry.module.css';
import { ContactForm } from './ContactForm';
import { ContactTable } from './ContactTable';
import { Ladder } from './Ladder';
import { FRESHNESS, ROLES } from './parts';
import styles from './Contacts.module.css';

const route = getRouteApi('/shell/dau-moi');

function tallyOf({ required, verified, claimed, owed }: ContactCoverage): Tally {
  return {
    verified,
    claimed,
    owed,
    under_watch: 0,
    overdue: 0,
    unknown: 0,
    accepted: 0,
    attested: verified,
    total: required,
  };
}

/** Whose is this address, and whom do I call. */
function AddressLookup() {
  const { t } = useTranslation();
  const message = useMessage();
  const { address } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(address ?? '');
  const { data, error } = useQuery({
    ...queries.contactLadder({ address: address ?? '' }),
    enabled: Boolean(address),
  });
  return (
    <Card title={t('console.contacts.whose')}>
      <form
        className={styles.lookup}
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({
            search: (before) => ({ ...before, address: text.trim() || undefined }),
            replace: true,
          });
        }}
      >
        <TextInput
          aria-label={t('console.contacts.whose')}
          placeholder={t('console.contacts.whose_hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('console.contacts.look_up')}
        </Button>
      </form>
      {address && (error ?? data) && (
        <div className="stack" style={{ marginTop: 14 }}>
          {error && <Trouble error={error} />}
          {data?.reason && <p className="second">{message(data.reason)}</p>}
          {data && <Ladder ladder={data} />}
        </div>
      )}
    </Card>
  );
}

export default function Contacts() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  const asked = { q: filters.q, role: filters.role, freshness: filters.freshness };
  const query = useInfiniteQuery({
    ...queries.contacts(asked),
    placeholderData: keepPreviousData,
  });
  const coverage = useQuery(queries.contactCoverage());
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const change = (to: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const search = useDebouncedCallback(
    (text: string) => change({ q: text.trim() || undefined }),
    250,
  );
  const figures = coverage.data;
  const filtered = Object.values(asked).some(Boolean);
  return (
    <Page
      title={t('console.menu.contacts')}
      under={
        figures
          ? t('console.contacts.under', { days: number(figures.fresh_days) })
          : t('console.contacts.under_short')
      }
      actions={
        <>
          {can('imports.run') && (
            <ButtonLink variant="default" to="/don-vi/nhap-tep" search={{ kind: 'contacts' }}>
              {t('console.registry.import')}
            </ButtonLink>
          )}
          {can('contacts.edit') && (
            <Button
              leftSection={<IconPlus size={17} stroke={1.75} />}
              onClick={() => setAdding(true)}
            >
              {t('console.contacts.add')}
            </Button>
          )}
        </>
      }
    >
      {figures && figures.required > 0 && (
        <Figures>
          <Figure
            label={t('console.contacts.required')}
            value={`${number(figures.verified)}/${number(figures.required)}`}
            unit={<Stalks tally={tallyOf(figures)} />}
            under={t('console.contacts.required_text', { bodies: number(figures.bodies) })}
          />
          <Figure
            label={t('console.contacts.claimed')}
            value={number(figures.claimed)}
            under={t('console.contacts.claimed_text')}
          />
          <Figure
            label={t('console.contacts.owed')}
            value={number(figures.owed)}
            under={t('console.contacts.owed_text')}
            {...(figures.owed > 0 ? { tone: 'ochre' as const } : {})}
          />
        </Figures>
      )}
      <AddressLookup />
      <div className={registry.toolbar}>
        <TextInput
          className={registry.search ?? ''}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          placeholder={t('console.contacts.search')}
          aria-label={t('console.contacts.search')}
          defaultValue={filters.q ?? ''}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
          placeholder={t('console.contacts.roles')}
          aria-label={t('console.contacts.roles')}
          data={ROLES.map((value) => ({ value, label: t(`contacts.roles.${value}`) }))}
          value={filters.role ?? null}
          onChange={(role) => change({ role: role ?? undefined })}
        />
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
          placeholder={t('console.contacts.reliable')}
          aria-label={t('console.contacts.reliable')}
          data={FRESHNESS.map((value) => ({ value, label: t(`contacts.freshness.${value}`) }))}
          value={filters.freshness ?? null}
          onChange={(freshness) => change({ freshness: freshness ?? undefined })}
        />
      </div>
      {query.error && !query.data ? (
        <Trouble error={query.error} again={query.refetch} />
      ) : !query.data ? (
        <Card flush>
          <BoneRows rows={8} />
        </Card>
      ) : rows.length === 0 ? (
        filtered ? (
          <Empty title={t('console.contacts.none_found')}>
            {t('console.contacts.none_found_text')}
          </Empty>
        ) : (
          <Empty
            title={t('console.contacts.none')}
            action={
              can('imports.run') && (
                <ButtonLink to="/don-vi/nhap-tep" search={{ kind: 'contacts' }}>
                  {t('console.registry.import')}
                </ButtonLink>
              )
            }
          >
            {t('console.contacts.none_text')}
          </Empty>
        )
      ) : (
        <Card flush>
          <ContactTable rows={rows} />
          {query.hasNextPage && (
            <p style={{ padding: '12px 20px' }}>
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('console.contacts.more', { count: number(total - rows.length) })}
              </Button>
            </p>
          )}
        </Card>
      )}
      {adding && <ContactForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
