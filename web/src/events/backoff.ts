/** Milliseconds to wait before attempt n (from 0): doubling from 0.5 s to 15 s, the upper half random. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 1_000 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
