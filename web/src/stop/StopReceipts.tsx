import { openDrawer } from '../shell/drawers';
import { dispatch, useStore } from '../store';
import type { StopReceipt } from '../wire';

export function StopReceipts() {
  const receipts = useStore((state) => state.stopReceipts);
  const last = receipts.at(-1);
  return last ? <Receipt key={last.since} stop={last} /> : null;
}

/** What a stop could still prevent, and what had left already. */
function Receipt({ stop }: { stop: StopReceipt }) {
  const { cancelled, on_the_wire } = stop.receipt;
  return (
    <div class="banner stop-receipt" role="status" data-testid="stop-receipt">
      <div>
        <p>
          <strong>Stopped.</strong> {cancelled === 0 ? 'Nothing had to be cancelled.' : `Cancelled before it was done: ${cancelled}.`}{' '}
          {on_the_wire.length === 0 ? 'Nothing had left this machine.' : 'Already on the wire, cannot be called back:'}
        </p>
        {on_the_wire.length > 0 && (
          <ul>
            {on_the_wire.map((effect) => (
              <li key={effect.effect_id}>
                <button type="button" class="link" onClick={() => openDrawer('receipts', effect.effect_id)}>
                  {effect.effect_id}
                </button>{' '}
                <span class="mono">{effect.line}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <button type="button" class="quiet" onClick={() => dispatch({ on: 'receipt-read', since: stop.since })}>
        Dismiss
      </button>
    </div>
  );
}
