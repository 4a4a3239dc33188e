import { describe, expect, it } from 'vitest';
import type { Setting } from '../wire';
import { groups } from './groups';
import { choices, isGiven, isStored, sourceWords, valueWords, whyNotHere } from './settingWords';
import { complaints, readTransfer } from './transfer';

const one = (part: Partial<Setting>): Setting => ({
  key: 'LLM_MODEL',
  value: null,
  source: 'default',
  default: 'none',
  secret: false,
  set: false,
  storable: true,
  restart: true,
  pending: false,
  kind: 'text',
  allowed: 'must be a name.',
  description: 'The model’s name.',
  updated_at: null,
  ...part,
});

describe('groups', () => {
  const all = ['GATEHOUSE_HOME', 'GATEHOUSE_POLICY', 'GATEWAY_HOST', 'LLM_MODEL', 'BUDGET_USD_PER_DAY', 'AXON_X'].map((key) => one({ key }));

  it('puts each setting into one group and loses none', () => {
    const found = groups(all, '');
    expect(found.map((group) => [group.title, group.settings.map(({ key }) => key)])).toEqual([
      ['What is asked', ['GATEHOUSE_POLICY']],
      ['The model', ['LLM_MODEL']],
      ['What may be spent', ['BUDGET_USD_PER_DAY']],
      ['The way in', ['GATEWAY_HOST']],
      ['Everything else', ['GATEHOUSE_HOME', 'AXON_X']],
    ]);
  });

  it.each([
    ['usd', ['BUDGET_USD_PER_DAY'], 'by its key, in any case'],
    ['NAME', all.map(({ key }) => key).sort(), 'by its description'],
    ['model llm', ['LLM_MODEL'], 'every word, in any order'],
    ['usd host', [], 'not one word alone'],
  ])('finds %j (%j, %s)', (words, keys) => {
    expect(groups(all, words).flatMap((group) => group.settings.map(({ key }) => key)).sort()).toEqual(keys);
  });

  it('finds by value', () => {
    expect(groups([one({ value: 'big-one' })], 'big-o')).toHaveLength(1);
  });
});

it.each([
  [{}, 'none', 'by default', null, 'a default'],
  [{ value: 'm', source: 'stored', set: true }, 'm', 'stored here', null, 'stored'],
  [{ secret: true, storable: false, set: true, source: 'environment' }, 'set, and not shown', 'set in the environment', 'never stored', 'a secret'],
  [{ secret: true, storable: false }, 'not set', 'by default', 'never stored', 'a secret that is not set'],
  [{ value: '3', source: 'config_file', set: true }, '3', 'set in config.json', 'config.json wins', 'hidden by the file'],
  [{ storable: false }, 'none', 'by default', 'at the start only', 'one of the start'],
  [{ storable: false, key: 'AXON_WEB_ALLOW_INSECURE_DEV' }, 'none', 'by default', 'Leave it unset', 'one that nobody is to set'],
  [{ value: '3', source: 'environment', set: true }, '3', 'set in the environment', 'environment wins', 'hidden by the environment'],
  [{ value: '3', source: 'command_line', set: true }, '3', 'set on the command line', 'command line wins', 'hidden by the command line'],
] as [Partial<Setting>, string, string, string | null, string][])('%j is %j, %j, %j (%s)', (part, value, source, why) => {
  const setting = one(part);
  expect([valueWords(setting), sourceWords(setting)]).toEqual([value, source]);
  if (why === null) expect(whyNotHere(setting)).toBeNull();
  else expect(whyNotHere(setting)).toContain(why);
});

it('tells what is stored from what is used', () => {
  const hidden = one({ source: 'environment', updated_at: '2026-01-01T00:00:00Z' });
  expect([isStored(hidden), isGiven(hidden)]).toEqual([true, true]);
  expect([isStored(one({})), isGiven(one({}))]).toEqual([false, false]);
});

it.each([
  ['choice', 'must be balanced, strict or autonomous; unset it for balanced. `x` prints each.', ['balanced', 'strict', 'autonomous'], 'a list'],
  ['choice', 'must be one of offline, openai.', ['offline', 'openai'], 'one of'],
  ['flag', 'must be true or false.', ['true', 'false'], 'a flag'],
  ['number', 'must be 1 or 2.', null, 'a number is typed'],
  ['choice', 'must be an address or nothing at all.', null, 'words, not values'],
  ['choice', 'any text', null, 'no list'],
] as [string, string, string[] | null, string][])('%s, %j: %j (%s)', (kind, allowed, expected) => {
  expect(choices(one({ kind, allowed }))).toEqual(expected);
});

describe('a file', () => {
  const read = (text: string) => readTransfer(new Blob([text]));

  it('is read when it holds settings, and nothing else of it is sent', async () => {
    expect(await read('{"settings":{"A":"1"},"more":true}')).toEqual({ settings: { A: '1' } });
  });

  it.each([
    ['nope', 'not JSON', 'no JSON'],
    ['[]', 'holds no settings', 'a list'],
    ['null', 'holds no settings', 'nothing'],
    ['{"settings":[]}', 'holds no settings', 'a list of settings'],
    ['{"settings":{}}', 'holds no settings', 'no setting'],
    ['{"settings":{"A":1}}', 'A in that file is not a text', 'a number'],
    [' '.repeat(1024 * 1024 + 1), 'too large', 'a megabyte and more'],
  ])('%.20j is refused: %s (%s)', async (text, words) => {
    expect(await read(text)).toEqual({ problem: expect.stringContaining(words) as string });
  });
});

it('lists what is wrong by setting', () => {
  const all = [
    'Nothing was stored.',
    'BUDGET_USD_PER_DAY must be an amount of US dollars from 0 to 1000, such as 5 or 0.25.',
    'There is no setting NO_SUCH. Nearest: LLM_MODEL, LLM_API_KEY. `gatehouse config show` lists all.',
    'GATEWAY_HOST is set at the start only: it decides. Set it in the environment or in config.json and restart.',
  ];
  expect(complaints(all.join(' '))).toEqual(all);
  expect(complaints('Resume first. Then try again.')).toEqual(['Resume first. Then try again.']);
});
