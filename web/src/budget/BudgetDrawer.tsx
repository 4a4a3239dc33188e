import { useEffect } from 'preact/hooks';
import { loadStatus } from '../session/commands';
import { DrawerFrame } from '../shell/DrawerFrame';
import { VIEWS } from '../shell/views';
import { fullTime } from '../shell/wording';
import { useStore } from '../store';
import type { Budget } from '../wire';
import { BudgetMeter } from './BudgetMeter';

/** What may it spend today, and what happens then? */
export function BudgetDrawer() {
  const status = useStore((state) => state.status);
  const tick = useStore((state) => state.ledgerTick);
  useEffect(() => void loadStatus(), [tick]);
  return (
    <DrawerFrame title={VIEWS.budget.title}>
      {status === null ? (
        <div class="asked-problem">
          <p class="faint" role="status">
            Not told yet.
          </p>
          <button type="button" onClick={() => void loadStatus()}>
            Ask again
          </button>
        </div>
      ) : (
        <Lines budget={status.budget} />
      )}
    </DrawerFrame>
  );
}

function Lines({ budget }: { budget: Budget }) {
  return (
    <>
      <p>
        What it may spend today. Before each step the most that it can take is set aside; where that is more than what is left, the step is
        refused and nothing is sent.
      </p>
      <p class="faint" data-testid="budget-resets">
        All of it is filled again at {fullTime(budget.resets_at)}.
      </p>
      <ul class="budget-lines">
        {budget.today.map((line) => (
          <BudgetMeter key={line.dimension} line={line} />
        ))}
      </ul>
      <h3>In one conversation</h3>
      {budget.per_thread.length === 0 ? (
        <p class="faint">No conversation has a limit of its own.</p>
      ) : (
        <>
          <p class="faint">Not filled again: when it is used up, go on in a new conversation.</p>
          <ul class="budget-caps">
            {budget.per_thread.map((cap) => (
              <li key={cap.dimension} data-testid="budget-cap">
                at most {cap.text} <code>{cap.setting}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="faint">A limit is changed in the settings, and counts once you put it in force there. Memory and receipts go on without a budget.</p>
    </>
  );
}
