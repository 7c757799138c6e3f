// The menu: what there is to do, by the words that offices use. Duties come with their pages.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  IconAddressBook,
  IconBug,
  IconHistory,
  IconHome,
  IconLayoutBoard,
  IconListCheck,
  IconMenu2,
  IconSettings,
  IconSitemap,
  type Icon,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Session } from '@/api/types';
import { Mark } from '@/components/Mark';
import { number } from '@/lib/format';
import { useCan } from './can';
import styles from './Menu.module.css';

type To =
  '/hom-nay' | '/theo-doi' | '/ma-doc' | '/dau-moi' | '/viec' | '/don-vi' | '/lich-su' | '/cai-dat';
type Entry = {
  to: To;
  search?: { state: string };
  key: string;
  icon: Icon;
  count?: number | undefined;
  urgent?: boolean;
  /** Without it the page behind would only refuse. */
  needs?: string;
};

/** The states in which somebody still has to act. */
const OWED = 'open,acknowledged,regressed';
const LISTS = 'lists.view';

function useEntries(): { title?: string; entries: Entry[] }[] {
  const can = useCan();
  const { data: today } = useQuery(queries.today);
  const { data: owed } = useQuery(queries.findingCount({ state: OWED }));
  const { data: queue } = useQuery({ ...queries.queueCount, enabled: can(LISTS) });
  const groups: { title?: string; entries: Entry[] }[] = [
    {
      entries: [
        { to: '/hom-nay', key: 'today', icon: IconHome, count: today?.tasks.length, urgent: true },
        { to: '/theo-doi', key: 'board', icon: IconLayoutBoard },
      ],
    },
    {
      title: 'duties',
      entries: [
        {
          to: '/ma-doc',
          key: 'malware',
          needs: LISTS,
          icon: IconBug,
          count: queue?.total ?? undefined,
          urgent: true,
        },
        { to: '/dau-moi', key: 'contacts', icon: IconAddressBook },
      ],
    },
    {
      title: 'tools',
      entries: [
        {
          to: '/viec',
          search: { state: OWED },
          key: 'findings',
          icon: IconListCheck,
          count: owed?.total ?? undefined,
        },
        { to: '/don-vi', key: 'organizations', icon: IconSitemap },
        { to: '/lich-su', key: 'history', icon: IconHistory },
        { to: '/cai-dat', key: 'settings', icon: IconSettings },
      ],
    },
  ];
  return groups.map((group) => ({
    ...group,
    entries: group.entries.filter(({ needs }) => !needs || can(needs)),
  }));
}

export function SideMenu({
  open,
  onClose,
  session,
}: {
  open: boolean;
  onClose: () => void;
  session: Session | undefined;
}) {
  const { t } = useTranslation();
  const groups = useEntries();
  useEffect(() => {
    if (!open) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [open, onClose]);
  return (
    <>
      {open && (
        <button
          type="button"
          className={styles.veil}
          aria-label={t('console.shell.close_menu')}
          onClick={onClose}
        />
      )}
      <nav
        className={styles.side}
        data-open={open || undefined}
        aria-label={t('console.shell.menu')}
      >
        <Link to="/" className={styles.brand}>
          <Mark />
          <span>Lũy Tre</span>
        </Link>
        {groups.map((group, at) => (
          <div key={at} className={styles.group}>
            {group.title && (
              <h2 className={styles.groupTitle}>{t(`console.menu.${group.title}`)}</h2>
            )}
            <ul>
              {group.entries.map(({ to, search, key, icon: Icon, count, urgent }) => (
                <li key={to}>
                  <Link
                    to={to}
                    search={search ?? {}}
                    activeOptions={{ includeSearch: false }}
                    className={styles.entry}
                    activeProps={{ 'data-active': true, 'aria-current': 'page' }}
                  >
                    <Icon size={19} stroke={1.75} aria-hidden="true" />
                    <span className="grow">{t(`console.menu.${key}`)}</span>
                    {count !== undefined && count > 0 && (
                      <span className={styles.count} data-urgent={urgent || undefined}>
                        {number(count)}
                        <span className="sr"> {t(`console.menu.count_${key}`)}</span>
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div className={styles.foot}>
          {session?.demo_loaded && (
            <Link to="/cai-dat" search={{ muc: 'du-lieu-mau' }} className={styles.demo}>
              {t('console.shell.demo')}
            </Link>
          )}
          <span>{session && t('console.shell.version', { version: session.version })}</span>
        </div>
      </nav>
    </>
  );
}

/** Four places for the thumb on a phone. */
export function PhoneBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation();
  const groups = useEntries();
  const shown = groups
    .flatMap((group) => group.entries)
    .filter(({ key }) => /today|board|findings/.test(key));
  return (
    <nav className={styles.phone} aria-label={t('console.shell.short_menu')}>
      {shown.map(({ to, search, key, icon: Icon, count, urgent }) => (
        <Link
          key={to}
          to={to}
          search={search ?? {}}
          activeOptions={{ includeSearch: false }}
          className={styles.thumb}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          <span className={styles.thumbIcon}>
            <Icon size={22} stroke={1.75} aria-hidden="true" />
            {urgent && count ? <i aria-hidden="true">{number(count)}</i> : null}
          </span>
          {t(`console.menu.short_${key}`)}
        </Link>
      ))}
      <button type="button" className={styles.thumb} onClick={onMenu}>
        <span className={styles.thumbIcon}>
          <IconMenu2 size={22} stroke={1.75} aria-hidden="true" />
        </span>
        {t('console.shell.menu')}
      </button>
    </nav>
  );
}
