import { dayOf } from './format';

/** The day of the province in which an instant lies, as a field of days takes it. */
export function localDay(instant: string | null | undefined): string {
  return instant ? dayOf(new Date(instant)) : '';
}

/** The last second of a day of the province (UTC+7, which has no summer time). */
export function endOfLocalDay(day: string): string {
  return `${day}T16:59:59Z`;
}

/** The first instant of a day of the province. */
export function startOfLocalDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 7 * 3_600_000).toISOString();
}

/** The last whole day of a period that ends before an instant: one that ends at midnight keeps its day. */
export function lastDay(end: string | null | undefined): string {
  return end ? dayOf(new Date(Date.parse(end) - 1)) : '';
}
