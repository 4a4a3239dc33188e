import { dispatch } from '../store';
import { deliver } from './commands';
import { PastedTexts } from './PastedTexts';
import { TakeBackButton } from './TakeBackButton';
import { sent, type Outgoing } from './timeline';

interface Props {
  message: Outgoing;
  threadId: string;
  busy: boolean;
}

/** A message on its way: being sent, queued behind a running turn, or failed with its reason. */
export function OutgoingMessage({ message, threadId, busy }: Props) {
  const { localId, content, pasted, status, messageId } = message;
  const discard = (): void => dispatch({ on: 'timeline', threadId, action: { type: 'discarded', localId } });
  return (
    <div class="message-row">
      <div class={`message-user is-${status}`} data-testid="message-user" data-status={status}>
        <p class="text">{content}</p>
      </div>
      <PastedTexts texts={sent(message) ?? []} />
      {status === 'failed' ? (
        <p class="message-note is-danger" role="alert">
          <span data-testid="error-text">Not sent. {message.problem}</span>
          <button type="button" onClick={() => void deliver(threadId, localId, { text: content, pasted })} data-testid="retry">
            Retry
          </button>
          <button type="button" class="quiet" onClick={discard}>
            Discard
          </button>
        </p>
      ) : (
        <p class="message-note faint" data-testid="message-note">
          {status === 'sending' ? 'Sending…' : busy ? 'Queued: taken up after this answer' : 'Accepted'}
          {status === 'queued' && busy && messageId !== null && <TakeBackButton threadId={threadId} messageId={messageId} />}
        </p>
      )}
    </div>
  );
}
