import { explain, get, open, post } from '../api';
import { loadHistory } from '../chat/commands';
import { emptyDraft, keepDraft } from '../chat/drafts';
import { download } from '../receipts/download';
import { current, dispatch } from '../store';
import type { ThreadInfo } from '../wire';
import { fileNameOf } from './fileNameOf';
import { titleOf } from './titleOf';

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

/** Throws why not. */
export async function renameThread(threadId: string, title: string): Promise<void> {
  const thread = await post<ThreadInfo>('/api/chat/thread/rename', { thread_id: threadId, title });
  dispatch({ on: 'threads', action: { type: 'renamed', thread } });
}

/** Throws why not. */
export async function deleteThread(threadId: string): Promise<void> {
  await post('/api/chat/thread/delete', { thread_id: threadId });
  keepDraft(threadId, emptyDraft);
  dispatch({ on: 'threads', action: { type: 'removed', threadId } }, { on: 'drop-thread', threadId }, { on: 'wrote' });
  if (current().activeThread === threadId) selectThread(null);
}

export async function exportThread(thread: ThreadInfo): Promise<void> {
  try {
    const search = new URLSearchParams({ thread_id: thread.id, format: 'markdown' });
    const text = await (await open(`/api/chat/export?${search}`)).text();
    download(`${fileNameOf(titleOf(thread))}.md`, text, 'text/markdown');
  } catch (error) {
    dispatch({ on: 'set', part: { problem: `Not exported: ${explain(error)}` } });
  }
}

function restoreSelection(threads: ThreadInfo[]): void {
  const kept = sessionStorage.getItem(ACTIVE);
  if (current().activeThread === null && kept !== null && threads.some((thread) => thread.id === kept)) selectThread(kept);
}
