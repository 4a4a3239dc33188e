import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listen, type ConnectionState } from './connection';
import { parseMessage } from './socketMessage';

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: () => void;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    FakeSocket.all.push(this);
  }

  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  tells(id: string): void {
    this.onmessage?.({ data: JSON.stringify({ type: 'event', event_type: 'heartbeat', id, data: {} }) });
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

let states: ConnectionState[];
let heard: number;
let leave: AbortController;
let answer: () => Promise<Response>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('location', { href: 'https://gate.example:3000/x' });
  vi.stubGlobal('localStorage', { getItem: () => 'key' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('fetch', () => answer());
  FakeSocket.all = [];
  [states, heard, leave] = [[], 0, new AbortController()];
  answer = () => Promise.reject(new TypeError('unreachable'));
});

afterEach(() => {
  leave.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = (): void => {
  void listen(leave.signal, { onState: (state) => states.push(state), onEvents: (events) => (heard += events.length) });
};
const last = (): FakeSocket => FakeSocket.all.at(-1)!;

it('opens one socket with the page key, and goes on after the last event', async () => {
  begin();
  expect(last().url).toBe('wss://gate.example:3000/api/chat/ws');
  expect(last().protocols).toEqual(['gatehouse', 'k.key']);
  last().opens();
  last().tells('e1-1');
  last().tells('e1-2');
  expect([states, heard]).toEqual([['connecting', 'open'], 2]);
  last().close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(FakeSocket.all).toHaveLength(2);
  expect(last().url).toBe('wss://gate.example:3000/api/chat/ws?after=e1-2');
  last().opens();
  expect(states).toEqual(['connecting', 'open', 'reconnecting', 'open']);
});

it('asks whether anybody is there and leaves a silent connection', async () => {
  begin();
  last().opens();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(last().sent).toEqual(['{"type":"ping"}', '{"type":"ping"}']);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(states).toContain('reconnecting');
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

it('takes the event stream where no socket opens', async () => {
  const text = 'id: e1-7\nevent: heartbeat\ndata: {}\n\n';
  answer = () => Promise.resolve(new Response(text));
  begin();
  last().close();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([states.slice(0, 3), heard > 0]).toEqual([['connecting', 'open', 'reconnecting'], true]);
  expect(last().url).toContain('after=e1-7');
});

it.each<[number, ConnectionState | null, string]>([
  [503, 'full', 'too many pages'],
  [401, null, 'signed out: it ends'],
])('says why no socket opens: %i is %s (%s)', async (status, state) => {
  answer = () => Promise.resolve(new Response('{}', { status }));
  begin();
  last().close();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(states.at(-1)).toBe(state ?? 'connecting');
  expect(FakeSocket.all.length > 1).toBe(state !== null);
});

it.each([['{"type":"pong"}'], ['{"type":"error","message":"x"}'], ['not json'], ['null'], ['{"type":"event","event_type":"status","data":null}'], ['{"type":"event","event_type":1,"data":{}}']])(
  'takes no event out of %s',
  (text) => {
    expect(parseMessage(text)).toBeNull();
  },
);
