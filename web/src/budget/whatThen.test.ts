import { expect, it } from 'vitest';
import type { BudgetLine } from '../wire';
import { percent } from './whatThen';

it.each([
  [0, 100, 0, 'nothing is used'],
  [1, 100_000, 1, 'a little is more than nothing'],
  [50, 100, 50, 'half'],
  [99_999, 100_000, 99, 'all but one is not all'],
  [100, 100, 100, 'all'],
  [150, 100, 100, 'a provider may report more than was allowed'],
  [5, 0, 0, 'nothing may be used: there is no share of it'],
])('shows %d of %d as %d %% (%s)', (used, limit, expected) => {
  expect(percent({ used, limit } as BudgetLine)).toBe(expected);
});
