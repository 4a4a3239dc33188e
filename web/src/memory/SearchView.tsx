import { useEffect, useState } from 'preact/hooks';
import { post } from '../api';
import type { MemoryHit } from '../wire';
import { OriginMark } from './OriginMark';
import { useAnswer } from '../shell/useAnswer';

/** Long enough not to ask at every key, short enough not to be waited for. */
const PAUSE_MS = 250;

export function SearchView({ words, onOpen }: { words: string; onOpen: (path: string) => void }) {
  const [asked, setAsked] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useAnswer(asked, () => post<{ results: MemoryHit[] }>('/api/memory/search', { query: asked.slice(0, 1_000), limit: 20 }));
  return (
    <>
      {found.problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {found.problem}
        </p>
      )}
      {found.value?.results.length === 0 && <p class="faint">Nothing in memory has these words.</p>}
      <ul class="memory-list">
        {found.value?.results.map((hit, index) => (
          <li key={index}>
            <button type="button" class="memory-hit" data-testid="memory-hit" onClick={() => onOpen(hit.path)}>
              <span class="memory-hit-head">
                <bdi class="memory-name">{hit.path}</bdi>
                <OriginMark label={hit.label} />
              </span>
              <span class="memory-hit-text">{hit.content.slice(0, 300)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
