import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '../api';
import { replaceTurn } from './commands';
import { asTyped, read } from '../slash/slash';
import { fit } from './fit';
import { readsAsTyped } from './pasted';
import type { TurnItem } from './timeline';

interface Props {
  threadId: string;
  turn: TurnItem;
  onDone: () => void;
}

/** The words of the last message, to be said otherwise. */
export function EditMessage({ threadId, turn, onDone }: Props) {
  const [text, setText] = useState(asTyped(turn.user_input));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => fit(field.current), [text]);
  const send = async (): Promise<void> => {
    if (busy || text.trim() === '') return;
    const line = read(text.trim());
    if (line.kind !== 'say') {
      setProblem('A command goes into the field below. Two slashes write one.');
      return;
    }
    setBusy(true);
    try {
      await replaceTurn(threadId, turn.turn_id, line.text);
      onDone();
      document.getElementById('composer')?.focus();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  // What somebody else wrote goes along as a text of its own, with a new message: taken in here it would be the owner's word.
  const bring = (event: Event, data: DataTransfer | null): void => {
    if (readsAsTyped(data?.getData('text/plain') ?? '')) return;
    event.preventDefault();
    setProblem('Longer text is not pasted into a message that was sent. Paste it into a new message: there it goes along as a text of its own.');
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
        onPaste={(event) => bring(event, event.clipboardData)}
        onDrop={(event) => bring(event, event.dataTransfer)}
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
