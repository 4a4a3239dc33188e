import { expect, it } from 'vitest';
import type { ProgramToken } from '../wire';
import { endWords, nameOf, scopeWords, useWords } from './tokenWords';

const now = Date.parse('2026-06-01T12:00:00Z');
const used = (last_used: string | null) => useWords({ last_used } as ProgramToken, now);

it.each([
  [null, 'never used'],
  ['2026-06-01T11:59:50Z', 'used just now'],
  ['2026-06-01T11:00:00Z', 'last used 1 h ago'],
  ['2026-05-30T12:00:00Z', 'last used 2 d ago'],
])('%s: %s', (time, words) => {
  expect(used(time)).toBe(words);
});

it('gives a date, not "ago", to what was long ago', () => {
  expect(used('2026-01-02T12:00:00Z')).toMatch(/^last used .*2/);
  expect(used('2026-01-02T12:00:00Z')).not.toContain('ago');
});

it('tells an end, one that is past, and none', () => {
  expect(endWords(null, false)).toBe('has no end');
  expect(endWords('2026-07-01T00:00:00Z', false)).toMatch(/^ends /);
  expect(endWords('2026-05-01T00:00:00Z', true)).toMatch(/^ran out /);
});

it('says what a token opens, and repeats a scope that it does not know', () => {
  expect(scopeWords('chat')).toBe('May ask the model, and nothing else.');
  expect(scopeWords('more')).toBe('May use: more.');
});

it('has a name for what has none', () => {
  expect([nameOf({ name: '' }), nameOf({ name: 'editor' })]).toEqual(['A program without a name', 'editor']);
});
