// The list of findings: filters in the address, the whole table by keyboard, many at once.
import { ActionIcon, Button, Menu, Switch, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BASE, queryString } from '@/api/client';
import * as queries from '@/api/queries';
import { useCan } from '@/app/can';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Card, Page } from '@/components/Page';
import { BoneRows, Empty, Trouble } from '@/components/states';
import { number } from '@/lib/format';
import { isTexts, useKept } from '@/lib/kept';
import type { FindingFilters } from '@/app/search';
import { BulkBar } from './BulkBar';
import { COLUMNS, FindingTable } from './FindingTable';
import styles from './Findings.module.css';

const route = getRouteApi('/shell/viec');

/** The groups by which a person looks at the work; the first is what is owed. */
const GROUPS: [string, string | undefined][] = [
  ['owed', 'open,acknowledged,regressed'],
  ['claimed', 'claimed_fixed'],
  ['watch', 'under_watch'],
  ['unknown', 'unknown'],
  ['done', 'verified'],
  ['put_aside', 'risk_accepted,unsupported,false_positive'],
  ['all', undefined],
];

function Toolbar({
  filters,
  columns,
  onColumns,
}: {
  filters: FindingFilters;
  columns: string[];
  onColumns: (columns: string[]) => void;
}) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const change = (to: Partial<FindingFilters>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const search = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 250);
  const { data: organization } = useQuery({
    ...queries.organization(filters.organization ?? ''),
    enabled: Boolean(filters.organization),
  });
  return (
    <div className={styles.toolbar}>
      <TextInput
        className={styles.search}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        placeholder={t('console.findings.search')}
        aria-label={t('console.findings.search')}
        defaultValue={filters.q ?? ''}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <OrganizationPicker
        key={organization?.id ?? 'none'}
        value={organization ?? null}
        onChange={(chosen) => change({ organization: chosen?.id })}
      />
      <Switch
        label={t('console.findings.only_overdue')}
        checked={filters.overdue === 'true'}
        onChange={(event) => change({ overdue: event.currentTarget.checked ? 'true' : undefined })}
      />
      <span className="grow" />
      <Menu closeOnItemClick={false} width={220}>
        <Tooltip label={t('console.findings.columns')}>
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={36}
              className={styles.columnMenu ?? ''}
              aria-label={t('console.findings.columns')}
            >
              <IconColumns3 size={18} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          {COLUMNS.map((column) => (
            <Menu.CheckboxItem
              key={column}
              closeMenuOnClick={false}
              checked={columns.includes(column)}
              onChange={(on) =>
                onColumns(on ? [...columns, column] : columns.filter((one) => one !== column))
              }
            >
              {t(`console.findings.column_${column}`)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={17} stroke={1.75} />}>
            {t('console.findings.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {['xlsx', 'csv', 'json'].map((format) => (
            <Menu.Item
              key={format}
              component="a"
              download
              href={`${BASE}/findings/export${queryString({ ...filters, format })}`}
            >
              {format.toUpperCase()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const NONE: ReadonlySet<string> = new Set();

export default function Findings() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const [columns, setColumns] = useKept<string[]>(
    'findings.columns',
    ['state', 'body', 'due', 'seen'],
    isTexts,
  );
  // What was selected belongs to the filters under which it was seen.
  const shownBy = JSON.stringify(filters);
  const [selection, setSelection] = useState({ by: shownBy, ids: NONE });
  const selected = selection.by === shownBy ? selection.ids : NONE;
  const setSelected = (ids: ReadonlySet<string>) => setSelection({ by: shownBy, ids });
  const asked = useMemo(() => ({ ...filters }), [filters]);
  const query = useInfiniteQuery(queries.findings(asked));
  const { data: directive } = useQuery({
    ...queries.directive(filters.directive ?? ''),
    enabled: Boolean(filters.directive),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? undefined;
  const group = GROUPS.find(([, state]) => state === filters.state)?.[0];

  const filtered = Object.values(filters).some(Boolean);
  return (
    <Page
      title={t('console.menu.findings')}
      under={
        total === undefined
          ? ' '
          : t('console.findings.under', { count: number(total), shown: number(rows.length) })
      }
    >
      <nav className={styles.groups} aria-label={t('console.findings.groups')}>
        {GROUPS.map(([name, state]) => (
          <button
            key={name}
            type="button"
            aria-pressed={group === name}
            onClick={() =>
              void navigate({ search: (before) => ({ ...before, state }), replace: true })
            }
          >
            {t(`console.findings.group_${name}`)}
          </button>
        ))}
      </nav>
      <Toolbar filters={filters} columns={columns} onColumns={setColumns} />
      {(filters.directive ?? filters.obligation) && (
        <div className="row small">
          {directive && (
            <span className="second">
              {t('console.findings.of_directive', {
                name: directive.subject ?? directive.number ?? '',
              })}
            </span>
          )}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconX size={13} stroke={1.75} />}
            onClick={() =>
              void navigate({
                search: (before) => ({
                  ...before,
                  directive: undefined,
                  obligation: undefined,
                }),
                replace: true,
              })
            }
          >
            {t('console.findings.drop_filter')}
          </Button>
        </div>
      )}
      {query.error && !query.data ? (
        <Trouble error={query.error} again={query.refetch} />
      ) : (
        <Card flush>
          {!query.data ? (
            <BoneRows rows={10} columns={[4, 34, 16, 18, 10, 12]} />
          ) : rows.length === 0 ? (
            filtered ? (
              <Empty
                title={t('console.findings.no_match')}
                action={
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    {t('console.findings.clear_filters')}
                  </Button>
                }
              >
                {t('console.findings.no_match_text')}
              </Empty>
            ) : (
              <Empty
                title={t('console.findings.empty')}
                action={
                  can('lists.import') && (
                    <Button onClick={() => void navigate({ to: '/ma-doc/nhap' })}>
                      {t('console.lists.import')}
                    </Button>
                  )
                }
              >
                {t('console.findings.empty_text')}
              </Empty>
            )
          ) : (
            <FindingTable
              rows={rows}
              columns={columns}
              selected={selected}
              onSelect={setSelected}
              more={
                query.hasNextPage && !query.isFetchingNextPage
                  ? () => void query.fetchNextPage()
                  : undefined
              }
            />
          )}
        </Card>
      )}
      {selected.size > 0 && <BulkBar ids={[...selected]} onDone={() => setSelected(new Set())} />}
    </Page>
  );
}
