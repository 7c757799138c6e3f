// The hedge: a share drawn as a row of bamboo stalks. A low place is a hole in the hedge; shape and
// texture say it as well as colour, so that it is seen in grey print too.
import { IconWritingSign } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Tally } from '@/api/types';
import { number } from '@/lib/format';
import { STATES, type HedgeState, stalks } from '@/lib/hedge';
import styles from './Hedge.module.css';

const WIDTH = 4;
const PITCH = 6;
const HEIGHT = 18;
const LOW = 6;

const MARKS: Record<HedgeState, string> = {
  verified: styles.verified ?? '',
  under_watch: styles.watch ?? '',
  claimed: styles.claimed ?? '',
  owed: styles.owed ?? '',
  overdue: styles.overdue ?? '',
  unknown: styles.unknown ?? '',
  accepted: styles.accepted ?? '',
};

/** One stalk with its left edge at `x`. */
function Stalk({ state, x }: { state: HedgeState; x: number }) {
  const mark = MARKS[state];
  switch (state) {
    case 'verified':
      return <rect className={mark} x={x} y={0} width={WIDTH} height={HEIGHT} rx={1.2} />;
    case 'under_watch':
      return (
        <g className={mark}>
          <rect
            x={x + 0.55}
            y={0.55}
            width={WIDTH - 1.1}
            height={HEIGHT - 1.1}
            rx={1}
            fill="none"
          />
          <path d={`M${x + 0.55} 9h${WIDTH - 1.1}v7.4a1 1 0 0 1-1 1h-0.9a1 1 0 0 1-1-1z`} />
        </g>
      );
    case 'claimed':
      return (
        <rect
          className={mark}
          x={x + 0.55}
          y={0.55}
          width={WIDTH - 1.1}
          height={HEIGHT - 1.1}
          rx={1}
          fill="none"
        />
      );
    case 'unknown':
      return (
        <path
          className={mark}
          d={[3.2, 6.9, 10.6, 14.3, 18].map((y) => `M${x} ${y}l${WIDTH} -3.2`).join('')}
          fill="none"
        />
      );
    default:
      return <rect className={mark} x={x} y={HEIGHT - LOW} width={WIDTH} height={LOW} rx={0.8} />;
  }
}

/** "9 trên 12 đã xác minh, 1 đã báo cáo, 2 chưa hoàn thành". */
export function hedgeWords(tally: Tally, t: TFunction): string {
  const others = STATES.slice(1)
    .filter((state) => tally[state] > 0)
    .map((state) => `${number(tally[state])} ${t(`console.states.${state}`)}`);
  const first = t('console.hedge.verified_of', {
    done: number(tally.verified),
    all: number(tally.total),
  });
  const attested =
    tally.attested > 0 ? [t('console.hedge.attested', { number: number(tally.attested) })] : [];
  return [first, ...others, ...attested].join(', ');
}

/** The stalks alone; `null` is a measure whose duty does not measure yet. */
export function Stalks({
  tally,
  none = false,
  scale = 1,
}: {
  tally: Tally | null;
  none?: boolean;
  scale?: number;
}) {
  const { t } = useTranslation();
  if (tally === null)
    return (
      <svg
        className={styles.hedge}
        role="img"
        aria-label={t('console.states.not_measured')}
        width={58 * scale}
        height={HEIGHT * scale}
        viewBox={`0 0 58 ${HEIGHT}`}
      >
        <path className={styles.dotted} d={`M1 ${HEIGHT - 1}H57`} />
      </svg>
    );
  if (none || tally.total === 0) return null;
  const counts = stalks(tally);
  const row = STATES.flatMap((state) => Array.from({ length: counts[state] }, () => state));
  const width = Math.max(1, row.length) * PITCH - (PITCH - WIDTH);
  return (
    <svg
      className={styles.hedge}
      role="img"
      aria-label={hedgeWords(tally, t)}
      width={width * scale}
      height={HEIGHT * scale}
      viewBox={`0 0 ${width} ${HEIGHT}`}
    >
      {row.map((state, at) => (
        <Stalk key={at} state={state} x={at * PITCH} />
      ))}
    </svg>
  );
}

/** Stalks with the figures `done/in all` under or beside them. */
export function Hedge({
  tally,
  none = false,
  noSource = false,
  scale = 1,
  beside = false,
}: {
  tally: Tally | null;
  none?: boolean;
  /** Measured, but nothing has been taken in yet that could say something. */
  noSource?: boolean;
  scale?: number;
  beside?: boolean;
}) {
  const { t } = useTranslation();
  if (noSource) return <span className={styles.words}>{t('console.states.unknown')}</span>;
  if (tally !== null && (none || tally.total === 0))
    return <span className={styles.words}>{t('console.states.none')}</span>;
  return (
    <span className={beside ? styles.beside : styles.under}>
      <Stalks tally={tally} scale={scale} />
      {tally === null ? (
        <span className={styles.words}>{t('console.states.not_measured')}</span>
      ) : (
        <span className={styles.figures} aria-hidden="true">
          <span>
            {number(tally.verified)}/<wbr />
            {number(tally.total)}
          </span>
          {tally.attested > 0 && (
            <IconWritingSign size={13} stroke={1.75} className={styles.attested}>
              <title>{t('console.hedge.attested', { number: number(tally.attested) })}</title>
            </IconWritingSign>
          )}
        </span>
      )}
    </span>
  );
}

const ONE: Tally = {
  verified: 0,
  under_watch: 0,
  claimed: 0,
  owed: 0,
  overdue: 0,
  unknown: 0,
  accepted: 0,
  attested: 0,
  total: 1,
};

/** The words of each stalk, for the foot of a table. */
export function HedgeLegend({ states = STATES }: { states?: readonly HedgeState[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend}>
      {states.map((state) => (
        <li key={state}>
          <span aria-hidden="true">
            <Stalks tally={{ ...ONE, [state]: 1 }} />
          </span>
          {t(`console.states.${state}`)}
        </li>
      ))}
    </ul>
  );
}
