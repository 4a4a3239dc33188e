import { ApiError, explain, get, post } from '../api';
import { asTyped } from '../slash/slash';
import { current, dispatch } from '../store';
import { createThread, selectThread } from '../threads/commands';
import type { History } from '../wire';
import { before as joined, draftsChanged, keepDraft, readDraft, type Draft } from './drafts';

export async function loadHistory(threadId: string, before: string | null = null): Promise<void> {
  const askedAt = Date.now();
  try {
    const history = await get<History>('/api/chat/history', { thread_id: threadId, limit: 50, before });
    dispatch({ on: 'timeline', threadId, action: { type: 'history', history, older: before !== null } });
    if (before === null && history.pending_approvals) {
      const approvals = history.pending_approvals;
      dispatch({ on: 'approvals', action: { type: 'pending', approvals, threadId, askedAt } });
    }
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
}

/** Takes the untrusted texts out of a conversation; what is shown comes from the server again. */
export async function untaint(threadId: string): Promise<void> {
  try {
    await post('/api/chat/thread/untaint', { thread_id: threadId });
    dispatch({ on: 'wrote' });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
  await loadHistory(threadId);
}

/** Has the last message answered again, or other words in its place. Throws why not. */
export async function replaceTurn(threadId: string, turnId: string, content: string | null): Promise<void> {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await post('/api/chat/turn/replace', { thread_id: threadId, turn_id: turnId, content, timezone });
  dispatch({ on: 'wrote' });
  await loadHistory(threadId);
}

/** Takes a message back that waits, into the field that it came from. */
export async function takeBack(threadId: string, messageId: string): Promise<void> {
  try {
    const said = await post<{ content: string; pasted: string[] }>('/api/chat/turn/take-back', { thread_id: threadId, message_id: messageId });
    dispatch({ on: 'timeline', threadId, action: { type: 'taken-back', messageId } });
    keepDraft(threadId, joined({ text: asTyped(said.content), pasted: said.pasted }, readDraft(threadId)));
    draftsChanged();
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
  await loadHistory(threadId);
}

/** True once the gateway has the message; on false the text is still in the thread, with the reason. */
export async function send(draft: Draft, from: string | null): Promise<boolean> {
  let threadId = from;
  if (threadId === null) {
    try {
      threadId = await createThread();
    } catch (error) {
      dispatch({ on: 'set', part: { problem: explain(error) } });
      return false;
    }
    if (current().activeThread === null) selectThread(threadId);
  }
  return deliver(threadId, crypto.randomUUID(), draft);
}

export async function deliver(threadId: string, localId: string, draft: Draft): Promise<boolean> {
  const { text: content, pasted } = draft;
  dispatch({ on: 'timeline', threadId, action: { type: 'sending', localId, content, pasted, at: Date.now() } });
  try {
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const answer = await post<{ message_id: string }>('/api/chat/send', { content, thread_id: threadId, timezone, pasted });
    dispatch(
      { on: 'timeline', threadId, action: { type: 'accepted', localId, messageId: answer.message_id } },
      { on: 'threads', action: { type: 'touched', threadId, state: null, title: content.slice(0, 80), at: Date.now() } },
    );
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      // The session ended: the words go back where they were typed.
      dispatch({ on: 'timeline', threadId, action: { type: 'discarded', localId } });
      keepDraft(threadId, joined({ text: asTyped(content), pasted }, readDraft(threadId)));
    } else {
      dispatch({ on: 'timeline', threadId, action: { type: 'failed', localId, problem: explain(error) } });
    }
    return false;
  }
}
