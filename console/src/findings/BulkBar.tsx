import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/lib/format';
import { ActionPanel, type PanelAction } from './ActionPanel';
import styles from './Findings.module.css';

const ACTIONS: PanelAction[] = ['acknowledge', 'assign', 'comment', 'reattribute'];

/** What can be done with all the selected findings. */
export function BulkBar({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [action, setAction] = useState<PanelAction | null>(null);
  return (
    <div className={styles.bulk} role="region" aria-label={t('console.findings.bulk')}>
      <span aria-live="polite">
        {t('console.findings.selected', { count: number(ids.length) })}
      </span>
      {ACTIONS.map((each) => (
        <Button key={each} size="xs" variant="default" onClick={() => setAction(each)}>
          {t(`console.actions.${each}`)}
        </Button>
      ))}
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('console.findings.unselect')}
      </Button>
      {action && (
        <ActionPanel action={action} ids={ids} onClose={() => setAction(null)} onDone={onDone} />
      )}
    </div>
  );
}
