import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../store';
import { endSentence } from './endReasons';

/** Says to a screen reader what happened, once and whole, instead of every token as it streams. */
export function Announcer({ threadId }: { threadId: string | null }) {
  const last = useStore((state) => (threadId === null ? undefined : state.timelines[threadId]?.turns.at(-1)));
  const [words, setWords] = useState('');
  const seen = useRef({ turn: '', state: '', tools: 0 });
  useEffect(() => {
    const now = { turn: last?.turn_id ?? '', state: last?.state ?? '', tools: last?.tool_calls.length ?? 0 };
    const before = seen.current;
    seen.current = now;
    if (!last) return;
    if (now.turn !== before.turn) {
      if (last.state === 'Processing') setWords('Working.');
    } else if (now.state !== before.state) {
      setWords([last.response?.slice(0, 600), endSentence(last.end_reason)].filter(Boolean).join(' '));
    } else if (now.tools > before.tools) {
      setWords(`Using ${last.tool_calls.at(-1)?.name ?? 'a tool'}.`);
    }
  }, [last]);
  // Once said it is gone, so that reading on does not meet every answer twice.
  useEffect(() => {
    if (words === '') return;
    const timer = setTimeout(() => setWords(''), 4_000);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div class="unseen" aria-live="polite" data-testid="announcer">
      {words}
    </div>
  );
}
