import { useTranslation } from 'react-i18next';
import type { Finding, FindingState } from '@/api/types';
import { date, daysUntil, number } from '@/lib/format';
import styles from './Findings.module.css';

/** Only what is still to be cleaned has time left; what was claimed or settled keeps its date alone. */
const OWED: readonly FindingState[] = ['open', 'acknowledged', 'regressed', 'unknown'];
/** The due date for cleaning, and how far away it is. */
export function Due({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  // Nothing had to be cleaned.
  if (!finding.clean_by || finding.state === 'false_positive')
    return <span className="third">–</span>;
  const days = daysUntil(finding.clean_by);
  return (
    <span className={styles.due} data-late={finding.overdue || undefined}>
      {date(finding.clean_by).slice(0, 5)}
      <small>
        {finding.overdue
          ? t('console.findings.late_days', { days: number(Math.max(1, -days)) })
          : days >= 0 && OWED.includes(finding.state)
            ? t('console.findings.left_days', { days: number(days) })
            : ''}
      </small>
    </span>
  );
}
