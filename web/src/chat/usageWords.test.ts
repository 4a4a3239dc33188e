import { expect, it } from 'vitest';
import type { Usage } from '../wire';
import { usageWords } from './usageWords';

it.each<[Usage, string | null, string]>([
  [{ input_tokens: 0, output_tokens: 0 }, null, 'no model was asked'],
  [{ input_tokens: 12, output_tokens: 3 }, '12 tokens in, 3 out', 'an unknown price says tokens only'],
  [{ input_tokens: 12, output_tokens: 3, charged_tokens: 15, cost_micro_usd: 4_000 }, '12 tokens in, 3 out, 0.004 USD', 'with a price'],
  [{ input_tokens: 1, output_tokens: 1, charged_tokens: 2, cost_micro_usd: 1_500_000 }, '1 tokens in, 1 out, 1.50 USD', 'two decimals at least'],
  [{ input_tokens: 1, output_tokens: 1, charged_tokens: 2, cost_micro_usd: 0 }, '1 tokens in, 1 out, 0.00 USD', 'a price of nothing is a price'],
  [{ input_tokens: 0, output_tokens: 0, charged_tokens: 900 }, '900 tokens charged, for the model did not tell them all', 'nothing was told'],
])('%j: %s (%s)', (usage, expected) => {
  expect(usageWords(usage)).toBe(expected);
});
