import { describe, expect, it } from 'vitest';
import type { TurnEvent } from '../events/serverEvent';
import type { History, Turn } from '../wire';
import { emptyTimeline, isRunning, reduceTimeline, type Timeline, type TimelineAction } from './timeline';

const ids = { thread_id: 'T', turn_id: 'one' };
const event = (value: TurnEvent): TimelineAction => ({ type: 'turn', event: value, at: 1_000 });
const run = (...actions: TimelineAction[]): Timeline => actions.reduce(reduceTimeline, emptyTimeline);
const sending: TimelineAction = { type: 'sending', localId: 'L', content: 'hello', pasted: [], at: 0 };
const accepted: TimelineAction = { type: 'accepted', localId: 'L', messageId: 'M' };
const started = event({ type: 'turn_started', ...ids, message_id: 'M' });
const ended = event({ type: 'turn_ended', ...ids, state: 'Completed', reason: 'answered' });

function history(turn: Partial<Turn>): TimelineAction {
  const full: Turn = {
    turn_id: 'one',
    turn_number: 0,
    user_input: 'hello',
    response: null,
    state: 'Processing',
    started_at: '2026-01-01T00:00:00Z',
    completed_at: null,
    tool_calls: [],
    ...turn,
  };
  const value: History = { thread_id: 'T', turns: [full], has_more: false, stop: null };
  return { type: 'history', history: value, older: false };
}

describe('a message on its way', () => {
  it('moves into its turn, whichever of answer and event comes first', () => {
    for (const timeline of [run(sending, accepted, started), run(sending, started, accepted)]) {
      expect(timeline.outgoing).toEqual([]);
      expect(timeline.turns).toHaveLength(1);
      expect(timeline.turns[0]).toMatchObject({ user_input: 'hello', known: true, mine: true });
    }
  });

  it('waits as queued while another turn runs', () => {
    const timeline = run(started, sending, { type: 'accepted', localId: 'L', messageId: 'other' });
    expect(isRunning(timeline)).toBe(true);
    expect(timeline.outgoing[0]).toMatchObject({ status: 'queued', content: 'hello' });
  });

  it('keeps its text and the reason when it fails, and is one message after a retry', () => {
    const failed = run(sending, { type: 'failed', localId: 'L', problem: 'no' });
    expect(failed.outgoing[0]).toMatchObject({ status: 'failed', content: 'hello', problem: 'no' });
    expect(reduceTimeline(failed, sending).outgoing).toHaveLength(1);
  });

  it('is found in the history when its start was missed', () => {
    expect(run(sending, accepted, history({ state: 'Completed' })).outgoing).toEqual([]);
    expect(run(sending, accepted, history({ state: 'Completed', user_input: 'else' })).outgoing).toHaveLength(1);
  });

  it('survives a resync', () => {
    expect(run(sending, accepted, { type: 'forgotten' }).outgoing).toHaveLength(1);
  });
});

describe('streaming', () => {
  const chunk = (content: string, replace?: boolean): TimelineAction => event({ type: 'stream_chunk', ...ids, content, replace });

  it('appends, replaces the message so far, and ends with what was stored', () => {
    expect(run(started, chunk('a'), chunk('b')).turns[0]?.response).toBe('ab');
    expect(run(started, chunk('a'), chunk('abc', true), chunk('d')).turns[0]?.response).toBe('abcd');
    expect(run(started, chunk('secret'), event({ type: 'response', ...ids, content: '[blocked]' })).turns[0]?.response).toBe('[blocked]');
  });

  it('makes a turn of whose start it heard nothing', () => {
    expect(run(chunk('x')).turns[0]).toMatchObject({ turn_id: 'one', known: false, response: 'x' });
  });

  it('is not set back by an older snapshot', () => {
    expect(run(started, chunk('longer'), history({ response: 'lon' })).turns[0]?.response).toBe('longer');
    expect(run(started, ended, history({})).turns[0]?.state).toBe('Completed');
  });

  it('yields to the stored turn once that is finished', () => {
    const timeline = run(started, chunk('draft that was blocked'), history({ state: 'Completed', response: 'final', end_reason: 'answered' }));
    expect(timeline.turns[0]).toMatchObject({ response: 'final', state: 'Completed' });
  });
});

describe('tool calls', () => {
  const call = { ...ids, name: 'http', call_id: 'c' };

  it('collect what the events tell', () => {
    const timeline = run(
      started,
      event({ type: 'tool_started', ...call, parameters: { url: 'u' } }),
      event({ type: 'tool_completed', ...call, success: true, outcome: 'done', effect_id: 'E1', duration_ms: 5 }),
      event({ type: 'tool_result', ...call, preview: 'ok' }),
    );
    expect(timeline.turns[0]?.tool_calls).toEqual([
      expect.objectContaining({ parameters: '{\n  "url": "u"\n}', outcome: 'done', effect_id: 'E1', duration_ms: 5, result_preview: 'ok' }),
    ]);
  });

  it('keep what was seen in their result', () => {
    const done = event({ type: 'tool_completed', ...call, success: true, outcome: 'done', signals: ['new_role'] });
    expect(run(started, done).turns[0]?.tool_calls[0]?.signals).toEqual(['new_role']);
    expect(run(started, done, event({ type: 'tool_result', ...call, preview: 'x' })).turns[0]?.tool_calls[0]?.signals).toEqual(['new_role']);
  });

  it('keep an outcome that the snapshot does not know yet', () => {
    const stale = history({ tool_calls: [{ call_id: 'c', name: 'http', parameters: '', has_result: false, has_error: false }] });
    const timeline = run(started, event({ type: 'tool_completed', ...call, success: false, outcome: 'refused', error: 'no' }), stale);
    expect(timeline.turns[0]?.tool_calls).toEqual([expect.objectContaining({ outcome: 'refused', error: 'no' })]);
  });
});

describe('older pages', () => {
  it('come first and keep what is there', () => {
    const newer = history({ turn_id: 'two', turn_number: 1 });
    const older = { ...history({ turn_id: 'one', turn_number: 0 }), older: true } as TimelineAction;
    expect(run(newer, older).turns.map((turn) => turn.turn_id)).toEqual(['one', 'two']);
  });
});

describe('a queued turn', () => {
  it('is shown after a reload and runs when the server takes it up', () => {
    const reloaded = run(history({ state: 'Queued', message_id: 'M' }));
    expect(reloaded.turns.map((turn) => [turn.state, turn.user_input])).toEqual([['Queued', 'hello']]);
    expect(isRunning(reloaded)).toBe(false);
    expect(isRunning(run(history({ state: 'Queued', message_id: 'M' }), started))).toBe(true);
  });

  it('takes over the message that was on its way', () => {
    const timeline = run(sending, accepted, history({ state: 'Queued', message_id: 'M' }));
    expect(timeline.outgoing).toEqual([]);
    expect(timeline.turns).toHaveLength(1);
  });

  it('does not go back to the queue by an older snapshot', () => {
    expect(isRunning(run(started, history({ state: 'Queued', message_id: 'M' })))).toBe(true);
    expect(run(started, ended, history({ state: 'Queued', message_id: 'M' })).turns[0]?.state).toBe('Completed');
  });
});

describe('a turn that another page started', () => {
  it('has its words at once', () => {
    const other = run(event({ type: 'turn_started', ...ids, message_id: 'X', user_input: 'from there' }));
    expect(other.turns[0]).toMatchObject({ user_input: 'from there', known: true });
  });
});

describe('what taints the conversation', () => {
  const taint = { sources: [{ source: 'web_fetch https://news.example/', kind: 'web_fetch' }], texts: 2 };
  const look = (value: typeof taint | null, turn: Partial<Turn> = {}): TimelineAction => {
    const base = history({ state: 'Completed', ...turn }) as Extract<TimelineAction, { type: 'history' }>;
    return { ...base, history: { ...base.history, taint: value } };
  };

  it('is what the last look told, and nothing once it was taken out', () => {
    expect(run(look(taint)).taint).toEqual(taint);
    expect(run(look(taint), look(null)).taint).toBeNull();
  });

  it('greys an answer that was taken out, also one that was shown before', () => {
    const before = run(look(taint, { response: 'BAD' }));
    expect(reduceTimeline(before, look(null, { response: 'BAD', dropped: true })).turns[0]).toMatchObject({ response: 'BAD', dropped: true });
  });
});
