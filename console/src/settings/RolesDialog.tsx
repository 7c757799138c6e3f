// What an account is trusted with: its roles, and on which body.
import { Button, Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Account, OrganizationRef } from '@/api/types';
import { done } from '@/app/toasts';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Note, Trouble } from '@/components/states';
import { RoleBoxes } from './RoleBoxes';

export function RolesDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [organization, setOrganization] = useState<OrganizationRef | null>(
    account.grants[0]?.organization ?? null,
  );
  const [roles, setRoles] = useState(account.roles);
  const bodies = new Set(account.grants.map((grant) => grant.organization?.id));
  const save = useMutation({
    mutationFn: () =>
      data(
        client.PUT('/api/v1/accounts/{account_id}/roles', {
          params: { path: { account_id: account.id } },
          body: {
            grants: roles.map((role) => ({
              role,
              organization_id: organization?.id ?? null,
              // What it may see besides stays as it was.
              compartment: account.grants.find((grant) => grant.role === role)?.compartment ?? null,
            })),
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['accounts'] });
      done(t('console.accounts.roles_saved'));
      onClose();
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={t('console.accounts.roles_of', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {bodies.size > 1 && <Note tone="ochre">{t('console.accounts.roles_several')}</Note>}
        <OrganizationPicker
          label={t('console.rows.body')}
          value={organization}
          onChange={setOrganization}
        />
        {!organization && <Note>{t('console.accounts.roles_whole')}</Note>}
        <RoleBoxes value={roles} onChange={setRoles} />
        {save.error && <Trouble error={save.error} />}
        <div className="row">
          <Button type="submit" loading={save.isPending} disabled={roles.length === 0}>
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
