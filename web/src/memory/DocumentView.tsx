import { useState } from 'preact/hooks';
import { ApiError, explain, get, post } from '../api';
import { Icon } from '../shell/Icon';
import type { MemoryDocument } from '../wire';
import { Origins } from './Origins';
import { useAnswer } from '../shell/useAnswer';

interface Props {
  path: string;
  isNew: boolean;
  onLeave: () => void;
}

/** One document: read, where its parts come from, edited, deleted. */
export function DocumentView({ path, isNew, onLeave }: Props) {
  const document = useAnswer(path, () => (isNew ? existing(path) : get<MemoryDocument>('/api/memory/read', { path })));
  const [draft, setDraft] = useState<string | null>(isNew ? '' : null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const shown = document.value;
  const act = async (change: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await change();
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const save = (): Promise<void> =>
    act(async () => {
      await post('/api/memory/write', { path, content: draft });
      setDraft(null);
      document.again();
    });
  const remove = (): Promise<void> =>
    act(async () => {
      await post('/api/memory/delete', { path });
      onLeave();
    });
  const trouble = problem ?? document.problem;
  return (
    <>
      <p class="memory-path">
        <button type="button" class="quiet" data-testid="memory-up" onClick={onLeave}>
          <Icon name="back" /> Back
        </button>
        <bdi class="mono">{path}</bdi>
      </p>
      {trouble !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {trouble}
        </p>
      )}
      {draft === null ? (
        shown && (
          <>
            <pre class="memory-text" tabIndex={0} data-testid="memory-text">
              {shown.content}
            </pre>
            <div class="memory-actions">
              <button type="button" data-testid="memory-edit" onClick={() => setDraft(shown.content)}>
                Edit
              </button>
              {asking ? (
                <button type="button" class="danger" data-testid="memory-delete-sure" onClick={() => void remove()}>
                  Delete it
                </button>
              ) : (
                <button type="button" class="quiet" data-testid="memory-delete" onClick={() => setAsking(true)}>
                  Delete
                </button>
              )}
            </div>
            <Origins document={shown} />
          </>
        )
      ) : (
        <>
          <label class="memory-edit">
            <span class="unseen">Text of {path}</span>
            <textarea value={draft} rows={16} data-testid="memory-draft" onInput={(event) => setDraft(event.currentTarget.value)} />
          </label>
          {isNew && shown !== null && <p class="problem">There is a document of this name already. Saving replaces it.</p>}
          {shown?.label.integrity === 'untrusted' && (
            <p class="problem">Text from outside is in it. What you save counts as checked by you, all of it.</p>
          )}
          <div class="memory-actions">
            <button type="button" class="primary" disabled={draft.trim() === ''} data-testid="memory-save" onClick={() => void save()}>
              Save
            </button>
            <button type="button" class="quiet" onClick={() => (isNew ? onLeave() : setDraft(null))}>
              Cancel
            </button>
          </div>
        </>
      )}
    </>
  );
}

/** What a new document would replace; null when there is none. */
async function existing(path: string): Promise<MemoryDocument | null> {
  try {
    return await get<MemoryDocument>('/api/memory/read', { path });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
