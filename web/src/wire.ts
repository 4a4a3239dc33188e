// The shapes of the gateway's JSON, as the HTTP contract names them.

export type ThreadState = 'Idle' | 'Processing' | 'AwaitingApproval';
export type TurnState = 'Queued' | 'Processing' | 'Completed' | 'Failed' | 'Interrupted';
export type ToolOutcome =
  | 'done'
  | 'waiting'
  | 'denied'
  | 'failed'
  | 'stopped'
  | 'interrupted'
  | 'unknown'
  | 'refused';

export interface Label {
  integrity: string;
  confidentiality: string;
}

export interface ThreadInfo {
  id: string;
  state: ThreadState;
  turn_count: number;
  created_at: string;
  updated_at: string;
  title?: string | null;
}

export interface ToolCall {
  call_id: string;
  name: string;
  parameters: string;
  has_result: boolean;
  has_error: boolean;
  result_preview?: string | null;
  error?: string | null;
  outcome?: ToolOutcome | null;
  effect_id?: string | null;
  approval_id?: string | null;
  duration_ms?: number | null;
  /** When this page heard that it began; not told by the gateway. */
  began?: number;
  /** What in the result looks like an attempt to steer the assistant. */
  signals?: string[] | null;
  /** The owner took the result out: the model does not see it any more. */
  dropped?: boolean | null;
}

export interface Usage {
  input_tokens: number;
  output_tokens: number;
  /** What the budgets were charged with, from the ledger; more than the two where the model's server told nothing. */
  charged_tokens?: number | null;
  /** Millionths of a US dollar; not there while the model has no price. */
  cost_micro_usd?: number | null;
}

export interface MemoryEntry {
  name: string;
  path: string;
  is_dir: boolean;
  updated_at: string;
  label: Label;
  /** Characters; not told of a folder. */
  length?: number | null;
}

export interface MemoryFolder {
  path: string;
  entries: MemoryEntry[];
  truncated: boolean;
}

/** Where a piece of a document comes from. */
export interface MemoryOrigin {
  start: number;
  length: number;
  label: Label;
  effect_id: string;
  time: string;
}

export interface MemoryDocument {
  path: string;
  content: string;
  updated_at: string;
  label: Label;
  parts: MemoryOrigin[];
}

export interface MemoryHit {
  path: string;
  content: string;
  score: number;
  label: Label;
}

/** A text that the owner brought along with a message. */
export interface Pasted {
  /** Its beginning. */
  preview: string;
  length: number;
  /** The owner took it out: the model does not see it any more. */
  dropped?: boolean | null;
}

export interface Turn {
  turn_id: string;
  turn_number: number;
  user_input: string;
  response: string | null;
  state: TurnState;
  started_at: string;
  completed_at: string | null;
  end_reason?: string | null;
  continues?: string | null;
  message_id?: string | null;
  label?: Label;
  taint?: { source: string; kind: string; signals?: string[] | null }[];
  tool_calls: ToolCall[];
  usage?: Usage | null;
  pasted?: Pasted[] | null;
  /** The owner took the response out: the model does not see it any more. */
  dropped?: boolean | null;
  /** The turn that took its place: the model does not see this one any more. */
  replaced_by?: string | null;
}

/** The untrusted texts that the model would still see. */
export interface ThreadTaint {
  sources: { source: string; kind: string }[];
  texts: number;
}

export interface Field {
  name: string;
  value: string;
  style: 'line' | 'block' | 'bytes' | 'grey';
  size?: number | null;
  sha256?: string | null;
  omitted?: boolean | null;
}

export interface Approval {
  request_id: string;
  tool_name: string;
  description: string;
  parameters: string;
  thread_id: string;
  allow_always: boolean;
  /** What "always" allows from then on, to the letter. */
  always_line?: string | null;
  /** The row of the policy table that asks, and its reason as a sentence. */
  policy_row?: number | null;
  why?: string | null;
  created_at: string;
  expires_at: string;
  digest: string;
  effect_kind: string;
  size: number;
  source: string | null;
  context_label?: Label;
  fields: Field[];
}

/** A part that the card gives by size and hash only, whole. */
export interface Part {
  name: string;
  size: number;
  sha256: string;
  encoding: 'text' | 'hex';
  value: string;
}

export interface Grant {
  id: string;
  method: string;
  host: string;
  port: number;
  path: string;
  since: string;
  expires: string | null;
  /** Its time is over: it allows nothing any more. */
  expired: boolean;
  line: string;
}

export interface StopMark {
  since: string;
  reason?: string | null;
}

export interface StopState {
  global: StopMark | null;
  threads: (StopMark & { thread_id: string })[];
}

export interface StopReceipt {
  scope: 'global' | 'thread';
  thread_id?: string | null;
  since: string;
  receipt: {
    cancelled: number;
    on_the_wire: { effect_id: string; kind: string; line: string }[];
  };
}

export interface BudgetLine {
  dimension: 'tokens' | 'money' | 'requests' | 'bytes' | 'novel_hosts';
  unit: string;
  used: number;
  limit: number;
  text: string;
  setting: string;
  warning: boolean;
  /** False for money without a price of the model. */
  counted: boolean;
}

export interface Budget {
  day: string;
  resets_at: string;
  today: BudgetLine[];
  per_thread: { dimension: string; unit: string; limit: number; text: string; setting: string }[];
}

export interface GatewayStatus {
  version: string;
  uptime_secs: number;
  llm_backend: string;
  llm_model: string;
  offline: boolean;
  pending_approvals: number;
  /** Effects of which nobody knows whether they happened. */
  unknown_outcomes?: number;
  stop: StopState;
  budget: Budget;
  ledger: { seq: number; hash: string; entries: number; verified: boolean; problem?: string };
  /** Results since the server's start in which something looked like an injection. */
  injection_signals?: number;
}

/** An effect that waits for the owner's word on whether it happened. */
export interface UnknownEffect {
  id: string;
  kind: string;
  line: string;
  since: string;
  thread_id?: string | null;
  turn_id?: string | null;
  approval?: string | null;
}

export interface History {
  thread_id: string;
  turns: Turn[];
  has_more: boolean;
  oldest_timestamp?: string | null;
  pending_approvals?: Approval[];
  stop: StopMark | null;
  taint?: ThreadTaint | null;
}

export interface LedgerEntry {
  seq: number;
  time: string;
  kind: string;
  effect_id?: string | null;
  effect_kind?: string | null;
  digest?: string | null;
  thread_id?: string | null;
  turn_id?: string | null;
  size?: number | null;
  line: string;
  hash: string;
}

export interface LedgerHead {
  v?: number;
  seq: number;
  hash: string;
  time?: string;
}

export interface LedgerPage {
  entries: LedgerEntry[];
  head: LedgerHead;
  has_more: boolean;
}

export interface EffectDetail {
  effect_id: string;
  entries: LedgerEntry[];
  fields: Field[];
  body_available: boolean;
  /** When retention dropped the body; null where it was not that. */
  body_dropped?: string | null;
}

export interface Verification {
  ok: boolean;
  entries: number;
  head: LedgerHead;
  problems: { seq: number; problem: string; detail: string }[];
}

/** A browser that is signed in. */
export interface Session {
  id: string;
  created: string;
  last_seen: string;
  expires: string;
  user_agent: string;
  current: boolean;
}

export interface SurfaceRoute {
  route: string;
  methods: string[];
  auth: string;
  rate_limit: string;
  max_body_bytes: number;
  listeners: string[];
  purpose: string;
}

/** Every way into and out of the running server; texts are Markdown. */
export interface Surface {
  listeners: { name: string; bind: string; addresses: string[]; settings: string[]; auth: string; limits: string; purpose: string }[];
  routes: SurfaceRoute[];
  outgoing: { caller: string; to: string; methods: string[]; limits: string }[];
}

/** A setting as it stands; `value` is what counts at the next start; `restart`: it does not count before one. */
export interface Setting {
  key: string;
  value: string | null;
  source: 'command_line' | 'environment' | 'config_file' | 'stored' | 'default';
  default: string;
  secret: boolean;
  set: boolean;
  storable: boolean;
  restart: boolean;
  pending: boolean;
  kind: string;
  allowed: string;
  description: string;
  updated_at: string | null;
}

/** A program's token, without the token itself. */
export interface ProgramToken {
  id: string;
  name: string;
  scope: string;
  created: string;
  last_used: string | null;
  expires: string | null;
  expired: boolean;
}

/** A new token, in the one answer that carries it. */
export interface NewToken {
  token: string;
  id: string;
  name: string;
  scope: string;
  created: string;
  expires: string | null;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** A line of the server's log. */
export interface LogEntry {
  level: LogLevel;
  target: string;
  message: string;
  timestamp: string;
}
