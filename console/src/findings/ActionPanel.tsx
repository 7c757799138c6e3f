// The side panel in which a step is taken: what it means, what it needs, and why it was refused.
import { Button, Drawer, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type {
  BulkResult,
  FindingAction,
  FindingActionName,
  FindingDetail,
  OrganizationRef,
} from '@/api/types';
import { done } from '@/app/toasts';
import { DateField } from '@/components/DateField';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Note, Trouble } from '@/components/states';
import { dayOf, number } from '@/lib/format';
import { problemTexts } from '@/i18n/messages';
import { ApiError } from '@/api/client';
import { FileField } from './FileField';
import { endOfLocalDay } from '@/lib/time';

export type PanelAction = FindingActionName;
type Field =
  | 'statement'
  | 'method'
  | 'reason'
  | 'until'
  | 'assignee'
  | 'organization_id'
  | 'produced_at'
  | 'comment'
  | 'blob_id';

/** The fields of each step, in the order of the form; `?` marks what may be left empty. */
const FIELDS: Record<FindingActionName, (Field | `${Field}?`)[]> = {
  acknowledge: ['comment?'],
  claim: ['method', 'statement', 'blob_id?'],
  add_evidence: ['method', 'statement', 'produced_at', 'blob_id?'],
  attest: ['reason'],
  assign: ['assignee'],
  comment: ['comment'],
  reattribute: ['organization_id', 'reason'],
  power_off: ['reason', 'produced_at'],
  accept_risk: ['reason', 'until'],
  unsupported: ['reason', 'until'],
  false_positive: ['reason'],
  reopen: ['reason'],
};
const METHODS = ['removal_record', 'device_reset'];

export function ActionPanel({
  action,
  ids,
  onClose,
  onDone,
}: {
  action: PanelAction;
  ids: string[];
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Partial<Record<Field, string>>>({
    produced_at: new Date().toISOString(),
    method: METHODS[0] ?? '',
  });
  const [organization, setOrganization] = useState<OrganizationRef | null>(null);
  const fields = FIELDS[action].map((field) => ({
    name: field.replace('?', '') as Field,
    required: !field.endsWith('?'),
  }));
  const single = ids.length === 1;

  const send = useMutation({
    mutationFn: async (): Promise<BulkResult | FindingDetail> => {
      const body: FindingAction = { action };
      for (const { name } of fields) {
        const value = name === 'organization_id' ? organization?.id : texts[name]?.trim();
        if (value) body[name] = name === 'until' ? endOfLocalDay(value) : value;
      }
      return single
        ? api.post<FindingDetail>(`/findings/${ids[0] ?? ''}/actions`, body)
        : api.post<BulkResult>('/findings/bulk', { ids, ...body });
    },
    onSuccess: async (result) => {
      await Promise.all(
        [['findings'], ['today'], ['board']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
      if ('refused' in result && result.refused.length > 0) return;
      done(
        single
          ? t(`console.actions.done_${action}`)
          : t('console.actions.done_many', { count: number('done' in result ? result.done : 1) }),
      );
      onDone?.();
      onClose();
    },
  });
  const refused = send.data && 'refused' in send.data ? send.data.refused : [];
  const set = (name: Field) => (value: string) =>
    setTexts((before) => ({ ...before, [name]: value }));

  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={t(`console.actions.${action}`)}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Note>{t(`console.actions.text_${action}`)}</Note>
        {!single && (
          <p className="second">{t('console.actions.for_many', { count: number(ids.length) })}</p>
        )}
        {fields.map(({ name, required }, index) => {
          const label = t(`console.actions.field_${name}`);
          const common = {
            label: required ? label : `${label} (${t('console.common.optional')})`,
            required,
            'data-autofocus': index === 0 || undefined,
          };
          switch (name) {
            case 'organization_id':
              return (
                <OrganizationPicker
                  key={name}
                  label={label}
                  required
                  autoFocus={index === 0}
                  value={organization}
                  onChange={setOrganization}
                />
              );
            case 'method':
              return (
                <Select
                  key={name}
                  {...common}
                  allowDeselect={false}
                  data={METHODS.map((value) => ({ value, label: t(`console.methods.${value}`) }))}
                  value={texts.method ?? null}
                  onChange={(value) => set(name)(value ?? '')}
                />
              );
            case 'until':
              return (
                <DateField
                  key={name}
                  label={common.label}
                  required={required}
                  min={dayOf(new Date())}
                  value={texts.until ?? ''}
                  onChange={set(name)}
                />
              );
            case 'produced_at':
              return (
                <TextInput
                  key={name}
                  {...common}
                  type="datetime-local"
                  max={localInput(new Date().toISOString())}
                  value={localInput(texts.produced_at ?? '')}
                  onChange={(event) =>
                    set(name)(
                      event.currentTarget.value
                        ? new Date(`${event.currentTarget.value}:00+07:00`).toISOString()
                        : '',
                    )
                  }
                />
              );
            case 'blob_id':
              return <FileField key={name} label={common.label} onChange={set(name)} />;
            case 'assignee':
              return (
                <TextInput
                  key={name}
                  {...common}
                  maxLength={120}
                  value={texts.assignee ?? ''}
                  onChange={(event) => set(name)(event.currentTarget.value)}
                />
              );
            default:
              return (
                <Textarea
                  key={name}
                  {...common}
                  autosize
                  minRows={3}
                  maxRows={10}
                  maxLength={2000}
                  placeholder={t(`console.actions.hint_${name}`)}
                  value={texts[name] ?? ''}
                  onChange={(event) => set(name)(event.currentTarget.value)}
                />
              );
          }
        })}
        {send.error && <Trouble error={send.error} />}
        {refused.length > 0 && (
          <Note tone="ochre">
            {t('console.actions.refused_some', { count: number(refused.length) })}
            <ul>
              {[
                ...new Set(refused.map(({ problem }) => problemTexts(new ApiError(problem)).title)),
              ].map((text) => (
                <li key={text}>· {text}</li>
              ))}
            </ul>
          </Note>
        )}
        <div className="row">
          <Button type="submit" loading={send.isPending}>
            {t(`console.actions.${action}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

/** An instant as a `datetime-local` field shows it, in the time of Việt Nam. */
function localInput(instant: string): string {
  if (!instant) return '';
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16);
}
