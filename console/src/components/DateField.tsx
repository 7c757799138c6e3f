// A day as offices write it (23/01/2024), typed or picked. The calendar behind it comes later.
import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { date } from '@/lib/format';

const DateInput = lazy(() => import('./DateInput'));

/** `23/1/2024`, `23-01-2024` or `23012024` as `2024-01-23`; null when it is no day. */
export function readDay(text: string): string | null {
  const found = /^\s*(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})\s*$/.exec(text);
  if (!found) return null;
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return made.toISOString().slice(0, 10);
}

export type DateFieldProps = {
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

export function DateField(props: DateFieldProps) {
  const { value, label, ariaLabel, description, id, size, required } = props;
  return (
    <Suspense
      fallback={
        <TextInput
          readOnly
          value={date(value)}
          {...(label ? { label } : {})}
          {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
          {...(description
            ? {
                description,
                inputWrapperOrder: ['label', 'input', 'description', 'error'] as const,
              }
            : {})}
          {...(id ? { id } : {})}
          {...(size ? { size } : {})}
          {...(required ? { required } : {})}
        />
      }
    >
      <DateInput {...props} />
    </Suspense>
  );
}
