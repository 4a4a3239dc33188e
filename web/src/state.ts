import { reduceApprovals, type ApprovalAction, type Approvals } from './approvals/approvals';
import { emptyTimeline, reduceTimeline, type Timeline, type TimelineAction } from './chat/timeline';
import type { ConnectionState } from './events/connection';
import type { ViewId } from './shell/viewIds';
import { reduceThreads, type ThreadAction } from './threads/threads';
import type { GatewayStatus, StopReceipt, StopState, ThreadInfo } from './wire';

/** What is open beside the chat. */
export type Drawer = 'none' | 'threads' | ViewId;

export interface State {
  session: 'checking' | 'signed-out' | 'signed-in';
  connection: ConnectionState;
  status: GatewayStatus | null;
  threads: ThreadInfo[] | null;
  activeThread: string | null;
  timelines: Record<string, Timeline>;
  approvals: Approvals;
  stop: StopState;
  stopReceipts: StopReceipt[];
  drawer: Drawer;
  /** The effect whose receipt is open, if one was asked for. */
  effect: string | null;
  /** Counts what may have written to the ledger, so an open receipts drawer knows when to look again. */
  ledgerTick: number;
  problem: string | null;
}

export const initialState: State = {
  session: 'checking',
  connection: 'connecting',
  status: null,
  threads: null,
  activeThread: null,
  timelines: {},
  approvals: {},
  stop: { global: null, threads: [] },
  stopReceipts: [],
  drawer: 'none',
  effect: null,
  ledgerTick: 0,
  problem: null,
};

export type Action =
  | { on: 'timeline'; threadId: string; action: TimelineAction }
  | { on: 'approvals'; action: ApprovalAction }
  | { on: 'threads'; action: ThreadAction }
  | { on: 'set'; part: Partial<State> }
  | { on: 'stopped'; receipt: StopReceipt }
  | { on: 'receipt-read'; since: string }
  | { on: 'wrote' }
  | { on: 'drop-thread'; threadId: string }
  | { on: 'forget' };

export function reduce(state: State, action: Action): State {
  switch (action.on) {
    case 'timeline': {
      const timeline = state.timelines[action.threadId] ?? emptyTimeline;
      return { ...state, timelines: { ...state.timelines, [action.threadId]: reduceTimeline(timeline, action.action) } };
    }
    case 'approvals':
      return { ...state, approvals: reduceApprovals(state.approvals, action.action) };
    case 'threads':
      return { ...state, threads: reduceThreads(state.threads, action.action) };
    case 'set':
      return { ...state, ...action.part };
    case 'stopped':
      return { ...state, stopReceipts: [...state.stopReceipts, action.receipt] };
    case 'receipt-read':
      return { ...state, stopReceipts: state.stopReceipts.filter((receipt) => receipt.since !== action.since) };
    case 'wrote':
      return { ...state, ledgerTick: state.ledgerTick + 1 };
    case 'drop-thread': {
      const { [action.threadId]: _, ...timelines } = state.timelines;
      const approvals = Object.fromEntries(Object.entries(state.approvals).filter(([, item]) => item.approval.thread_id !== action.threadId));
      return { ...state, timelines, approvals };
    }
    case 'forget': {
      const timelines: State['timelines'] = {};
      for (const [id, timeline] of Object.entries(state.timelines)) {
        timelines[id] = reduceTimeline(timeline, { type: 'forgotten' });
      }
      return { ...state, timelines };
    }
  }
}
