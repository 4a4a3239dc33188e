import { relativeTime } from '../shell/wording';
import type { ThreadInfo } from '../wire';
import { titleOf } from './titleOf';

interface Props {
  thread: ThreadInfo;
  now: number;
  active: boolean;
  waiting: boolean;
  onSelect: () => void;
}

export function ThreadRow({ thread, now, active, waiting, onSelect }: Props) {
  const state = thread.state === 'Processing' ? 'working' : waiting || thread.state === 'AwaitingApproval' ? 'waiting' : 'idle';
  const words = state === 'working' ? 'working' : state === 'waiting' ? 'waiting for your approval' : '';
  return (
    <button
      type="button"
      class={active ? 'thread is-active' : 'thread'}
      aria-current={active ? 'true' : undefined}
      data-testid="thread-item"
      data-thread={thread.id}
      data-state={state}
      onClick={onSelect}
    >
      <span class={`dot is-${state}`} aria-hidden="true" title={words} />
      <span class="thread-title">{titleOf(thread)}</span>
      <span class="thread-time">{relativeTime(thread.updated_at, now)}</span>
      {words && <span class="unseen">, {words}</span>}
    </button>
  );
}
