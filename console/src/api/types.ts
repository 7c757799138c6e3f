// The shapes of the API. To be replaced by aliases of the generated schema.
export type Message = { code: string; arguments?: Record<string, string> };
export type Place = { file?: string; sheet?: string; row?: number; column?: string };
export type RowProblem = { place: Place; code: string; arguments?: Record<string, string> };
export type Problem = {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  arguments?: Record<string, string>;
  problems?: RowProblem[];
};
export type Page<T> = { items: T[]; next_cursor?: string | null; total?: number | null };

export type Tally = {
  verified: number;
  under_watch: number;
  claimed: number;
  owed: number;
  overdue: number;
  unknown: number;
  accepted: number;
  attested: number;
  total: number;
};

export type OrganizationRef = { id: string; name: string; code?: string | null };
export type Role = 'issue' | 'supervise' | 'operate' | 'act' | 'view';
export type Account = {
  id: string;
  name: string;
  login: string;
  roles: Role[];
  organization?: OrganizationRef;
  totp: boolean;
  disabled?: boolean;
  last_seen_at?: string | null;
};
export type Session = {
  signed_in: boolean;
  first_account_needed: boolean;
  account?: Account | null;
  permissions: string[];
  organization?: OrganizationRef | null;
  locale: string;
  version: string;
  demo_loaded: boolean;
};
export type Invitation = { organization: OrganizationRef; roles: Role[]; name?: string | null };
export type Token = {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  expires_at?: string | null;
  last_used_at?: string | null;
};

export type OrganizationKind =
  'state' | 'party' | 'mass_organization' | 'public_service' | 'enterprise';
export type SuccessionKind = 'merged' | 'split' | 'renamed' | 'abolished';
export type Organization = {
  id: string;
  name: string;
  short_name?: string | null;
  code?: string | null;
  kind: OrganizationKind;
  parent?: OrganizationRef | null;
  from?: string | null;
  to?: string | null;
  zone: string;
  successors: { kind: SuccessionKind; at: string; organizations: OrganizationRef[] }[];
  counts: {
    children: number;
    claims: number;
    sites: number;
    people: number;
    open_findings: number;
  };
};
export type OrganizationNode = {
  id: string;
  name: string;
  kind: OrganizationKind;
  children: OrganizationNode[];
};
export type ClaimState = 'claimed' | 'approved' | 'rejected' | 'withdrawn';
export type Claim = {
  id: string;
  organization: OrganizationRef;
  space: string;
  kind: 'cidr' | 'asn' | 'domain';
  from?: string | null;
  to?: string | null;
  state: ClaimState;
  shared_exit: boolean;
  site?: { id: string; name: string } | null;
  note?: string | null;
  overlaps: { claim_id: string; organization: OrganizationRef; space: string }[];
};
export type Site = {
  id: string;
  organization: OrganizationRef;
  name: string;
  address?: string | null;
};
export type Person = {
  id: string;
  name: string;
  position?: string | null;
  organization: OrganizationRef;
  phones: string[];
  emails: string[];
};
export type ImportKind = 'organizations' | 'claims' | 'people' | 'sites' | 'contacts';
export type ImportAction = 'add' | 'change' | 'unchanged' | 'error';
export type ImportPreview = {
  id: string;
  kind: ImportKind;
  file: string;
  state?: 'preview' | 'confirmed' | 'undone';
  at?: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  problems: RowProblem[];
  diff: {
    row: number;
    action: ImportAction;
    key: string;
    before?: Record<string, string> | null;
    after?: Record<string, string> | null;
  }[];
  can_confirm: boolean;
};

export type ListState =
  | 'reading'
  | 'needs_mapping'
  | 'needs_zone'
  | 'preview'
  | 'importing'
  | 'imported'
  | 'failed'
  | 'undone';
export type MappedColumn = { index: number; header: string; field?: string | null };
export type IndicatorList = {
  id: string;
  file_name: string;
  source?: string | null;
  state: ListState;
  format: string;
  zone?: string | null;
  period?: { from: string; to: string; basis: string } | null;
  uploaded_at: string;
  uploaded_by: string;
  progress?: { done: number; total: number; stage: string } | null;
  summary?: {
    rows: number;
    sightings: number;
    merged: number;
    attributed: number;
    unattributed: number;
    ambiguous: number;
    flagged: number;
    problems: number;
    new_findings: number;
    known_findings: number;
    bodies: number;
    families: { id: string; name: string; count: number }[];
  } | null;
  mapping?: { columns: MappedColumn[] } | null;
  problems: RowProblem[];
};
export type RowStatus = 'attributed' | 'unattributed' | 'ambiguous' | 'flagged' | 'problem';
export type ListRow = {
  row: number;
  address: string;
  source_port?: number | null;
  destination?: string | null;
  family: { id: string; name: string };
  first_seen?: string | null;
  last_seen?: string | null;
  count: number;
  unit?: string | null;
  status: RowStatus;
  organization?: OrganizationRef | null;
  claim?: string | null;
  reason: Message;
  unit_agrees?: boolean | null;
  warnings: Message[];
  finding_id?: string | null;
};
export type QueueItem = {
  id: string;
  list_id: string;
  list_name: string;
  row: number;
  address: string;
  family: { id: string; name: string };
  last_seen?: string | null;
  unit?: string | null;
  status: 'unattributed' | 'ambiguous' | 'flagged';
  candidates: { organization: OrganizationRef; reason: Message }[];
};

export type FindingState =
  | 'open'
  | 'acknowledged'
  | 'claimed_fixed'
  | 'under_watch'
  | 'verified'
  | 'regressed'
  | 'unknown'
  | 'risk_accepted'
  | 'unsupported'
  | 'false_positive';
export type Severity = 'low' | 'medium' | 'high' | 'critical';
export type Finding = {
  id: string;
  kind: string;
  title: Message;
  accountable: OrganizationRef;
  acting: OrganizationRef;
  site?: { id: string; name: string } | null;
  family?: { id: string; name: string } | null;
  addresses: string[];
  state: FindingState;
  stale: boolean;
  attested: boolean;
  severity: Severity;
  priority: number;
  clean_by?: string | null;
  overdue: boolean;
  first_seen_at: string;
  last_seen_at: string;
  recurrences: number;
  assignee?: string | null;
  updated_at: string;
  watch?: { days_done: number; days_needed: number; since: string } | null;
  missing: { proofs: number; of: number };
};
export type StoryKind =
  | 'source'
  | 'attribution'
  | 'claim'
  | 'evidence'
  | 'transition'
  | 'comment'
  | 'reattribution'
  | 'missing';
export type Tone = 'source' | 'proof' | 'claimed' | 'hostile' | 'missing' | 'plain';
export type StoryEntry = {
  at?: string | null;
  kind: StoryKind;
  title: Message;
  detail?: Message | null;
  tag?: Message | null;
  tone: Tone;
  by?: string | null;
};
export type FindingActionName =
  | 'acknowledge'
  | 'claim'
  | 'add_evidence'
  | 'attest'
  | 'accept_risk'
  | 'unsupported'
  | 'false_positive'
  | 'reopen'
  | 'assign'
  | 'comment'
  | 'reattribute'
  | 'power_off';
export type FindingDetail = Finding & {
  story: StoryEntry[];
  to_close: { proof: string; label: Message; met: boolean; detail?: Message | null }[];
  actions: { action: FindingActionName; label?: Message; needs: string[] }[];
  sightings: {
    address: string;
    source_port?: number | null;
    destination?: string | null;
    first_seen: string;
    last_seen: string;
    count: number;
    list: { id: string; name: string };
    row: number;
  }[];
  response: {
    plan?: string | null;
    assignee?: string | null;
    mitigated?: boolean | null;
    comments: number;
  };
};
export type FindingAction = {
  action: FindingActionName;
  statement?: string;
  method?: string;
  reason?: string;
  until?: string;
  assignee?: string;
  organization_id?: string;
  produced_at?: string;
  blob_id?: string;
  comment?: string;
};
export type BulkResult = { done: number; refused: { id: string; problem: Problem }[] };

export type ObligationCode =
  | 'levels'
  | 'watch'
  | 'sweep'
  | 'botnet'
  | 'vulnerabilities'
  | 'incidents'
  | 'awareness'
  | 'cascade'
  | 'report'
  | 'contacts'
  | 'other';
export type ProofClass = 'said' | 'shown' | 'measured';
export type Obligation = {
  id: string;
  code: ObligationCode;
  title: string;
  clause: string;
  text_range?: { block: number; start: number; end: number } | null;
  measure: string;
  measured: boolean;
  population: { kind: string; bound: number; query?: string | null };
  proof_class: ProofClass;
  weight: number;
  due_at?: string | null;
  included: boolean;
};
export type DirectiveState = 'draft' | 'confirmed' | 'closed';
export type Directive = {
  id: string;
  state: DirectiveState;
  number?: string | null;
  symbol?: string | null;
  dated?: string | null;
  issuer?: string | null;
  subject?: string | null;
  signer?: string | null;
  window?: { from?: string | null; to?: string | null; text: string } | null;
  received_at: string;
  parent?: { number: string; directive_id?: string | null } | null;
  obligations: Obligation[];
  attached: { have: number; said: number };
};
export type ReadingField = {
  name: string;
  value?: string | null;
  found: boolean;
  at?: { block: number; start: number; end: number } | null;
  confidence?: number | null;
};
export type DirectiveDetail = Directive & {
  reading: {
    blocks: { index: number; text: string; kind: string }[];
    fields: ReadingField[];
    addressees: string[];
    recipients: { text: string; role: string; organization?: OrganizationRef | null }[];
    cited: {
      number?: string | null;
      date?: string | null;
      how: string;
      text: string;
      directive_id?: string | null;
      attached_file?: string | null;
    }[];
    contacts: { name: string; phones: string[]; emails: string[]; warnings: Message[] }[];
  };
  files: { id: string; name: string; bytes: number }[];
};
export type Because = { message: Message; count: number; filter?: string | null };
export type BoardCell = {
  obligation_id: string;
  tally: Tally | null;
  none: boolean;
  because: Because[];
  explanation?: { text: string; by: string; at: string } | null;
};
export type BoardRow = { organization: OrganizationRef; acting_count: number; cells: BoardCell[] };
export type BoardColumn = {
  obligation_id: string;
  code: ObligationCode;
  title: string;
  measured: boolean;
  due_at?: string | null;
  proof_class: ProofClass;
};
export type Board = {
  directive: Directive;
  as_of: string;
  frozen?: { id: string; at: string; log_head: string; note?: string | null } | null;
  slowest_source?: Message | null;
  cards: {
    verified: { count: number; total: number };
    owed: number;
    overdue: number;
    unknown: number;
    botnet: { clean: number; total: number };
  };
  columns: BoardColumn[];
  rows: BoardRow[];
  totals: (Tally | null)[];
};
export type CutOff = { id: string; at: string; log_head: string; note?: string | null };
export type Population = { organizations: OrganizationRef[]; query?: string | null };
export type Task = {
  kind: string;
  title: Message;
  detail: Message;
  action: { label: Message; href: string };
  priority: number;
};
export type Today = { tasks: Task[]; hedge: Tally };

export type LogEntry = {
  seq: number;
  at: string;
  actor: { name: string; kind: string };
  action: string;
  label: Message;
  subject: { kind: string; id: string; label: string };
  organization?: OrganizationRef | null;
  hash: string;
};
export type LogHead = { seq: number; hash: string; signature: string; key_id: string };
export type LogVerification = {
  ok: boolean;
  entries: number;
  head: string;
  faults: (Message | string)[];
};
export type Job = {
  id: string;
  kind?: string;
  state: string;
  progress?: number | null;
  stage?: string | null;
  error?: Problem | null;
};
export type SearchResult = {
  organizations: OrganizationRef[];
  findings: { id: string; title: Message; accountable: OrganizationRef; state: FindingState }[];
  claims: { id: string; space: string; organization: OrganizationRef }[];
  directives: { id: string; number?: string | null; subject?: string | null }[];
};
export type Settings = {
  province_name: string;
  watch_days: number;
  clean_days: number;
  zone: string;
};
