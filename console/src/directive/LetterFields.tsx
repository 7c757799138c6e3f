import { Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectiveDetail } from '@/api/types';
import { DateField } from '@/components/DateField';
import { Card } from '@/components/Page';
import { date } from '@/lib/format';
import { EDITABLE, type Editable, type Edits } from './LetterPage';
import styles from './LetterPage.module.css';

/** What the letter says of itself; a field that is not in it is shown as not found. */
export function LetterFields({
  directive,
  edits,
  onEdit,
  onShow,
}: {
  directive: DirectiveDetail;
  edits: Edits;
  onEdit: ((name: Editable, value: string) => void) | undefined;
  onShow: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const base = useId();
  const reading = new Map(directive.reading.fields.map((field) => [field.name, field]));
  const known: Record<Editable, string | null | undefined> = {
    number: directive.number,
    dated: directive.dated,
    issuer: directive.issuer,
    signer: directive.signer,
    subject: directive.subject,
  };
  const others = directive.reading.fields.filter(
    ({ name }) => !EDITABLE.includes(name as Editable),
  );
  return (
    <Card title={t('console.directive.about')}>
      <div className={styles.fields}>
        {EDITABLE.map((name) => {
          const value = edits[name] ?? known[name] ?? '';
          const field = reading.get(name);
          const id = `${base}-${name}`;
          const common = {
            id,
            size: 'sm' as const,
            value,
            readOnly: !onEdit,
            onFocus: () => onShow(`field:${name}`),
            onBlur: () => onShow(null),
          };
          return (
            // The field inside shows its place on focus; this does the same for the mouse.
            // eslint-disable-next-line jsx-a11y/no-static-element-interactions
            <div
              key={name}
              className={styles.field}
              onMouseEnter={() => onShow(`field:${name}`)}
              onMouseLeave={() => onShow(null)}
            >
              <label htmlFor={id}>{t(`console.directive.field_${name}`)}</label>
              {name === 'subject' ? (
                <Textarea
                  {...common}
                  autosize
                  minRows={1}
                  maxRows={4}
                  onChange={(event) => onEdit?.(name, event.currentTarget.value)}
                />
              ) : name === 'dated' ? (
                <DateField {...common} onChange={(day) => onEdit?.(name, day)} />
              ) : (
                <TextInput
                  {...common}
                  onChange={(event) => onEdit?.(name, event.currentTarget.value)}
                />
              )}
              {value === '' && !(field?.found ?? false) ? (
                <span className={styles.notFound}>
                  <IconAlertCircle size={15} stroke={1.75} aria-hidden="true" />
                  {t('console.directive.not_found')}
                </span>
              ) : edits[name] !== undefined ? (
                <span className={styles.found}>{t('console.directive.corrected')}</span>
              ) : (
                <span className={styles.found}>
                  {field?.found ? t('console.directive.found') : ''}
                </span>
              )}
            </div>
          );
        })}
        {others.map((field) => (
          // A convenience of the mouse; the text itself can be read.
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions
          <div
            key={field.name}
            className={styles.field}
            onMouseEnter={() => onShow(`field:${field.name}`)}
            onMouseLeave={() => onShow(null)}
          >
            <span className={styles.label}>
              {t(`console.directive.field_${field.name}`, { defaultValue: field.name })}
            </span>
            <span>
              {field.value
                ? /^\d{4}-\d\d-\d\d$/.test(field.value)
                  ? date(field.value)
                  : field.value
                : ''}
            </span>
            {field.found ? (
              <span className={styles.found}>{t('console.directive.found')}</span>
            ) : (
              <span className={styles.notFound}>
                <IconAlertCircle size={15} stroke={1.75} aria-hidden="true" />
                {t('console.directive.not_found')}
              </span>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
