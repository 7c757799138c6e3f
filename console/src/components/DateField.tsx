// A day as offices write it (23/01/2024), typed or picked.
import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DateInput, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

/** `23/1/2024`, `23-01-2024` or `23012024` as `2024-01-23`; null when it is no day. */
export function readDay(text: string): string | null {
  const found = /^\s*(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})\s*$/.exec(text);
  if (!found) return null;
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return made.toISOString().slice(0, 10);
}

type Props = {
  value: string;
  onChange: (day: string) => void;
  label?: string;
  ariaLabel?: string;
  description?: string | undefined;
  id?: string;
  size?: 'xs' | 'sm';
  required?: boolean;
  readOnly?: boolean;
  min?: string;
  max?: string;
  autoFocus?: boolean;
  onFocus?: () => void;
  onBlur?: () => void;
};

export function DateField({
  value,
  onChange,
  ariaLabel,
  min,
  max,
  autoFocus,
  description,
  ...rest
}: Props) {
  const { t, i18n } = useTranslation();
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <DateInput
        {...rest}
        {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
        {...(description
          ? { description, inputWrapperOrder: ['label', 'input', 'description', 'error'] as const }
          : {})}
        {...(min ? { minDate: min } : {})}
        {...(max ? { maxDate: max } : {})}
        data-autofocus={autoFocus || undefined}
        value={value || null}
        valueFormat="DD/MM/YYYY"
        dateParser={readDay}
        placeholder={t('console.common.day_form')}
        clearable={!rest.required && !rest.readOnly}
        clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
        popoverProps={{ shadow: 'md', radius: 'md' }}
        onChange={(day) => onChange(day ?? '')}
      />
    </DatesProvider>
  );
}
