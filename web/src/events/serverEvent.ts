import type { Approval, Pasted, ToolOutcome, TurnState, Usage } from '../wire';

interface InTurn {
  thread_id: string;
  turn_id: string;
}

export type ApprovalOutcome = 'approved' | 'denied' | 'expired' | 'done' | 'failed';

export type TurnEvent =
  | ({ type: 'turn_started'; message_id?: string | null; user_input?: string | null; continues?: string | null; pasted?: Pasted[] | null } & InTurn)
  | ({ type: 'stream_chunk'; content: string; replace?: boolean } & InTurn)
  | ({ type: 'response'; content: string } & InTurn)
  | ({ type: 'tool_started'; name: string; call_id: string; parameters?: unknown } & InTurn)
  | ({
      type: 'tool_completed';
      name: string;
      call_id: string;
      success: boolean;
      error?: string | null;
      outcome: ToolOutcome;
      effect_id?: string | null;
      approval_id?: string | null;
      duration_ms?: number | null;
      signals?: string[] | null;
    } & InTurn)
  | ({ type: 'tool_result'; name: string; call_id: string; preview: string } & InTurn)
  | ({ type: 'turn_ended'; state: TurnState; reason: string; usage?: Usage | null } & InTurn);

export type ServerEvent =
  | TurnEvent
  | { type: 'thinking' | 'status'; message: string; thread_id?: string | null }
  | { type: 'error'; message: string; thread_id?: string | null }
  | ({ type: 'approval_needed' } & Approval)
  | { type: 'approval_settled'; request_id: string; outcome: ApprovalOutcome; thread_id: string }
  | { type: 'stopped' | 'resumed'; scope: 'global' | 'thread'; thread_id?: string | null }
  | { type: 'heartbeat' }
  | { type: 'resync' };

const TURN_EVENTS = new Set([
  'turn_started',
  'stream_chunk',
  'response',
  'tool_started',
  'tool_completed',
  'tool_result',
  'turn_ended',
]);

export function isTurnEvent(event: ServerEvent): event is TurnEvent {
  return TURN_EVENTS.has(event.type);
}

export function parseEvent(type: string, data: string): ServerEvent | null {
  try {
    return eventOf(type, JSON.parse(data));
  } catch {
    return null;
  }
}

export function eventOf(type: string, value: unknown): ServerEvent | null {
  return typeof value === 'object' && value !== null ? ({ type, ...value } as ServerEvent) : null;
}
