// All address ranges of the province.
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import { useCan } from '@/app/can';
import { Card, Page } from '@/components/Page';
import { BoneRows, Empty, Trouble } from '@/components/states';
import { number } from '@/lib/format';
import { ClaimForm } from './ClaimForm';
import { ClaimTable } from './ClaimTable';
import { RegistryTabs } from './RegistryTabs';
import styles from './Registry.module.css';

const route = getRouteApi('/shell/don-vi/dia-chi');

export default function Claims() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(queries.claims(filters));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total;
  const [adding, setAdding] = useState(false);
  const change = (to: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const search = useDebouncedCallback(
    (text: string) => change({ q: text.trim() || undefined }),
    250,
  );
  const filtered = Object.values(filters).some(Boolean);
  return (
    <Page
      title={t('console.registry.claims')}
      crumbs={[{ text: t('console.menu.organizations'), to: '/don-vi' }]}
      under={
        total === undefined || total === null
          ? t('console.claims.under')
          : t('console.claims.count', { count: number(total) })
      }
      actions={
        can('claims.edit') && (
          <Button
            leftSection={<IconPlus size={17} stroke={1.75} />}
            onClick={() => setAdding(true)}
          >
            {t('console.claims.add')}
          </Button>
        )
      }
    >
      <RegistryTabs />
      <div className={styles.toolbar}>
        <TextInput
          className={styles.search}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          placeholder={t('console.claims.search')}
          aria-label={t('console.claims.search')}
          defaultValue={filters.q ?? ''}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
          placeholder={t('console.findings.column_state')}
          aria-label={t('console.findings.column_state')}
          data={['claimed', 'approved', 'rejected', 'withdrawn'].map((value) => ({
            value,
            label: t(`console.claims.state_${value}`),
          }))}
          value={filters.state ?? null}
          onChange={(state) => change({ state: state ?? undefined })}
        />
        <Switch
          label={t('console.claims.only_overlapping')}
          checked={filters.overlapping === 'true'}
          onChange={(event) =>
            change({ overlapping: event.currentTarget.checked ? 'true' : undefined })
          }
        />
      </div>
      {query.error && !query.data ? (
        <Trouble error={query.error} again={query.refetch} />
      ) : (
        <Card flush>
          {!query.data ? (
            <BoneRows rows={9} />
          ) : rows.length === 0 ? (
            <Empty
              title={filtered ? t('console.findings.no_match') : t('console.claims.empty')}
              action={
                filtered ? (
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    {t('console.findings.clear_filters')}
                  </Button>
                ) : undefined
              }
            >
              {filtered ? undefined : t('console.claims.empty_text')}
            </Empty>
          ) : (
            <ClaimTable
              rows={rows}
              more={
                query.hasNextPage && !query.isFetchingNextPage
                  ? () => void query.fetchNextPage()
                  : undefined
              }
            />
          )}
        </Card>
      )}
      {adding && <ClaimForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
