import { ApiError, dropPageKey, explain, get, keepPageKey, onPageKeyFromElsewhere, onSignedOut, pageKey, post } from '../api';
import { loadApprovals } from '../approvals/commands';
import { loadHistory } from '../chat/commands';
import { applyEvents } from '../events/applyEvents';
import { listen } from '../events/connection';
import { initialState } from '../state';
import { current, dispatch } from '../store';
import { loadThreads } from '../threads/commands';
import type { GatewayStatus } from '../wire';
import { takeCodeFromAddress } from './loginCode';

let listening: AbortController | null = null;

export async function start(): Promise<void> {
  onSignedOut(() => leave('Your session has ended. Sign in again; nothing you typed is lost.'));
  onPageKeyFromElsewhere((key) => (key === null ? leave(null) : enter()));
  addEventListener('hashchange', () => void followLink());
  if (await followLink()) return;
  if (current().session === 'signed-in') return;
  if (pageKey() === null) dispatch({ on: 'set', part: { session: 'signed-out' } });
  else enter();
}

/** True when the address held a link, used or not. An old link does not end a session that still lives. */
async function followLink(): Promise<boolean> {
  const code = takeCodeFromAddress();
  if (code === null) return false;
  const problem = await signIn(code);
  if (problem === null) return true;
  if (pageKey() !== null) enter();
  else dispatch({ on: 'set', part: { session: 'signed-out', problem } });
  return true;
}

/** Trades a code; null on success, else why not. */
export async function signIn(code: string): Promise<string | null> {
  try {
    const { page_key } = await post<{ page_key: string }>('/api/auth/login', { code });
    keepPageKey(page_key);
    enter();
    return null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return 'This link or code is unknown, already used or older than ten minutes. Run “gatehouse login” for a new one.';
    }
    return explain(error);
  }
}

export async function signOut(): Promise<void> {
  try {
    await post('/api/auth/logout', {});
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      dispatch({ on: 'set', part: { problem: `Not signed out: ${explain(error)}` } });
      return;
    }
  }
  leave(null);
  dispatch({ on: 'set', part: { ...initialState, session: 'signed-out' } });
}

export async function loadStatus(): Promise<void> {
  try {
    const status = await get<GatewayStatus>('/api/gateway/status');
    dispatch({ on: 'set', part: { status, stop: status.stop } });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
}

export function loadAll(): void {
  void loadStatus();
  void loadThreads();
  void loadApprovals();
  const { activeThread } = current();
  if (activeThread !== null) void loadHistory(activeThread);
}

function enter(): void {
  listening?.abort();
  listening = new AbortController();
  dispatch({ on: 'set', part: { session: 'signed-in', problem: null } });
  loadAll();
  let opened = false;
  void listen(listening.signal, {
    onState: (connection) => {
      dispatch({ on: 'set', part: { connection } });
      // What happened between the first load and the first frame.
      if (connection === 'open' && !opened) {
        opened = true;
        loadAll();
      }
    },
    onEvents: (events) => applyEvents(events, loadAll, loadStatus),
  });
}

function leave(problem: string | null): void {
  listening?.abort();
  listening = null;
  dropPageKey();
  dispatch({ on: 'set', part: { session: 'signed-out', drawer: 'none', problem } });
}
