// The table of the board. Only the rows in sight are drawn, so that 1,700 bodies scroll smoothly.
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconInfoCircle, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '@/api/types';
import { Hedge, HedgeLegend } from '@/components/Hedge';
import { date, number } from '@/lib/format';
import { STATES } from '@/lib/hedge';
import { BoardCellButton } from './BoardCell';
import { obligationTitle } from './titles';
import styles from './BoardTable.module.css';

const ROW_HEIGHT = 64;
const FILTER_FROM = 20;

/** The share that is proved in one column; bodies with nothing to do come last. */
function share(row: BoardRow, column: number): number {
  const cell = row.cells[column];
  if (!cell?.tally || cell.none || cell.tally.total === 0) return 2;
  return cell.tally.verified / cell.tally.total;
}

function useRows(board: Board) {
  const [text, setText] = useState('');
  const [sorted, setSorted] = useState<number | null>(null);
  const rows = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase('vi');
    const kept = wanted
      ? board.rows.filter((row) => row.organization.name.toLocaleLowerCase('vi').includes(wanted))
      : board.rows;
    return sorted === null
      ? kept
      : [...kept].sort((one, other) => share(one, sorted) - share(other, sorted));
  }, [board.rows, text, sorted]);
  return { rows, text, setText, sorted, setSorted };
}

/** What is measured comes first; what is not yet stands behind it, in the order of the letter. */
function inOrder(board: Board): Board {
  const order = board.columns
    .map((_, at) => at)
    .sort(
      (one, other) =>
        Number(board.columns[other]?.measured) - Number(board.columns[one]?.measured) ||
        one - other,
    );
  const pick = <Item,>(items: Item[]) =>
    order.flatMap((at) => (at < items.length ? [items[at] as Item] : []));
  return {
    ...board,
    columns: pick(board.columns),
    totals: pick(board.totals),
    outside: pick(board.outside),
    rows: board.rows.map((row) => ({ ...row, cells: pick(row.cells) })),
  };
}

export function BoardTable({ board: given, dim = false }: { board: Board; dim?: boolean }) {
  const { t } = useTranslation();
  const board = useMemo(() => inOrder(given), [given]);
  const place = useRef<HTMLDivElement>(null);
  const { rows, text, setText, sorted, setSorted } = useRows(board);
  // The virtualizer hands out functions that change; nothing here is memoized on them.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: { width: 1200, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  const move = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const down = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key] ?? 0;
    const right = { l: 1, ArrowRight: 1, h: -1, ArrowLeft: -1 }[event.key] ?? 0;
    if (!down && !right) return;
    event.preventDefault();
    const row = Math.min(rows.length - 1, Math.max(0, Number(from.dataset.row) + down));
    const column = Math.min(
      board.columns.length - 1,
      Math.max(0, Number(from.dataset.column) + right),
    );
    virtual.scrollToIndex(row);
    window.requestAnimationFrame(() =>
      place.current
        ?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)
        ?.focus(),
    );
  };

  const shown = [...board.totals, ...board.outside];
  const used = STATES.filter((state) => shown.some((tally) => tally && tally[state] > 0));
  const hasOutside = board.outside.some((tally) => tally && tally.total > 0);
  return (
    <section
      className={styles.card}
      aria-label={t('console.board.table')}
      data-dim={dim || undefined}
    >
      {/* Arrow keys and j k move between the cells, which are buttons. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={place} className={styles.scroll} onKeyDown={move}>
        <table className={styles.table} aria-rowcount={rows.length + (hasOutside ? 3 : 2)}>
          <colgroup>
            <col className={styles.firstColumn} />
            {board.columns.map((column) => (
              <col
                key={column.obligation_id}
                data-unmeasured={column.measured ? undefined : true}
              />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {board.rows.length >= FILTER_FROM ? (
                  <label className={styles.filter}>
                    <IconSearch size={14} stroke={1.75} aria-hidden="true" />
                    <input
                      value={text}
                      placeholder={t('console.board.filter')}
                      aria-label={t('console.board.filter')}
                      onChange={(event) => setText(event.currentTarget.value)}
                    />
                  </label>
                ) : null}
                <button
                  type="button"
                  className={styles.sort}
                  aria-pressed={sorted === null}
                  onClick={() => setSorted(null)}
                >
                  {t('console.board.body')} <span>({t('console.board.most_behind')})</span>
                </button>
              </th>
              {board.columns.map((column, at) => (
                <th
                  key={column.obligation_id}
                  scope="col"
                  aria-sort={sorted === at ? 'ascending' : undefined}
                >
                  <button
                    type="button"
                    className={styles.sort}
                    disabled={!column.measured}
                    onClick={() => setSorted(sorted === at ? null : at)}
                  >
                    {obligationTitle(column)}
                    {sorted === at && <IconArrowDown size={14} stroke={2} aria-hidden="true" />}
                  </button>
                  {column.due_at && (
                    <span className={styles.due}>
                      {t('console.board.due', { date: date(column.due_at).slice(0, 5) })}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && (
              <tr aria-hidden="true">
                <td colSpan={board.columns.length + 1} style={{ height: before, padding: 0 }} />
              </tr>
            )}
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <tr
                  key={row.organization.id + row.organization.name}
                  aria-rowindex={item.index + 2}
                  className={styles.row}
                >
                  <th scope="row">
                    <span className={styles.name} title={row.organization.name}>
                      {row.organization.name}
                    </span>
                    {row.acting_count > 0 && (
                      <span className={styles.acting}>
                        {t('console.board.acting', { count: number(row.acting_count) })}
                      </span>
                    )}
                  </th>
                  {row.cells.map((cell, column) => (
                    <td key={cell.obligation_id}>
                      <BoardCellButton
                        board={board}
                        row={row}
                        cell={cell}
                        at={[item.index, column]}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && (
              <tr aria-hidden="true">
                <td colSpan={board.columns.length + 1} style={{ height: after, padding: 0 }} />
              </tr>
            )}
            {hasOutside && (
              <tr className={styles.row} aria-rowindex={rows.length + 2}>
                <th scope="row">
                  <span className={styles.name}>{t('console.board.outside')}</span>
                  <span className={styles.acting}>{t('console.board.outside_text')}</span>
                </th>
                {board.outside.map((tally, at) => (
                  <td key={board.columns[at]?.obligation_id ?? at}>
                    <Hedge tally={tally ?? null} none={tally?.total === 0} />
                  </td>
                ))}
              </tr>
            )}
            {rows.length === 0 && (
              <tr>
                <td colSpan={board.columns.length + 1} className={styles.none}>
                  {t('console.board.no_match', { text })}
                </td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr aria-rowindex={rows.length + (hasOutside ? 3 : 2)}>
              <th scope="row">{t('console.board.totals')}</th>
              {board.totals.map((tally, at) => (
                <td key={board.columns[at]?.obligation_id ?? at}>
                  <Hedge tally={tally ?? null} none={tally?.total === 0} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <div className={styles.foot}>
        <HedgeLegend states={used} />
        <span className={styles.hint}>
          <IconInfoCircle size={15} stroke={1.75} aria-hidden="true" />
          {t('console.board.hint')}
        </span>
      </div>
    </section>
  );
}
