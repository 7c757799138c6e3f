// A new body, or a correction of one. Mergers and the like are a succession, not an edit.
import { Button, Drawer, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Organization, OrganizationKind, OrganizationRef } from '@/api/types';
import { done } from '@/app/toasts';
import { DateField } from '@/components/DateField';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Trouble } from '@/components/states';
import { localDay } from '@/lib/time';
import styles from './Registry.module.css';

export const KINDS: OrganizationKind[] = [
  'state',
  'party',
  'mass_organization',
  'public_service',
  'enterprise',
];

export function OrganizationForm({
  organization,
  parent: firstParent,
  onClose,
}: {
  organization?: Organization;
  parent?: OrganizationRef;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(organization?.name ?? '');
  const [shortName, setShortName] = useState(organization?.short_name ?? '');
  const [code, setCode] = useState(organization?.code ?? '');
  const [kind, setKind] = useState<OrganizationKind>(organization?.kind ?? 'state');
  const [from, setFrom] = useState(localDay(organization?.from));
  const [parent, setParent] = useState<OrganizationRef | null>(
    organization?.parent ?? firstParent ?? null,
  );
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        short_name: shortName.trim() || null,
        code: code.trim() || null,
        kind,
        from: from || null,
        parent_id: parent?.id ?? null,
      };
      return organization
        ? data(
            client.PATCH('/api/v1/organizations/{organization_id}', {
              params: { path: { organization_id: organization.id } },
              body,
            }),
          )
        : data(client.POST('/api/v1/organizations', { body }));
    },
    onSuccess: async (to) => {
      await cache.invalidateQueries({ queryKey: ['organizations'] });
      done(t('console.registry.saved'));
      onClose();
      if (!organization) await navigate({ to: '/don-vi/$id', params: { id: to.id } });
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={organization ? t('console.registry.edit') : t('console.registry.add')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          data-autofocus
          required
          label={t('console.registry.name')}
          value={name}
          maxLength={250}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={`${t('console.registry.short_name')} (${t('console.common.optional')})`}
          value={shortName}
          maxLength={80}
          onChange={(event) => setShortName(event.currentTarget.value)}
        />
        <OrganizationPicker
          label={t('console.registry.parent')}
          value={parent}
          onChange={setParent}
        />
        <Select
          label={t('console.registry.kind')}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`console.organization_kinds.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value ?? 'state')}
        />
        <TextInput
          label={`${t('console.registry.code')} (${t('console.common.optional')})`}
          description={t('console.registry.code_text')}
          value={code}
          maxLength={35}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <DateField label={t('console.registry.from')} value={from} onChange={setFrom} />
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('console.common.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
