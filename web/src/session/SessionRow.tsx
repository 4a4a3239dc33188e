import { fullTime, relativeTime } from '../shell/wording';
import type { Session } from '../wire';
import { browserName } from './browserName';

interface Props {
  session: Session;
  busy: boolean;
  onEnd: () => void;
}

export function SessionRow({ session, busy, onEnd }: Props) {
  const name = browserName(session.user_agent);
  return (
    <li class="entry" data-testid="session" data-current={session.current}>
      <div class="entry-words">
        <p>
          <strong title={session.user_agent}>
            <bdi>{name}</bdi>
          </strong>
          {session.current && <span class="entry-mark session-this">this browser</span>}
        </p>
        <p class="faint">
          last seen {lastSeen(session.last_seen)}, signed in {fullTime(session.created)}, ends {fullTime(session.expires)}
        </p>
      </div>
      <button type="button" disabled={busy} data-testid="session-end" aria-label={`Sign out ${session.current ? 'this browser' : name}`} onClick={onEnd}>
        {busy ? 'One moment…' : 'Sign out'}
      </button>
    </li>
  );
}

function lastSeen(time: string): string {
  const words = relativeTime(time, Date.now());
  return words === 'now' ? 'now' : /^\d+ (min|h|d)$/.test(words) ? `${words} ago` : words;
}
