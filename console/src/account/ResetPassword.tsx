// A new password by the one-time link that an administrator made.
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { done } from '@/app/toasts';
import { Bone, Trouble } from '@/components/states';
import { Door } from './Door';
import { PASSWORD_LEAST } from './NewAccountForm';

const route = getRouteApi('/dat-lai/$token');

export default function ResetPassword() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const navigate = useNavigate();
  const { data: account, error } = useQuery(queries.reset(token));
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/resets/{token}', { params: { path: { token } }, body: { password } }),
      ),
    onSuccess: async () => {
      done(t('console.own.password_saved'));
      await navigate({ to: '/dang-nhap', search: {} });
    },
  });
  return (
    <Door
      title={t('console.account.reset')}
      under={account && `${account.name} · ${account.login}`}
    >
      {error ? (
        <Trouble error={error} />
      ) : !account ? (
        <Bone height={120} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <PasswordInput
            autoFocus
            required
            minLength={PASSWORD_LEAST}
            label={t('console.own.password_next')}
            description={t('console.account.password_rule', { least: PASSWORD_LEAST })}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('console.account.show_password') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {save.error && <Trouble error={save.error} />}
          <Button
            type="submit"
            fullWidth
            size="md"
            loading={save.isPending}
            disabled={password.length < PASSWORD_LEAST}
          >
            {t('console.own.change')}
          </Button>
        </form>
      )}
    </Door>
  );
}
