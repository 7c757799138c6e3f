// Short names for the shapes of the API, which are generated from docs/openapi.json (`npm run api`).
import type { components } from './schema';

type Schemas = components['schemas'];

export type Message = Schemas['Message'];
export type Place = Schemas['Place'];
export type RowProblem = Schemas['Problem'];
export type Problem = Schemas['ProblemDetails'];
export type Page<Item> = { items: Item[]; next_cursor?: string | null; total?: number | null };

export type OrganizationRef = Schemas['OrganizationRef'];
export type Role = Schemas['Role'];
/** `findings.view`: resource and verb. */
export type Permission = string;
export type Account = Schemas['Account'];
export type Session = Omit<Schemas['Session'], 'permissions'> & { permissions: Permission[] };

export type OrganizationKind = Schemas['OrganizationKind'];
export type SuccessionKind = Schemas['SuccessionKind'];
export type Organization = Schemas['Organization'];
export type OrganizationNode = Schemas['OrganizationNode'];
export type ClaimState = Schemas['ClaimState'];
export type Claim = Schemas['Claim'];
export type Contact = Schemas['Contact'];
export type ContactRole = Schemas['ContactRole'];
export type ContactFreshness = Schemas['Freshness'];
export type CallOutcome = Schemas['CallOutcome'];
export type ContactLadder = Schemas['ContactLadder'];
export type ContactCoverage = Schemas['ContactCoverage'];
export type ImportKind = Schemas['ImportKind'];
export type ImportAction = Schemas['RowAction'];
export type ImportPreview = Schemas['ImportPreview'];

export type ListState = Schemas['ListState'];
export type ListField = Schemas['Field'];
export type DateOrder = Schemas['DateOrder'];
export type ListSettings = Schemas['ListSettings'];
export type ListPreview = Schemas['Preview'];
export type IndicatorList = Schemas['IndicatorList'];
export type WarningList = Schemas['WarningListView'];
export type RowStatus = Schemas['RowStatus'];
export type ListRow = Schemas['ListRow'];
export type QueueItem = Schemas['QueueRow'];

export type FindingState = Schemas['State'];
export type Severity = Schemas['Severity'];
export type CleanPath = Schemas['CleanPath'];
export type Finding = Omit<Schemas['FindingView'], 'state' | 'severity' | 'path' | 'kind'> & {
  state: FindingState;
  severity: Severity;
  path: CleanPath;
  kind: string;
};
export type StoryEntry = Omit<Schemas['Story'], 'state'> & { state?: FindingState | null };
export type ProofStatus = Schemas['ProofView'];
export type FindingActionName = Schemas['ActionKind'];
export type FindingDetail = Finding &
  Omit<Schemas['FindingDetail'], keyof Schemas['FindingView'] | 'story'> & { story: StoryEntry[] };
export type FindingAction = Omit<Schemas['Action'], 'path'> & { path?: CleanPath };
export type BulkResult = Schemas['BulkResult'];

export type LogEntry = Schemas['LogEntry'];
export type LogVerification = Schemas['LogVerification'];
export type Settings = Schemas['Settings'];

export type Tally = Schemas['Tally'];
export type Obligation = Schemas['ObligationView'];
export type Directive = Schemas['Directive'];
export type DirectiveDetail = Schemas['DirectiveDetail'];
export type Because = Schemas['Because'];
export type BoardCell = Schemas['BoardCell'];
export type BoardRow = Schemas['BoardRow'];
export type Board = Schemas['Board'];
export type CutOff = Schemas['CutOff'];
export type Task = Schemas['Task'];
export type Today = Schemas['Today'];
