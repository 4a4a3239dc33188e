import { useState } from 'preact/hooks';
import { DrawerFrame } from '../shell/DrawerFrame';
import { dispatch, useStore } from '../store';
import { EffectReceipt } from './EffectReceipt';
import { EntryRow } from './EntryRow';
import { HeadPanel } from './HeadPanel';
import { useLedger } from './useLedger';

export function ReceiptsDrawer() {
  const effect = useStore((state) => state.effect);
  return (
    <DrawerFrame title="Receipts">
      {effect === null ? <Entries /> : <EffectReceipt key={effect} effectId={effect} />}
    </DrawerFrame>
  );
}

function Entries() {
  const activeThread = useStore((state) => state.activeThread);
  const tick = useStore((state) => state.ledgerTick);
  const [onlyHere, setOnlyHere] = useState(false);
  const ledger = useLedger(onlyHere ? activeThread : null, tick);
  const show = (effect: string): void => dispatch({ on: 'set', part: { effect } });
  return (
    <>
      <HeadPanel head={ledger.head} />
      <label class="check">
        <input
          type="checkbox"
          checked={onlyHere}
          disabled={activeThread === null}
          data-testid="receipts-only-here"
          onChange={(event) => setOnlyHere(event.currentTarget.checked)}
        />
        Only this conversation
      </label>
      {ledger.problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {ledger.problem}
        </p>
      )}
      {ledger.entries.length === 0 && ledger.head !== null && <p class="faint">Nothing is recorded yet.</p>}
      <ol class="entries">
        {ledger.entries.map((entry) => (
          <li key={entry.seq}>
            <EntryRow entry={entry} onEffect={show} />
          </li>
        ))}
      </ol>
      {ledger.hasMore && (
        <button type="button" class="earlier" onClick={() => void ledger.older()}>
          Show older receipts
        </button>
      )}
    </>
  );
}
