import { useStore } from '../store';
import type { BudgetLine } from '../wire';
import { clockTime } from './wording';

/** The budget that is nearest to its end, with all of them on hover. */
export function Budget() {
  const budget = useStore((state) => state.status?.budget ?? null);
  const tightest = budget?.today.filter((line) => line.limit > 0).sort((one, other) => share(other) - share(one))[0];
  if (!budget || !tightest) return null;
  const words = `Today, filled again at ${clockTime(budget.resets_at)}: ${budget.today.map((line) => line.text).join('; ')}`;
  return (
    <span class={tightest.warning ? 'budget is-short' : 'budget'} title={words} data-testid="budget">
      <span aria-hidden="true">{tightest.text}</span>
      <progress max={tightest.limit} value={Math.min(tightest.used, tightest.limit)} aria-label={words} />
    </span>
  );
}

function share(line: BudgetLine): number {
  return line.used / line.limit;
}
