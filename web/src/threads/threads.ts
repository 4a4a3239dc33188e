import type { ThreadInfo, ThreadState } from '../wire';

export type ThreadAction =
  | { type: 'listed'; threads: ThreadInfo[] }
  | { type: 'added'; thread: ThreadInfo }
  | { type: 'renamed'; thread: ThreadInfo }
  | { type: 'removed'; threadId: string }
  | { type: 'touched'; threadId: string; state: ThreadState | null; title?: string; at: number };

export function reduceThreads(threads: ThreadInfo[] | null, action: ThreadAction): ThreadInfo[] | null {
  switch (action.type) {
    case 'listed':
      return [...action.threads].sort(newestFirst);
    case 'added':
      return [action.thread, ...(threads ?? []).filter((thread) => thread.id !== action.thread.id)];
    case 'renamed':
      return threads?.map((thread) => (thread.id === action.thread.id ? { ...thread, title: action.thread.title } : thread)) ?? null;
    case 'removed':
      return threads?.filter((thread) => thread.id !== action.threadId) ?? null;
    case 'touched': {
      if (!threads) return threads;
      const next = threads.map((thread) =>
        thread.id === action.threadId
          ? {
              ...thread,
              state: action.state ?? thread.state,
              title: thread.title || action.title,
              updated_at: new Date(action.at).toISOString(),
            }
          : thread,
      );
      return next.sort(newestFirst);
    }
  }
}

function newestFirst(a: ThreadInfo, b: ThreadInfo): number {
  return Date.parse(b.updated_at) - Date.parse(a.updated_at);
}
