import { loadHistory } from '../chat/commands';
import { loadStop } from '../stop/commands';
import { current, dispatch } from '../store';
import { loadThreads } from '../threads/commands';
import type { Action } from '../state';
import { later } from './later';
import { isTurnEvent, type ServerEvent, type TurnEvent } from './serverEvent';

/** Turns what the gateway reports into changes of state, and asks again for what an event does not carry. */
export function applyEvents(events: ServerEvent[], loadAll: () => void, loadStatus: () => Promise<void>): void {
  const at = Date.now();
  for (const event of events) {
    if (isTurnEvent(event)) {
      dispatch(...turnActions(event, at));
      if (event.type === 'turn_started' && !isListed(event.thread_id)) later('threads', 100, loadThreads);
      if (event.type === 'turn_started') fillInLater(event);
      if (event.type === 'turn_ended') {
        later('status', 300, loadStatus);
        later('threads', 300, loadThreads);
        if (isLoaded(event.thread_id)) later(`history ${event.thread_id}`, 50, () => loadHistory(event.thread_id));
      }
      continue;
    }
    switch (event.type) {
      case 'thinking':
      case 'status':
        if (event.thread_id) {
          dispatch({ on: 'timeline', threadId: event.thread_id, action: { type: 'activity', message: event.message } });
        }
        break;
      case 'error':
        if (event.thread_id && isLoaded(event.thread_id)) {
          dispatch({ on: 'timeline', threadId: event.thread_id, action: { type: 'notice', message: event.message } });
        } else {
          dispatch({ on: 'set', part: { problem: event.message } });
        }
        break;
      case 'approval_needed': {
        const turns = current().timelines[event.thread_id]?.turns;
        const turnId = turns?.findLast((turn) => turn.state === 'Processing')?.turn_id ?? turns?.at(-1)?.turn_id ?? null;
        dispatch(
          { on: 'approvals', action: { type: 'needed', approval: event, turnId, at } },
          { on: 'threads', action: { type: 'touched', threadId: event.thread_id, state: 'AwaitingApproval', at } },
          { on: 'wrote' },
        );
        break;
      }
      case 'approval_settled':
        dispatch({ on: 'approvals', action: { type: 'settled', id: event.request_id, outcome: event.outcome } }, { on: 'wrote' });
        later('threads', 300, loadThreads);
        if (isLoaded(event.thread_id)) later(`history ${event.thread_id}`, 150, () => loadHistory(event.thread_id));
        break;
      case 'stopped':
      case 'resumed':
        dispatch({ on: 'wrote' });
        later('stop', 0, loadStop);
        break;
      case 'resync':
        dispatch({ on: 'forget' }, { on: 'wrote' });
        loadAll();
        break;
      case 'heartbeat':
        break;
    }
  }
}

function turnActions(event: TurnEvent, at: number): Action[] {
  const threadId = event.thread_id;
  const actions: Action[] = [{ on: 'timeline', threadId, action: { type: 'turn', event, at } }];
  if (event.type === 'turn_started') actions.push({ on: 'threads', action: { type: 'touched', threadId, state: 'Processing', at } });
  if (event.type === 'turn_ended') {
    const state = event.reason === 'waiting_for_approval' ? 'AwaitingApproval' : 'Idle';
    actions.push({ on: 'threads', action: { type: 'touched', threadId, state, at } }, { on: 'wrote' });
  }
  if (event.type === 'tool_completed') actions.push({ on: 'wrote' });
  return actions;
}

/** A turn that another tab started: the event does not carry its words. */
function fillInLater(event: Extract<TurnEvent, { type: 'turn_started' }>): void {
  const { thread_id, turn_id } = event;
  later(`words ${turn_id}`, 1_000, async () => {
    const turn = current().timelines[thread_id]?.turns.find((one) => one.turn_id === turn_id);
    if (turn && !turn.known && isLoaded(thread_id)) await loadHistory(thread_id);
  });
}

function isListed(threadId: string): boolean {
  return current().threads?.some((thread) => thread.id === threadId) ?? false;
}

function isLoaded(threadId: string): boolean {
  return current().timelines[threadId]?.loaded ?? false;
}
