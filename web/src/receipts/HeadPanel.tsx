import { useState } from 'preact/hooks';
import { explain, get } from '../api';
import { CopyButton } from '../shell/CopyButton';
import { Icon } from '../shell/Icon';
import { shortHash } from '../shell/wording';
import type { LedgerHead, Verification } from '../wire';
import { download } from './download';

export function HeadPanel({ head }: { head: LedgerHead | null }) {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Verification | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const verify = (): Promise<void> =>
    run(async () => {
      setResult(null);
      setResult(await get<Verification>('/api/ledger/verify'));
    });
  const exportHead = (): Promise<void> =>
    run(async () => {
      const exported = await get<LedgerHead>('/api/ledger/head');
      download(`gatehouse-head-${exported.seq}.json`, JSON.stringify(exported, null, 2) + '\n');
    });
  return (
    <section class="head-panel" aria-label="The chain of receipts">
      <p>
        {head ? (
          <>
            Head <strong>{head.seq}</strong> <code title={head.hash}>{shortHash(head.hash)}</code>
            <CopyButton text={head.hash} label="Copy the head’s hash" />
          </>
        ) : (
          <span class="faint">Loading…</span>
        )}
      </p>
      <p class="head-actions">
        <button type="button" disabled={busy} data-testid="verify" onClick={() => void verify()}>
          Verify the chain
        </button>
        <button type="button" disabled={busy} data-testid="export-head" onClick={() => void exportHead()}>
          Export head
        </button>
      </p>
      <div aria-live="polite">
        {result && <Result result={result} />}
        {problem !== null && (
          <p class="problem" data-testid="error-text">
            {problem}
          </p>
        )}
      </div>
      <p class="faint">Keep an exported head elsewhere: against it, a cut-off end of the chain shows too.</p>
    </section>
  );
}

function Result({ result }: { result: Verification }) {
  return (
    <div class={result.ok ? 'verify is-ok' : 'verify is-bad'} data-testid="verify-result" data-ok={result.ok}>
      <p>
        <Icon name={result.ok ? 'check' : 'warning'} />
        {result.ok ? `All ${result.entries} entries hold together, up to ${result.head.seq}.` : `${result.problems.length} of ${result.entries} entries do not hold.`}
      </p>
      {result.problems.length > 0 && (
        <ul>
          {result.problems.map((one, index) => (
            <li key={index}>
              entry {one.seq}: <strong>{one.problem}</strong>. {one.detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
