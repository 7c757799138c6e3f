// What the pages read, each under a key that live events can make stale.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Query } from './client';
import type * as T from './types';

const pages = <Item>(key: unknown[], path: string, query: Query, limit = 100) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      api.get<T.Page<Item>>(path, { limit, ...query, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: () => api.get<T.Session>('/session'),
  staleTime: 60_000,
});
export const today = queryOptions({
  queryKey: ['today'],
  queryFn: () => api.get<T.Today>('/today'),
});
export const invitation = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => api.get<T.Invitation>(`/invitations/${encodeURIComponent(token)}`),
    retry: false,
  });

export const directives = queryOptions({
  queryKey: ['directives'],
  queryFn: () => api.get<T.Page<T.Directive>>('/directives'),
});
export const directive = (id: string) =>
  queryOptions({
    queryKey: ['directives', id],
    queryFn: () => api.get<T.DirectiveDetail>(`/directives/${id}`),
  });
export const board = (
  id: string,
  at: { as_of?: string | undefined; cut_off?: string | undefined },
) =>
  queryOptions({
    queryKey: ['board', id, at],
    queryFn: () => api.get<T.Board>(`/directives/${id}/board`, at),
  });
export const cutOffs = (id: string) =>
  queryOptions({
    queryKey: ['cut-offs', id],
    queryFn: () => api.get<T.Page<T.CutOff>>(`/directives/${id}/cut-offs`),
  });
export const population = (id: string) =>
  queryOptions({
    queryKey: ['directives', id, 'population'],
    queryFn: () => api.get<T.Population>(`/directives/${id}/population`),
  });

export const lists = queryOptions({
  queryKey: ['lists'],
  queryFn: () => api.get<T.Page<T.IndicatorList>>('/indicator-lists'),
});
export const WORKING: T.ListState[] = ['reading', 'importing'];
export const list = (id: string) =>
  queryOptions({
    queryKey: ['lists', id],
    queryFn: () => api.get<T.IndicatorList>(`/indicator-lists/${id}`),
    // Events announce the end; asking as well keeps the bar moving where they do not come through.
    refetchInterval: (query) =>
      query.state.data && WORKING.includes(query.state.data.state) ? 1000 : false,
  });
export const listRows = (id: string, status: string | undefined) =>
  pages<T.ListRow>(['lists', id, 'rows', status], `/indicator-lists/${id}/rows`, { status });
export const queue = (q: string | undefined) =>
  pages<T.QueueItem>(['queue', q], '/attribution-queue', { q });
export const queueCount = queryOptions({
  queryKey: ['queue', 'count'],
  queryFn: () => api.get<T.Page<T.QueueItem>>('/attribution-queue', { limit: 1 }),
});

export const findings = (filters: Query) =>
  pages<T.Finding>(['findings', filters], '/findings', filters);
export const findingCount = (filters: Query) =>
  queryOptions({
    queryKey: ['findings', 'count', filters],
    queryFn: () => api.get<T.Page<T.Finding>>('/findings', { ...filters, limit: 1 }),
  });
export const finding = (id: string) =>
  queryOptions({
    queryKey: ['findings', id],
    queryFn: () => api.get<T.FindingDetail>(`/findings/${id}`),
  });

export const organizationTree = (as_of?: string) =>
  queryOptions({
    queryKey: ['organizations', 'tree', as_of],
    queryFn: () => api.get<T.OrganizationNode[]>('/organizations/tree', { as_of }),
    staleTime: 300_000,
  });
export const organizations = (q: string) =>
  queryOptions({
    queryKey: ['organizations', 'search', q],
    queryFn: () => api.get<T.Page<T.Organization>>('/organizations', { q, limit: 30 }),
    staleTime: 60_000,
  });
export const organization = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id],
    queryFn: () => api.get<T.Organization>(`/organizations/${id}`),
  });
export const claims = (filters: Query) => pages<T.Claim>(['claims', filters], '/claims', filters);
export const people = (organization: string) =>
  queryOptions({
    queryKey: ['people', organization],
    queryFn: () => api.get<T.Page<T.Person>>('/people', { organization }),
  });
export const sites = (organization: string) =>
  queryOptions({
    queryKey: ['sites', organization],
    queryFn: () => api.get<T.Page<T.Site>>('/sites', { organization }),
  });
export const imports = queryOptions({
  queryKey: ['imports'],
  queryFn: () => api.get<T.Page<T.ImportPreview>>('/imports'),
});
export const importPreview = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => api.get<T.ImportPreview>(`/imports/${id}`),
  });

export const log = (filters: Query) => pages<T.LogEntry>(['log', filters], '/log', filters);
export const logHead = queryOptions({
  queryKey: ['log', 'head'],
  queryFn: () => api.get<T.LogHead>('/log/head'),
});
export const accounts = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => api.get<T.Page<T.Account>>('/accounts'),
});
export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => api.get<T.Page<T.Token>>('/tokens'),
});
export const settings = queryOptions({
  queryKey: ['settings'],
  queryFn: () => api.get<T.Settings>('/settings'),
});
export const search = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: () => api.get<T.SearchResult>('/search', { q }),
    enabled: q.length > 1,
  });
