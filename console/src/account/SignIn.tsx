// Signing in: name and password, then the code of the phone where the account has one.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { Note, Trouble } from '@/components/states';
import { Door } from './Door';

const route = getRouteApi('/dang-nhap');

/** Only a path of the console itself is a place to return to. */
function safePath(path: string | undefined): string {
  return path?.startsWith('/') && !path.startsWith('//') && !path.startsWith('/\\') ? path : '/';
}

export default function SignIn() {
  const { t } = useTranslation();
  const { tiep } = route.useSearch();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: session } = useQuery(queries.session);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const [phoneLost, setPhoneLost] = useState(false);
  const enter = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/session', {
          body: {
            login: login.trim(),
            password,
            ...(asked ? { totp: code.replaceAll(' ', '') } : {}),
          },
        }),
      ),
    onSuccess: async () => {
      cache.clear();
      await cache.query({ ...queries.session, staleTime: 0 });
      await navigate({ href: safePath(tiep) });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.code.endsWith('totp_needed')) setAsked(true);
    },
  });
  const needsCode =
    enter.error instanceof ApiError && enter.error.problem.code.endsWith('totp_needed');
  return (
    <Door title={t('console.account.sign_in')}>
      {session?.first_account_needed && (
        <Note tone="leaf">{t('console.account.first_needed')}</Note>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        {enter.error && !needsCode && <Trouble error={enter.error} />}
        {asked ? (
          <>
            <p>{t(phoneLost ? 'console.account.recovery_text' : 'console.account.code_text')}</p>
            <TextInput
              key={phoneLost ? 'recovery' : 'code'}
              autoFocus
              label={t(phoneLost ? 'console.account.recovery_code' : 'console.account.code')}
              inputMode={phoneLost ? 'text' : 'numeric'}
              autoComplete={phoneLost ? 'off' : 'one-time-code'}
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              required
            />
          </>
        ) : (
          <>
            <TextInput
              autoFocus
              label={t('console.account.login')}
              autoComplete="username"
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              required
            />
            <PasswordInput
              label={t('console.account.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('console.account.show_password') }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              required
            />
          </>
        )}
        <Button type="submit" fullWidth size="md" loading={enter.isPending}>
          {t('console.account.sign_in')}
        </Button>
        {asked && (
          <Button
            variant="subtle"
            onClick={() => {
              setPhoneLost(!phoneLost);
              setCode('');
              enter.reset();
            }}
          >
            {t(phoneLost ? 'console.account.use_phone' : 'console.account.use_recovery')}
          </Button>
        )}
        {asked && (
          <Button
            variant="subtle"
            onClick={() => {
              setAsked(false);
              setPhoneLost(false);
              setCode('');
              enter.reset();
            }}
          >
            {t('console.common.back')}
          </Button>
        )}
      </form>
      {!asked && <p className="small third">{t('console.account.forgotten')}</p>}
    </Door>
  );
}
