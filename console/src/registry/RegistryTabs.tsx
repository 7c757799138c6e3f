import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/app/can';
import styles from './Registry.module.css';

/** Bodies, their address ranges, and bringing files in. */
export function RegistryTabs() {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <nav className={styles.tabs} aria-label={t('console.registry.parts')}>
      <Link
        to="/don-vi"
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('console.registry.tree')}
      </Link>
      <Link
        to="/don-vi/dia-chi"
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('console.registry.claims')}
      </Link>
      {can('imports.run') && (
        <Link
          to="/don-vi/nhap-tep"
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t('console.registry.import')}
        </Link>
      )}
    </nav>
  );
}
