import { useState } from 'preact/hooks';
import { explain, get, post } from '../api';
import { Asked } from '../shell/Asked';
import { Confirm } from '../shell/Confirm';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useAnswer } from '../shell/useAnswer';
import { VIEWS } from '../shell/views';
import type { Session } from '../wire';
import { signOut } from './commands';
import { SessionRow } from './SessionRow';

/** Which browsers are signed in, and signing them out. */
export function SessionsDrawer() {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const answer = useAnswer('sessions', () => get<{ sessions: Session[] }>('/api/sessions'));
  const end = async (session: Session): Promise<void> => {
    if (session.current) return signOut();
    setBusy(session.id);
    try {
      await post('/api/sessions/revoke', { id: session.id });
      setProblem(null);
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(null);
    answer.again();
  };
  const endOthers = async (): Promise<void> => {
    await post('/api/sessions/revoke', { all: true });
    answer.again();
  };
  const endAll = async (): Promise<void> => {
    await post('/api/sessions/revoke', { all: true });
    await signOut();
  };
  return (
    <DrawerFrame title={VIEWS.sessions.title}>
      <p class="faint">
        Each browser that signed in, for 30 days at most. One that you do not know: sign it out. <code>gatehouse login</code> makes a link for
        a new one.
      </p>
      <Asked answer={answer}>
        {({ sessions }) => (
          <>
            <ul class="entries">
              {sessions.map((session) => (
                <SessionRow key={session.id} session={session} busy={busy === session.id} onEnd={() => void end(session)} />
              ))}
            </ul>
            {sessions.length === 0 && <p class="faint">No browser is signed in.</p>}
            <p class="session-actions">
              <button type="button" disabled={sessions.every((one) => one.current)} data-testid="sessions-others" onClick={() => void endOthers().catch((error) => setProblem(explain(error)))}>
                Sign out all others
              </button>
              <button type="button" class="danger" data-testid="sessions-all" onClick={() => setAsking(true)}>
                Sign everybody out
              </button>
            </p>
          </>
        )}
      </Asked>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
      {asking && (
        <Confirm title="Sign everybody out?" action="Sign everybody out" onSure={endAll} onClose={() => setAsking(false)}>
          <p>
            Every browser is signed out, this one too. To come back you need a new link: run <code>gatehouse login</code> in a terminal on the
            machine where Gatehouse runs.
          </p>
          <p>Programs that use the access token stay signed in.</p>
        </Confirm>
      )}
    </DrawerFrame>
  );
}
