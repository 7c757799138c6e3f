// The buttons of the head: light or dark, language, account.
import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { Session } from '@/api/types';
import { switchLanguage, type Language } from '@/i18n';
import { wrong } from './toasts';
import styles from './Head.module.css';

const SCHEMES = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

function AccountMenu({ session, onHelp }: { session: Session; onHelp: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const leave = async () => {
    try {
      await data(client.DELETE('/api/v1/session'));
    } catch (error) {
      wrong(error);
      return;
    }
    cache.clear();
    await cache.query({ ...queries.session, staleTime: 0 });
    await navigate({ to: '/dang-nhap', search: {} });
  };
  return (
    <Menu width={260}>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('console.shell.account')}>
          <IconUserCircle size={19} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{session.account?.name}</strong>
          <span>{session.organization?.name}</span>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={17} stroke={1.75} />}
          onClick={() => void navigate({ to: '/cai-dat', search: { muc: 'ca-nhan' } })}
        >
          {t('console.shell.own_account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.75} />}
          rightSection={<kbd>?</kbd>}
          onClick={onHelp}
        >
          {t('console.shell.keyboard')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={17} stroke={1.75} />}
          onClick={() => void leave()}
        >
          {t('console.shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other: Language = i18n.language === 'vi' ? 'en' : 'vi';
  return (
    <Tooltip label={t('console.shell.other_language')}>
      <ActionIcon
        variant="default"
        size={34}
        className={styles.language}
        aria-label={`${i18n.language.toUpperCase()} – ${t('console.shell.other_language')}`}
        onClick={() => void switchLanguage(other)}
      >
        {i18n.language.toUpperCase()}
      </ActionIcon>
    </Tooltip>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = SCHEMES.find(({ value }) => value === colorScheme)?.icon ?? IconSun;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('console.shell.scheme')}>
          <Icon size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof SCHEMES)[number]['value'])}
        >
          {SCHEMES.map(({ value }) => (
            <Menu.RadioItem key={value} value={value}>
              {t(`console.shell.scheme_${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

export default function HeadMenus({
  session,
  onHelp,
}: {
  session?: Session | undefined;
  onHelp?: () => void;
}) {
  return (
    <>
      <SchemeSwitch />
      <LanguageSwitch />
      {session?.signed_in && <AccountMenu session={session} onHelp={onHelp ?? (() => undefined)} />}
    </>
  );
}
