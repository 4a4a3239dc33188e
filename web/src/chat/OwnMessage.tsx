import { useState } from 'preact/hooks';
import { EditMessage } from './EditMessage';
import { PastedTexts } from './PastedTexts';
import { TakeBackButton } from './TakeBackButton';
import type { TurnItem } from './timeline';

interface Props {
  threadId: string;
  turn: TurnItem;
  /** The last message, with nothing under way: it may be said otherwise. */
  editable: boolean;
}

/** What the owner said in a turn, with what he can still do about it. */
export function OwnMessage({ threadId, turn, editable }: Props) {
  const [editing, setEditing] = useState(false);
  if (turn.user_input === '') return null;
  const done = (): void => {
    setEditing(false);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-turn="${turn.turn_id}"] [data-testid=message-edit]`)?.focus());
  };
  return (
    <div class="message-row">
      {editing && editable ? (
        <EditMessage threadId={threadId} turn={turn} onDone={done} />
      ) : (
        <div class="message-user" data-testid="message-user">
          <p class="text">{turn.user_input}</p>
        </div>
      )}
      {turn.pasted && <PastedTexts texts={turn.pasted} />}
      {editable && !editing && (
        <p class="message-note message-actions">
          <button type="button" class="quiet" data-testid="message-edit" onClick={() => setEditing(true)}>
            Edit
          </button>
        </p>
      )}
      {turn.state === 'Queued' && (
        <p class="message-note faint" data-testid="message-note">
          Queued: taken up after the answer before it
          {turn.message_id && <TakeBackButton threadId={threadId} messageId={turn.message_id} />}
        </p>
      )}
    </div>
  );
}
