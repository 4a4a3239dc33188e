import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '../api';
import type { ThreadInfo } from '../wire';
import { renameThread } from './commands';

/** Of the gateway. */
const LONGEST = 200;

interface Props {
  thread: ThreadInfo;
  onDone: () => void;
}

/** The title in its place, to be typed over: Enter keeps it, Escape and leaving do not. */
export function RenameThread({ thread, onDone }: Props) {
  const [title, setTitle] = useState(thread.title ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const keep = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (title.trim() === '' || busy) return;
    setBusy(true);
    try {
      await renameThread(thread.id, title.trim());
      onDone();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  return (
    <form class="thread-rename" onSubmit={(event) => void keep(event)}>
      <input
        ref={field}
        value={title}
        maxLength={LONGEST}
        aria-label="Title of the conversation"
        aria-describedby={problem === null ? undefined : 'rename-problem'}
        data-testid="thread-title-input"
        onInput={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <div class="thread-rename-buttons">
        <button type="submit" class="primary" disabled={busy || title.trim() === ''} data-testid="thread-title-keep">
          Rename
        </button>
        <button type="button" class="quiet" onClick={onDone}>
          Cancel
        </button>
      </div>
      {problem !== null && (
        <p class="problem" role="alert" id="rename-problem" data-testid="error-text">
          {problem}
        </p>
      )}
    </form>
  );
}
