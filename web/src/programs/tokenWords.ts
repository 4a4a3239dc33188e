import { fullTime, relativeTime } from '../shell/wording';
import type { ProgramToken } from '../wire';

/** How long a new token may live, as the gateway reads it. */
export const LIVES: [string, string][] = [
  ['1d', 'one day'],
  ['30d', '30 days'],
  ['90d', '90 days'],
  ['365d', 'one year'],
  ['none', 'no end'],
];

/** What it opens, in plain words. */
export function scopeWords(scope: string): string {
  return scope === 'chat' ? 'May ask the model, and nothing else.' : `May use: ${scope}.`;
}

export function endWords(expires: string | null, expired: boolean): string {
  if (expires === null) return 'has no end';
  return `${expired ? 'ran out' : 'ends'} ${fullTime(expires)}`;
}

/** When it was used; the gateway knows it to five minutes. */
export function useWords(token: ProgramToken, now: number): string {
  if (token.last_used === null) return 'never used';
  const words = relativeTime(token.last_used, now);
  return words === 'now' ? 'used just now' : `last used ${/^\d+ (min|h|d)$/.test(words) ? `${words} ago` : words}`;
}

export function nameOf(token: { name: string }): string {
  return token.name === '' ? 'A program without a name' : token.name;
}
