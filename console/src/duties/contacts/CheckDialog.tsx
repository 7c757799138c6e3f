// Writing down that somebody called, and what came of it.
import { Button, Modal, Radio, Select, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { CallOutcome, Contact } from '@/api/types';
import { done } from '@/app/toasts';
import { Note, Trouble } from '@/components/states';
import styles from '@/registry/Registry.module.css';

const OUTCOMES: CallOutcome[] = ['answered', 'not_answered', 'wrong_number'];

export function CheckDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<CallOutcome>('answered');
  const [phone, setPhone] = useState(contact.phones[0]?.text ?? null);
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/contacts/{person_id}/checks', {
          params: { path: { person_id: contact.id } },
          body: {
            outcome,
            phone,
            answered_by: outcome === 'answered' ? by.trim() || null : null,
            note: note.trim() || null,
          },
        }),
      ),
    onSuccess: async (after) => {
      await Promise.all(
        [['contacts'], ['board']].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
      done(t(`console.contacts.recorded_${after.freshness === 'verified' ? 'verified' : 'other'}`));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.contacts.record_of', { name: contact.name })}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Note>{t('console.contacts.record_text')}</Note>
        {contact.phones.length > 1 && (
          <Select
            label={t('console.contacts.number_called')}
            data={contact.phones.map(({ text }) => text)}
            value={phone}
            onChange={setPhone}
            allowDeselect={false}
          />
        )}
        <Radio.Group
          label={t('console.contacts.outcome')}
          value={outcome}
          onChange={(value) => setOutcome(value)}
        >
          <div className="stack" style={{ marginTop: 6 }}>
            {OUTCOMES.map((each) => (
              <Radio key={each} value={each} label={t(`contacts.outcomes.${each}`)} />
            ))}
          </div>
        </Radio.Group>
        {outcome === 'answered' && (
          <TextInput
            label={`${t('console.contacts.answered_by')} (${t('console.common.optional')})`}
            value={by}
            maxLength={120}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={`${t('console.fields.note')} (${t('console.common.optional')})`}
          autosize
          minRows={2}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('console.contacts.record')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
