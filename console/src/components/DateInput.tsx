// The field itself, with the calendar that it opens.
import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DateInput as Field, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { readDay, type DateFieldProps } from './DateField';

export default function DateInput({
  value,
  onChange,
  ariaLabel,
  min,
  max,
  autoFocus,
  description,
  ...rest
}: DateFieldProps) {
  const { t, i18n } = useTranslation();
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <Field
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
