// The one way to the server, typed by the generated schema; a refusal is thrown as a problem.
import i18next from 'i18next';
import createClient from 'openapi-fetch';
import type { paths } from './schema';
import type { Problem } from './types';

export const BASE = '/api/v1';

/** What the server, or the way to it, refused; `problem` says what happened and what to do. */
export class ApiError extends Error {
  constructor(readonly problem: Pick<Problem, 'title' | 'status' | 'code'> & Partial<Problem>) {
    super(problem.title);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

/** The query part of an address; empty values are left out. */
export function queryString(query: Query | undefined): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    parts.append(name, String(value));
  }
  const text = parts.toString();
  return text ? `?${text}` : '';
}

export async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', i18next.language);
  if (request.method !== 'GET') request.headers.set('X-Luytre', '1');
  if (request.method === 'POST') request.headers.set('Idempotency-Key', crypto.randomUUID());
  try {
    return await fetch(request);
  } catch {
    throw new ApiError({ title: '', status: 0, code: 'console.problems.offline' });
  }
}

/** Calls by path and method, as `docs/openapi.json` describes them. */
export const client = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? '' : window.location.origin,
  credentials: 'same-origin',
  fetch: send,
  querySerializer: (query) => queryString(query as Query).slice(1),
});

function refusal(response: Response, error: unknown): ApiError {
  if (typeof error === 'object' && error !== null && 'code' in error)
    return new ApiError(error as Problem);
  // Not a problem document, such as a proxy's own page.
  return new ApiError({ title: '', status: response.status, code: 'console.problems.unreadable' });
}

/** The refusal that an answer carries. */
export async function problemOf(response: Response): Promise<ApiError> {
  return refusal(response, await response.json().catch(() => undefined));
}

/** The data of an answer; a refusal is thrown. */
export async function data<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data: given, error, response } = await answer;
  if (!response.ok) throw refusal(response, error);
  return given as Data;
}

/** For a route that takes a form with a file. */
export function form(fields: Record<string, File | string | undefined>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) made.append(name, value);
  return made;
}
