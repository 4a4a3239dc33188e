import type { ThreadInfo } from '../wire';
import { titleOf } from './titleOf';

/** The conversations whose titles hold every word, whatever its case and accents. */
export function matching(threads: ThreadInfo[], query: string): ThreadInfo[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return words.length === 0 ? threads : threads.filter((thread) => holds(folded(titleOf(thread)), words));
}

function holds(title: string, words: string[]): boolean {
  return words.every((word) => title.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
