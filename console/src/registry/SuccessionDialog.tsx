// A body merges, splits, is renamed or ends: who takes over its findings, claims and contacts.
import { ActionIcon, Button, Checkbox, Drawer, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Organization, OrganizationRef, SuccessionKind } from '@/api/types';
import { done } from '@/app/toasts';
import { DateField } from '@/components/DateField';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Note, Trouble } from '@/components/states';
import { dayOf } from '@/lib/format';
import styles from './Registry.module.css';

const KINDS: SuccessionKind[] = ['merged', 'split', 'renamed', 'abolished'];
const PARTS = ['findings', 'claims', 'contacts'] as const;
/** What pages have read that a succession may change. */
const KEPT = [
  ['organizations'],
  ['claims'],
  ['sites'],
  ['findings'],
  ['board'],
  ['people'],
  ['contacts'],
  ['queue'],
];
type Heir = { organization: OrganizationRef | null } & Record<(typeof PARTS)[number], boolean>;
const HEIR: Heir = { organization: null, findings: true, claims: true, contacts: true };
const SECOND: Heir = { organization: null, findings: false, claims: false, contacts: false };

export function SuccessionDialog({
  organization,
  onClose,
}: {
  organization: Organization;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [kind, setKind] = useState<SuccessionKind>('merged');
  const [at, setAt] = useState(dayOf(new Date()));
  const [heirs, setHeirs] = useState<Heir[]>([HEIR]);
  const change = (index: number, to: Partial<Heir>) =>
    setHeirs(
      heirs.map((heir, own) => {
        if (own === index) return { ...heir, ...to };
        // Each part goes to one heir only.
        const given = Object.fromEntries(
          PARTS.filter((part) => to[part]).map((part) => [part, false]),
        );
        return { ...heir, ...given };
      }),
    );
  const save = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/organizations/{organization_id}/succession', {
          params: { path: { organization_id: organization.id } },
          body: {
            kind,
            at,
            successors: heirs.flatMap(({ organization: heir, findings, claims, contacts }) =>
              heir ? [{ organization_id: heir.id, inherits: { findings, claims, contacts } }] : [],
            ),
          },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(KEPT.map((queryKey) => cache.invalidateQueries({ queryKey })));
      done(t('console.succession.done'));
      onClose();
    },
  });
  const lost = PARTS.filter((part) => !heirs.some((heir) => heir.organization && heir[part]));
  return (
    <Drawer
      opened
      onClose={onClose}
      size={520}
      title={t('console.succession.title', { name: organization.name })}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={t('console.succession.kind')}
          value={kind}
          onChange={(value) => {
            setKind(value);
            setHeirs(
              value === 'split' && heirs.length < 2 ? [...heirs, SECOND] : heirs.slice(0, 1),
            );
          }}
          data={KINDS.map((value) => ({ value, label: t(`console.succession_kinds.${value}`) }))}
        />
        <Note>{t(`console.succession.text_${kind}`)}</Note>
        <DateField required label={t('console.succession.at')} value={at} onChange={setAt} />
        {heirs.map((heir, index) => (
          <fieldset
            key={index}
            className={styles.form}
            style={{ border: 0, padding: 0, margin: 0 }}
          >
            <div className="row">
              <div className="grow">
                <OrganizationPicker
                  required
                  label={t('console.succession.heir')}
                  value={heir.organization}
                  onChange={(chosen) => change(index, { organization: chosen })}
                />
              </div>
              {heirs.length > 1 && (
                <ActionIcon
                  mt={24}
                  aria-label={t('console.succession.remove')}
                  onClick={() => setHeirs(heirs.filter((_, own) => own !== index))}
                >
                  <IconTrash size={17} stroke={1.75} />
                </ActionIcon>
              )}
            </div>
            <div className="row">
              {PARTS.map((part) => (
                <Checkbox
                  key={part}
                  label={t(`console.succession.${part}`)}
                  checked={heir[part]}
                  onChange={(event) => change(index, { [part]: event.currentTarget.checked })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {kind === 'split' && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} />}
            onClick={() => setHeirs([...heirs, SECOND])}
          >
            {t('console.succession.add')}
          </Button>
        )}
        {lost.length > 0 && (
          <Note tone="ochre">
            {t('console.succession.lost', {
              parts: lost.map((part) => t(`console.succession.${part}`)).join(', '),
            })}
          </Note>
        )}
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={
              !at || heirs.filter((heir) => heir.organization).length < (kind === 'split' ? 2 : 1)
            }
          >
            {t('console.succession.confirm')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
