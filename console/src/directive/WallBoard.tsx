// The board on a wall screen: large, without controls, pages of bodies that turn slowly.
import { ActionIcon } from '@mantine/core';
import { IconMinimize, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '@/api/types';
import { Hedge, HedgeLegend } from '@/components/Hedge';
import { Mark } from '@/components/Mark';
import { dateTime, number, percent } from '@/lib/format';
import { obligationTitle } from './titles';
import styles from './WallBoard.module.css';

const ROW_HEIGHT = 92;
const REST_HEIGHT = 330;
const TURN_MS = 20_000;

function useRowsInSight(): number {
  const fit = () => Math.max(3, Math.floor((window.innerHeight - REST_HEIGHT) / ROW_HEIGHT));
  const [rows, setRows] = useState(fit);
  useEffect(() => {
    const resize = () => setRows(fit());
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return rows;
}

export function WallBoard({
  board,
  title,
  onLeave,
}: {
  board: Board;
  title: string;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const fit = useRowsInSight();
  const [page, setPage] = useState(0);
  const [turning, setTurning] = useState(true);
  const pages = Math.max(1, Math.ceil(board.rows.length / fit));
  useEffect(() => {
    if (!turning || pages < 2) return;
    const timer = window.setInterval(() => setPage((now) => (now + 1) % pages), TURN_MS);
    return () => window.clearInterval(timer);
  }, [turning, pages]);
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    onLeave();
  };
  const columns = board.columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ measured }) => measured);
  const { verified, owed, overdue, unknown } = board.cards;
  const shown = board.rows.slice((page % pages) * fit, (page % pages) * fit + fit);
  return (
    <div className={styles.wall}>
      <header>
        <Mark size={52} />
        <h1>{title}</h1>
        <span className={styles.at}>{dateTime(board.as_of)}</span>
        {pages > 1 && (
          <ActionIcon
            variant="default"
            size={40}
            aria-label={turning ? t('console.board.wall_pause') : t('console.board.wall_play')}
            onClick={() => setTurning(!turning)}
          >
            {turning ? (
              <IconPlayerPause size={20} stroke={1.75} />
            ) : (
              <IconPlayerPlay size={20} stroke={1.75} />
            )}
          </ActionIcon>
        )}
        <ActionIcon
          variant="default"
          size={40}
          aria-label={t('console.board.wall_leave')}
          onClick={leave}
        >
          <IconMinimize size={20} stroke={1.75} />
        </ActionIcon>
      </header>
      <div className={styles.figures}>
        <p>
          <strong>{percent(verified.count, verified.total)}%</strong> {t('console.states.verified')}
          <small>
            {number(verified.count)}/{number(verified.total)}
          </small>
        </p>
        <p data-tone="ochre">
          <strong>{number(owed)}</strong> {t('console.states.owed')}
        </p>
        <p data-tone="vermilion">
          <strong>{number(overdue)}</strong> {t('console.states.overdue')}
        </p>
        <p data-tone="unknown">
          <strong>{number(unknown)}</strong> {t('console.states.unknown')}
        </p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console.board.body')}</th>
            {columns.map((column) => (
              <th key={column.obligation_id} scope="col">
                {obligationTitle(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.organization.id + row.organization.name}>
              <th scope="row">{row.organization.name}</th>
              {columns.map(({ at, obligation_id }) => (
                <td key={obligation_id}>
                  <Hedge
                    tally={row.cells[at]?.tally ?? null}
                    none={row.cells[at]?.none ?? false}
                    noSource={row.cells[at]?.no_source ?? false}
                    scale={2}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <HedgeLegend
          states={['verified', 'under_watch', 'claimed', 'owed', 'overdue', 'unknown']}
        />
        {pages > 1 && (
          <span>{t('console.board.wall_page', { page: (page % pages) + 1, pages })}</span>
        )}
      </footer>
    </div>
  );
}
