// A month to pick a day from; loaded only where it is opened.
import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

export default function DayPicker({
  value,
  min,
  max,
  onChange,
}: {
  value: string | null;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}) {
  const { t, i18n } = useTranslation();
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <DatePicker
        m={8}
        value={value}
        ariaLabels={{
          previousMonth: t('console.picker.previous_month'),
          nextMonth: t('console.picker.next_month'),
          previousYear: t('console.picker.previous_year'),
          nextYear: t('console.picker.next_year'),
          previousDecade: t('console.picker.previous_decade'),
          nextDecade: t('console.picker.next_decade'),
        }}
        defaultDate={value ?? max}
        {...(min ? { minDate: min } : {})}
        {...(max ? { maxDate: max } : {})}
        onChange={(day) => day && onChange(day)}
      />
    </DatesProvider>
  );
}
