import { expect, it } from 'vitest';
import { loginCode } from './loginCode';

it.each([
  ['http://127.0.0.1:3000/#login=abc-123', 'abc-123'],
  ['  #login=abc%2D1&x=y ', 'abc-1'],
  ['abc_123', 'abc_123'],
  ['two words', null],
  ['http://127.0.0.1:3000/#login=', null],
  ['#login=%zz', null],
  ['', null],
])('finds the code in %j', (text, code) => {
  expect(loginCode(text)).toBe(code);
});
