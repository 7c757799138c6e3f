// Where one is signed in, and the means to end it elsewhere.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { done, wrong } from '@/app/toasts';
import { DataTable } from '@/components/DataTable';
import { Card } from '@/components/Page';
import { BoneRows, Tag, Trouble } from '@/components/states';
import { browserName } from '@/lib/browser';
import { dateTime } from '@/lib/format';

export function Sessions() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(queries.ownSessions);
  const end = useMutation({
    mutationFn: (id: string) =>
      data(
        client.DELETE('/api/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['own-sessions'] });
      done(t('console.sessions.ended'));
    },
    onError: wrong,
  });
  return (
    <Card flush title={t('console.sessions.title')}>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : !sessions ? (
        <BoneRows rows={2} />
      ) : (
        <DataTable
          label={t('console.sessions.title')}
          rows={sessions.items}
          keyOf={(session) => session.id}
          columns={[
            {
              key: 'client',
              title: t('console.sessions.client'),
              cell: (session) => (
                <span title={session.client}>
                  {browserName(session.client) || t('console.sessions.unknown')}
                </span>
              ),
            },
            {
              key: 'began',
              title: t('console.sessions.began'),
              cell: (session) => dateTime(session.created_at),
              wide: true,
            },
            {
              key: 'seen',
              title: t('console.sessions.seen'),
              cell: (session) => dateTime(session.seen_at),
            },
            {
              key: 'do',
              title: <span className="sr">{t('console.sessions.end')}</span>,
              right: true,
              cell: (session) =>
                session.current ? (
                  <Tag tone="leaf">{t('console.sessions.current')}</Tag>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => end.mutate(session.id)}
                  >
                    {t('console.sessions.end')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Card>
  );
}
