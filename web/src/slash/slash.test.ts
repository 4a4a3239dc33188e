import { expect, it } from 'vitest';
import { asTyped, COMMANDS, read, suggestions } from './slash';

it.each([
  ['hello', 'say', 'hello', 'words'],
  ['1/2', 'say', '1/2', 'a slash within is none of ours'],
  ['//etc/hosts', 'say', '/etc/hosts', 'two slashes say one'],
  ['///x', 'say', '//x', 'and three say two'],
  ['//', 'say', '/', 'a slash alone'],
])('%j is said as %s %j (%s)', (line, kind, text) => {
  expect(read(line)).toEqual({ kind, text });
  expect(asTyped(text)).toBe(line);
});

it.each([
  ['/new', 'new', '', 'a command'],
  ['/NEW', 'new', '', 'in capitals'],
  ['/rename  Bins & boxes ', 'rename', 'Bins & boxes', 'with what stands behind it'],
  ['/rename a\nb', 'rename', 'a\nb', 'over two lines'],
])('%j is %s with %j (%s)', (line, name, argument) => {
  expect(read(line)).toMatchObject({ kind: 'command', command: { name }, argument });
});

it.each([
  ['/etc/hosts is what?', '/etc/hosts'],
  ['/', '/'],
  ['/ new', '/'],
  ['/constructor', '/constructor'],
])('%j is no command: %s', (line, name) => {
  expect(read(line)).toEqual({ kind: 'unknown', name });
});

it('suggests what begins so, and nothing once an argument is written or two slashes stand there', () => {
  expect(suggestions('/')).toEqual(COMMANDS);
  expect(suggestions('/ST').map((one) => one.name)).toEqual(['status', 'stop']);
  for (const line of ['', 'x', '//', '/rename x', '/new ', '/9', ' /new']) expect(suggestions(line)).toEqual([]);
});
