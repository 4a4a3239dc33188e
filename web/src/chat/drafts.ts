// What is being typed survives a reload, a lost session and a change of thread.

const prefix = 'gatehouse.draft.';

export interface Draft {
  text: string;
  /** Texts that go along with it; see pasted.ts. */
  pasted: string[];
}

export const emptyDraft: Draft = { text: '', pasted: [] };

export function readDraft(threadId: string | null): Draft {
  const kept = sessionStorage.getItem(prefix + (threadId ?? 'new'));
  if (kept === null) return emptyDraft;
  try {
    const draft: unknown = JSON.parse(kept);
    return isDraft(draft) ? draft : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(threadId: string | null, draft: Draft): void {
  const key = prefix + (threadId ?? 'new');
  try {
    if (draft.text === '' && draft.pasted.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The browser's room is full: the words stay in the field, and only a reload would lose them.
  }
}

const readers = new Set<() => void>();

/** Calls back when a draft was changed from elsewhere than its field. */
export function onDrafts(read: () => void): () => void {
  readers.add(read);
  return () => readers.delete(read);
}

export function draftsChanged(): void {
  for (const read of readers) read();
}

/** Words that could not be sent, before what has been typed since. */
export function before(first: Draft, second: Draft): Draft {
  return { text: [first.text, second.text].filter(Boolean).join('\n'), pasted: [...first.pasted, ...second.pasted] };
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, pasted } = value as Partial<Draft>;
  return typeof text === 'string' && Array.isArray(pasted) && pasted.every((one) => typeof one === 'string');
}
