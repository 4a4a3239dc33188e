import { useState } from 'preact/hooks';
import { StoppedBanners } from '../stop/StoppedBanners';
import { StopReceipts } from '../stop/StopReceipts';
import { dispatch, useStore } from '../store';
import { clockTime } from './wording';
import { Icon } from './Icon';

export function Banners() {
  return (
    <div class="banners">
      <StoppedBanners />
      <StopReceipts />
      <Connection />
      <Problem />
      <BudgetSpent />
      <Offline />
    </div>
  );
}

function Connection() {
  const connection = useStore((state) => state.connection);
  if (connection === 'open' || connection === 'connecting') return null;
  return (
    <div class="banner is-warning" role="status" data-testid="disconnected-banner">
      <Icon name="warning" />
      <p>
        {connection === 'full'
          ? 'Gatehouse has too many open pages. Close other tabs; this one keeps trying.'
          : 'The connection to Gatehouse is lost. Trying again; nothing you typed is lost.'}
      </p>
    </div>
  );
}

function Problem() {
  const problem = useStore((state) => state.problem);
  if (problem === null) return null;
  return (
    <div class="banner is-danger" role="alert">
      <Icon name="warning" />
      <p data-testid="error-text">{problem}</p>
      <button type="button" class="quiet" onClick={() => dispatch({ on: 'set', part: { problem: null } })}>
        Dismiss
      </button>
    </div>
  );
}

function BudgetSpent() {
  const budget = useStore((state) => state.status?.budget ?? null);
  if (!budget) return null;
  const spent = budget.today.filter((line) => line.limit > 0 && line.used >= line.limit);
  if (spent.length === 0) return null;
  return (
    <div class="banner is-warning" role="status" data-testid="budget-banner">
      <Icon name="warning" />
      <p>
        Today’s budget is used up: {spent.map((line) => line.text).join('; ')}. It is filled again at {clockTime(budget.resets_at)}; a higher
        limit is set with {spent.map((line) => line.setting).join(', ')}.
      </p>
    </div>
  );
}

function Offline() {
  const offline = useStore((state) => state.status?.offline ?? false);
  const [hidden, setHidden] = useState(false);
  if (!offline || hidden) return null;
  return (
    <div class="banner" role="status" data-testid="offline-banner">
      <p>
        <strong>No AI is connected.</strong> I can fetch a URL, remember, search memory, echo, tell the time, and http GET URL. Connect a
        model: set <code>LLM_BACKEND</code>, <code>LLM_BASE_URL</code>, <code>LLM_MODEL</code>, <code>LLM_API_KEY</code> and restart.
      </p>
      <button type="button" class="quiet" onClick={() => setHidden(true)}>
        Hide
      </button>
    </div>
  );
}
