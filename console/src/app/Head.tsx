// The head: where the page stands, search, light or dark, language, account.
import { Link } from '@tanstack/react-router';
import { IconChevronLeft, IconSearch } from '@tabler/icons-react';
import { Fragment, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/api/types';
import { Mark } from '@/components/Mark';
import { useShownCrumbs } from './crumbs';
import styles from './Head.module.css';

// What opens menus is heavy and not needed to see the page.
const HeadMenus = lazy(() => import('./HeadMenus'));

function Crumbs() {
  const { t } = useTranslation();
  const crumbs = useShownCrumbs();
  const back = crumbs.findLast((crumb) => crumb.to);
  if (crumbs.length < 2) return <div className="grow" />;
  return (
    <nav className={styles.crumbs} aria-label={t('console.shell.crumbs')}>
      {back?.to && (
        <Link
          to={back.to}
          className={styles.back}
          aria-label={t('console.shell.back_to', { page: back.text })}
        >
          <IconChevronLeft size={16} stroke={1.75} />
        </Link>
      )}
      <ol>
        {crumbs.map((crumb, at) => (
          <Fragment key={at}>
            {at > 0 && (
              <li aria-hidden="true" className={styles.slash}>
                /
              </li>
            )}
            <li className="clip" aria-current={crumb.to ? undefined : 'page'}>
              {crumb.to ? <Link to={crumb.to}>{crumb.text}</Link> : crumb.text}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}

export function Head({
  session,
  onSearch,
  onHelp,
}: {
  session: Session | undefined;
  onSearch: () => void;
  onHelp: () => void;
}) {
  const { t } = useTranslation();
  return (
    <header className={styles.head}>
      <div className={styles.phoneBrand}>
        <Mark size={26} />
        <strong className="clip">{session?.organization?.name ?? 'Lũy Tre'}</strong>
      </div>
      <Crumbs />
      <button
        type="button"
        className={styles.search}
        onClick={onSearch}
        aria-label={t('console.shell.search_hint')}
      >
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <span className="grow">{t('console.shell.search_hint')}</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      <Suspense fallback={<span className={styles.menusWaiting} />}>
        <HeadMenus session={session} onHelp={onHelp} />
      </Suspense>
    </header>
  );
}
