import { Button, Drawer, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { OrganizationRef } from '@/api/types';
import { done } from '@/app/toasts';
import { DateField } from '@/components/DateField';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Note, Trouble } from '@/components/states';
import { dayOf } from '@/lib/format';
import styles from './Registry.module.css';

/** A body says which addresses are its own; the province approves. */
export function ClaimForm({
  organization: first,
  onClose,
}: {
  organization?: OrganizationRef;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [organization, setOrganization] = useState<OrganizationRef | null>(first ?? null);
  const [space, setSpace] = useState('');
  const [from, setFrom] = useState(dayOf(new Date()));
  const [to, setTo] = useState('');
  const [shared, setShared] = useState(false);
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/claims', {
          body: {
            organization_id: organization?.id ?? '',
            space: space.trim(),
            from: from || null,
            to: to || null,
            shared_exit: shared,
            note: note.trim() || null,
          },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(
        [['claims'], ['organizations'], ['queue']].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
      done(t('console.claims.added'));
      onClose();
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={t('console.claims.add')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Note>{t('console.claims.add_text')}</Note>
        <OrganizationPicker
          required
          label={t('console.rows.body')}
          value={organization}
          onChange={setOrganization}
        />
        <TextInput
          data-autofocus
          required
          label={t('console.claims.space')}
          description={t('console.claims.space_text')}
          placeholder="203.0.113.0/27"
          value={space}
          onChange={(event) => setSpace(event.currentTarget.value)}
        />
        <DateField label={t('console.claims.from')} value={from} onChange={setFrom} />
        <DateField
          label={t('console.claims.to')}
          description={t('console.claims.to_text')}
          value={to}
          onChange={setTo}
        />
        <Switch
          label={t('console.claims.shared')}
          description={t('console.claims.shared_text')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Textarea
          label={`${t('console.fields.note')} (${t('console.common.optional')})`}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!organization || space.trim() === ''}
          >
            {t('console.claims.add')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
