import { useStore } from '../store';
import type { BudgetLine } from '../wire';
import { toggleDrawer } from './drawers';
import { clockTime } from './wording';

/** The budget that is nearest to its end, with all of them behind it. */
export function Budget() {
  const budget = useStore((state) => state.status?.budget ?? null);
  const tightest = budget?.today.filter((line) => line.limit > 0).sort((one, other) => share(other) - share(one))[0];
  if (!budget || !tightest) return null;
  const words = `Today, filled again at ${clockTime(budget.resets_at)}: ${budget.today.map((line) => line.text).join('; ')}`;
  return (
    <button
      type="button"
      class={tightest.warning ? 'quiet budget is-short' : 'quiet budget'}
      title={words}
      aria-label={`Budget. ${words}`}
      data-testid="budget"
      onClick={() => toggleDrawer('budget')}
    >
      <span aria-hidden="true">{tightest.text}</span>
      <progress max={tightest.limit} value={Math.min(tightest.used, tightest.limit)} aria-hidden="true" />
    </button>
  );
}

function share(line: BudgetLine): number {
  return line.used / line.limit;
}
