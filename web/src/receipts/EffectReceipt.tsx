import { useEffect, useState } from 'preact/hooks';
import { explain, get } from '../api';
import { FieldList } from '../approvals/FieldList';
import { Icon } from '../shell/Icon';
import { fullTime } from '../shell/wording';
import { dispatch, useStore } from '../store';
import type { EffectDetail } from '../wire';
import { EntryRow } from './EntryRow';

export function EffectReceipt({ effectId }: { effectId: string }) {
  const tick = useStore((state) => state.ledgerTick);
  const [detail, setDetail] = useState<EffectDetail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    get<EffectDetail>(`/api/ledger/effect/${encodeURIComponent(effectId)}`).then(
      (answer) => {
        if (gone) return;
        setDetail(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (!gone) setProblem(explain(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [effectId, tick]);
  return (
    <section aria-label={`Receipt ${effectId}`} data-testid="effect-receipt">
      <p class="effect-head">
        <button type="button" class="quiet" onClick={() => dispatch({ on: 'set', part: { effect: null } })}>
          <Icon name="back" /> All receipts
        </button>
        <strong class="mono">{effectId}</strong>
      </p>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
      {detail && (
        <>
          <h3>What it was</h3>
          {detail.fields.length > 0 && <FieldList fields={detail.fields} />}
          {!detail.body_available && (
            <p class="faint" data-testid="body-gone">
              {detail.body_dropped
                ? `Its body was dropped on ${fullTime(detail.body_dropped)} (retention). Its digest still is in the entries below.`
                : 'The body is not kept. Its digest is, in the entries below.'}
            </p>
          )}
          <h3>What happened</h3>
          <ol class="entries">
            {detail.entries.map((entry) => (
              <li key={entry.seq}>
                <EntryRow entry={entry} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
