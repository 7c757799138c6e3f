// What a page shows while it waits, when there is nothing, and when something went wrong.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { placeText, problemTexts, rowProblemText } from '@/i18n/messages';
import type { RowProblem } from '@/api/types';
import { Mark } from './Mark';
import styles from './states.module.css';

/** A grey bar where text will stand. */
export function Bone({
  width = '100%',
  height = 14,
}: {
  width?: string | number;
  height?: number;
}) {
  return <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
}

/** Rows of a table that is being fetched. */
export function BoneRows({
  rows = 8,
  columns = [30, 15, 15, 12],
}: {
  rows?: number;
  columns?: number[];
}) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('console.common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.boneRow}>
          {columns.map((width, column) => (
            <span key={column} style={{ flex: `${width} 1 0` }}>
              <Bone width={`${70 - ((row * 7 + column * 13) % 35)}%`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Nothing here: one sentence that teaches, one action. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Mark size={40} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** What was refused, where, and what to do. */
export function Trouble({ error, again }: { error: unknown; again?: () => unknown }) {
  const { t } = useTranslation();
  const { title, detail, rows } = problemTexts(error);
  return (
    <div className={styles.trouble} role="alert">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />
      <div className="grow">
        <strong>{title}</strong>
        {detail && <div>{detail}</div>}
        {rows.length > 0 && <RowProblems problems={rows} />}
        {again && (
          <Button
            variant="default"
            size="xs"
            mt={10}
            leftSection={<IconRefresh size={15} stroke={1.75} />}
            onClick={() => void again()}
          >
            {t('console.common.again')}
          </Button>
        )}
      </div>
    </div>
  );
}

export function RowProblems({ problems, most = 50 }: { problems: RowProblem[]; most?: number }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.rowProblems}>
      {problems.slice(0, most).map((problem, at) => (
        <li key={at}>
          <span className="third nowrap">{placeText(problem.place)}</span> {rowProblemText(problem)}
        </li>
      ))}
      {problems.length > most && (
        <li className="third">{t('console.common.more', { number: problems.length - most })}</li>
      )}
    </ul>
  );
}

type Tone = 'bamboo' | 'leaf' | 'ochre' | 'vermilion' | 'plain' | 'hatch';

/** A word in a frame. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}

export function Note({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'ochre' | 'leaf';
  children: ReactNode;
}) {
  return (
    <div className={styles.note} data-tone={tone}>
      {children}
    </div>
  );
}
