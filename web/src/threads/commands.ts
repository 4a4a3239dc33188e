import { explain, get, post } from '../api';
import { loadHistory } from '../chat/commands';
import { current, dispatch } from '../store';
import type { ThreadInfo } from '../wire';

const ACTIVE = 'gatehouse.thread';

export async function loadThreads(): Promise<void> {
  try {
    const { threads } = await get<{ threads: ThreadInfo[] }>('/api/chat/threads');
    dispatch({ on: 'threads', action: { type: 'listed', threads } });
    restoreSelection(threads);
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
}

/** Null is the new conversation: a thread is made for it when its first message is sent. */
export function selectThread(threadId: string | null): void {
  if (threadId === null) sessionStorage.removeItem(ACTIVE);
  else sessionStorage.setItem(ACTIVE, threadId);
  const { drawer } = current();
  dispatch({ on: 'set', part: { activeThread: threadId, drawer: drawer === 'threads' ? 'none' : drawer } });
  if (threadId !== null && !current().timelines[threadId]?.loaded) void loadHistory(threadId);
}

export async function createThread(): Promise<string> {
  const thread = await post<ThreadInfo>('/api/chat/thread/new', {});
  dispatch({ on: 'threads', action: { type: 'added', thread } });
  return thread.id;
}

function restoreSelection(threads: ThreadInfo[]): void {
  const kept = sessionStorage.getItem(ACTIVE);
  if (current().activeThread === null && kept !== null && threads.some((thread) => thread.id === kept)) selectThread(kept);
}
