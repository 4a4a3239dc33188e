import { useEffect, useReducer, useState } from 'preact/hooks';
import { follow } from './follow';
import { EMPTY_TAIL, reduceTail, type Tail, type TailAction } from './tail';

export interface Log {
  tail: Tail;
  act: (action: TailAction) => void;
  /** Whether it was ever read since the view was opened. */
  opened: boolean;
  /** Why nothing new comes; null while it does. */
  broken: string | null;
}

/** The server's log as it is written, for as long as it is shown. */
export function useLog(): Log {
  const [tail, act] = useReducer(reduceTail, EMPTY_TAIL);
  const [opened, setOpened] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  useEffect(() => {
    const end = new AbortController();
    void follow(end.signal, {
      onOpen: () => {
        setOpened(true);
        setBroken(null);
      },
      onLines: (lines) => act({ type: 'came', lines }),
      onBroken: setBroken,
    });
    return () => end.abort();
  }, []);
  return { tail, act, opened, broken };
}
