import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '../api';
import { replaceTurn } from './commands';
import { fit } from './fit';
import type { TurnItem } from './timeline';

interface Props {
  threadId: string;
  turn: TurnItem;
  onDone: () => void;
}

/** The words of the last message, to be said otherwise. */
export function EditMessage({ threadId, turn, onDone }: Props) {
  const [text, setText] = useState(turn.user_input);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => fit(field.current), [text]);
  const send = async (): Promise<void> => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      await replaceTurn(threadId, turn.turn_id, text.trim());
      onDone();
      document.getElementById('composer')?.focus();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) void send();
    else if (event.key === 'Escape') onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      class="message-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        aria-label="Your message"
        aria-describedby={`edit-words-${turn.turn_id}`}
        data-testid="edit-input"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="faint" id={`edit-words-${turn.turn_id}`}>
        The answer to it is given anew. The one that stands here stays readable; the assistant does not see it any more.
        {turn.tool_calls.some((call) => call.outcome === 'done') && ' What was done stays done and in the receipts.'}
      </p>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
      <div class="message-edit-buttons">
        <button type="button" class="quiet" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={busy || text.trim() === ''} data-testid="edit-send">
          {busy ? 'Sending…' : 'Send'}
        </button>
      </div>
    </form>
  );
}
