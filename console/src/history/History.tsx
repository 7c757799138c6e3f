// Who did what, in the order in which the log holds it; the chain of hashes can be checked.
import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconShieldCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { LogEntry } from '@/api/types';
import { useCan } from '@/app/can';
import { CopyText } from '@/components/CopyText';
import { DateField } from '@/components/DateField';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Card, Page } from '@/components/Page';
import { BoneRows, Empty, Note, Trouble } from '@/components/states';
import { TwoLines, VirtualTable } from '@/components/VirtualTable';
import { messageText, useMessage } from '@/i18n/messages';
import { dateTime, number } from '@/lib/format';
import { endOfLocalDay, startOfLocalDay } from '@/lib/time';
import styles from './History.module.css';

const route = getRouteApi('/shell/lich-su');
const SUBJECTS = [
  'finding',
  'indicator_list',
  'claim',
  'organization',
  'directive',
  'account',
  'import',
] as const;

/** The page of what an entry is about. */
function Subject({ entry }: { entry: LogEntry }) {
  const { t } = useTranslation();
  const { kind, id, label: given } = entry.subject;
  const label = given || t(`console.history.subject_${kind}`, { defaultValue: '' });
  if (!label || !id) return <>{label}</>;
  switch (kind) {
    case 'finding':
      return (
        <Link to="/viec/$id" params={{ id }}>
          {label}
        </Link>
      );
    case 'organization':
      return (
        <Link to="/don-vi/$id" params={{ id }}>
          {label}
        </Link>
      );
    case 'directive':
      return (
        <Link to="/theo-doi/$id" params={{ id }}>
          {label}
        </Link>
      );
    case 'indicator_list':
      return (
        <Link to="/ma-doc/danh-sach/$id" params={{ id }}>
          {label}
        </Link>
      );
    default:
      return <>{label}</>;
  }
}

function Chain() {
  const { t } = useTranslation();
  const can = useCan();
  const { data: head, error } = useQuery(queries.logHead);
  const verify = useMutation({
    mutationFn: () => data(client.POST('/api/v1/log/verification', {})),
  });
  return (
    <Card>
      <div className={styles.chain}>
        <IconShieldCheck size={24} stroke={1.75} aria-hidden="true" />
        <div className="grow">
          <h2>{t('console.history.head')}</h2>
          {head ? (
            <p className="second">
              {t('console.history.entry', { seq: number(head.seq) })} ·{' '}
              <CopyText text={head.hash} short={16} /> ·{' '}
              {t('console.history.key', { key: head.key_id })}
            </p>
          ) : error ? (
            <p className="second">{t('console.history.no_head')}</p>
          ) : null}
          <p className="small third">{t('console.history.head_text')}</p>
        </div>
        {can('log.verify') && (
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('console.history.verify')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {verify.error && <Trouble error={verify.error} />}
        {verify.data &&
          (verify.data.ok ? (
            <Note tone="leaf">
              {t('console.history.whole', { count: number(verify.data.entries) })}
            </Note>
          ) : (
            <Note tone="ochre">
              {t('console.history.broken', { count: number(verify.data.faults.length) })}
              <ul>
                {verify.data.faults.map((fault, at) => (
                  <li key={at}>· {messageText(fault)}</li>
                ))}
              </ul>
            </Note>
          ))}
      </div>
    </Card>
  );
}

export default function History() {
  const { t } = useTranslation();
  const message = useMessage();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useMemo(
    () => ({
      ...filters,
      from: filters.from ? startOfLocalDay(filters.from) : undefined,
      to: filters.to ? endOfLocalDay(filters.to) : undefined,
    }),
    [filters],
  );
  const query = useInfiniteQuery(queries.log(asked));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const { data: organization } = useQuery({
    ...queries.organization(filters.organization ?? ''),
    enabled: Boolean(filters.organization),
  });
  const change = (to: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const filtered = Object.values(filters).some(Boolean);
  return (
    <Page title={t('console.menu.history')} under={t('console.history.under')}>
      <Chain />
      <div className={styles.toolbar}>
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
          placeholder={t('console.history.subject')}
          aria-label={t('console.history.subject')}
          data={SUBJECTS.map((value) => ({ value, label: t(`console.history.subject_${value}`) }))}
          value={filters.subject_kind ?? null}
          onChange={(kind) => change({ subject_kind: kind ?? undefined, subject_id: undefined })}
        />
        <OrganizationPicker
          key={organization?.id ?? 'none'}
          value={organization ?? null}
          onChange={(chosen) => change({ organization: chosen?.id })}
        />
        <DateField
          ariaLabel={t('console.history.from')}
          value={filters.from ?? ''}
          onChange={(day) => change({ from: day || undefined })}
        />
        <span className="third" aria-hidden="true">
          –
        </span>
        <DateField
          ariaLabel={t('console.history.to')}
          value={filters.to ?? ''}
          onChange={(day) => change({ to: day || undefined })}
        />
        {filtered && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={15} stroke={1.75} />}
            onClick={() => void navigate({ search: {}, replace: true })}
          >
            {t('console.findings.clear_filters')}
          </Button>
        )}
      </div>
      {query.error && !query.data ? (
        <Trouble error={query.error} again={query.refetch} />
      ) : (
        <Card flush>
          {!query.data ? (
            <BoneRows rows={10} />
          ) : rows.length === 0 ? (
            <Empty title={t('console.history.empty')} />
          ) : (
            <VirtualTable
              label={t('console.menu.history')}
              rows={rows}
              keyOf={(entry) => entry.seq}
              more={
                query.hasNextPage && !query.isFetchingNextPage
                  ? () => void query.fetchNextPage()
                  : undefined
              }
              columns={[
                {
                  key: 'seq',
                  title: '#',
                  width: 84,
                  wide: true,
                  cell: (entry) => <span className="third">{number(entry.seq)}</span>,
                },
                {
                  key: 'at',
                  title: t('console.history.at'),
                  width: 146,
                  cell: (entry) => <span className="second nowrap">{dateTime(entry.at)}</span>,
                },
                {
                  key: 'what',
                  title: t('console.history.what'),
                  cell: (entry) => (
                    <TwoLines first={message(entry.label)} second={<Subject entry={entry} />} />
                  ),
                },
                {
                  key: 'who',
                  title: t('console.history.who'),
                  width: 230,
                  wide: true,
                  cell: (entry) => (
                    <TwoLines
                      first={entry.actor.name}
                      second={
                        // A body that went with the sample has only its number left.
                        entry.organization?.name === entry.organization?.id
                          ? entry.organization && t('console.history.body_gone')
                          : entry.organization?.name
                      }
                    />
                  ),
                },
                {
                  key: 'hash',
                  title: t('console.history.hash'),
                  width: 150,
                  wide: true,
                  cell: (entry) => (
                    <span className="mono third" title={entry.hash}>
                      {entry.hash.slice(0, 12)}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Card>
      )}
    </Page>
  );
}
