import { useState } from 'preact/hooks';
import { Icon } from '../shell/Icon';
import type { ThreadTaint } from '../wire';
import { untaint } from './commands';

/** Sources named at once; the rest are counted. */
const NAMED = 3;

interface Props {
  threadId: string;
  taint: ThreadTaint | null;
  busy: boolean;
}

/** What untrusted text is in the conversation, and the one click that takes it out. */
export function TaintBadge({ threadId, taint, busy }: Props) {
  const [dropping, setDropping] = useState(false);
  if (taint === null || taint.texts === 0) return null;
  const drop = async (): Promise<void> => {
    setDropping(true);
    await untaint(threadId);
    setDropping(false);
    // The button is gone with the badge; the keyboard goes on where the next thing is said.
    document.getElementById('composer')?.focus();
  };
  const more = taint.sources.length - NAMED;
  return (
    <section class="taint-badge" aria-label="Untrusted text in this conversation" data-testid="taint-badge" data-texts={taint.texts}>
      <Icon name="warning" />
      <div class="taint-words">
        <p>
          Untrusted text is in this conversation, so more is asked: {count(taint.texts)}
          {taint.sources.length > 0 && ' from '}
          {taint.sources.slice(0, NAMED).map((one, index) => (
            <span key={one.source}>
              {index > 0 && ', '}
              <bdi class="mono" data-testid="taint-source">
                {one.source}
              </bdi>
            </span>
          ))}
          {more > 0 && ` and ${more} more`}.
        </p>
        <p class="faint" id="taint-hint">
          {busy
            ? 'An answer is under way with it. It can be taken out when that has ended.'
            : 'Taken out, it stays readable here; the model does not see it any more.'}
        </p>
      </div>
      <button type="button" disabled={busy || dropping} aria-describedby="taint-hint" data-testid="taint-drop" onClick={() => void drop()}>
        {dropping ? 'Taking it out…' : 'Take it out'}
      </button>
    </section>
  );
}

function count(texts: number): string {
  return texts === 1 ? '1 text' : `${texts} texts`;
}
