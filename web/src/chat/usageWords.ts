import type { Usage } from '../wire';

/** What a turn used, in words; null when it used nothing. Numbers are the ledger's: nothing is worked out here. */
export function usageWords(usage: Usage): string | null {
  const { input_tokens, output_tokens, charged_tokens, cost_micro_usd } = usage;
  const told = input_tokens + output_tokens;
  if (told === 0 && !charged_tokens) return null;
  const parts = [];
  if (told > 0) parts.push(`${input_tokens.toLocaleString()} tokens in, ${output_tokens.toLocaleString()} out`);
  if (charged_tokens && charged_tokens > told) {
    parts.push(`${charged_tokens.toLocaleString()} tokens charged, for the model did not tell them all`);
  }
  if (typeof cost_micro_usd === 'number') parts.push(money(cost_micro_usd));
  return parts.join(', ');
}

/** At least two decimals, and as many as there are: a turn often costs less than a cent. */
function money(microUsd: number): string {
  const text = (microUsd / 1_000_000).toFixed(6).replace(/(\.\d{2}\d*?)0+$/, '$1');
  return `${text} USD`;
}
