// Settings in sections, each at its own address.
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/app/can';
import { Page } from '@/components/Page';
import { Accounts } from './Accounts';
import { Demo } from './Demo';
import { General } from './General';
import { Own } from './Own';
import { Tokens } from './Tokens';
import styles from '@/registry/Registry.module.css';

const route = getRouteApi('/shell/cai-dat');
const SECTIONS = [
  { key: 'ca-nhan', text: 'own', permission: 'self.manage', part: Own },
  { key: 'ma-truy-cap', text: 'tokens', permission: 'tokens.own', part: Tokens },
  { key: 'chung', text: 'general', permission: 'settings.view', part: General },
  { key: 'tai-khoan', text: 'accounts', permission: 'accounts.manage', part: Accounts },
  { key: 'du-lieu-mau', text: 'demo', permission: 'demo.manage', part: Demo },
] as const;

export default function Settings() {
  const { t } = useTranslation();
  const can = useCan();
  const { muc } = route.useSearch();
  const sections = SECTIONS.filter(({ permission }) => can(permission));
  const section = sections.find(({ key }) => key === muc) ?? sections[0];
  const Part = section?.part;
  return (
    <Page title={t('console.menu.settings')} narrow>
      <nav className={styles.tabs} aria-label={t('console.settings.sections')}>
        {sections.map(({ key, text }) => (
          <Link
            key={key}
            to="/cai-dat"
            search={{ muc: key }}
            aria-current={key === section?.key ? 'page' : undefined}
          >
            {t(`console.settings.${text}`)}
          </Link>
        ))}
      </nav>
      {Part && <Part />}
    </Page>
  );
}
