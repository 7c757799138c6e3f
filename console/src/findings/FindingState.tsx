// The state of a finding in words: colour only where something is proved, owed or late.
import { useTranslation } from 'react-i18next';
import type { Finding, FindingState } from '@/api/types';
import { Tag } from '@/components/states';
import { number } from '@/lib/format';

const TONES: Record<FindingState, 'plain' | 'bamboo' | 'leaf' | 'ochre' | 'vermilion' | 'hatch'> = {
  open: 'ochre',
  acknowledged: 'ochre',
  claimed_fixed: 'bamboo',
  under_watch: 'bamboo',
  verified: 'leaf',
  regressed: 'vermilion',
  unknown: 'hatch',
  risk_accepted: 'plain',
  unsupported: 'plain',
  false_positive: 'plain',
};

export function FindingStateTag({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { state, watch } = finding;
  return (
    <Tag tone={finding.overdue ? 'vermilion' : TONES[state]}>
      {state === 'under_watch' && watch
        ? t('console.findings.watch_days', {
            done: number(watch.days_done),
            needed: number(watch.days_needed),
          })
        : t(`console.finding_states.${state}`)}
      {finding.attested && ` · ${t('console.findings.attested')}`}
    </Tag>
  );
}
