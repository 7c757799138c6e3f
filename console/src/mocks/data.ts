// An invented province ("tỉnh Tre Xanh") in documentation address ranges.
import type * as T from '@/api/types';

const m = (code: string, given: Record<string, string> = {}): T.Message => ({
  code: `mock.${code}`,
  arguments: given,
});

let seed = 42;
export const random = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};
const id = (kind: string, at: number) =>
  `00000000-0000-7000-8000-${kind}${at.toString(16).padStart(12 - kind.length, '0')}`;

const NAMES: [string, T.OrganizationKind][] = [
  ['UBND tỉnh Tre Xanh', 'state'],
  ['Tỉnh ủy Tre Xanh', 'party'],
  ['Ủy ban MTTQ Việt Nam tỉnh', 'mass_organization'],
  ['Sở Y tế', 'state'],
  ['Sở Tài chính', 'state'],
  ['Sở Nội vụ', 'state'],
  ['Sở Xây dựng', 'state'],
  ['Sở Giáo dục và Đào tạo', 'state'],
  ['Sở Khoa học và Công nghệ', 'state'],
  ['Sở Nông nghiệp và Môi trường', 'state'],
  ['Sở Văn hóa, Thể thao và Du lịch', 'state'],
  ['Sở Công Thương', 'state'],
  ['Sở Tư pháp', 'state'],
  ['Thanh tra tỉnh', 'state'],
  ['Trung tâm Dữ liệu tỉnh', 'public_service'],
  ['Báo và Đài Phát thanh, Truyền hình tỉnh', 'public_service'],
  ['Bệnh viện Đa khoa tỉnh', 'public_service'],
  ['Trường Cao đẳng nghề Tre Xanh', 'public_service'],
  ['Trung tâm Phục vụ hành chính công', 'public_service'],
  ['Công ty Cấp nước Tre Xanh', 'enterprise'],
  ['UBND phường Bắc Hà', 'state'],
  ['UBND phường Lũy Tre', 'state'],
  ['UBND phường Bến Đò', 'state'],
  ['UBND phường Cầu Mây', 'state'],
  ['UBND phường Đồng Sen', 'state'],
  ['UBND xã An Thượng', 'state'],
  ['UBND xã Bình Minh', 'state'],
  ['UBND xã Cổ Trúc', 'state'],
  ['UBND xã Gò Mít', 'state'],
  ['UBND xã Hoa Ban', 'state'],
  ['UBND xã Long Giang', 'state'],
  ['UBND xã Mỹ Lộc', 'state'],
  ['UBND xã Sông Thao', 'state'],
  ['UBND xã Tân Trào', 'state'],
];

const ABROAD = 'Asia/Ho_Chi_Minh';
export const organizations: T.Organization[] = NAMES.map(([name, kind], at) => ({
  id: id('a', at),
  name,
  short_name: null,
  code: `H99.${String(at).padStart(2, '0')}`,
  kind,
  parent: at > 2 ? { id: id('a', 0), name: NAMES[0]?.[0] ?? '' } : null,
  from: '2025-07-01',
  to: null,
  zone: ABROAD,
  successors: [],
  counts: {
    children: at === 0 ? 31 : 0,
    claims: 1 + (at % 3),
    sites: 1 + (at % 2),
    people: 2 + (at % 4),
    open_findings: at % 5,
  },
}));
organizations.push({
  id: id('a', 90),
  name: 'Sở Thông tin và Truyền thông',
  short_name: 'Sở TTTT',
  code: 'H99.90',
  kind: 'state',
  parent: { id: id('a', 0), name: 'UBND tỉnh Tre Xanh' },
  from: '2004-01-01',
  to: '2025-03-01',
  zone: ABROAD,
  successors: [
    {
      kind: 'merged',
      at: '2025-03-01',
      organizations: [{ id: id('a', 8), name: 'Sở Khoa học và Công nghệ' }],
    },
  ],
  counts: { children: 0, claims: 0, sites: 0, people: 0, open_findings: 0 },
});

export const reference = (at: number): T.OrganizationRef => {
  const found = organizations[at % 34];
  return { id: found?.id ?? '', name: found?.name ?? '', code: found?.code ?? null };
};

export const tree: T.OrganizationNode[] = organizations
  .filter((organization) => !organization.parent && !organization.to)
  .map((organization) => ({
    id: organization.id,
    name: organization.name,
    kind: organization.kind,
    children: organizations
      .filter((child) => child.parent?.id === organization.id && !child.to)
      .map(({ id: own, name, kind }) => ({ id: own, name, kind, children: [] })),
  }));

const FAMILIES = ['andromeda', 'avalanche', 'conficker', 'gamarue', 'mirai'];
const family = (at: number) => FAMILIES[at % FAMILIES.length] ?? '';

export const claims: T.Claim[] = Array.from({ length: 46 }, (_, at) => ({
  id: id('c', at),
  organization: reference(at + 3),
  space:
    at % 11 === 10
      ? `tx${at}.example.vn`
      : at % 13 === 12
        ? `AS645${10 + at}`
        : `203.0.113.${(at * 8) % 256}/29`,
  kind: at % 11 === 10 ? 'domain' : at % 13 === 12 ? 'asn' : 'cidr',
  from: '2025-07-01',
  to: null,
  state: at % 9 === 4 ? 'claimed' : at % 17 === 16 ? 'rejected' : 'approved',
  shared_exit: at % 12 === 5,
  site: at % 3 === 0 ? { id: id('d', at), name: 'Trụ sở chính' } : null,
  note: null,
  reason: null,
  may_decide: true,
  overlaps:
    at % 15 === 7
      ? [
          {
            claim_id: id('c', at + 1),
            organization: reference(at + 4),
            space: `203.0.113.${(at * 8) % 256}/30`,
            equal: false,
          },
        ]
      : [],
}));

const STATES: T.FindingState[] = [
  'open',
  'claimed_fixed',
  'under_watch',
  'regressed',
  'acknowledged',
  'open',
  'verified',
  'unknown',
  'open',
  'verified',
];
export const findings: T.Finding[] = Array.from({ length: 186 }, (_, at) => {
  const state = STATES[at % STATES.length] ?? 'open';
  const owed = ['open', 'acknowledged', 'claimed_fixed', 'regressed'].includes(state);
  const overdue = owed && at % 4 === 0;
  const address = `203.0.113.${((at * 7) % 254) + 1}`;
  return {
    id: id('e', at),
    kind: 'botnet_address',
    title: m('botnet', { address, family: family(at) }),
    accountable: reference(at * 5 + 3),
    acting: reference(at * 5 + 3),
    site_id: id('d', at),
    family: family(at),
    path: at % 5 === 4 ? 'device' : 'computer',
    addresses: at % 6 === 0 ? [address, `198.51.100.${(at % 250) + 1}`] : [address],
    state,
    stale: at % 23 === 7,
    attested: state === 'verified' && at % 3 === 0,
    severity: (['high', 'medium', 'critical', 'low'] as const)[at % 4] ?? 'medium',
    priority: (at % 4) + 1,
    clean_by: owed ? (overdue ? '2026-11-16T16:59:59Z' : '2026-11-26T16:59:59Z') : null,
    overdue,
    first_seen_at: '2026-10-28T19:14:09Z',
    last_seen_at: '2026-11-12T03:00:00Z',
    recurrences: state === 'regressed' ? 1 + (at % 3) : 0,
    assignee: at % 3 === 1 ? { id: 'me', name: 'Cán bộ CNTT' } : null,
    updated_at: '2026-11-20T02:00:00Z',
  };
});

export function findingDetail(finding: T.Finding): T.FindingDetail {
  const address = finding.addresses[0] ?? '';
  const unit = finding.accountable.name;
  const l = (code: string, given: Record<string, string> = {}): T.Message => ({
    code,
    arguments: given,
  });
  return {
    ...finding,
    claimed_at: '2026-11-13T02:31:00Z',
    cleaned_at: null,
    story: [
      {
        at: '2026-11-12T02:02:00Z',
        kind: 'source',
        title: l('malware.story.listed', { list: 'botnet-thang-10.xlsx', row: '7' }),
        detail: m('source_detail', { address, family: finding.family }),
      },
      {
        at: '2026-11-12T02:02:00Z',
        kind: 'attribution',
        title: l('malware.story.attributed'),
        detail: l('malware.reason.claim', { space: '203.0.113.0/27', organization: unit }),
      },
      {
        at: '2026-11-12T03:20:00Z',
        kind: 'step',
        title: l('ledger.cause.acknowledged'),
        by: { id: 'me', name: 'Cán bộ CNTT' },
        state: 'acknowledged',
      },
      {
        at: '2026-11-13T02:31:00Z',
        kind: 'step',
        title: l('ledger.cause.claimed'),
        note: 'Cài lại máy kế toán, đổi mật khẩu tài khoản dùng chung',
        by: { id: 'me', name: 'Cán bộ CNTT' },
        state: 'claimed_fixed',
      },
      {
        at: '2026-11-13T03:05:00Z',
        kind: 'evidence',
        title: l('malware.method.removal_record.supports'),
        detail: l('malware.story.evidence_by_person'),
        by: { id: 'me', name: 'Cán bộ CNTT' },
      },
      {
        kind: 'missing',
        title: l('malware.proof.clean_scan'),
        detail: l('malware.proof_hint.clean_scan'),
      },
      {
        kind: 'missing',
        title: l('malware.proof.quiet', { done: '9', needed: '14' }),
        detail: l('malware.proof_hint.quiet'),
      },
      {
        kind: 'missing',
        title: l('malware.proof.absent_from_next_list'),
        detail: l('malware.proof_hint.absent_from_next_list'),
      },
    ],
    to_close: [
      { proof: 'removal', met: true, attested: false, independent: false },
      { proof: 'clean_scan', met: false, attested: false, independent: true },
      {
        proof: 'quiet',
        met: false,
        attested: false,
        independent: true,
        days_done: 9,
        days_needed: 14,
      },
      { proof: 'absent_from_next_list', met: false, attested: false, independent: true },
    ],
    actions: [
      'acknowledge',
      'claim',
      'add_evidence',
      'attest',
      'assign',
      'comment',
      'reattribute',
      'set_path',
      'set_due',
      'power_off',
      'accept_risk',
      'unsupported',
      'false_positive',
    ],
  };
}

const COLUMNS: [T.Obligation['code'], string, boolean, T.Obligation['proof_class']][] = [
  ['botnet', 'Làm sạch IP botnet', true, 'shown'],
  ['vulnerabilities', 'Lỗ hổng đã cảnh báo', true, 'measured'],
  ['levels', 'Bảo vệ theo cấp độ', true, 'shown'],
  ['sweep', 'Rà quét mã độc', true, 'measured'],
  ['cascade', 'Phổ biến đến đơn vị trực thuộc', true, 'said'],
  ['contacts', 'Đầu mối đã xác minh', true, 'shown'],
  ['watch', 'Trực giám sát 24/7', false, 'measured'],
  ['incidents', 'Điều phối sự cố', false, 'shown'],
  ['awareness', 'Tuyên truyền', false, 'said'],
];

const CLAUSES = [
  '1, gạch 3',
  '1, gạch 4',
  '1, gạch 1',
  '1, gạch 3',
  '1, gạch 6',
  '2',
  '1, gạch 2',
  '1, gạch 5',
  '1, gạch 6',
];
const obligations: T.Obligation[] = COLUMNS.map(([code, title, measured, proof_class], at) => ({
  id: id('9', at),
  code,
  title,
  clause: CLAUSES[at] ?? '',
  text: title,
  text_range: {
    block: [8, 9, 6, 8, 11, 13, 7, 10, 11][at] ?? 0,
    start: 2,
    end: [168, 86, 106, 83, 110, 76, 103, 78, 52][at] ?? 40,
  },
  measure: code,
  measured,
  population: { kind: 'bodies', bound: 34, query: null },
  proof_class,
  weight: 1,
  due_at: null,
  included: true,
}));

export const directives: T.Directive[] = [
  {
    id: id('8', 1),
    state: 'confirmed',
    number: '123/SKHCN-ATTT',
    symbol: 'SKHCN-ATTT',
    dated: '2026-11-10',
    issuer: 'Sở Khoa học và Công nghệ',
    subject: 'Bảo đảm an toàn thông tin mạng dịp Tết Đinh Mùi',
    signer: null,
    window: { from: null, to: null, text: 'trong dịp nghỉ lễ Tết Nguyên đán' },
    received_at: '2026-11-11T01:20:00Z',
    parent: { number: '839/UBND-KGVX' },
    obligations,
    attached: { have: 2, said: 7 },
    file_name: 'cong-van.docx',
  },
  {
    id: id('8', 2),
    state: 'draft',
    number: null,
    symbol: null,
    dated: null,
    issuer: 'Sở Khoa học và Công nghệ',
    subject: 'Tăng cường bảo đảm an toàn thông tin mạng dịp Tết Nguyên đán',
    signer: null,
    window: { from: null, to: null, text: 'trong dịp nghỉ lễ Tết Nguyên đán' },
    received_at: '2026-11-20T01:20:00Z',
    parent: { number: '839/UBND-KGVX' },
    obligations: obligations.map((o) => ({ ...o, due_at: null })),
    attached: { have: 2, said: 7 },
    file_name: 'cong-van.docx',
  },
  {
    id: id('8', 3),
    state: 'confirmed',
    number: '45/UBND-KGVX',
    symbol: 'UBND-KGVX',
    dated: '2026-09-02',
    issuer: 'UBND tỉnh Tre Xanh',
    subject: 'Rà soát toàn tỉnh đến cấp xã, thôn và trường học',
    signer: null,
    window: null,
    received_at: '2026-09-03T01:20:00Z',
    parent: null,
    obligations,
    attached: { have: 0, said: 0 },
    file_name: 'cong-van.docx',
  },
];

const PARAGRAPHS: [string, string][] = [
  ['Kính gửi:', 'addressee'],
  ['- Các cơ quan Đảng, Mặt trận, đoàn thể tỉnh;', 'addressee'],
  ['- Các sở, ban, ngành; UBND các xã, phường;', 'addressee'],
  ['- Các đơn vị sự nghiệp trực thuộc UBND tỉnh.', 'addressee'],
  [
    'Thực hiện Công văn số 839/UBND-KGVX ngày 09/11/2026 của UBND tỉnh về việc tăng cường công tác bảo đảm an toàn thông tin mạng trong dịp Tết (đính kèm);',
    'basis',
  ],
  [
    '1. Tăng cường triển khai hoạt động bảo đảm an toàn thông tin mạng cho hệ thống thông tin thuộc thẩm quyền quản lý',
    'clause',
  ],
  [
    '- Rà soát các hệ thống thông tin, bảo đảm được triển khai đầy đủ các biện pháp bảo vệ theo cấp độ an toàn.',
    'clause',
  ],
  [
    '- Phân công lực lượng tại chỗ trực giám sát 24/7; xử lý kịp thời tấn công mạng, cảnh báo mã độc được xác minh.',
    'clause',
  ],
  [
    '- Rà soát, bóc gỡ các phần mềm độc hại cho toàn bộ máy chủ, máy trạm; ưu tiên các hệ thống có địa chỉ IP nằm trong Danh sách IP mạng botnet được cảnh báo hằng tháng.',
    'clause',
  ],
  [
    '- Chủ động rà soát, khắc phục triệt để các lỗ hổng, điểm yếu đã được cảnh báo (kèm theo).',
    'clause',
  ],
  ['- Sử dụng nền tảng điều phối xử lý sự cố an toàn thông tin mạng quốc gia.', 'clause'],
  [
    '- Tổ chức tuyên truyền, nâng cao nhận thức; thông báo nội dung văn bản này đến tất cả đơn vị trực thuộc.',
    'clause',
  ],
  ['2. Trong trường hợp cần hỗ trợ, đề nghị liên hệ các đầu mối', 'clause'],
  ['- Phòng An toàn thông tin, Sở Khoa học và Công nghệ, điện thoại 0200.000.000.', 'contact'],
];

function where(block: number, text: string) {
  const start = PARAGRAPHS[block]?.[0].indexOf(text) ?? 0;
  return { block, start, end: start + text.length };
}

export function directiveDetail(directive: T.Directive): T.DirectiveDetail {
  const draft = directive.state === 'draft';
  return {
    ...directive,
    reading: {
      blocks: PARAGRAPHS.map(([text, kind], index) => ({ index, text, kind })),
      fields: [
        { name: 'number', value: draft ? null : directive.number, found: !draft },
        { name: 'dated', value: draft ? null : directive.dated, found: !draft },
        {
          name: 'issuer',
          value: 'Sở Khoa học và Công nghệ',
          found: true,
          at: where(13, 'Sở Khoa học và Công nghệ'),
          confidence: 'high',
        },
        { name: 'signer', value: null, found: false },
        {
          name: 'subject',
          value: 'tăng cường công tác bảo đảm an toàn thông tin mạng trong dịp Tết',
          found: true,
          at: where(4, 'tăng cường công tác bảo đảm an toàn thông tin mạng trong dịp Tết'),
          confidence: 'high',
        },
        {
          name: 'window',
          value: 'trong dịp Tết',
          found: true,
          at: where(4, 'trong dịp Tết'),
          confidence: 'high',
        },
        {
          name: 'parent',
          value: '839/UBND-KGVX',
          found: true,
          at: where(4, '839/UBND-KGVX'),
          confidence: 'high',
        },
        { name: 'due', value: null, found: false },
      ],
      addressees: [
        'Các cơ quan Đảng, Mặt trận, đoàn thể tỉnh',
        'Các sở, ban, ngành; UBND các xã, phường',
        'Các đơn vị sự nghiệp trực thuộc UBND tỉnh',
      ],
      recipients: [
        { text: 'Như trên', role: 'act' },
        { text: 'UBND tỉnh (để báo cáo)', role: 'report_to', organization: reference(0) },
        { text: 'Lưu: VT, ATTT', role: 'file' },
      ],
      cited: [
        {
          index: 0,
          attached: true,
          number: '839/UBND-KGVX',
          date: '2026-11-09',
          how: 'carries_out',
          text: 'Công văn số 839/UBND-KGVX ngày 09/11/2026',
          attached_file: 'cv-839.pdf',
        },
        {
          index: 1,
          attached: false,
          number: '220/SKHCN-ATTT',
          date: '2026-11-09',
          how: 'warning',
          text: 'Công văn số 220/SKHCN-ATTT ngày 09/11/2026',
          attached_file: null,
        },
      ],
      erased: false,
      notes: [],
      contacts: [
        {
          name: 'Phòng An toàn thông tin',
          phones: ['0200.000.000'],
          emails: ['attt@example.vn'],
          warnings: [],
        },
      ],
    },
    files: [
      { id: id('7', 1), name: 'cong-van.docx', bytes: 31_884 },
      { id: id('7', 2), name: 'cv-839.pdf', bytes: 214_002 },
    ],
  };
}

function tally(total: number, bad: number): T.Tally {
  const take = (share: number) => Math.round(total * bad * share * random());
  const owed = take(0.3);
  const overdue = take(0.16);
  const unknown = take(0.3);
  const claimed = take(0.12);
  const under_watch = take(0.1);
  const accepted = random() < 0.06 ? take(0.02) : 0;
  const verified = total - owed - overdue - unknown - claimed - under_watch - accepted;
  return {
    verified,
    under_watch,
    claimed,
    owed,
    overdue,
    unknown,
    accepted,
    attested: random() < 0.12 ? Math.min(verified, 1) : 0,
    total,
  };
}

const done = (cells: T.BoardCell[]) => {
  const tallies = cells.flatMap((cell) => (cell.tally ? [cell.tally] : []));
  const total = tallies.reduce((all, one) => all + one.total, 0);
  return total ? tallies.reduce((all, one) => all + one.verified, 0) / total : 1;
};

export function board(directive: T.Directive): T.Board {
  seed = 7;
  const many = directive.id === id('8', 3);
  const sizes = [3, 96, 9, 260, 12, 2];
  const rows: T.BoardRow[] = Array.from({ length: many ? 1734 : 34 }, (_, at) => {
    const bad = [0.95, 0.7, 0.5, 0.35, 0.2, 0, 0][Math.floor(random() * 7)] ?? 0;
    const base = reference(at);
    return {
      organization: many
        ? {
            id: base.id,
            name: at < 34 ? base.name : `Trường, trạm số ${at} – ${base.name}`,
            code: null,
          }
        : base,
      acting_count: 1 + Math.floor(random() * 20),
      cells: COLUMNS.map(([code, , measured], column): T.BoardCell => {
        const size = Math.max(1, Math.round((sizes[column] ?? 5) * (0.4 + random())));
        const none = measured && code === 'botnet' && random() < 0.35;
        const own = measured && !none ? tally(size, bad) : null;
        return {
          obligation_id: id('9', column),
          tally:
            own ??
            (measured
              ? {
                  verified: 0,
                  under_watch: 0,
                  claimed: 0,
                  owed: 0,
                  overdue: 0,
                  unknown: 0,
                  accepted: 0,
                  attested: 0,
                  total: 0,
                }
              : null),
          none,
          no_source: false,
          because: own
            ? [
                ...(own.overdue
                  ? [
                      {
                        message: m('late', { days: '6' }),
                        count: own.overdue,
                        filter: `organization=${base.id}&overdue=true`,
                      },
                    ]
                  : []),
                ...(own.owed
                  ? [
                      {
                        message: m('no_answer'),
                        count: own.owed,
                        filter: `organization=${base.id}&state=open,acknowledged`,
                      },
                    ]
                  : []),
                ...(own.claimed
                  ? [
                      {
                        message: m('waiting'),
                        count: own.claimed,
                        filter: `organization=${base.id}&state=claimed_fixed`,
                      },
                    ]
                  : []),
                ...(own.unknown
                  ? [
                      {
                        message: m('no_source'),
                        count: own.unknown,
                        filter: `organization=${base.id}&state=unknown`,
                      },
                    ]
                  : []),
              ]
            : [],
          explanation:
            at === 4 && column === 0
              ? {
                  text: 'Máy đã đưa về Sở để cài lại, dự kiến xong trước 25/11.',
                  by: 'Cán bộ CNTT',
                  at: '2026-11-19T03:00:00Z',
                }
              : null,
        };
      }),
    };
  });
  rows.sort((one, other) => done(one.cells) - done(other.cells));
  const totals = COLUMNS.map(([, , measured], column) => {
    if (!measured) return null;
    const all: T.Tally = {
      verified: 0,
      under_watch: 0,
      claimed: 0,
      owed: 0,
      overdue: 0,
      unknown: 0,
      accepted: 0,
      attested: 0,
      total: 0,
    };
    for (const row of rows) {
      const own = row.cells[column]?.tally;
      if (own) for (const key of Object.keys(all) as (keyof T.Tally)[]) all[key] += own[key];
    }
    return all;
  });
  const sum = (key: keyof T.Tally) => totals.reduce((all, one) => all + (one?.[key] ?? 0), 0);
  return {
    directive,
    as_of: '2026-11-22T01:14:00Z',
    frozen: null,
    partial: false,
    outside: [],
    slowest_source: m('slow', { at: '2026-11-12T02:02:00Z' }),
    cards: {
      verified: { count: sum('verified'), total: sum('total') },
      owed: sum('owed') + sum('overdue') + sum('claimed') + sum('under_watch'),
      overdue: sum('overdue'),
      unknown: sum('unknown'),
      botnet: { clean: totals[0]?.verified ?? 0, total: totals[0]?.total ?? 0 },
    },
    columns: obligations.map((o) => ({
      obligation_id: o.id,
      code: o.code,
      title: o.title,
      measured: o.measured,
      due_at: o.code === 'botnet' ? '2026-11-26T16:59:59Z' : null,
      proof_class: o.proof_class,
      weight: o.weight,
    })),
    rows,
    totals,
  };
}

const STATUSES: T.RowStatus[] = [
  'attributed',
  'attributed',
  'attributed',
  'attributed',
  'attributed',
  'unattributed',
  'attributed',
  'ambiguous',
  'flagged',
  'outside',
];
export const listRows: T.ListRow[] = Array.from({ length: 17 }, (_, at) => {
  const status = STATUSES[at % 10] ?? 'attributed';
  const unit = reference(at + 3);
  return {
    id: id('5', at),
    row: at + 2,
    merged: at === 3 ? 2 : 1,
    address: status === 'flagged' ? '192.0.2.53' : `203.0.113.${at * 8 + 3}`,
    source_port: 49152 + at * 37,
    destination: '192.0.2.10:443',
    family: family(at),
    family_written: family(at).toUpperCase(),
    first_seen_at: '2026-10-28T19:14:09Z',
    last_seen_at: '2026-10-29T01:20:00Z',
    count: 1 + at * 3,
    unit: at % 4 === 0 ? null : unit.name,
    note: null,
    status,
    organization: status === 'attributed' ? unit : null,
    reason:
      status === 'attributed'
        ? m('by_claim', { space: `203.0.113.${at * 8}/29`, unit: unit.name })
        : status === 'ambiguous'
          ? m('two_claims')
          : m('no_claim'),
    unit_agrees: status === 'attributed' && at % 4 !== 0 ? at !== 6 : null,
    warnings: status === 'flagged' ? [m('flagged')] : [],
    candidates:
      status === 'ambiguous'
        ? [3, 16].map((one) => ({
            organization: reference(one),
            reason: m('by_claim', { space: '203.0.113.0/27', unit: reference(one).name }),
          }))
        : [],
  };
});

const count = (status: T.RowStatus) => listRows.filter((row) => row.status === status).length;
const JUDGED = {
  attributed: count('attributed'),
  unattributed: count('unattributed'),
  ambiguous: count('ambiguous'),
  flagged: count('flagged'),
  outside: count('outside'),
  bodies: 11,
  new_findings: 9,
  known_findings: 3,
  returned_findings: 1,
  absent_findings: 4,
};
const HEADERS = ['STT', 'Địa chỉ IP', 'Cổng nguồn', 'Tên mã độc', 'Thời gian', 'IP đích', 'Đơn vị'];
const MEANT: T.ListField[] = [
  'ordinal',
  'address',
  'source_port',
  'family',
  'seen',
  'destination',
  'unit',
];
const PREVIEW: T.ListPreview = {
  format: 'xlsx',
  mapping: {
    layout: 'header',
    data_from: 1,
    columns: HEADERS.map((header, index) => ({
      index,
      header,
      field: MEANT[index] ?? null,
      rank: 0,
    })),
    zone: null,
    date_order: null,
  },
  head: [
    HEADERS,
    ['1', '203.0.113.3', '49152', 'andromeda', '29/10/2026 08:20', '192.0.2.10', 'Sở Y tế'],
  ],
  questions: [],
  summary: {
    rows: 18,
    asides: 0,
    refused_rows: 1,
    read: 17,
    sightings: 17,
    merged: 1,
    doubtful: 1,
    problems: {
      'problems.list.address_invalid': {
        // Two schemas of the description bear the name Severity; this one is of the list reader.
        severity: 'refused',
        count: 1,
        first: [
          {
            place: { file: 'botnet-thang-11.xlsx', sheet: 'Sheet1', row: 19, column: 'Địa chỉ IP' },
            code: 'problems.list.address_invalid',
            arguments: { value: '203.0.113.999' },
          },
        ],
      },
    },
    families: {},
    units: {},
    questions: [],
  },
  judged: JUDGED,
  reach: 'ours',
  zone: 'Asia/Ho_Chi_Minh',
};
const LIST = {
  bytes: 14_220,
  uploaded_at: '2026-11-22T01:00:00Z',
  period_from: '2026-10-31T17:00:00Z',
  period_to: '2026-11-20T17:00:00Z',
  settings: {},
  source: 'Cục An toàn thông tin',
};
export const lists: T.IndicatorList[] = [
  {
    ...LIST,
    id: id('f', 1),
    file_name: 'botnet-thang-11.xlsx',
    state: 'preview',
    preview: PREVIEW,
  },
  {
    ...LIST,
    id: id('f', 2),
    file_name: 'danh-sach-ip.csv',
    source: 'monthly-botnet-list',
    state: 'needs_zone',
    preview: { ...PREVIEW, zone: null, questions: [{ ask: 'zone' }] },
  },
  {
    ...LIST,
    id: id('f', 4),
    file_name: 'bang-ke.csv',
    source: 'monthly-botnet-list',
    state: 'needs_mapping',
    preview: {
      ...PREVIEW,
      zone: null,
      questions: [{ ask: 'zone' }, { ask: 'date_order', day_first: 3, month_first: 5 }],
    },
  },
  {
    ...LIST,
    id: id('f', 0),
    file_name: 'botnet-thang-10.xlsx',
    state: 'imported',
    imported_at: '2026-11-12T02:02:00Z',
    judged: JUDGED,
  },
];

export const queue: T.QueueItem[] = listRows
  .concat(
    listRows.map((row) => ({
      ...row,
      id: row.id.replace('-8000-5', '-8000-4'),
      row: row.row + 20,
      address: row.address.replace('203.0.113', '198.51.100'),
    })),
  )
  .filter((row) => !['attributed', 'outside'].includes(row.status))
  .map((row, at) => ({
    ...row,
    list_id: id('f', 0),
    list_name: 'botnet-thang-10.xlsx',
    unit: at % 2 ? row.unit : null,
  }));

export const today: T.Today = {
  tasks: [
    {
      kind: 'botnet',
      title: m('task_botnet', { address: '203.0.113.24' }),
      detail: m('task_botnet_detail', { family: 'andromeda', at: '2026-11-26' }),
      action: { label: m('do_open'), href: `/findings/${id('e', 0)}` },
      priority: 1,
    },
    {
      kind: 'queue',
      title: m('task_queue', { count: String(queue.length) }),
      detail: m('task_queue_detail'),
      action: { label: m('do_assign'), href: '/attribution-queue' },
      priority: 2,
    },
    {
      kind: 'directive',
      title: m('task_letter'),
      detail: m('task_letter_detail'),
      action: { label: m('do_confirm'), href: `/directives/${id('8', 2)}/van-ban` },
      priority: 3,
    },
  ],
  hedge: {
    verified: 41,
    under_watch: 2,
    claimed: 3,
    owed: 4,
    overdue: 2,
    unknown: 6,
    accepted: 0,
    attested: 1,
    total: 58,
  },
};

const LOG: [string, T.Message, string, string][] = [
  [
    'list.imported',
    m('log_list', { file: 'botnet-thang-10.xlsx' }),
    'indicator_list',
    'botnet-thang-10.xlsx',
  ],
  ['claim.approved', m('log_claim', { space: '203.0.113.0/27' }), 'claim', '203.0.113.0/27'],
  ['finding.claimed_fixed', m('log_state'), 'finding', '203.0.113.24 · andromeda'],
  ['session.opened', m('log_in'), 'account', 'Cán bộ CNTT'],
];
export const log: T.LogEntry[] = Array.from({ length: 240 }, (_, at) => {
  const [action, label, kind, text] = LOG[at % 4] ?? ['', m(''), '', ''];
  return {
    seq: 240 - at,
    at: new Date(Date.parse('2026-11-22T01:14:00Z') - at * 1_900_000).toISOString(),
    actor: { name: at % 4 === 3 ? 'Trần Thị Mẫu' : 'Cán bộ CNTT', kind: 'account' },
    action,
    label,
    subject: { kind, id: id('e', 0), label: text },
    organization: reference(at + 3),
    hash: Array.from({ length: 64 }, (_x, digit) => ((at * 31 + digit * 7) % 16).toString(16)).join(
      '',
    ),
  };
});

/** Contact points of each sort of reliability. */
export const contacts: T.Contact[] = (
  [
    ['Nứa Một Một', 'verified', '0990 000 001', undefined],
    ['Vầu Một Hai', 'due', '0990 000 002', undefined],
    ['Trực ban', 'never_checked', '024 399 9999', 'too_short'],
  ] as const
).map(([name, freshness, text, doubt], at) => ({
  id: `contact-${String(at)}`,
  organization: reference(3),
  name,
  position: 'Cán bộ chuyên trách',
  roles: [at === 2 ? 'duty' : 'security_officer'],
  phones: [{ text, ...(doubt ? { doubt } : {}) }],
  emails: ['dau-moi@example.vn'],
  freshness,
  ...(at < 2 ? { called_at: '2026-01-05T02:00:00Z', outcome: 'answered' as const } : {}),
  above: at === 1,
  may_edit: at !== 1,
}));
export const contactCoverage: T.ContactCoverage = {
  at: '2026-02-01T00:00:00Z',
  fresh_days: 90,
  required: 3,
  verified: 1,
  claimed: 1,
  owed: 1,
  bodies: 1,
  items: [
    {
      organization: reference(3),
      roles: [
        { role: 'security_officer', best: 'verified', state: 'verified' },
        { role: 'head', state: 'open' },
      ],
    },
  ],
};
export const contactLadder: T.ContactLadder = {
  reason: { code: 'registry.reason.none' },
  steps: [
    { relation: 'acting', organization: reference(3), contacts, missing: ['head'] },
    { relation: 'top', organization: reference(0), contacts: [], missing: [] },
  ],
};

export const warningLists: T.WarningList[] = [
  {
    id: 'misp-list-of-known-resolvers',
    name: 'List of known resolvers',
    description: 'Public DNS',
    shipped: false,
    version: '3',
    source: 'MISP',
    licence: 'CC0-1.0',
    entries: 120,
    imported_at: '2026-11-20T02:00:00Z',
  },
  {
    id: 'special-ranges',
    name: 'Dải địa chỉ đặc biệt',
    description: 'Không dùng trên Internet',
    shipped: true,
  },
];
