// The frame of every page after signing in: menu, head, keyboard.
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import { PageWaiting } from './fallbacks';
import { Head } from './Head';
import { useLive } from './live';
import { PhoneBar, SideMenu } from './Menu';
import styles from './Shell.module.css';

const SearchBox = lazy(async () => ({ default: (await import('./SearchBox')).SearchBox }));
const KeyboardHelp = lazy(async () => ({ default: (await import('./KeyboardHelp')).KeyboardHelp }));

/** True while the person writes, so that letters are letters. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function Shell() {
  const { t } = useTranslation();
  const { data: session } = useQuery(queries.session);
  const navigate = useNavigate();
  const wall = useRouterState({
    select: (state) => (state.location.search as { wall?: string }).wall === '1',
  });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [help, setHelp] = useState(false);
  // The menu is open for the page it was opened on, so that going elsewhere closes it.
  const [menuOn, setMenuOn] = useState<string | null>(null);
  const [searching, setSearching] = useState(false);
  useLive(session?.signed_in ?? false);

  useEffect(() => {
    if (session && !session.signed_in) void navigate({ to: '/dang-nhap', search: {} });
  }, [session, navigate]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === '?') setHelp(true);
      else if (event.key === '/') setSearching(true);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  if (wall)
    return (
      <main id="main" className={styles.wall}>
        <Suspense fallback={<PageWaiting />}>
          <Outlet />
        </Suspense>
      </main>
    );

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('console.shell.skip')}
      </a>
      <SideMenu open={menuOn === path} onClose={() => setMenuOn(null)} session={session} />
      <div className={styles.body}>
        <Head session={session} onSearch={() => setSearching(true)} onHelp={() => setHelp(true)} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Suspense fallback={<PageWaiting />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <PhoneBar onMenu={() => setMenuOn(path)} />
      <Suspense>
        {searching && <SearchBox onClose={() => setSearching(false)} />}
        {help && <KeyboardHelp opened onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  );
}
