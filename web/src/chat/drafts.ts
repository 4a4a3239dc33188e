// What is being typed survives a reload, a lost session and a change of thread.

const prefix = 'gatehouse.draft.';

export function readDraft(threadId: string | null): string {
  return sessionStorage.getItem(prefix + (threadId ?? 'new')) ?? '';
}

export function keepDraft(threadId: string | null, text: string): void {
  const key = prefix + (threadId ?? 'new');
  if (text === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
}
