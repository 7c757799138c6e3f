import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { Settings } from '@/api/types';
import { useCan } from '@/app/can';
import { done } from '@/app/toasts';
import { Card } from '@/components/Page';
import { BoneRows, Trouble } from '@/components/states';

function Form({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const can = useCan();
  const cache = useQueryClient();
  const [form, setForm] = useState(settings);
  const fixed = !can('settings.manage');
  const save = useMutation({
    mutationFn: () => data(client.PUT('/api/v1/settings', { body: form })),
    onSuccess: (to) => {
      cache.setQueryData(['settings'], to);
      void cache.invalidateQueries({ queryKey: ['findings'] });
      done(t('console.settings.saved'));
    },
  });
  return (
    <form
      className="stack-wide"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        maw={420}
        required
        readOnly={fixed}
        label={t('console.settings.province')}
        description={t('console.settings.province_text')}
        value={form.province_name}
        onChange={(event) => setForm({ ...form, province_name: event.currentTarget.value })}
      />
      <NumberInput
        maw={220}
        required
        readOnly={fixed}
        min={1}
        max={365}
        allowDecimal={false}
        label={t('console.settings.clean_days')}
        description={t('console.settings.clean_days_text')}
        value={form.clean_days}
        onChange={(value) => setForm({ ...form, clean_days: Number(value) })}
      />
      <NumberInput
        maw={220}
        required
        readOnly={fixed}
        min={1}
        max={90}
        allowDecimal={false}
        label={t('console.settings.watch_days')}
        description={t('console.settings.watch_days_text')}
        value={form.watch_days}
        onChange={(value) => setForm({ ...form, watch_days: Number(value) })}
      />
      <TextInput
        maw={420}
        required
        readOnly={fixed}
        label={t('console.settings.zone')}
        value={form.zone}
        onChange={(event) => setForm({ ...form, zone: event.currentTarget.value })}
      />
      {save.error && <Trouble error={save.error} />}
      {!fixed && (
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('console.common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

export function General() {
  const { data, error, refetch } = useQuery(queries.settings);
  return (
    <Card>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : data ? (
        <Form settings={data} />
      ) : (
        <BoneRows rows={4} columns={[40]} />
      )}
    </Card>
  );
}
