// The one way to the server: JSON in, JSON or a problem (RFC 9457) out.
import i18next from 'i18next';
import type { Problem } from './types';

export const BASE = '/api/v1';

/** What the server, or the way to it, refused; `problem` says what happened and what to do. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export type Query = Record<string, string | number | boolean | string[] | null | undefined>;

/** The query part of an address; empty values are left out. */
export function queryString(query: Query | undefined): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one));
  }
  const text = parts.toString();
  return text ? `?${text}` : '';
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.code === 'string') return problem;
  } catch {
    // Not a problem document, such as a proxy's own page.
  }
  return { title: '', status: response.status, code: 'console.problems.unreadable' };
}

async function request<T>(method: string, path: string, query?: Query, body?: unknown): Promise<T> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': i18next.language });
  if (method !== 'GET') headers.set('X-Luytre', '1');
  if (method === 'POST') headers.set('Idempotency-Key', crypto.randomUUID());
  if (body !== undefined && !(body instanceof FormData))
    headers.set('Content-Type', 'application/json');
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}${queryString(query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
    });
  } catch {
    throw new ApiError({ title: '', status: 0, code: 'console.problems.offline' });
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const api = {
  get: <T>(path: string, query?: Query) => request<T>('GET', path, query),
  post: <T>(path: string, body?: unknown) => request<T>('POST', path, undefined, body),
  put: <T>(path: string, body?: unknown) => request<T>('PUT', path, undefined, body),
  patch: <T>(path: string, body?: unknown) => request<T>('PATCH', path, undefined, body),
  delete: <T>(path: string, body?: unknown) => request<T>('DELETE', path, undefined, body),
};
