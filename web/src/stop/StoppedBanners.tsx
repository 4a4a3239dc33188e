import { clockTime } from '../shell/wording';
import { Icon } from '../shell/Icon';
import { useStore } from '../store';
import type { StopMark } from '../wire';
import { resume } from './commands';

export function StoppedBanners() {
  const stop = useStore((state) => state.stop);
  const activeThread = useStore((state) => state.activeThread);
  const here = stop.threads.find((mark) => mark.thread_id === activeThread);
  return (
    <>
      {stop.global && <StoppedBanner mark={stop.global} threadId={null} />}
      {here && activeThread !== null && <StoppedBanner mark={here} threadId={activeThread} />}
    </>
  );
}

function StoppedBanner({ mark, threadId }: { mark: StopMark; threadId: string | null }) {
  return (
    <div class="banner is-danger" role="status" data-testid="stopped-banner">
      <Icon name="stop" />
      <p>
        <strong>{threadId === null ? 'Everything is stopped' : 'This conversation is stopped'}</strong> since {clockTime(mark.since)}
        {mark.reason ? ` (${mark.reason})` : ''}. Nothing passes the gate until you resume.
      </p>
      <button type="button" class="primary" data-testid="resume" onClick={() => void resume(threadId)}>
        {threadId === null ? 'Resume everything' : 'Resume'}
      </button>
    </div>
  );
}
