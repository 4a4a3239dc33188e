import { describe, expect, it } from 'vitest';
import { size } from '../shell/wording';
import { gist, readsAsTyped, withOneMore } from './pasted';

describe('what is pasted', () => {
  it('stands among the own words when it is an address or a short line', () => {
    expect(readsAsTyped('https://example.com/a?b=c')).toBe(true);
    expect(readsAsTyped('  a line with its break\n')).toBe(true);
    expect(readsAsTyped('x'.repeat(200))).toBe(true);
  });

  it('goes along apart when it is long or has several lines, whatever ends them', () => {
    expect(readsAsTyped('x'.repeat(201))).toBe(false);
    for (const end of ['\n', '\r', '\u2028', '\u2029']) expect(readsAsTyped(`a${end}b`)).toBe(false);
  });

  it('goes along in ten texts at most, and all of it', () => {
    const ten = Array.from({ length: 10 }, (_, index) => `${index}`);
    expect(withOneMore(ten.slice(1), 'x')).toHaveLength(10);
    expect(withOneMore(ten, 'x')).toEqual([...ten.slice(0, 9), '9\n\nx']);
  });

  it('shows its first words on one line', () => {
    expect(gist(' Dear\n\n all, ')).toBe('Dear all,');
    expect(gist('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
    expect(size(1)).toBe('1 character');
  });
});
