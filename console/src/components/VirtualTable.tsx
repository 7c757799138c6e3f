// A table of any length: rows of one height, only those in sight drawn, more fetched near the end.
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isWriting } from '@/app/Shell';
import styles from './VirtualTable.module.css';

export type VirtualColumn<Row> = {
  key: string;
  title: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  width?: number;
  right?: boolean;
  /** Left out where the page is narrow. */
  wide?: boolean;
};

const AHEAD = 20;

export function VirtualTable<Row>({
  rows,
  columns,
  keyOf,
  label,
  rowHeight = 56,
  more,
  onKey,
  onOpen,
  chosen,
  height = 'calc(100dvh - 92px)',
}: {
  rows: Row[];
  columns: VirtualColumn<Row>[];
  keyOf: (row: Row) => string | number;
  label: string;
  rowHeight?: number;
  more?: (() => void) | undefined;
  /** A key pressed on the row that `j` and `k` move to; true when it was used. */
  onKey?: (key: string, row: Row) => boolean;
  onOpen?: (row: Row) => void;
  chosen?: (row: Row) => boolean;
  height?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery('(max-width: 760px)');
  const [at, setAt] = useState(-1);
  const shown = columns.filter((column) => !phone || !column.wide);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing is memoized on its functions
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
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

  useEffect(() => {
    if (!onKey && !onOpen) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const row = rows[at];
      if (event.key === 'j' || event.key === 'k') {
        const next = Math.min(rows.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)));
        setAt(next);
        virtual.scrollToIndex(next);
      } else if (row && event.key === 'Enter' && onOpen && event.target === document.body)
        onOpen(row);
      else if (!row || !onKey?.(event.key, row)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    // A scrolling place must be reachable by keyboard.

    <div
      ref={place}
      className={styles.scroll}
      style={{ maxHeight: height }}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {shown.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-right={column.right || undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden="true">
              <td colSpan={shown.length} style={{ height: before, padding: 0 }} />
            </tr>
          )}
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <tr
                key={keyOf(row)}
                style={{ height: rowHeight }}
                aria-rowindex={item.index + 2}
                aria-selected={chosen?.(row)}
                data-at={item.index === at || undefined}
                data-link={onOpen ? true : undefined}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest('a, button, input, label')) return;
                  setAt(item.index);
                  onOpen?.(row);
                }}
              >
                {shown.map((column) => (
                  <td key={column.key} data-right={column.right || undefined}>
                    {column.cell(row, item.index)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && (
            <tr aria-hidden="true">
              <td colSpan={shown.length} style={{ height: after, padding: 0 }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Two lines of a cell: what counts, and what explains it. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <span className={styles.two}>
      <span>{first}</span>
      {second && <small>{second}</small>}
    </span>
  );
}
