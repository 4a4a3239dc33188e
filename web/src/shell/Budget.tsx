import { useStore } from '../store';
import { clockTime, shortCount } from './wording';

export function Budget() {
  const budget = useStore((state) => state.status?.budget ?? null);
  if (!budget || budget.tokens_limit <= 0) return null;
  const share = budget.tokens_used / budget.tokens_limit;
  const words = `${budget.tokens_used.toLocaleString()} of ${budget.tokens_limit.toLocaleString()} tokens used today, filled again at ${clockTime(budget.resets_at)}`;
  return (
    <span class={share >= 0.9 ? 'budget is-short' : 'budget'} title={words} data-testid="budget">
      <span aria-hidden="true">
        {shortCount(budget.tokens_used)} / {shortCount(budget.tokens_limit)}
      </span>
      <progress max={budget.tokens_limit} value={Math.min(budget.tokens_used, budget.tokens_limit)} aria-label={words} />
    </span>
  );
}
