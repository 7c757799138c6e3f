// One's own account: password and the second factor.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { PASSWORD_LEAST } from '@/account/NewAccountForm';
import { done } from '@/app/toasts';
import { CopyText } from '@/components/CopyText';
import { Card } from '@/components/Page';
import { Note, Tag, Trouble } from '@/components/states';
import { QrCode } from './QrCode';
import { Sessions } from './Sessions';
import styles from './Own.module.css';

function Password() {
  const { t } = useTranslation();
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const save = useMutation({
    mutationFn: () =>
      data(client.PUT('/api/v1/me/password', { body: { password: now, new_password: next } })),
    onSuccess: () => {
      setNow('');
      setNext('');
      done(t('console.own.password_saved'));
    },
  });
  const toggle = { 'aria-label': t('console.account.show_password') };
  return (
    <Card title={t('console.own.password')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <PasswordInput
          maw={360}
          required
          label={t('console.own.password_now')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          value={now}
          onChange={(event) => setNow(event.currentTarget.value)}
        />
        <PasswordInput
          maw={360}
          required
          minLength={PASSWORD_LEAST}
          label={t('console.own.password_next')}
          description={t('console.account.password_rule', { least: PASSWORD_LEAST })}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {save.error && <Trouble error={save.error} />}
        <div>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={next.length < PASSWORD_LEAST}
          >
            {t('console.own.change')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const refresh = () => cache.invalidateQueries({ queryKey: ['session'] });
  const start = useMutation({
    mutationFn: () => data(client.POST('/api/v1/me/totp')),
  });
  const finish = useMutation({
    mutationFn: () =>
      data(client.PUT('/api/v1/me/totp', { body: { code: code.replaceAll(' ', '') } })),
    onSuccess: async () => {
      start.reset();
      done(t('console.own.totp_on'));
      await refresh();
    },
  });
  const stop = useMutation({
    mutationFn: () => data(client.DELETE('/api/v1/me/totp', { body: { password } })),
    onSuccess: async () => {
      await refresh();
      setPassword('');
      done(t('console.own.totp_off'));
    },
  });
  return (
    <Card
      title={t('console.own.totp')}
      aside={
        <Tag tone={on ? 'leaf' : 'ochre'}>
          {on ? t('console.own.is_on') : t('console.own.is_off')}
        </Tag>
      }
    >
      {finish.data ? (
        <div className="stack">
          <Note tone="ochre">{t('console.own.recovery')}</Note>
          <ul className={styles.codes}>
            {finish.data.recovery_codes.map((one) => (
              <li key={one} className="mono">
                {one}
              </li>
            ))}
          </ul>
          <div>
            <Button variant="default" onClick={() => finish.reset()}>
              {t('console.own.kept')}
            </Button>
          </div>
        </div>
      ) : on ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            stop.mutate();
          }}
        >
          <p className="second">{t('console.own.totp_off_text')}</p>
          <PasswordInput
            maw={360}
            required
            label={t('console.account.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('console.account.show_password') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {stop.error && <Trouble error={stop.error} />}
          <div>
            <Button type="submit" variant="default" loading={stop.isPending}>
              {t('console.own.turn_off')}
            </Button>
          </div>
        </form>
      ) : start.data ? (
        <form
          className={styles.enrol}
          onSubmit={(event) => {
            event.preventDefault();
            finish.mutate();
          }}
        >
          <QrCode text={start.data.otpauth_uri} label={t('console.own.qr')} />
          <div className="stack">
            <Note>
              {t('console.own.scan')}
              <br />
              <CopyText text={start.data.secret} />
            </Note>
            <TextInput
              required
              label={t('console.account.code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={8}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            {finish.error && <Trouble error={finish.error} />}
            <div>
              <Button type="submit" loading={finish.isPending}>
                {t('console.own.turn_on')}
              </Button>
            </div>
          </div>
        </form>
      ) : (
        <div className="stack">
          <p className="second">{t('console.own.totp_text')}</p>
          {start.error && <Trouble error={start.error} />}
          <div>
            <Button loading={start.isPending} onClick={() => start.mutate()}>
              {t('console.own.turn_on')}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}

export function Own() {
  const { t } = useTranslation();
  const { data: session } = useQuery(queries.session);
  const account = session?.account;
  if (!account) return null;
  return (
    <>
      <Card title={account.name}>
        <p className="second">
          {account.login} · {session.organization?.name}
        </p>
        <div className="row" style={{ marginTop: 8 }}>
          {account.roles.map((role) => (
            <Tag key={role} tone="leaf">
              {t(`console.roles.${role}`)}
            </Tag>
          ))}
        </div>
      </Card>
      <SecondFactor on={account.totp} />
      <Password />
      <Sessions />
    </>
  );
}
