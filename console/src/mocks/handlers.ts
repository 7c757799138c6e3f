// Answers of the API over the invented data, for development and unit tests.
import { http, HttpResponse, type DefaultBodyType } from 'msw';
import type * as T from '@/api/types';
import * as data from './data';

const at = (path: string) => `*/api/v1${path}`;
const json = (body: unknown) => HttpResponse.json(body as DefaultBodyType);
const wrong = (status: number, code: string, more: Partial<T.Problem> = {}) =>
  HttpResponse.json({ type: 'about:blank', title: '', status, code, ...more } as DefaultBodyType, {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const found = <Item>(item: Item | undefined, answer: (item: Item) => unknown = (one) => one) =>
  item === undefined ? wrong(404, 'not_found') : json(answer(item));

const SIGNED_IN: T.Session = {
  signed_in: true,
  first_account_needed: false,
  account: {
    id: 'me',
    name: 'Trần Thị Mẫu',
    login: 'mau',
    roles: ['issue', 'supervise'],
    totp: false,
    disabled: false,
    grants: [],
  },
  permissions: (
    'organizations.view organizations.edit claims.view claims.edit claims.approve people.view contacts.view contacts.edit imports.run exports.make ' +
    'lists.view lists.import attribution.decide findings.view findings.act findings.approve directives.view ' +
    'directives.issue directives.answer directives.freeze board.view reports.make accounts.manage settings.manage ' +
    'settings.view log.view log.verify search.use demo.manage self.manage tokens.own'
  ).split(' '),
  organization: data.reference(8),
  locale: 'vi',
  version: '0.1.0',
  demo_loaded: true,
};
export const state = { session: { ...SIGNED_IN } };

/** One page of a list, by a numeric cursor. */
function page(items: unknown[], request: Request) {
  const query = new URL(request.url).searchParams;
  const limit = Number(query.get('limit') ?? 100);
  const from = Number(query.get('cursor') ?? 0);
  return json({
    items: items.slice(from, from + limit),
    total: items.length,
    ...(from + limit < items.length ? { next_cursor: String(from + limit) } : {}),
  });
}

function filteredFindings(request: Request): T.Finding[] {
  const query = new URL(request.url).searchParams;
  const states = query.get('state')?.split(',');
  const q = query.get('q')?.toLowerCase();
  return data.findings
    .filter(
      (finding) =>
        (!states || states.includes(finding.state)) &&
        (!query.get('organization') || finding.accountable.id === query.get('organization')) &&
        (query.get('overdue') !== 'true' || finding.overdue) &&
        (!q ||
          `${finding.addresses.join(' ')} ${finding.accountable.name} ${finding.family}`
            .toLowerCase()
            .includes(q)),
    )
    .sort(
      (one, other) => Number(other.overdue) - Number(one.overdue) || one.priority - other.priority,
    );
}

const preview = (kind: T.ImportKind): T.ImportPreview => ({
  id: 'import-1',
  kind,
  file: `${kind}.xlsx`,
  state: 'preview',
  at: '2026-11-22T01:00:00Z',
  rows: 36,
  added: 3,
  changed: 2,
  unchanged: 30,
  removed: 0,
  problems: [
    {
      place: { file: `${kind}.xlsx`, sheet: 'Sheet1', row: 19, column: 'Từ ngày' },
      code: 'mock.bad_address',
      arguments: { value: '31/02/2026' },
    },
  ],
  diff: [
    {
      row: 4,
      action: 'add',
      key: 'H99.35',
      after: { 'Tên đơn vị': 'UBND xã Trúc Lâm', Loại: 'Nhà nước' },
    },
    {
      row: 7,
      action: 'change',
      key: 'H99.16',
      before: { 'Tên đơn vị': 'Bệnh viện Đa khoa' },
      after: { 'Tên đơn vị': 'Bệnh viện Đa khoa tỉnh' },
    },
    { row: 12, action: 'unchanged', key: 'H99.03' },
    { row: 19, action: 'error', key: 'H99.36' },
  ],
  can_confirm: true,
});

const body = async <Body>(request: Request) => (await request.json()) as Body;

export const handlers = [
  http.get(at('/session'), () => json(state.session)),
  http.post(at('/session'), async ({ request }) => {
    const given = await body<{ login: string; password: string; totp?: string }>(request);
    if (given.password === 'wrong') return wrong(401, 'access.credentials_wrong');
    if (given.login === 'totp' && !given.totp) return wrong(401, 'access.totp_needed');
    state.session = { ...SIGNED_IN };
    return json(state.session);
  }),
  http.delete(at('/session'), () => {
    state.session = { ...SIGNED_IN, signed_in: false, account: null };
    return new HttpResponse(null, { status: 204 });
  }),
  http.post(at('/first-account'), () => json(SIGNED_IN)),
  http.get(at('/invitations/:token'), ({ params }) =>
    params.token === 'expired'
      ? wrong(404, 'access.invitation_unknown')
      : json({ organization: data.reference(20), roles: ['act'], name: null }),
  ),
  http.post(at('/invitations/:token'), () => json(SIGNED_IN)),
  http.get(at('/accounts'), () =>
    json({
      items: [
        {
          ...SIGNED_IN.account,
          grants: [{ role: 'supervise', organization: data.reference(8) }],
          organization: data.reference(8),
          totp: true,
          last_seen_at: '2026-11-22T01:00:00Z',
        },
        {
          id: 'a2',
          name: 'Cán bộ CNTT',
          login: 'cntt.syt',
          grants: [{ role: 'act', organization: data.reference(3) }],
          roles: ['act'],
          organization: data.reference(3),
          totp: false,
          last_seen_at: '2026-11-20T01:00:00Z',
        },
        {
          id: 'a3',
          name: 'Cán bộ phường',
          login: 'bacha',
          grants: [{ role: 'act', organization: data.reference(20) }],
          roles: ['act', 'view'],
          organization: data.reference(20),
          totp: false,
          disabled: true,
          last_seen_at: null,
        },
      ],
    }),
  ),
  http.post(at('/accounts/invitations'), () =>
    json({ link: 'http://localhost/loi-moi/4fXk2n9sQ0', expires_at: '2026-11-29T01:00:00Z' }),
  ),
  http.post(at('/accounts/:id/:action'), () =>
    json({ link: 'http://localhost/loi-moi/9sQ04fXk2n' }),
  ),
  http.get(at('/me/sessions'), () =>
    json({
      items: [
        {
          id: 's1',
          client: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36',
          created_at: '2026-11-22T01:00:00Z',
          seen_at: '2026-11-22T02:00:00Z',
          expires_at: '2026-11-29T01:00:00Z',
          current: true,
        },
      ],
    }),
  ),
  http.get(at('/tokens'), () =>
    json({
      items: [
        {
          id: 't1',
          name: 'Đồng bộ e-office',
          scopes: ['findings:read'],
          created_at: '2026-10-01T01:00:00Z',
          expires_at: '2027-10-01T01:00:00Z',
          last_used_at: '2026-11-21T22:00:00Z',
        },
      ],
    }),
  ),
  http.post(at('/tokens'), () => json({ token: 'lt_4fXk2n9sQ0wPz71bVtR8cJm6' })),
  http.post(at('/me/totp'), () =>
    json({
      secret: 'JBSWY3DPEHPK3PXP',
      otpauth_uri: 'otpauth://totp/Luy%20Tre:mau?secret=JBSWY3DPEHPK3PXP&issuer=Luy%20Tre',
    }),
  ),
  http.put(at('/me/totp'), () => json({ recovery_codes: ['4fxk-2n9s', 'q0wp-z71b'] })),
  http.get(at('/resets/:token'), () => json({ login: 'mau', name: 'Trần Thị Mẫu' })),
  http.post(at('/resets/:token'), () => new HttpResponse(null, { status: 204 })),

  http.get(at('/organizations/tree'), () => json(data.tree)),
  http.get(at('/organizations'), ({ request }) => {
    const q = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? '';
    return page(
      data.organizations.filter(({ name }) => name.toLowerCase().includes(q)),
      request,
    );
  }),
  http.get(at('/organizations/:id'), ({ params }) =>
    found(data.organizations.find(({ id }) => id === params.id)),
  ),
  http.get(at('/claims'), ({ request }) => {
    const query = new URL(request.url).searchParams;
    return page(
      data.claims.filter(
        (claim) =>
          (!query.get('state') || claim.state === query.get('state')) &&
          (!query.get('organization') || claim.organization.id === query.get('organization')) &&
          (query.get('overlapping') !== 'true' || claim.overlaps.length > 0) &&
          `${claim.space} ${claim.organization.name}`
            .toLowerCase()
            .includes(query.get('q')?.toLowerCase() ?? ''),
      ),
      request,
    );
  }),
  http.get(at('/contacts'), ({ request }) => page(data.contacts, request)),
  http.get(at('/contacts/coverage'), () => json(data.contactCoverage)),
  http.get(at('/contacts/ladder'), () => json(data.contactLadder)),
  http.get(at('/people'), () =>
    json({
      items: [
        {
          id: 'p1',
          name: 'Nguyễn Văn Mẫu',
          position: 'Cán bộ chuyên trách',
          organization: data.reference(3),
          phones: ['0200.000.001'],
          emails: ['mau@example.vn'],
        },
      ],
    }),
  ),
  http.get(at('/sites'), () =>
    json({
      items: [
        {
          id: 's1',
          organization: data.reference(3),
          name: 'Trụ sở chính',
          address: 'Số 1 đường Lũy Tre, phường Bắc Hà',
        },
      ],
    }),
  ),
  http.get(at('/imports'), () =>
    json({ items: [{ ...preview('claims'), id: 'import-0', state: 'confirmed' }] }),
  ),
  http.get(at('/imports/:id'), () => json(preview('organizations'))),
  http.post(at('/imports/:kind'), ({ params }) => json(preview(params.kind as T.ImportKind))),
  http.post(at('/imports/:id/:action'), ({ params }) =>
    json({
      ...preview('organizations'),
      state: params.action === 'undo' ? 'undone' : 'confirmed',
    }),
  ),

  http.post(at('/indicator-lists'), () => json(data.lists[0])),
  http.get(at('/indicator-lists'), () => json({ items: data.lists })),
  http.get(at('/indicator-lists/:id'), ({ params }) =>
    found(data.lists.find(({ id }) => id === params.id)),
  ),
  http.get(at('/indicator-lists/:id/withdrawal'), () =>
    json({ closed: 3, kept: 2, unproved: 1, restored: 0, evidence: 1, waiting: 1 }),
  ),
  http.get(at('/warning-lists'), () => json({ items: data.warningLists })),
  http.get(at('/indicator-lists/:id/rows'), ({ request }) => {
    const status = new URL(request.url).searchParams.get('status');
    return page(
      data.listRows.filter((row) => !status || row.status === status),
      request,
    );
  }),
  http.put(at('/indicator-lists/:id/settings'), () => json(data.lists[0])),
  http.post(at('/indicator-lists/:id/:action'), () =>
    json({ ...data.lists[0], state: 'imported' }),
  ),
  http.get(at('/attribution-queue'), ({ request }) => {
    const q = new URL(request.url).searchParams.get('q') ?? '';
    return page(
      data.queue.filter((item) => `${item.address} ${item.family}`.includes(q)),
      request,
    );
  }),
  http.post(at('/attribution-queue/decisions'), async ({ request }) => {
    const { items } = await body<{ items: string[] }>(request);
    return json({ done: items.length });
  }),

  http.get(at('/findings'), ({ request }) => page(filteredFindings(request), request)),
  http.get(at('/findings/:id'), ({ params }) =>
    found(
      data.findings.find(({ id }) => id === params.id),
      data.findingDetail,
    ),
  ),
  http.post(at('/findings/bulk'), async ({ request }) => {
    const { ids } = await body<{ ids: string[] }>(request);
    return json({ done: ids.length, refused: [] });
  }),
  http.post(at('/findings/:id/actions'), async ({ params, request }) => {
    const { action } = await body<T.FindingAction>(request);
    if (action === 'attest')
      return wrong(409, 'ledger.transition_refused', {
        title: 'Chưa thể xác nhận',
        detail: 'Người báo cáo làm sạch không tự xác nhận; cần một người khác có quyền phê duyệt.',
      });
    return found(
      data.findings.find(({ id }) => id === params.id),
      data.findingDetail,
    );
  }),

  http.post(at('/directives'), () => found(data.directives[1], data.directiveDetail)),
  http.get(at('/directives'), () => json({ items: data.directives })),
  http.get(at('/directives/:id'), ({ params }) =>
    found(
      data.directives.find(({ id }) => id === params.id),
      data.directiveDetail,
    ),
  ),
  http.patch(at('/directives/:id'), ({ params }) =>
    found(
      data.directives.find(({ id }) => id === params.id),
      data.directiveDetail,
    ),
  ),
  http.put(at('/directives/:id/obligations'), ({ params }) =>
    found(
      data.directives.find(({ id }) => id === params.id),
      data.directiveDetail,
    ),
  ),
  http.get(at('/directives/:id/population'), () =>
    json({
      organizations: data.organizations
        .slice(0, 34)
        .map(({ id, name, code }) => ({ id, name, code })),
      query: null,
    }),
  ),
  http.put(at('/directives/:id/population'), () => json({ organizations: [], query: null })),
  http.post(at('/directives/:id/confirm'), ({ params }) =>
    found(
      data.directives.find(({ id }) => id === params.id),
      data.directiveDetail,
    ),
  ),
  http.get(at('/directives/:id/board'), ({ params, request }) => {
    const query = new URL(request.url).searchParams;
    return found(
      data.directives.find(({ id }) => id === params.id),
      (directive) => {
        const board = data.board(directive);
        const cut = query.get('cut_off');
        return {
          ...board,
          as_of: query.get('as_of')
            ? `${query.get('as_of')?.slice(0, 10) ?? ''}T16:59:59Z`
            : board.as_of,
          frozen: cut
            ? {
                id: cut,
                at: '2026-11-20T09:00:00Z',
                log_head: '9f3c2a77d4e1',
                note: 'Báo cáo tháng 11',
              }
            : null,
        };
      },
    );
  }),
  http.put(at('/directives/:id/explanations'), () => new HttpResponse(null, { status: 204 })),
  http.get(at('/directives/:id/cut-offs'), () =>
    json({
      items: [
        {
          id: 'k1',
          at: '2026-11-20T09:00:00Z',
          log_head: '9f3c2a77d4e1',
          note: 'Báo cáo tháng 11',
        },
      ],
    }),
  ),
  http.post(at('/directives/:id/cut-offs'), () =>
    json({ id: 'k2', at: '2026-11-22T01:14:00Z', log_head: '77d4e19f3c2a' }),
  ),
  http.get(at('/today'), () => json(data.today)),

  http.get(at('/log/head'), () =>
    json({ seq: 240, hash: data.log[0]?.hash, signature: 'mLk3vQ9z', key_id: 'node-1' }),
  ),
  http.post(at('/log/verification'), () =>
    json({ ok: true, entries: 240, head: data.log[0]?.hash, faults: [] }),
  ),
  http.get(at('/log'), ({ request }) => page(data.log, request)),
  http.get(at('/search'), ({ request }) => {
    const q = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? '';
    return json({
      organizations: data.organizations
        .filter(({ name }) => name.toLowerCase().includes(q))
        .slice(0, 5),
      findings: data.findings
        .filter((finding) => finding.addresses.some((address) => address.includes(q)))
        .slice(0, 5),
      claims: data.claims.filter(({ space }) => space.includes(q)).slice(0, 5),
      directives: data.directives.filter(({ subject }) => subject?.toLowerCase().includes(q)),
    });
  }),
  http.get(at('/settings'), () =>
    json({
      province_name: 'tỉnh Tre Xanh',
      watch_days: 14,
      clean_days: 10,
      zone: 'Asia/Ho_Chi_Minh',
    }),
  ),
  http.put(at('/settings'), async ({ request }) => json(await request.json())),
  http.post(at('/demo/:action'), () => new HttpResponse(null, { status: 204 })),
];
