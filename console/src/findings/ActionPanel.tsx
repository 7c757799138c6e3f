// The side panel in which a step is taken: what it means, what it needs, and why it was refused.
import {
  Button,
  Checkbox,
  Drawer,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
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
import { FileField } from './FileField';
import { endOfLocalDay, startOfLocalDay } from '@/lib/time';
import { useKnownAccounts } from '@/app/accounts';
import { proofWords } from './proofs';

export type PanelAction = FindingActionName;
type Field =
  | 'statement'
  | 'method'
  | 'reason'
  | 'until'
  | 'assignee'
  | 'organization_id'
  | 'produced_at'
  | 'covers'
  | 'attachments'
  | 'proofs'
  | 'path';

/** The fields of each step, in the order of the form; `?` marks what may be left empty. */
const FIELDS: Record<FindingActionName, (Field | `${Field}?`)[]> = {
  acknowledge: [],
  claim: ['statement', 'attachments?'],
  add_evidence: ['method', 'statement', 'produced_at', 'attachments?'],
  attest: ['proofs', 'reason'],
  assign: ['assignee'],
  comment: ['statement'],
  reattribute: ['organization_id', 'reason'],
  power_off: ['covers', 'reason'],
  accept_risk: ['until', 'reason'],
  unsupported: ['until', 'reason'],
  false_positive: ['reason'],
  reopen: ['reason'],
  set_path: ['path'],
  set_due: ['until', 'reason'],
};
/** What a person can hand in; the rest the program takes itself. */
const METHODS = { computer: 'removal_record', device: 'device_reset' } as const;

export function ActionPanel({
  action,
  ids,
  finding,
  onClose,
  onDone,
}: {
  action: PanelAction;
  ids: string[];
  finding?: FindingDetail;
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [texts, setTexts] = useState<Partial<Record<Field | 'from' | 'to', string>>>(() => ({
    produced_at: new Date().toISOString(),
    method: METHODS[finding?.path ?? 'computer'],
    path: finding?.path === 'computer' ? 'device' : 'computer',
  }));
  const [attachments, setAttachments] = useState<string[]>([]);
  const [proofs, setProofs] = useState<string[]>([]);
  const accounts = useKnownAccounts();
  const open = finding?.to_close.filter(({ met }) => !met) ?? [];
  const [organization, setOrganization] = useState<OrganizationRef | null>(null);
  // A device is cleaned by hand: the photo is its proof.
  const fields = FIELDS[action]
    .filter((field) => field !== 'attachments?' || finding?.path === 'device')
    .map((field) => ({
      name: field.replace('?', '') as Field,
      required: !field.endsWith('?'),
    }));
  const single = ids.length === 1;

  const send = useMutation({
    mutationFn: async (): Promise<BulkResult | { id: string }> => {
      const text = (name: Field | 'from' | 'to') => texts[name]?.trim() || undefined;
      const has = (name: Field) => fields.some((field) => field.name === name);
      const until = text('until');
      const [from, to] = [text('from'), text('to')];
      const body: FindingAction = {
        action,
        ...(has('statement') && text('statement') ? { statement: text('statement') } : {}),
        ...(has('reason') ? { reason: text('reason') } : {}),
        ...(has('method') ? { method: text('method') } : {}),
        ...(has('produced_at') ? { produced_at: text('produced_at') } : {}),
        ...(has('until') && until ? { until: endOfLocalDay(until) } : {}),
        ...(has('covers') && from && to
          ? { covers_from: startOfLocalDay(from), covers_to: endOfLocalDay(to) }
          : {}),
        ...(has('assignee') ? { assignee: text('assignee') } : {}),
        ...(has('organization_id') ? { organization_id: organization?.id } : {}),
        ...(has('path') ? { path: text('path') as 'computer' | 'device' } : {}),
        ...(has('attachments') && attachments.length ? { attachments } : {}),
        ...(has('proofs') ? { proofs } : {}),
      };
      return single
        ? data(
            client.POST('/api/v1/findings/{finding_id}/actions', {
              params: { path: { finding_id: ids[0] ?? '' } },
              body: body as never,
            }),
          )
        : data(client.POST('/api/v1/findings/bulk', { body: { ids, action: body as never } }));
    },
    onSuccess: async (result) => {
      await Promise.all(
        [['findings'], ['today'], ['board']].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
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
  const set = (name: Field | 'from' | 'to') => (value: string) =>
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
                  data={Object.values(METHODS).map((value) => ({
                    value,
                    label: t(`malware.method.${value}.supports`),
                  }))}
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
            case 'attachments':
              return (
                <FileField
                  key={name}
                  label={common.label}
                  onChange={(blob) => setAttachments([blob])}
                />
              );
            case 'covers':
              return (
                <div key={name} className="row">
                  <DateField
                    label={t('console.actions.field_from')}
                    required
                    max={dayOf(new Date())}
                    value={texts.from ?? ''}
                    onChange={set('from')}
                  />
                  <DateField
                    label={t('console.actions.field_to')}
                    required
                    max={dayOf(new Date())}
                    value={texts.to ?? ''}
                    onChange={set('to')}
                  />
                </div>
              );
            case 'proofs':
              return (
                <Checkbox.Group
                  key={name}
                  label={label}
                  required
                  value={proofs}
                  onChange={setProofs}
                >
                  <div className="stack" style={{ marginTop: 6 }}>
                    {open.map((proof) => (
                      <Checkbox key={proof.proof} value={proof.proof} label={proofWords(proof)} />
                    ))}
                  </div>
                </Checkbox.Group>
              );
            case 'path':
              return (
                <SegmentedControl
                  key={name}
                  aria-label={label}
                  value={texts.path ?? 'computer'}
                  onChange={set(name)}
                  data={(['computer', 'device'] as const).map((value) => ({
                    value,
                    label: t(`console.finding.path_${value}`),
                  }))}
                />
              );
            case 'assignee':
              return (
                <Select
                  key={name}
                  {...common}
                  searchable
                  nothingFoundMessage={t('console.picker.none')}
                  data={accounts.map((account) => ({ value: account.id, label: account.name }))}
                  value={texts.assignee ?? null}
                  onChange={(value) => set(name)(value ?? '')}
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
              {[...new Set(refused.map(({ detail }) => detail))].map((text) => (
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
