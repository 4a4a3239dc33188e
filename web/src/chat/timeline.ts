import type { TurnEvent } from '../events/serverEvent';
import type { History, Pasted, ThreadTaint, ToolCall, Turn } from '../wire';
import { mergeHistory } from './mergeHistory';

/** A message of the owner's that no turn has taken up yet. */
export interface Outgoing {
  localId: string;
  content: string;
  pasted: string[];
  sentAt: number;
  status: 'sending' | 'queued' | 'failed';
  messageId: string | null;
  problem: string | null;
}

/** A turn as the page shows it: what the server stored, plus what has streamed since. */
export interface TurnItem extends Turn {
  /** False while only an event told us about the turn, so its user_input is not known. */
  known: boolean;
  /** Started by this page, so its approvals may take the focus. */
  mine: boolean;
  notices: string[];
}

export interface Timeline {
  loaded: boolean;
  turns: TurnItem[];
  outgoing: Outgoing[];
  hasMore: boolean;
  oldest: string | null;
  /** What the assistant says it is doing right now. */
  activity: string | null;
  /** What taints the conversation, as of the last look at its history. */
  taint: ThreadTaint | null;
}

export type TimelineAction =
  | { type: 'history'; history: History; older: boolean }
  | { type: 'turn'; event: TurnEvent; at: number }
  | { type: 'activity'; message: string }
  | { type: 'notice'; message: string }
  | { type: 'sending'; localId: string; content: string; pasted: string[]; at: number }
  | { type: 'accepted'; localId: string; messageId: string }
  | { type: 'failed'; localId: string; problem: string }
  | { type: 'discarded'; localId: string }
  | { type: 'taken-back'; messageId: string }
  | { type: 'forgotten' };

export const emptyTimeline: Timeline = {
  loaded: false,
  turns: [],
  outgoing: [],
  hasMore: false,
  oldest: null,
  activity: null,
  taint: null,
};

export function isRunning(timeline: Timeline): boolean {
  return timeline.turns.some((turn) => turn.state === 'Processing');
}

export function reduceTimeline(timeline: Timeline, action: TimelineAction): Timeline {
  switch (action.type) {
    case 'history':
      return mergeHistory(timeline, action.history, action.older);
    case 'turn':
      return applyTurnEvent(timeline, action.event, action.at);
    case 'activity':
      return { ...timeline, activity: action.message };
    case 'notice':
      return withLastTurn(timeline, (turn) => ({ ...turn, notices: [...turn.notices, action.message] }));
    case 'sending': {
      const message: Outgoing = {
        localId: action.localId,
        content: action.content,
        pasted: action.pasted,
        sentAt: action.at,
        status: 'sending',
        messageId: null,
        problem: null,
      };
      return { ...timeline, outgoing: [...timeline.outgoing.filter((m) => m.localId !== action.localId), message] };
    }
    case 'accepted':
      return accept(timeline, action.localId, action.messageId);
    case 'failed':
      return mapOutgoing(timeline, action.localId, (m) => ({ ...m, status: 'failed', problem: action.problem }));
    case 'discarded':
      return { ...timeline, outgoing: timeline.outgoing.filter((m) => m.localId !== action.localId) };
    case 'taken-back':
      return {
        ...timeline,
        outgoing: timeline.outgoing.filter((m) => m.messageId !== action.messageId),
        turns: timeline.turns.filter((turn) => turn.state !== 'Queued' || turn.message_id !== action.messageId),
      };
    case 'forgotten':
      return { ...emptyTimeline, outgoing: timeline.outgoing };
  }
}

/** The turn may have started before the answer to the send arrived: then the message moves into it. */
function accept(timeline: Timeline, localId: string, messageId: string): Timeline {
  const message = timeline.outgoing.find((m) => m.localId === localId);
  if (!message) return timeline;
  const outgoing = timeline.outgoing.filter((m) => m.localId !== localId);
  const taken = timeline.turns.some((turn) => turn.message_id === messageId);
  if (!taken) return mapOutgoing(timeline, localId, (m) => ({ ...m, status: 'queued', messageId }));
  const turns = timeline.turns.map((turn) =>
    turn.message_id === messageId
      ? { ...turn, user_input: turn.known ? turn.user_input : message.content, pasted: turn.pasted ?? sent(message), known: true, mine: true }
      : turn,
  );
  return { ...timeline, turns, outgoing };
}

function applyTurnEvent(timeline: Timeline, event: TurnEvent, at: number): Timeline {
  if (event.type === 'turn_started') return startTurn(timeline, event, at);
  const base = startTurn(timeline, { type: 'turn_started', thread_id: event.thread_id, turn_id: event.turn_id }, at);
  const turns = base.turns.map((turn) => (turn.turn_id === event.turn_id ? applyToTurn(turn, event, at) : turn));
  return { ...base, turns, activity: event.type === 'turn_ended' || event.type === 'stream_chunk' ? null : base.activity };
}

function applyToTurn(turn: TurnItem, event: Exclude<TurnEvent, { type: 'turn_started' }>, at: number): TurnItem {
  switch (event.type) {
    case 'stream_chunk':
      return { ...turn, response: event.replace ? event.content : (turn.response ?? '') + event.content };
    case 'response':
      return { ...turn, response: event.content };
    case 'tool_started':
      return withCall(turn, event.call_id, event.name, (call) => ({
        ...call,
        parameters: asText(event.parameters) || call.parameters,
        began: call.began ?? at,
      }));
    case 'tool_completed':
      return withCall(turn, event.call_id, event.name, (call) => ({
        ...call,
        outcome: event.outcome,
        has_error: !event.success,
        error: event.error ?? null,
        effect_id: event.effect_id ?? call.effect_id,
        approval_id: event.approval_id ?? call.approval_id,
        duration_ms: event.duration_ms ?? call.duration_ms,
        signals: event.signals ?? call.signals,
      }));
    case 'tool_result':
      return withCall(turn, event.call_id, event.name, (call) => ({ ...call, has_result: true, result_preview: event.preview }));
    case 'turn_ended':
      return {
        ...turn,
        state: event.state,
        end_reason: event.reason,
        completed_at: turn.completed_at ?? new Date(at).toISOString(),
        usage: event.usage ?? turn.usage,
      };
  }
}

function startTurn(timeline: Timeline, event: Extract<TurnEvent, { type: 'turn_started' }>, at: number): Timeline {
  const there = timeline.turns.find((turn) => turn.turn_id === event.turn_id);
  if (there) return there.state === 'Queued' ? withState(timeline, event.turn_id, 'Processing') : timeline;
  const message = event.message_id ? timeline.outgoing.find((m) => m.messageId === event.message_id) : undefined;
  const last = timeline.turns.at(-1);
  const turn: TurnItem = {
    turn_id: event.turn_id,
    turn_number: (last?.turn_number ?? 0) + 1,
    user_input: message?.content ?? event.user_input ?? '',
    response: null,
    state: 'Processing',
    started_at: new Date(at).toISOString(),
    completed_at: null,
    continues: event.continues ?? null,
    message_id: event.message_id ?? null,
    pasted: event.pasted ?? (message ? sent(message) : null),
    tool_calls: [],
    known: message !== undefined || Boolean(event.continues) || Boolean(event.user_input),
    // The event may overtake the answer to this page's own send.
    mine: message !== undefined || Boolean(event.continues) || timeline.outgoing.some((m) => m.status === 'sending'),
    notices: [],
  };
  return { ...timeline, turns: [...timeline.turns, turn], outgoing: timeline.outgoing.filter((m) => m !== message) };
}

/** What went along, as the gateway will tell of it. */
export function sent(message: Outgoing): Pasted[] | null {
  return message.pasted.length === 0 ? null : message.pasted.map((text) => ({ preview: text.slice(0, 2_000), length: text.length }));
}

function withState(timeline: Timeline, turnId: string, state: TurnItem['state']): Timeline {
  return { ...timeline, turns: timeline.turns.map((turn) => (turn.turn_id === turnId ? { ...turn, state } : turn)) };
}

function withCall(turn: TurnItem, callId: string, name: string, change: (call: ToolCall) => ToolCall): TurnItem {
  const known = turn.tool_calls.some((call) => call.call_id === callId);
  const fresh: ToolCall = { call_id: callId, name, parameters: '', has_result: false, has_error: false };
  const calls = known ? turn.tool_calls : [...turn.tool_calls, fresh];
  return { ...turn, tool_calls: calls.map((call) => (call.call_id === callId ? change(call) : call)) };
}

function withLastTurn(timeline: Timeline, change: (turn: TurnItem) => TurnItem): Timeline {
  const last = timeline.turns.at(-1);
  return last ? { ...timeline, turns: [...timeline.turns.slice(0, -1), change(last)] } : timeline;
}

function mapOutgoing(timeline: Timeline, localId: string, change: (message: Outgoing) => Outgoing): Timeline {
  return { ...timeline, outgoing: timeline.outgoing.map((m) => (m.localId === localId ? change(m) : m)) };
}

function asText(parameters: unknown): string {
  if (parameters === undefined || parameters === null) return '';
  return typeof parameters === 'string' ? parameters : JSON.stringify(parameters, null, 2);
}
