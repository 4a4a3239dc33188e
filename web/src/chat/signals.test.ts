import { expect, it } from 'vitest';
import { signalSentence } from './signals';

it('says what was seen, also what it has no words for', () => {
  expect(signalSentence(['hide_from_owner', 'some_new_one'])).toBe(
    'The text wants something kept from you; some new one. It is handled as data either way.',
  );
});
