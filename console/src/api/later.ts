// Shapes of routes that docs/openapi.json does not describe yet: directives, today, search. They go
// as soon as the description has them.
import type { FindingState, Message, OrganizationRef } from './types';

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

export type SearchResult = {
  organizations: OrganizationRef[];
  findings: { id: string; title: Message; accountable: OrganizationRef; state: FindingState }[];
  claims: { id: string; space: string; organization: OrganizationRef }[];
  directives: { id: string; number?: string | null; subject?: string | null }[];
};
