import { ApiError, open } from '../api';
import { parseEvent, type ServerEvent } from './serverEvent';
import { SseParser } from './sse';
import { SILENCE_MS, type Source } from './source';

/** One event stream over plain HTTP, for where WebSockets do not get through: it holds one of the browser's few connections. */
export async function readStream({ after, signal, onOpen, onEvents }: Source): Promise<void> {
  const attemptEnds = new AbortController();
  const end = (): void => attemptEnds.abort();
  signal.addEventListener('abort', end, { once: true });
  let watchdog = setTimeout(end, SILENCE_MS);
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (after !== null) headers['Last-Event-ID'] = after;
    const response = await open('/api/chat/events', { headers, signal: attemptEnds.signal });
    if (response.body === null) throw new ApiError(0, 'No event stream', '');
    onOpen();
    const parser = new SseParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(end, SILENCE_MS);
      const events: ServerEvent[] = [];
      let last: string | null = null;
      for (const frame of parser.push(decoder.decode(value, { stream: true }))) {
        if (frame.id !== null) last = frame.id;
        const event = parseEvent(frame.event, frame.data);
        if (event !== null) events.push(event);
      }
      onEvents(events, last);
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', end);
    end();
  }
}
