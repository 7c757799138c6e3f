// Numbers, dates and times as Vietnamese offices write them, in the province's own time.
import i18next from 'i18next';

export const ZONE = 'Asia/Ho_Chi_Minh';

const locale = () => (i18next.language === 'en' ? 'en-GB' : 'vi-VN');

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function numberFormat(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n ${locale()} ${name}`;
  const format =
    (kept.get(key) as Intl.NumberFormat | undefined) ?? new Intl.NumberFormat(locale(), options);
  kept.set(key, format);
  return format;
}

/** `4.870` in Vietnamese, `4,870` in English. */
export function number(value: number, digits = 0): string {
  return numberFormat(`d${digits}`, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A share in whole per cent, never rounded up to 100 or down to 0. */
export function percent(part: number, all: number): string {
  if (all === 0) return '0';
  const share = Math.round((part * 100) / all);
  if (share === 100 && part < all) return '99';
  if (share === 0 && part > 0) return '1';
  return String(share);
}

export function bytes(size: number): string {
  if (size < 1024) return `${number(size)} B`;
  if (size < 1024 * 1024) return `${number(size / 1024)} kB`;
  return `${number(size / 1024 / 1024, 1)} MB`;
}

function parts(value: string | Date, zone: string): Record<string, string> {
  const key = `p ${zone}`;
  const format =
    (kept.get(key) as Intl.DateTimeFormat | undefined) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  kept.set(key, format);
  return Object.fromEntries(
    format
      .formatToParts(typeof value === 'string' ? new Date(value) : value)
      .map((p) => [p.type, p.value]),
  );
}

function valid(value: string | Date): boolean {
  return !Number.isNaN((typeof value === 'string' ? new Date(value) : value).getTime());
}

/** `23/01/2024`. A date without a time stays as it is written, in every zone. */
export function date(value: string | null | undefined, zone = ZONE): string {
  if (!value) return '';
  const plain = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (plain) return `${plain[3] ?? ''}/${plain[2] ?? ''}/${plain[1] ?? ''}`;
  if (!valid(value)) return value;
  const p = parts(value, zone);
  return `${p.day ?? ''}/${p.month ?? ''}/${p.year ?? ''}`;
}

/** `23/01/2024 08:14`. */
export function dateTime(value: string | null | undefined, zone = ZONE): string {
  if (!value) return '';
  if (!valid(value)) return value;
  const p = parts(value, zone);
  return `${date(value, zone)} ${p.hour ?? ''}:${p.minute ?? ''}`;
}

/** `23/01 08:14` for a narrow column; the year is added when it is not the present one. */
export function shortDateTime(value: string | null | undefined, now = new Date()): string {
  if (!value) return '';
  if (!valid(value)) return value;
  const p = parts(value, ZONE);
  const year = p.year === parts(now, ZONE).year ? '' : `/${p.year ?? ''}`;
  return `${p.day ?? ''}/${p.month ?? ''}${year} ${p.hour ?? ''}:${p.minute ?? ''}`;
}

/** `08:14`. */
export function time(value: string): string {
  if (!valid(value)) return value;
  const p = parts(value, ZONE);
  return `${p.hour ?? ''}:${p.minute ?? ''}`;
}

/** The calendar day in the province, as `2024-01-23`. */
export function dayOf(value: Date): string {
  const p = parts(value, ZONE);
  return `${p.year ?? ''}-${p.month ?? ''}-${p.day ?? ''}`;
}

/** Whole calendar days from now until an instant; negative when past. */
export function daysUntil(value: string, now = new Date()): number {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
  const target = /^\d{4}-\d\d-\d\d$/.test(value) ? value : dayOf(new Date(value));
  return Math.round((day(target) - day(dayOf(now))) / 86_400_000);
}
