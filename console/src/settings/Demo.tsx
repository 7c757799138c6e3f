import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { done, wrong } from '@/app/toasts';
import { Card } from '@/components/Page';
import { TypedWord } from '@/components/TypedWord';

/** What the server expects; the person types the words of their own language. */
const CONFIRM = 'xoa';

/** The sample province: loaded at the first start, cleared by one typed word. */
export function Demo() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useQuery(queries.session);
  const [asking, setAsking] = useState(false);
  const clear = useMutation({
    mutationFn: () => data(client.POST('/api/v1/demo/clear', { body: { confirm: CONFIRM } })),
    onSuccess: async () => {
      setAsking(false);
      done(t('console.demo.cleared'));
      await cache.invalidateQueries();
      await navigate({ to: '/' });
    },
    onError: wrong,
  });
  return (
    <Card title={t('console.settings.demo')}>
      <div className="stack">
        <p className="second">
          {session?.demo_loaded ? t('console.demo.is_loaded') : t('console.demo.not_loaded')}
        </p>
        {session?.demo_loaded && (
          <div>
            <Button color="red" variant="light" onClick={() => setAsking(true)}>
              {t('console.demo.clear')}
            </Button>
          </div>
        )}
      </div>
      {asking && (
        <TypedWord
          title={t('console.demo.clear')}
          text={t('console.demo.clear_text')}
          word={t('console.demo.word')}
          busy={clear.isPending}
          onConfirm={() => clear.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
