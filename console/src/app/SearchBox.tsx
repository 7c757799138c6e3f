// Search over bodies, findings, addresses and letters; opened by `/`.
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  IconBuilding,
  IconFileText,
  IconListCheck,
  IconSearch,
  IconWorld,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import { Trouble } from '@/components/states';
import styles from './SearchBox.module.css';

export function SearchBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 180);
  const { data, error, isFetching } = useQuery(queries.search(asked));

  const hits = data
    ? [
        ...data.organizations.map((hit) => ({
          icon: IconBuilding,
          kind: 'organization',
          text: hit.name,
          under: hit.code ?? '',
          to: `/don-vi/${hit.id}`,
        })),
        ...data.directives.map((hit) => ({
          icon: IconFileText,
          kind: 'directive',
          text: hit.title,
          under: hit.issuer,
          to: `/theo-doi/${hit.id}/van-ban`,
        })),
        ...data.findings.map((hit) => ({
          icon: IconListCheck,
          kind: 'finding',
          text: hit.family,
          under: `${hit.organization.name} · ${t(`ledger.state.${hit.state}`)}`,
          to: `/viec/${hit.id}`,
        })),
        ...data.claims.map((hit) => ({
          icon: IconWorld,
          kind: 'claim',
          text: hit.space,
          under: hit.organization.name,
          to: `/don-vi/dia-chi?q=${encodeURIComponent(hit.space)}`,
        })),
      ]
    : [];
  const go = (to: string) => {
    onClose();
    void navigate({ href: to });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="12vh"
      centered={false}
      aria-label={t('console.shell.search')}
    >
      <div className={styles.box}>
        <IconSearch size={19} stroke={1.75} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
          aria-label={t('console.shell.search')}
          placeholder={t('console.shell.search_hint')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
            else if (event.key === 'Enter' && hits[at]) go(hits[at].to);
            else return;
            event.preventDefault();
          }}
        />
        <kbd>Esc</kbd>
      </div>
      {error && <Trouble error={error} />}
      <ul
        id="search-hits"
        role="listbox"
        aria-label={t('console.shell.results')}
        className={styles.hits}
      >
        {hits.map(({ icon: Icon, kind, text: name, under, to }, index) => (
          // Keys are handled by the field above, which names the chosen option.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={to + name}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onMouseMove={() => setAt(index)}
            onClick={() => go(to)}
          >
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            <span className="grow">
              <span className={styles.name}>{name}</span>
              <span className={styles.under}>{under}</span>
            </span>
            <span className={styles.under}>{t(`console.search.${kind}`)}</span>
          </li>
        ))}
      </ul>
      {asked.length > 1 && !isFetching && !error && hits.length === 0 && (
        <p className={styles.none}>{t('console.search.none', { text: asked })}</p>
      )}
      {asked.length < 2 && <p className={styles.none}>{t('console.search.start')}</p>}
    </Modal>
  );
}
