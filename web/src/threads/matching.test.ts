import { expect, it } from 'vitest';
import type { ThreadInfo } from '../wire';
import { matching } from './matching';

const threads = ['Bicycle frame', 'Über die Brücke', ''].map((title, at) => ({ id: `t${at}`, title }) as ThreadInfo);

it.each([
  ['', ['t0', 't1', 't2'], 'nothing asked'],
  ['  ', ['t0', 't1', 't2'], 'only spaces'],
  ['BIKE', [], 'no such title'],
  ['frame bicycle', ['t0'], 'all words, in any order'],
  ['frame car', [], 'one word is missing'],
  ['uber', ['t1'], 'without its accent'],
  ['BRÜCKE', ['t1'], 'in capitals'],
  ['untitled', ['t2'], 'by the name that is shown'],
])('finds by %j: %j (%s)', (query, expected) => {
  expect(matching(threads, query).map((thread) => thread.id)).toEqual(expected);
});
