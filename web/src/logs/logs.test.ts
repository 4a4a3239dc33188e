import { describe, expect, it } from 'vitest';
import type { LogLevel } from '../wire';
import { asText, KEPT, lineOf, shown, withMore, type LogLine } from './lines';
import { EMPTY_TAIL, reduceTail, type Tail, type TailAction } from './tail';

const line = (id: number, level: LogLevel = 'info', message = `line ${id}`): LogLine => ({
  id: `e-${id}`,
  level,
  target: 'Gatehouse.Server',
  message,
  timestamp: '2026-06-01T12:00:00Z',
});
const lost: LogLine = { id: 'e-9 lost', lost: 3 };

describe('a frame', () => {
  const said = { level: 'warn', target: 't', message: 'm', timestamp: 'now' };

  it('is a line, or tells how many were lost', () => {
    expect(lineOf({ id: 'e-1', event: 'log', data: JSON.stringify(said) })).toEqual({ id: 'e-1', ...said });
    expect(lineOf({ id: 'e-1', event: 'dropped', data: '{"dropped":7}' })).toEqual({ id: 'e-1 lost', lost: 7 });
  });

  it.each([
    ['log', '{', 'half of it'],
    ['log', 'null', 'nothing'],
    ['log', JSON.stringify({ ...said, level: 'loud' }), 'a level that there is not'],
    ['log', JSON.stringify({ ...said, message: 1 }), 'a message that is no text'],
    ['dropped', '{"dropped":"many"}', 'a count that is none'],
    ['other', JSON.stringify(said), 'another event'],
  ])('%s %s is nothing (%s)', (event, data) => {
    expect(lineOf({ id: 'e-1', event, data })).toBeNull();
  });
});

it('keeps the newest lines, each once', () => {
  expect(withMore([line(1), line(2)], [line(2), line(3)])).toEqual([line(1), line(2), line(3)]);
  const many = Array.from({ length: KEPT }, (_, at) => line(at));
  expect(withMore(many, [line(KEPT)])).toEqual([...many.slice(1), line(KEPT)]);
});

it.each([
  ['trace', '', ['e-1', 'e-2', 'e-9 lost', 'e-3'], 'all'],
  ['warn', '', ['e-9 lost', 'e-3'], 'as bad or worse'],
  ['trace', 'LINE 2', ['e-2', 'e-9 lost'], 'by words, in any case'],
  ['trace', 'server', ['e-1', 'e-2', 'e-9 lost', 'e-3'], 'by the part of the program'],
  ['error', 'x', ['e-9 lost'], 'what is missing is told whatever is asked for'],
] as [LogLevel, string, string[], string][])('%s and %j show %j (%s)', (least, words, ids) => {
  const lines = [line(1, 'trace'), line(2), lost, line(3, 'error')];
  expect(shown(lines, least, words).map(({ id }) => id)).toEqual(ids);
});

it('is saved with a line each', () => {
  expect(asText([line(1, 'warn'), lost])).toBe(
    '2026-06-01T12:00:00Z warn  Gatehouse.Server: line 1\n[3 lines are missing here: they came faster than they were read.]\n',
  );
});

describe('the tail', () => {
  const after = (...actions: TailAction[]): Tail => actions.reduce(reduceTail, EMPTY_TAIL);
  const came = (...lines: LogLine[]): TailAction => ({ type: 'came', lines });

  it('stands still while paused and goes on without a hole', () => {
    const paused = after(came(line(1)), { type: 'pause' }, came(line(2)), came(line(3)));
    expect([paused.lines, paused.waiting]).toEqual([[line(1)], [line(2), line(3)]]);
    expect(reduceTail(paused, { type: 'go-on' })).toEqual({ lines: [line(1), line(2), line(3)], paused: false, waiting: [] });
  });

  it('is cleared of what is shown and of what waits, and stays paused', () => {
    expect(after(came(line(1)), { type: 'pause' }, came(line(2)), { type: 'clear' })).toEqual({ lines: [], paused: true, waiting: [] });
  });

  it('stays the same when nothing came', () => {
    const tail = after(came(line(1)));
    expect(reduceTail(tail, came())).toBe(tail);
  });
});
