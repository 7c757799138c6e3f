import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/types';
import { date, daysUntil, number } from '@/lib/format';
import styles from './Findings.module.css';

/** The due date for cleaning, and how far away it is. */
export function Due({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  if (!finding.clean_by) return <span className="third">–</span>;
  const days = daysUntil(finding.clean_by);
  return (
    <span className={styles.due} data-late={finding.overdue || undefined}>
      {date(finding.clean_by).slice(0, 5)}
      <small>
        {finding.overdue
          ? t('console.findings.late_days', { days: number(Math.max(1, -days)) })
          : days >= 0
            ? t('console.findings.left_days', { days: number(days) })
            : ''}
      </small>
    </span>
  );
}
