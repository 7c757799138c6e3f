// Rows of findings; only those in sight are drawn, more are fetched as the end comes near.
import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconRepeat } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/types';
import { isWriting } from '@/app/Shell';
import { useMessage } from '@/i18n/messages';
import { number, shortDateTime } from '@/lib/format';
import { ActionPanel, type PanelAction } from './ActionPanel';
import { Due } from './due';
import { FindingStateTag } from './FindingState';
import styles from './Findings.module.css';

export const COLUMNS = ['state', 'body', 'due', 'seen', 'family', 'acting'] as const;
type Column = (typeof COLUMNS)[number];
const WIDTHS: Record<Column, number> = {
  state: 218,
  body: 210,
  due: 108,
  seen: 124,
  family: 120,
  acting: 180,
};
const AHEAD = 20;

function CellOf({ column, finding }: { column: Column; finding: Finding }): ReactNode {
  switch (column) {
    case 'state':
      return <FindingStateTag finding={finding} />;
    case 'body':
      return <span className={styles.under}>{finding.accountable.name}</span>;
    case 'due':
      return <Due finding={finding} />;
    case 'seen':
      return <span className="second nowrap">{shortDateTime(finding.last_seen_at)}</span>;
    case 'family':
      return <span className={styles.under}>{finding.family}</span>;
    case 'acting':
      return <span className={styles.under}>{finding.acting.name}</span>;
  }
}

export function FindingTable({
  rows,
  columns,
  selected,
  onSelect,
  more,
}: {
  rows: Finding[];
  columns: string[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  more: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const message = useMessage();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const [panel, setPanel] = useState<{ action: PanelAction; ids: string[] } | null>(null);
  const phone = useMediaQuery('(max-width: 760px)');
  const shown = phone ? (['state'] as const) : COLUMNS.filter((column) => columns.includes(column));
  // eslint-disable-next-line react-hooks/incompatible-library -- see BoardTable
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => (phone ? 78 : 58),
    overscan: 10,
    initialRect: { width: 1200, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - AHEAD) more();
  }, [last, rows.length, more]);

  const toggle = (id: string) => {
    const to = new Set(selected);
    if (!to.delete(id)) to.add(id);
    onSelect(to);
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const finding = rows[at];
      const many = selected.size > 0 ? [...selected] : finding ? [finding.id] : [];
      const go = (to: number) => {
        const next = Math.min(rows.length - 1, Math.max(0, to));
        setAt(next);
        virtual.scrollToIndex(next);
      };
      if (event.key === 'j') go(at + 1);
      else if (event.key === 'k') go(at - 1);
      else if (event.key === 'Enter' && finding && event.target === document.body)
        void navigate({ to: '/viec/$id', params: { id: finding.id } });
      else if (event.key === 'x' && finding) toggle(finding.id);
      else if (event.key === 'a' && many.length) setPanel({ action: 'assign', ids: many });
      else if (event.key === 'c' && many.length) setPanel({ action: 'comment', ids: many });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <>
      <div ref={place} className={styles.scroll}>
        <table className={styles.table} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t('console.findings.select_all')}
                  checked={all}
                  indeterminate={!all && selected.size > 0}
                  onChange={() => onSelect(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                />
              </th>
              <th scope="col">{t('console.findings.finding')}</th>
              {shown.map((column) => (
                <th key={column} scope="col" style={{ width: phone ? 128 : WIDTHS[column] }}>
                  {t(`console.findings.column_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && (
              <tr aria-hidden="true">
                <td colSpan={shown.length + 2} style={{ height: before, padding: 0 }} />
              </tr>
            )}
            {items.map((item) => {
              const finding = rows[item.index];
              if (!finding) return null;
              return (
                // The title is the link; a click elsewhere on the row is a convenience of the mouse.

                <tr
                  key={finding.id}
                  className={styles.row}
                  aria-rowindex={item.index + 2}
                  aria-selected={selected.has(finding.id)}
                  data-at={item.index === at || undefined}
                  onClick={(event) => {
                    if ((event.target as HTMLElement).closest('a, input, label')) return;
                    void navigate({ to: '/viec/$id', params: { id: finding.id } });
                  }}
                >
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={t('console.findings.select', { title: message(finding.title) })}
                      checked={selected.has(finding.id)}
                      onChange={() => toggle(finding.id)}
                    />
                  </td>
                  <td>
                    <Link to="/viec/$id" params={{ id: finding.id }} className={styles.title}>
                      <span className={styles.priorityMark} data-priority={finding.priority}>
                        <span className="sr">{t('console.findings.priority')} </span>
                        {finding.priority}
                      </span>
                      {message(finding.title)}
                    </Link>
                    <span className={styles.under}>
                      {phone
                        ? finding.accountable.name
                        : finding.addresses.length > 1
                          ? finding.addresses.join(', ')
                          : t(`console.finding.path_${finding.path}`)}

                      {finding.stale && ` · ${t('console.findings.stale')}`}
                      {finding.recurrences > 0 && (
                        <>
                          {' · '}
                          <IconRepeat size={12} stroke={2} aria-hidden="true" />{' '}
                          {t('console.findings.recurrences', {
                            count: number(finding.recurrences),
                          })}
                        </>
                      )}
                    </span>
                  </td>
                  {shown.map((column) => (
                    <td key={column}>
                      <CellOf column={column} finding={finding} />
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && (
              <tr aria-hidden="true">
                <td colSpan={shown.length + 2} style={{ height: after, padding: 0 }} />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {panel && <ActionPanel {...panel} onClose={() => setPanel(null)} />}
    </>
  );
}
