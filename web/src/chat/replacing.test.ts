import { expect, it } from 'vitest';
import { exchanges, replaceable } from './replacing';
import type { TurnItem } from './timeline';

const turn = (turn_id: string, turn_number: number, more: Partial<TurnItem> = {}): TurnItem =>
  ({ turn_id, turn_number, user_input: 'words', state: 'Completed', tool_calls: [], ...more }) as TurnItem;

it('puts what was replaced before what counts, through more than one', () => {
  const turns = [turn('a', 1, { replaced_by: 'c' }), turn('b', 2, { replaced_by: 'c' }), turn('c', 3, { replaced_by: 'd' }), turn('d', 4), turn('e', 5)];
  expect(exchanges(turns).map((one) => [one.turn.turn_id, one.replaced.map((old) => old.turn_id)])).toEqual([
    ['d', ['a', 'b', 'c']],
    ['e', []],
  ]);
});

it('does not lose a turn whose follower is not there, nor go round in circles', () => {
  expect(exchanges([turn('a', 1, { replaced_by: 'gone' })]).map((one) => one.turn.turn_id)).toEqual(['a']);
  expect(exchanges([turn('a', 1, { replaced_by: 'a' })]).map((one) => one.turn.turn_id)).toEqual(['a']);
});

const waits = { tool_calls: [{ outcome: 'waiting' }] } as unknown as Partial<TurnItem>;

it.each<[TurnItem[], string | null, string]>([
  [[turn('a', 1)], 'a', 'the only one'],
  [[turn('a', 1), turn('b', 2)], 'b', 'the last one'],
  [[turn('a', 1), turn('b', 2, { user_input: '', continues: 'A1' })], 'a', 'what went on from it goes with it'],
  [[turn('a', 1), turn('b', 2, { state: 'Processing' })], null, 'one is under way'],
  [[turn('a', 1, waits)], null, 'it waits for the owner'],
  [[turn('a', 1, { replaced_by: 'b' }), turn('b', 2)], 'b', 'a replaced one does not count'],
  [[], null, 'there is none'],
])('%#: of %j %s may be replaced (%s)', (turns, expected) => {
  expect(replaceable(turns)).toBe(expected);
});
