import { Button, Drawer, Menu, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { Account, OrganizationRef, Role } from '@/api/types';
import { done, wrong } from '@/app/toasts';
import { CopyText } from '@/components/CopyText';
import { DataTable } from '@/components/DataTable';
import { OrganizationPicker } from '@/components/OrganizationPicker';
import { Card } from '@/components/Page';
import { BoneRows, Note, Tag, Trouble } from '@/components/states';
import { TypedWord } from '@/components/TypedWord';
import { TwoLines } from '@/components/VirtualTable';
import { dateTime } from '@/lib/format';
import { RolesDialog } from './RolesDialog';
import { RoleBoxes } from './RoleBoxes';

/** A link that the server may name without its own address. */
const whole = (link: string) => new URL(link, window.location.origin).href;

function LinkDialog({
  link,
  until,
  onClose,
}: {
  link: string;
  until?: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.accounts.link')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <div className="stack">
        <p>{t('console.accounts.link_text')}</p>
        <Note>
          <CopyText text={whole(link)} />
        </Note>
        {until && (
          <p className="small third">{t('console.accounts.link_until', { at: dateTime(until) })}</p>
        )}
      </div>
    </Modal>
  );
}

function Invite({
  onMade,
  onClose,
}: {
  onMade: (made: { link: string; expires_at?: string }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [organization, setOrganization] = useState<OrganizationRef | null>(null);
  const [roles, setRoles] = useState<Role[]>(['act']);
  const [name, setName] = useState('');
  const send = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/accounts/invitations', {
          body: {
            organization_id: organization?.id,
            roles,
            ...(name.trim() ? { name: name.trim() } : {}),
          },
        }),
      ),
    onSuccess: onMade,
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={t('console.accounts.invite')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Note>{t('console.accounts.invite_text')}</Note>
        <OrganizationPicker
          required
          autoFocus
          label={t('console.rows.body')}
          value={organization}
          onChange={setOrganization}
        />
        <TextInput
          label={`${t('console.account.name')} (${t('console.common.optional')})`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleBoxes value={roles} onChange={setRoles} />
        {send.error && <Trouble error={send.error} />}
        <div className="row">
          <Button
            type="submit"
            loading={send.isPending}
            disabled={!organization || roles.length === 0}
          >
            {t('console.accounts.make_link')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

export function Accounts() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data: accounts, error, refetch } = useQuery(queries.accounts);
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<{ link: string; expires_at?: string } | null>(null);
  const [changing, setChanging] = useState<Account | null>(null);
  const [erasing, setErasing] = useState<Account | null>(null);
  const reset = useMutation({
    mutationFn: (account: Account) =>
      data(
        client.POST('/api/v1/accounts/{account_id}/reset', {
          params: { path: { account_id: account.id } },
        }),
      ),
    onSuccess: setMade,
    onError: wrong,
  });
  const changed = async (said: string) => {
    await cache.invalidateQueries({ queryKey: ['accounts'] });
    done(said);
  };
  const path = (account: Account) => ({ params: { path: { account_id: account.id } } });
  const disable = useMutation({
    mutationFn: (account: Account) =>
      data(client.POST('/api/v1/accounts/{account_id}/disable', path(account))),
    onSuccess: () => changed(t('console.accounts.disabled_done')),
    onError: wrong,
  });
  const enable = useMutation({
    mutationFn: (account: Account) =>
      data(client.POST('/api/v1/accounts/{account_id}/enable', path(account))),
    onSuccess: () => changed(t('console.accounts.enabled_done')),
    onError: wrong,
  });
  const erase = useMutation({
    mutationFn: (account: Account) =>
      data(client.DELETE('/api/v1/accounts/{account_id}', path(account))),
    onSuccess: () => changed(t('console.accounts.erased_done')),
    onError: wrong,
    onSettled: () => setErasing(null),
  });
  return (
    <Card
      flush
      title={t('console.settings.accounts')}
      aside={
        <Button
          size="xs"
          leftSection={<IconUserPlus size={16} stroke={1.75} />}
          onClick={() => setInviting(true)}
        >
          {t('console.accounts.invite')}
        </Button>
      }
    >
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : !accounts ? (
        <BoneRows rows={4} />
      ) : (
        <DataTable
          label={t('console.settings.accounts')}
          rows={accounts.items}
          keyOf={(account) => account.id}
          columns={[
            {
              key: 'name',
              title: t('console.account.name'),
              cell: (account) => <TwoLines first={account.name} second={account.login} />,
            },
            {
              key: 'body',
              title: t('console.rows.body'),
              cell: (account) => account.organization?.name ?? '–',
              wide: true,
            },
            {
              key: 'roles',
              title: t('console.accounts.roles'),
              cell: (account) => (
                <span className="row">
                  {account.disabled ? (
                    <Tag tone="hatch">{t('console.accounts.disabled')}</Tag>
                  ) : (
                    account.roles.map((role) => <Tag key={role}>{t(`console.roles.${role}`)}</Tag>)
                  )}
                </span>
              ),
            },
            {
              key: 'seen',
              title: t('console.accounts.seen'),
              wide: true,
              cell: (account) => (
                <TwoLines
                  first={dateTime(account.last_seen_at) || t('console.accounts.never')}
                  second={
                    account.totp ? t('console.accounts.with_totp') : t('console.accounts.no_totp')
                  }
                />
              ),
            },
            {
              key: 'do',
              title: <span className="sr">{t('console.common.more_actions')}</span>,
              right: true,
              cell: (account) => (
                <Menu width={220}>
                  <Menu.Target>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('console.accounts.actions_for', { name: account.name })}
                    >
                      …
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => setChanging(account)}>
                      {t('console.accounts.change_roles')}
                    </Menu.Item>
                    {!account.disabled && (
                      <Menu.Item onClick={() => reset.mutate(account)}>
                        {t('console.accounts.reset')}
                      </Menu.Item>
                    )}
                    {account.disabled ? (
                      <Menu.Item onClick={() => enable.mutate(account)}>
                        {t('console.accounts.enable')}
                      </Menu.Item>
                    ) : (
                      <Menu.Item color="red" onClick={() => disable.mutate(account)}>
                        {t('console.accounts.disable')}
                      </Menu.Item>
                    )}
                    <Menu.Item color="red" onClick={() => setErasing(account)}>
                      {t('console.accounts.erase')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              ),
            },
          ]}
        />
      )}
      {inviting && (
        <Invite
          onClose={() => setInviting(false)}
          onMade={(to) => {
            setInviting(false);
            setMade(to);
            void cache.invalidateQueries({ queryKey: ['accounts'] });
          }}
        />
      )}
      {changing && <RolesDialog account={changing} onClose={() => setChanging(null)} />}
      {erasing && (
        <TypedWord
          title={t('console.accounts.erase')}
          text={t('console.accounts.erase_text', { name: erasing.name })}
          word={t('console.accounts.erase_word')}
          busy={erase.isPending}
          onConfirm={() => erase.mutate(erasing)}
          onClose={() => setErasing(null)}
        />
      )}
      {made && (
        <LinkDialog link={made.link} until={made.expires_at} onClose={() => setMade(null)} />
      )}
    </Card>
  );
}
