import { describe, expect, it } from 'vitest';
import { backoff } from './backoff';
import { parseEvent } from './serverEvent';
import { SseParser, type Frame } from './sse';

const STREAM = ': hello\n\nid: e1-1\nevent: status\ndata: {"message":"a"}\n\nid: e1-2\r\nevent: x\r\ndata: one\r\ndata: two\r\n\r\ndata:bare\n\n';

describe('SseParser', () => {
  const whole: Frame[] = [
    { id: 'e1-1', event: 'status', data: '{"message":"a"}' },
    { id: 'e1-2', event: 'x', data: 'one\ntwo' },
    { id: 'e1-2', event: 'message', data: 'bare' },
  ];

  it('reads frames, comments and both line ends', () => {
    expect(new SseParser().push(STREAM)).toEqual(whole);
  });

  it('gives the same frames wherever the text is cut', () => {
    for (let at = 0; at <= STREAM.length; at++) {
      const parser = new SseParser();
      expect([...parser.push(STREAM.slice(0, at)), ...parser.push(STREAM.slice(at))]).toEqual(whole);
    }
    const parser = new SseParser();
    expect([...STREAM].flatMap((character) => parser.push(character))).toEqual(whole);
  });

  it('keeps an unfinished frame back', () => {
    expect(new SseParser().push('data: half\n')).toEqual([]);
  });
});

describe('parseEvent', () => {
  it('takes the type from the frame where the data has none', () => {
    expect(parseEvent('resync', '{}')).toEqual({ type: 'resync' });
    expect(parseEvent('status', 'not json')).toBeNull();
  });
});

describe('backoff', () => {
  it('grows from half a second to fifteen', () => {
    expect(backoff(0, () => 0)).toBe(500);
    expect(backoff(0, () => 1)).toBe(1_000);
    expect(backoff(50, () => 0)).toBe(7_500);
    expect(backoff(50, () => 1)).toBe(15_000);
  });
});
