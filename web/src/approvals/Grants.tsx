import { useEffect, useState } from 'preact/hooks';
import { explain, get, post } from '../api';
import { fullTime } from '../shell/wording';
import { useStore } from '../store';
import type { Grant } from '../wire';

/** What the owner allowed once and for all, and the way to take it back. */
export function Grants() {
  const tick = useStore((state) => state.ledgerTick);
  const [grants, setGrants] = useState<Grant[] | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (ask: () => Promise<{ grants: Grant[] }>): Promise<void> => {
    try {
      setGrants((await ask()).grants);
      setProblem(null);
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const load = (): Promise<void> => run(() => get('/api/grants'));
  useEffect(() => void load(), [tick]);
  const revoke = async (id: string): Promise<void> => {
    setRevoking(id);
    await run(() => post('/api/grants/revoke', { id }));
    setRevoking(null);
  };
  return (
    <section class="grants" aria-label="Always allowed" data-testid="grants">
      <h3>Always allowed</h3>
      {grants?.length === 0 && <p class="faint">Nothing: each request asks you.</p>}
      <ul>
        {grants?.map((grant) => (
          <li key={grant.id} class={grant.expired ? 'is-expired' : undefined} data-testid="grant" data-id={grant.id} data-expired={grant.expired}>
            <span class="grant-line" dir="ltr">
              {grant.line}
            </span>
            <time class="faint" dateTime={grant.since}>
              since {fullTime(grant.since)}
              {grant.expires && `, ${grant.expired ? 'expired' : 'until'} ${fullTime(grant.expires)}`}
            </time>
            <button
              type="button"
              disabled={revoking !== null}
              data-testid="grant-revoke"
              aria-label={`${grant.expired ? 'Remove' : 'Revoke'} ${grant.line}`}
              onClick={() => void revoke(grant.id)}
            >
              {revoking === grant.id ? 'Revoking…' : grant.expired ? 'Remove' : 'Revoke'}
            </button>
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
    </section>
  );
}
