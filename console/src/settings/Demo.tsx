import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from '@/api/client';
import * as queries from '@/api/queries';
import { done, wrong } from '@/app/toasts';
import { Card } from '@/components/Page';
import { TypedWord } from '@/components/TypedWord';

/** The sample province: loaded by the same importers as real files, cleared by one typed word. */
export function Demo() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useQuery(queries.session);
  const [asking, setAsking] = useState(false);
  const word = t('console.demo.word');
  const change = useMutation({
    mutationFn: (to: 'load' | 'clear') =>
      to === 'load' ? later.post('/demo/load') : later.post('/demo/clear', { confirm: word }),
    onSuccess: async (_, to) => {
      setAsking(false);
      done(to === 'load' ? t('console.demo.loaded') : t('console.demo.cleared'));
      await client.invalidateQueries();
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
        <div>
          {session?.demo_loaded ? (
            <Button color="red" variant="light" onClick={() => setAsking(true)}>
              {t('console.demo.clear')}
            </Button>
          ) : (
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate('load')}
            >
              {t('console.demo.load')}
            </Button>
          )}
        </div>
      </div>
      {asking && (
        <TypedWord
          title={t('console.demo.clear')}
          text={t('console.demo.clear_text')}
          word={word}
          busy={change.isPending}
          onConfirm={() => change.mutate('clear')}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
