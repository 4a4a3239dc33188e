import { expect, it } from 'vitest';
import { fileNameOf } from './fileNameOf';

it.each([
  ['Bicycle frame', 'Bicycle-frame', 'words'],
  ['../../etc/passwd', 'etc-passwd', 'no way up'],
  ['a\u202Egpj.exe', 'a-gpj-exe', 'nothing that turns the direction'],
  ['Über die Brücke?', 'Über-die-Brücke', 'letters of any script'],
  ['…', 'conversation', 'nothing left'],
  ['x'.repeat(300), 'x'.repeat(60), 'short'],
])('%j becomes %j (%s)', (title, expected) => {
  expect(fileNameOf(title)).toBe(expected);
});
