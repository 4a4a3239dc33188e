import { useEffect, useRef, useState } from 'preact/hooks';
import { explain, get } from '../api';
import type { LedgerEntry, LedgerHead, LedgerPage } from '../wire';

const PAGE = 50;

export interface Ledger {
  entries: LedgerEntry[];
  head: LedgerHead | null;
  hasMore: boolean;
  problem: string | null;
  older: () => Promise<void>;
}

/** The newest entries, asked for again when something was written; older pages are kept. */
export function useLedger(threadId: string | null, tick: number): Ledger {
  const [page, setPage] = useState<{ entries: LedgerEntry[]; head: LedgerHead | null; hasMore: boolean }>({
    entries: [],
    head: null,
    hasMore: false,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const filter = useRef(threadId);

  useEffect(() => {
    let gone = false;
    const fresh = filter.current !== threadId;
    filter.current = threadId;
    // Bursts of events ask once.
    const timer = setTimeout(() => void load(), fresh || page.head === null ? 0 : 300);
    const load = async (): Promise<void> => {
      try {
        const answer = await get<LedgerPage>('/api/ledger', { limit: PAGE, thread_id: threadId });
        if (gone) return;
        setProblem(null);
        setPage((before) => {
          const oldest = answer.entries.at(-1)?.seq ?? 0;
          const kept = fresh ? [] : before.entries.filter((entry) => entry.seq < oldest);
          return {
            entries: [...answer.entries, ...kept],
            head: answer.head,
            hasMore: kept.length > 0 ? before.hasMore : answer.has_more,
          };
        });
      } catch (error) {
        if (!gone) setProblem(explain(error));
      }
    };
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [threadId, tick]);

  const older = async (): Promise<void> => {
    const before = page.entries.at(-1)?.seq;
    if (before === undefined) return;
    try {
      const answer = await get<LedgerPage>('/api/ledger', { limit: PAGE, before, thread_id: threadId });
      setPage((now) => {
        const known = new Set(now.entries.map((entry) => entry.seq));
        return { ...now, entries: [...now.entries, ...answer.entries.filter((entry) => !known.has(entry.seq))], hasMore: answer.has_more };
      });
    } catch (error) {
      setProblem(explain(error));
    }
  };
  return { ...page, problem, older };
}
