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

/** `watch` is the quiet time so far, where the page knows it. */
export function FindingStateTag({
  finding,
  watch,
}: {
  finding: Finding;
  watch?: { done: number; needed: number } | undefined;
}) {
  const { t } = useTranslation();
  const { state } = finding;
  return (
    <Tag tone={finding.overdue ? 'vermilion' : TONES[state]}>
      {watch && state === 'under_watch'
        ? t('console.findings.watch_days', {
            done: number(watch.done),
            needed: number(watch.needed),
          })
        : t(`ledger.state.${state}`)}
      {finding.attested && ` · ${t('console.findings.attested')}`}
    </Tag>
  );
}
