// Corrects what was read of one obligation: its name, what measures it, its proof, its weight.
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Obligation } from '@/api/types';
import { obligationTitle } from './titles';
import styles from './LetterPage.module.css';

const MEASURES = [
  'levels',
  'watch',
  'sweep',
  'botnet',
  'vulnerabilities',
  'incidents',
  'awareness',
  'cascade',
  'contacts',
  'report',
  'other',
] as const satisfies readonly Obligation['code'][];
const PROOFS = [
  'said',
  'shown',
  'measured',
] as const satisfies readonly Obligation['proof_class'][];
/** Largest weight that the server takes. */
const MOST_WEIGHT = 100;

export function ObligationEditor({
  obligation,
  onChange,
}: {
  obligation: Obligation;
  onChange: (to: Partial<Obligation>) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.editor}>
      <TextInput
        className={styles.wide}
        size="xs"
        label={t('console.directive.obligation_title')}
        defaultValue={obligationTitle(obligation)}
        maxLength={200}
        onBlur={(event) => {
          const title = event.currentTarget.value.trim();
          if (title && title !== obligationTitle(obligation)) onChange({ title });
        }}
      />
      <NativeSelect
        size="xs"
        label={t('console.directive.measure')}
        value={obligation.code}
        data={MEASURES.map((value) => ({ value, label: t(`console.measures.${value}`) }))}
        onChange={(event) => onChange({ code: event.currentTarget.value as Obligation['code'] })}
      />
      <NativeSelect
        size="xs"
        label={t('console.directive.proof')}
        value={obligation.proof_class}
        data={PROOFS.map((value) => ({ value, label: t(`console.proof_classes.${value}`) }))}
        onChange={(event) =>
          onChange({ proof_class: event.currentTarget.value as Obligation['proof_class'] })
        }
      />
      <NumberInput
        size="xs"
        label={t('console.directive.weight')}
        description={t('console.directive.weight_text')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={1}
        max={MOST_WEIGHT}
        clampBehavior="strict"
        allowDecimal={false}
        value={obligation.weight}
        onChange={(weight) => typeof weight === 'number' && onChange({ weight })}
      />
      {obligation.text && <blockquote className={styles.wide}>{obligation.text}</blockquote>}
    </div>
  );
}
