// Every page and its address. Pages travel only when they are opened.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import * as queries from '@/api/queries';
import { NotFound, PageTrouble, PageWaiting } from './fallbacks';
import { consolePath, FINDING_FILTERS, only, parseSearch, stringifySearch } from './search';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: only('tiep'),
  component: lazyRouteComponent(() => import('@/account/SignIn')),
});
const firstAccount = createRoute({
  getParentRoute: () => root,
  path: '/bat-dau',
  validateSearch: only('token'),
  component: lazyRouteComponent(() => import('@/account/FirstAccount')),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/loi-moi/$token',
  component: lazyRouteComponent(() => import('@/account/AcceptInvitation')),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/dat-lai/$token',
  component: lazyRouteComponent(() => import('@/account/ResetPassword')),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.query({ ...queries.session, staleTime: 'static' });
    if (!session.signed_in)
      throw redirect({
        to: '/dang-nhap',
        search: location.href === '/' ? {} : { tiep: location.href },
      });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  // Those who supervise open on the board, those who act on today's tasks.
  beforeLoad: async ({ context }) => {
    const session = await context.client.query({ ...queries.session, staleTime: 'static' });
    const roles = session.account?.roles ?? [];
    if (roles.includes('issue') || roles.includes('supervise')) {
      const all = await context.client
        .query({ ...queries.directives, staleTime: 'static' })
        .catch(() => undefined);
      const open = all?.items.find((directive) => directive.state === 'confirmed');
      if (open) throw redirect({ to: '/theo-doi/$id', params: { id: open.id } });
    }
    throw redirect({ to: '/hom-nay' });
  },
});

const today = createRoute({
  getParentRoute: () => shell,
  path: '/hom-nay',
  component: lazyRouteComponent(() => import('@/today/Today')),
});
const directives = createRoute({
  getParentRoute: () => shell,
  path: '/theo-doi',
  component: lazyRouteComponent(() => import('@/directive/Directives')),
});
const importDirective = createRoute({
  getParentRoute: () => shell,
  path: '/theo-doi/nhap',
  component: lazyRouteComponent(() => import('@/directive/ImportDirective')),
});
const board = createRoute({
  getParentRoute: () => shell,
  path: '/theo-doi/$id',
  validateSearch: only('as_of', 'cut_off', 'wall'),
  component: lazyRouteComponent(() => import('@/directive/BoardPage')),
});
const letter = createRoute({
  getParentRoute: () => shell,
  path: '/theo-doi/$id/van-ban',
  component: lazyRouteComponent(() => import('@/directive/LetterPage')),
});
const lists = createRoute({
  getParentRoute: () => shell,
  path: '/ma-doc',
  component: lazyRouteComponent(() => import('@/duties/malware/Lists')),
});
const newList = createRoute({
  getParentRoute: () => shell,
  path: '/ma-doc/nhap',
  component: lazyRouteComponent(() => import('@/duties/malware/NewList')),
});
const list = createRoute({
  getParentRoute: () => shell,
  path: '/ma-doc/danh-sach/$id',
  validateSearch: only('status'),
  component: lazyRouteComponent(() => import('@/duties/malware/ListPage')),
});
const queue = createRoute({
  getParentRoute: () => shell,
  path: '/ma-doc/chua-ro-don-vi',
  validateSearch: only('q'),
  component: lazyRouteComponent(() => import('@/duties/malware/Queue')),
});
const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/dau-moi',
  validateSearch: only('q', 'role', 'freshness', 'address'),
  component: lazyRouteComponent(() => import('@/duties/contacts/Contacts')),
});
const findings = createRoute({
  getParentRoute: () => shell,
  path: '/viec',
  validateSearch: only(...FINDING_FILTERS),
  component: lazyRouteComponent(() => import('@/findings/Findings')),
});
const finding = createRoute({
  getParentRoute: () => shell,
  path: '/viec/$id',
  component: lazyRouteComponent(() => import('@/findings/FindingPage')),
});
const organizations = createRoute({
  getParentRoute: () => shell,
  path: '/don-vi',
  validateSearch: only('q', 'as_of'),
  component: lazyRouteComponent(() => import('@/registry/Organizations')),
});
const claims = createRoute({
  getParentRoute: () => shell,
  path: '/don-vi/dia-chi',
  validateSearch: only('q', 'state', 'overlapping', 'organization'),
  component: lazyRouteComponent(() => import('@/registry/Claims')),
});
const importing = createRoute({
  getParentRoute: () => shell,
  path: '/don-vi/nhap-tep',
  validateSearch: only('kind', 'id'),
  component: lazyRouteComponent(() => import('@/registry/ImportPage')),
});
const organization = createRoute({
  getParentRoute: () => shell,
  path: '/don-vi/$id',
  component: lazyRouteComponent(() => import('@/registry/OrganizationPage')),
});
const history = createRoute({
  getParentRoute: () => shell,
  path: '/lich-su',
  validateSearch: only(
    'subject_kind',
    'subject_id',
    'actor',
    'organization',
    'action',
    'from',
    'to',
  ),
  component: lazyRouteComponent(() => import('@/history/History')),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/cai-dat',
  validateSearch: only('muc'),
  component: lazyRouteComponent(() => import('@/settings/Settings')),
});
// Links in messages of the server name what they lead to by the API's own words.
const elsewhere = createRoute({
  getParentRoute: () => shell,
  path: '/$',
  beforeLoad: ({ location }) => {
    const to = consolePath(location.href);
    if (to !== location.href) throw redirect({ href: to });
  },
  component: NotFound,
});

const routeTree = root.addChildren([
  signIn,
  firstAccount,
  invitation,
  reset,
  shell.addChildren([
    home,
    today,
    directives,
    importDirective,
    board,
    letter,
    lists,
    newList,
    list,
    queue,
    contacts,
    findings,
    finding,
    organizations,
    claims,
    importing,
    organization,
    history,
    settings,
    elsewhere,
  ]),
]);

export function makeRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({
    ...(history ? { history } : {}),
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PageWaiting,
    defaultErrorComponent: PageTrouble,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
