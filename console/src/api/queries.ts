// What the pages read, each under a key that live events can make stale.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, data } from './client';
import type * as T from './types';

const PAGE = 100;

/** Pages of a list, one after the other by cursor. */
function pages<Item>(key: unknown[], page: (cursor: string | undefined) => Promise<T.Page<Item>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => page(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last: T.Page<Item>) => last.next_cursor ?? undefined,
  });
}

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: () => data(client.GET('/api/v1/session')) as Promise<unknown> as Promise<T.Session>,
  staleTime: 60_000,
});
export const today = queryOptions({
  queryKey: ['today'],
  queryFn: () => data(client.GET('/api/v1/today')),
});
export const invitation = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => data(client.GET('/api/v1/invitations/{token}', { params: { path: { token } } })),
    retry: false,
  });

export const reset = (token: string) =>
  queryOptions({
    queryKey: ['reset', token],
    queryFn: () => data(client.GET('/api/v1/resets/{token}', { params: { path: { token } } })),
    retry: false,
  });

export const directives = queryOptions({
  queryKey: ['directives'],
  queryFn: () => data(client.GET('/api/v1/directives')),
});
export const directive = (id: string) =>
  queryOptions({
    queryKey: ['directives', id],
    queryFn: () =>
      data(
        client.GET('/api/v1/directives/{directive_id}', { params: { path: { directive_id: id } } }),
      ),
  });
export const board = (
  id: string,
  at: { as_of?: string | undefined; cut_off?: string | undefined },
) =>
  queryOptions({
    queryKey: ['board', id, at],
    queryFn: () =>
      data(
        client.GET('/api/v1/directives/{directive_id}/board', {
          params: { path: { directive_id: id }, query: at },
        }),
      ),
  });
export const cutOffs = (id: string) =>
  queryOptions({
    queryKey: ['cut-offs', id],
    queryFn: () =>
      data(
        client.GET('/api/v1/directives/{directive_id}/cut-offs', {
          params: { path: { directive_id: id } },
        }),
      ),
  });
export const population = (id: string) =>
  queryOptions({
    queryKey: ['directives', id, 'population'],
    queryFn: () =>
      data(
        client.GET('/api/v1/directives/{directive_id}/population', {
          params: { path: { directive_id: id } },
        }),
      ),
  });

export const lists = queryOptions({
  queryKey: ['lists'],
  queryFn: () => data(client.GET('/api/v1/indicator-lists')),
});
export const WORKING: T.ListState[] = ['reading', 'importing'];
export const list = (id: string) =>
  queryOptions({
    queryKey: ['lists', id],
    queryFn: () =>
      data(client.GET('/api/v1/indicator-lists/{list_id}', { params: { path: { list_id: id } } })),
    // Events announce the end; asking as well keeps the bar moving where they do not come through.
    refetchInterval: (query) =>
      query.state.data && WORKING.includes(query.state.data.state) ? 1000 : false,
  });
export const withdrawal = (id: string) =>
  queryOptions({
    queryKey: ['lists', id, 'withdrawal'],
    queryFn: () =>
      data(
        client.GET('/api/v1/indicator-lists/{list_id}/withdrawal', {
          params: { path: { list_id: id } },
        }),
      ),
    staleTime: 0,
  });
export const warningLists = queryOptions({
  queryKey: ['warning-lists'],
  queryFn: () => data(client.GET('/api/v1/warning-lists')),
});
export const listRows = (id: string, status: T.RowStatus | undefined) =>
  pages<T.ListRow>(['lists', id, 'rows', status], (cursor) =>
    data(
      client.GET('/api/v1/indicator-lists/{list_id}/rows', {
        params: { path: { list_id: id }, query: { status, cursor, limit: PAGE } },
      }),
    ),
  );
export const queue = (q: string | undefined) =>
  pages<T.QueueItem>(['queue', q], (cursor) =>
    data(
      client.GET('/api/v1/attribution-queue', { params: { query: { q, cursor, limit: PAGE } } }),
    ),
  );
export const queueCount = queryOptions({
  queryKey: ['queue', 'count'],
  queryFn: () => data(client.GET('/api/v1/attribution-queue', { params: { query: { limit: 1 } } })),
});

/** Filters of findings as they stand in the address. */
export type FindingQuery = {
  state?: string | undefined;
  organization?: string | undefined;
  overdue?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  directive?: string | undefined;
  obligation?: string | undefined;
};
const asked = ({ overdue, ...rest }: FindingQuery) => ({
  ...rest,
  ...(overdue === 'true' ? { overdue: true } : {}),
});
export const findings = (filters: FindingQuery, limit = PAGE) =>
  pages<T.Finding>(
    ['findings', filters, limit],
    (cursor) =>
      data(
        client.GET('/api/v1/findings', { params: { query: { ...asked(filters), cursor, limit } } }),
      ) as Promise<unknown> as Promise<T.Page<T.Finding>>,
  );
export const findingCount = (filters: FindingQuery) =>
  queryOptions({
    queryKey: ['findings', 'count', filters],
    queryFn: () =>
      data(client.GET('/api/v1/findings', { params: { query: { ...asked(filters), limit: 1 } } })),
  });
export const finding = (id: string) =>
  queryOptions({
    queryKey: ['findings', id],
    queryFn: () =>
      data(
        client.GET('/api/v1/findings/{finding_id}', { params: { path: { finding_id: id } } }),
      ) as Promise<unknown> as Promise<T.FindingDetail>,
  });

export const organizationTree = (as_of?: string) =>
  queryOptions({
    queryKey: ['organizations', 'tree', as_of],
    queryFn: () => data(client.GET('/api/v1/organizations/tree', { params: { query: { as_of } } })),
    staleTime: 300_000,
  });
export const organizations = (q: string) =>
  queryOptions({
    queryKey: ['organizations', 'search', q],
    queryFn: () =>
      data(client.GET('/api/v1/organizations', { params: { query: { q, limit: 30 } } })),
    staleTime: 60_000,
  });
export const organization = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id],
    queryFn: () =>
      data(
        client.GET('/api/v1/organizations/{organization_id}', {
          params: { path: { organization_id: id } },
        }),
      ),
  });
export type ClaimQuery = {
  q?: string | undefined;
  state?: string | undefined;
  overlapping?: string | undefined;
  organization?: string | undefined;
};
export const claims = ({ overlapping, state, ...rest }: ClaimQuery) =>
  pages<T.Claim>(['claims', rest, state, overlapping], (cursor) =>
    data(
      client.GET('/api/v1/claims', {
        params: {
          query: {
            ...rest,
            // The server refuses a state that is none.
            state: state as T.ClaimState | undefined,
            ...(overlapping === 'true' ? { overlapping: true } : {}),
            cursor,
            limit: PAGE,
          },
        },
      }),
    ),
  );
export const people = (organization: string) =>
  queryOptions({
    queryKey: ['people', organization],
    queryFn: () => data(client.GET('/api/v1/people', { params: { query: { organization } } })),
  });
export type ContactQuery = {
  q?: string | undefined;
  organization?: string | undefined;
  role?: string | undefined;
  freshness?: string | undefined;
};
export const contacts = ({ role, freshness, ...rest }: ContactQuery) =>
  pages<T.Contact>(['contacts', rest, role, freshness], (cursor) =>
    data(
      client.GET('/api/v1/contacts', {
        params: {
          query: {
            ...rest,
            // The server refuses words that are none.
            role: role as T.ContactRole | undefined,
            freshness: freshness as T.ContactFreshness | undefined,
            cursor,
            limit: PAGE,
          },
        },
      }),
    ),
  );
export const contactCoverage = (organization?: string) =>
  queryOptions({
    queryKey: ['contacts', 'coverage', organization],
    queryFn: () =>
      data(client.GET('/api/v1/contacts/coverage', { params: { query: { organization } } })),
  });
export const contactLadder = (about: { finding?: string; address?: string }) =>
  queryOptions({
    queryKey: ['contacts', 'ladder', about],
    queryFn: () => data(client.GET('/api/v1/contacts/ladder', { params: { query: about } })),
  });
export const sites = (organization: string) =>
  queryOptions({
    queryKey: ['sites', organization],
    queryFn: () => data(client.GET('/api/v1/sites', { params: { query: { organization } } })),
  });
export const imports = queryOptions({
  queryKey: ['imports'],
  queryFn: () => data(client.GET('/api/v1/imports')),
});
export const importPreview = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () =>
      data(client.GET('/api/v1/imports/{import}', { params: { path: { import: id } } })),
  });

export type LogQuery = {
  subject_kind?: string | undefined;
  subject_id?: string | undefined;
  actor?: string | undefined;
  organization?: string | undefined;
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
export const log = (filters: LogQuery) =>
  pages<T.LogEntry>(['log', filters], (cursor) =>
    data(client.GET('/api/v1/log', { params: { query: { ...filters, cursor, limit: PAGE } } })),
  );
export const logHead = queryOptions({
  queryKey: ['log', 'head'],
  queryFn: () => data(client.GET('/api/v1/log/head')),
});
export const accounts = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => data(client.GET('/api/v1/accounts')),
});
export const ownSessions = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => data(client.GET('/api/v1/me/sessions')),
});
export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => data(client.GET('/api/v1/tokens')),
});
export const settings = queryOptions({
  queryKey: ['settings'],
  queryFn: () => data(client.GET('/api/v1/settings')),
});
export const search = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: () => data(client.GET('/api/v1/search', { params: { query: { q } } })),
    enabled: q.length > 1,
  });
