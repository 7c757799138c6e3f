// Bringing a registry file in: choose what it is, dry run, the difference, confirm, undo.
import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BASE, client, data, form } from '@/api/client';
import * as queries from '@/api/queries';
import type { ImportAction, ImportKind, ImportPreview } from '@/api/types';
import { done, wrong } from '@/app/toasts';
import { DataTable } from '@/components/DataTable';
import { DropFile } from '@/components/DropFile';
import { Card, Figure, Figures, Page } from '@/components/Page';
import { BoneRows, Note, RowProblems, Tag, Trouble } from '@/components/states';
import { dateTime, number } from '@/lib/format';
import { RegistryTabs } from './RegistryTabs';
import styles from './Registry.module.css';

const route = getRouteApi('/shell/don-vi/nhap-tep');
const KINDS: ImportKind[] = ['organizations', 'claims', 'sites', 'contacts'];
const TONES: Record<ImportAction, 'leaf' | 'ochre' | 'plain' | 'vermilion'> = {
  add: 'leaf',
  change: 'ochre',
  unchanged: 'plain',
  error: 'vermilion',
};

function Difference({ row, kind }: { row: ImportPreview['diff'][number]; kind: ImportKind }) {
  const { t } = useTranslation();
  const word = (name: string) =>
    t([`registry.columns.${kind}.${name}`, 'console.imports.unnamed'], { name });
  const { before, after } = row;
  if (row.action === 'change')
    return (
      <span className={styles.diff}>
        {Object.entries(after ?? {})
          .filter(([name, value]) => before?.[name] !== value)
          .map(([name, value]) => (
            <span key={name}>
              {word(name)}: <del>{before?.[name]}</del> → <ins>{value}</ins>
            </span>
          ))}
      </span>
    );
  return (
    <span className={styles.diff}>
      {Object.entries(after ?? {})
        .map(([name, value]) => `${word(name)}: ${value}`)
        .join(' · ')}
    </span>
  );
}

function Preview({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const [action, setAction] = useState<string>('all');
  const step = useMutation({
    mutationFn: (to: 'confirm' | 'undo') => {
      const params = { path: { import: preview.id } };
      return to === 'confirm'
        ? data(client.POST('/api/v1/imports/{import}/confirm', { params }))
        : data(client.POST('/api/v1/imports/{import}/undo', { params }));
    },
    onSuccess: async (_, to) => {
      await Promise.all(
        [
          ['imports'],
          ['organizations'],
          ['claims'],
          ['people'],
          ['contacts'],
          ['sites'],
          ['queue'],
        ].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
      done(to === 'confirm' ? t('console.imports.confirmed') : t('console.imports.undone'));
      if (to === 'confirm') await navigate({ search: {} });
    },
    onError: wrong,
  });
  const rows = preview.diff.filter((row) =>
    action === 'all' ? row.action !== 'unchanged' : row.action === action,
  );
  const { problems } = preview;
  const confirmed = preview.state === 'confirmed';
  return (
    <>
      <Card
        title={`${preview.file} · ${t(`console.imports.kind_${preview.kind}`)}`}
        aside={
          <div className="row">
            {confirmed ? (
              <Button
                variant="default"
                loading={step.isPending}
                onClick={() => step.mutate('undo')}
              >
                {t('console.common.undo')}
              </Button>
            ) : preview.state === 'undone' ? null : (
              <Button
                disabled={!preview.can_confirm}
                loading={step.isPending}
                onClick={() => step.mutate('confirm')}
              >
                {t('console.imports.confirm', { count: number(preview.added + preview.changed) })}
              </Button>
            )}
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('console.imports.other')}
            </Button>
          </div>
        }
      >
        <div className="stack">
          <p className="second">
            {t(
              preview.state === 'preview'
                ? 'console.imports.dry'
                : `console.imports.now_${preview.state}`,
            )}
          </p>
          <Figures>
            <Figure label={t('console.imports.action_add')} value={number(preview.added)} />
            <Figure label={t('console.imports.action_change')} value={number(preview.changed)} />
            <Figure
              label={t('console.imports.action_unchanged')}
              value={number(preview.unchanged)}
              tone="second"
            />
            <Figure
              label={t('console.imports.action_error')}
              value={number(problems.length)}
              {...(problems.length ? { tone: 'vermilion' as const } : {})}
            />
          </Figures>
          {problems.length > 0 && (
            <Note tone="ochre">
              {preview.state === 'preview'
                ? t('console.imports.all_wrong')
                : t('console.imports.stayed')}
              <RowProblems problems={problems} />
            </Note>
          )}
        </div>
      </Card>
      <SegmentedControl
        w="fit-content"
        value={action}
        onChange={setAction}
        aria-label={t('console.imports.filter')}
        data={['all', 'add', 'change', 'unchanged', 'error'].map((value) => ({
          value,
          label:
            value === 'all' ? t('console.imports.changes') : t(`console.imports.action_${value}`),
        }))}
      />
      <Card flush>
        <DataTable
          label={t('console.imports.changes')}
          rows={rows}
          keyOf={(row) => row.row}
          columns={[
            {
              key: 'row',
              title: t('console.rows.row'),
              cell: (row) => <span className="third">{row.row}</span>,
              width: 80,
            },
            {
              key: 'action',
              title: t('console.imports.what'),
              cell: (row) => (
                <Tag tone={TONES[row.action]}>{t(`console.imports.action_${row.action}`)}</Tag>
              ),
              width: 130,
            },
            { key: 'key', title: t('console.imports.key'), cell: (row) => row.key, width: 200 },
            {
              key: 'difference',
              title: t('console.imports.difference'),
              cell: (row) => <Difference row={row} kind={preview.kind} />,
            },
          ]}
        />
      </Card>
    </>
  );
}

export default function ImportPage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const kind = KINDS.find((each) => each === search.kind) ?? 'organizations';
  const { data: past } = useQuery(queries.imports);
  const { data: preview, error } = useQuery({
    ...queries.importPreview(search.id ?? ''),
    enabled: Boolean(search.id),
  });
  const send = useMutation({
    mutationFn: (file: File) =>
      data(
        client.POST('/api/v1/imports/{import}', {
          params: { path: { import: kind } },
          body: form({ file }) as never,
        }),
      ),
    onSuccess: async (to) => {
      cache.setQueryData(['imports', to.id], to);
      await navigate({ search: { kind, id: to.id } });
    },
  });
  return (
    <Page
      title={t('console.registry.import')}
      crumbs={[{ text: t('console.menu.organizations'), to: '/don-vi' }]}
      under={t('console.imports.under')}
    >
      <RegistryTabs />
      {search.id ? (
        error ? (
          <Trouble error={error} />
        ) : preview ? (
          <Preview preview={preview} />
        ) : (
          <Card flush>
            <BoneRows rows={6} />
          </Card>
        )
      ) : (
        <>
          <div className={styles.kinds} role="group" aria-label={t('console.imports.kind')}>
            {KINDS.map((each) => (
              <button
                key={each}
                type="button"
                className={styles.kind}
                aria-pressed={each === kind}
                onClick={() => void navigate({ search: { kind: each }, replace: true })}
              >
                {t(`console.imports.kind_${each}`)}
                <small>{t(`console.imports.text_${each}`)}</small>
              </button>
            ))}
          </div>
          <Card>
            <div className="stack">
              <DropFile
                accept=".csv,.xlsx"
                text={t('console.imports.formats')}
                busy={send.isPending}
                onFile={(file) => send.mutate(file)}
              />
              {send.error && <Trouble error={send.error} />}
              <p className="small second">
                {t('console.imports.template')}{' '}
                {['xlsx', 'csv'].map((format) => (
                  <Button
                    key={format}
                    component="a"
                    download
                    size="compact-xs"
                    variant="default"
                    mr={6}
                    leftSection={<IconDownload size={13} stroke={1.75} />}
                    href={`${BASE}/exports/${kind}?format=${format}`}
                  >
                    {format.toUpperCase()}
                  </Button>
                ))}
              </p>
            </div>
          </Card>
          {past && past.items.length > 0 && (
            <Card flush title={t('console.imports.past')}>
              <DataTable
                label={t('console.imports.past')}
                rows={past.items}
                keyOf={(one) => one.id}
                columns={[
                  {
                    key: 'file',
                    title: t('console.lists.file'),
                    cell: (one) => (
                      <Link to="/don-vi/nhap-tep" search={{ id: one.id }}>
                        {one.file}
                      </Link>
                    ),
                  },
                  {
                    key: 'kind',
                    title: t('console.imports.kind'),
                    cell: (one) => t(`console.imports.kind_${one.kind}`),
                    wide: true,
                  },
                  {
                    key: 'rows',
                    title: t('console.lists.rows'),
                    cell: (one) => number(one.rows),
                    right: true,
                    wide: true,
                  },
                  {
                    key: 'state',
                    title: t('console.lists.state'),
                    cell: (one) => <Tag>{t(`console.imports.state_${one.state}`)}</Tag>,
                  },
                  {
                    key: 'at',
                    title: t('console.history.at'),
                    cell: (one) => dateTime(one.at),
                    wide: true,
                  },
                ]}
              />
            </Card>
          )}
        </>
      )}
    </Page>
  );
}
