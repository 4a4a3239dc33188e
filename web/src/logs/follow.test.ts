import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { follow } from './follow';

let leave: AbortController;
let asked: (string | null)[];
let heard: string[];
let answers: (() => Promise<Response>)[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', { getItem: () => 'key' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get('Last-Event-ID'));
    return answers.shift()?.() ?? new Promise<Response>(() => undefined);
  });
  [leave, asked, heard] = [new AbortController(), [], []];
});

afterEach(() => {
  leave.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = (): Promise<void> =>
  follow(leave.signal, {
    onOpen: () => heard.push('open'),
    onLines: (lines) => heard.push(...lines.map((line) => line.id)),
    onBroken: (why) => heard.push(why),
  });
const stream = (...ids: string[]) => {
  const entry = { level: 'info', target: 't', message: 'm', timestamp: 'now' };
  return () => Promise.resolve(new Response(ids.map((id) => `id: ${id}\nevent: log\ndata: ${JSON.stringify(entry)}\n\n`).join('')));
};

it('goes on behind the last line after a break, and says why it broke off', async () => {
  answers = [stream('e-1', 'e-2'), () => Promise.reject(new TypeError('unreachable')), stream('e-3')];
  void begin();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toEqual([null, 'e-2', 'e-2', 'e-3']);
  expect(heard).toEqual(['open', 'e-1', 'e-2', 'Gatehouse ended the connection.', expect.stringContaining('cannot be reached'), 'open', 'e-3', 'Gatehouse ended the connection.']);
});

it('ends with the session, and when it is left', async () => {
  answers = [() => Promise.resolve(new Response('', { status: 401 }))];
  await begin();
  expect(heard).toEqual([]);
  answers = [stream('e-1')];
  const ended = begin();
  await vi.advanceTimersByTimeAsync(0);
  leave.abort();
  await ended;
  expect(asked).toHaveLength(2);
});
