import { useCallback, useEffect, useState } from 'preact/hooks';
import { explain } from '../api';

export interface Answer<T> {
  value: T | null;
  problem: string | null;
  again: () => void;
}

/** What a question to the gateway is answered with, asked anew when `key` changes; an answer that comes too late is not shown. */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ value: T | null; problem: string | null }>({ value: null, problem: null });
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setAnswer({ value, problem: null }),
      (error: unknown) => current && setAnswer({ value: null, problem: explain(error) }),
    );
    return () => {
      current = false;
    };
  }, [key, asked]);
  return { ...answer, again: useCallback(() => setAsked((count) => count + 1), []) };
}
