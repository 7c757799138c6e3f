import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { Permission } from '@/api/types';
import { done, wrong } from '@/app/toasts';
import { CopyText } from '@/components/CopyText';
import { DataTable } from '@/components/DataTable';
import { DateField } from '@/components/DateField';
import { Card } from '@/components/Page';
import { BoneRows, Note, Trouble } from '@/components/states';
import { date, dateTime, dayOf } from '@/lib/format';
import { endOfLocalDay } from '@/lib/time';

const YEAR_MS = 365 * 86_400_000;

/** Scoped tokens for other programs: each may do part of what its owner may do. */
export function Tokens() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data: session } = useQuery(queries.session);
  const { data: tokens, error, refetch } = useQuery(queries.tokens);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Permission[]>([]);
  const [until, setUntil] = useState(() => dayOf(new Date(Date.now() + YEAR_MS)));
  const make = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/tokens', {
          body: {
            name: name.trim(),
            scopes: scopes as never[],
            expires_at: endOfLocalDay(until),
          },
        }),
      ),
    onSuccess: async () => {
      setName('');
      setScopes([]);
      await cache.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  const drop = useMutation({
    mutationFn: (id: string) =>
      data(client.DELETE('/api/v1/tokens/{token_id}', { params: { path: { token_id: id } } })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['tokens'] });
      done(t('console.tokens.dropped'));
    },
    onError: wrong,
  });
  return (
    <>
      <Card title={t('console.tokens.add')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <TextInput
            maw={420}
            required
            label={t('console.tokens.name')}
            placeholder={t('console.tokens.name_hint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            required
            searchable
            label={t('console.tokens.scopes')}
            data={(session?.permissions ?? []).map((scope) => ({
              value: scope,
              label: t(`console.permissions.${scope}`),
            }))}
            value={scopes}
            onChange={setScopes}
          />
          <DateField
            required
            label={t('console.tokens.until')}
            min={dayOf(new Date())}
            value={until}
            onChange={setUntil}
          />
          {make.error && <Trouble error={make.error} />}
          <div>
            <Button
              type="submit"
              loading={make.isPending}
              disabled={!name.trim() || scopes.length === 0 || !until}
            >
              {t('console.tokens.make')}
            </Button>
          </div>
          {make.data && (
            <Note tone="ochre">
              {t('console.tokens.once')}
              <br />
              <CopyText text={make.data.token} />
            </Note>
          )}
        </form>
      </Card>
      <Card flush title={t('console.tokens.title')}>
        {error ? (
          <Trouble error={error} again={refetch} />
        ) : !tokens ? (
          <BoneRows rows={2} />
        ) : tokens.items.length === 0 ? (
          <p className="second" style={{ padding: '0 20px 16px' }}>
            {t('console.tokens.none')}
          </p>
        ) : (
          <DataTable
            label={t('console.tokens.title')}
            rows={tokens.items}
            keyOf={(token) => token.id}
            columns={[
              { key: 'name', title: t('console.tokens.name'), cell: (token) => token.name },
              {
                key: 'scopes',
                title: t('console.tokens.scopes'),
                cell: (token) => (
                  <span className="small">
                    {token.scopes.map((scope) => t(`console.permissions.${scope}`)).join(', ')}
                  </span>
                ),
                wide: true,
              },
              {
                key: 'until',
                title: t('console.tokens.until'),
                cell: (token) => date(token.expires_at) || '–',
              },
              {
                key: 'used',
                title: t('console.tokens.used'),
                cell: (token) => dateTime(token.last_used_at) || t('console.accounts.never'),
                wide: true,
              },
              {
                key: 'do',
                title: <span className="sr">{t('console.tokens.drop')}</span>,
                right: true,
                cell: (token) => (
                  <Button size="compact-sm" variant="default" onClick={() => drop.mutate(token.id)}>
                    {t('console.tokens.drop')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Card>
    </>
  );
}
