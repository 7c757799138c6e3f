// Texts that the server names by code, and problems.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import type { Message, Place, RowProblem } from '@/api/types';
import { date, dateTime } from '@/lib/format';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Instants and days among the values are shown as people write them. */
function values(given: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [
      name,
      INSTANT.test(value) ? dateTime(value) : DAY.test(value) ? date(value) : value,
    ]),
  );
}

/** The text of a code, looked for as it stands, then among the problems and the errors. */
export function textOf(code: string, given?: Record<string, string>): string | undefined {
  for (const key of [code, `problems.${code}`, `errors.${code}`])
    if (i18next.exists(key) && typeof i18next.t(key) === 'string')
      return i18next.t(key, values(given));
  return undefined;
}

export function messageText(message: Message | null | undefined): string {
  if (!message) return '';
  return textOf(message.code, message.arguments) ?? message.code;
}

export function placeText(place: Place): string {
  const t = i18next.t.bind(i18next);
  return [
    place.file,
    place.sheet && t('console.place.sheet', { sheet: place.sheet }),
    place.row && t('console.place.row', { row: place.row }),
    place.column && t('console.place.column', { column: place.column }),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function rowProblemText(problem: RowProblem): string {
  return textOf(problem.code, problem.arguments) ?? problem.code;
}

/** What happened, and what to do, of anything thrown by a request. */
export function problemTexts(error: unknown): {
  title: string;
  detail?: string;
  rows: RowProblem[];
} {
  const t = i18next.t.bind(i18next);
  if (!(error instanceof ApiError))
    return {
      title: t('console.problems.unexpected'),
      detail: t('console.problems.reload'),
      rows: [],
    };
  const { problem } = error;
  const own = textOf(problem.code, problem.arguments);
  const title = problem.title || own || t('console.problems.unexpected');
  const detail = problem.detail ?? (own !== title ? own : undefined);
  return { title, ...(detail && detail !== title ? { detail } : {}), rows: problem.problems ?? [] };
}

/** A translator of server messages; the component is drawn again when the language changes. */
export function useMessage(): (message: Message | null | undefined) => string {
  useTranslation();
  return messageText;
}
