import type { BudgetLine } from '../wire';

const NAMES: Record<BudgetLine['dimension'], string> = {
  tokens: 'Words the model reads and writes',
  money: 'Money for the model',
  requests: 'Requests, to the model and the web',
  bytes: 'Data, to and from the model and the web',
  novel_hosts: 'Places it has never been to',
};

const THEN: Record<BudgetLine['dimension'], string> = {
  tokens: 'The model is not asked any more.',
  money: 'The model is not asked any more.',
  requests: 'Nothing leaves this machine any more: neither the model nor the web is asked.',
  bytes: 'Nothing leaves this machine any more: neither the model nor the web is asked.',
  novel_hosts: 'Only places that it has reached before are asked.',
};

export function nameOf(dimension: BudgetLine['dimension']): string {
  return NAMES[dimension];
}

/** How near its end is. */
export function lead(line: BudgetLine): string {
  if (line.limit === 0) return 'None of it is allowed.';
  if (line.used >= line.limit) return 'Used up.';
  return line.warning ? 'Almost used up. After that:' : 'When it is used up:';
}

export function whatThen(dimension: BudgetLine['dimension']): string {
  return THEN[dimension];
}

/** Whole percent, never 100 before it is used up and never 0 once something is used. */
export function percent(line: BudgetLine): number {
  if (line.limit <= 0) return 0;
  const share = (line.used / line.limit) * 100;
  if (share >= 100) return 100;
  return share > 0 ? Math.min(99, Math.max(1, Math.round(share))) : 0;
}
