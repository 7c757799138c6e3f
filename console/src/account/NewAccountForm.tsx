// Name, login and password of a new account, for the one-time link and for invitations.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Session } from '@/api/types';
import { Trouble } from '@/components/states';

export const PASSWORD_LEAST = 12;

export function NewAccountForm({
  onCreate,
  name: given = '',
}: {
  onCreate: (joining: { name: string; login: string; password: string }) => Promise<Session>;
  name?: string;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [name, setName] = useState(given);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = password.length < PASSWORD_LEAST;
  const differs = password !== again;
  const create = useMutation({
    mutationFn: () => onCreate({ name: name.trim(), login: login.trim(), password }),
    onSuccess: async (session) => {
      cache.clear();
      cache.setQueryData(queries.session.queryKey, session);
      await navigate(session.signed_in ? { to: '/' } : { to: '/dang-nhap', search: {} });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!short && !differs) create.mutate();
      }}
    >
      {create.error && <Trouble error={create.error} />}
      <TextInput
        autoFocus
        label={t('console.account.name')}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <TextInput
        label={t('console.account.login')}
        autoComplete="username"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        required
      />
      <PasswordInput
        label={t('console.account.password')}
        description={t('console.account.password_rule', { least: PASSWORD_LEAST })}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('console.account.show_password') }}
        value={password}
        error={
          tried && short
            ? t('console.account.password_short', { least: PASSWORD_LEAST })
            : undefined
        }
        onChange={(event) => setPassword(event.currentTarget.value)}
        required
      />
      <PasswordInput
        label={t('console.account.password_again')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('console.account.show_password') }}
        value={again}
        error={tried && differs ? t('console.account.password_differs') : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
        required
      />
      <Button type="submit" fullWidth size="md" loading={create.isPending}>
        {t('console.account.create')}
      </Button>
    </form>
  );
}
