import { ApiError, open } from '../api';
import { backoff } from './backoff';
import { parseEvent, type ServerEvent } from './serverEvent';
import { SseParser } from './sse';

export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'full';

/** The server sends a comment every 30 s; silence for longer than this is a dead connection. */
const SILENCE_MS = 75_000;

interface Handlers {
  onState: (state: ConnectionState) => void;
  onEvents: (events: ServerEvent[]) => void;
}

/** Keeps one event stream open until the signal fires; resumes after the last frame it saw. */
export async function listen(signal: AbortSignal, handlers: Handlers): Promise<void> {
  let lastId: string | null = null;
  let attempt = 0;
  let everOpen = false;
  handlers.onState('connecting');
  while (!signal.aborted) {
    try {
      await readOnce();
    } catch (error) {
      if (signal.aborted || (error instanceof ApiError && error.status === 401)) return;
      handlers.onState(error instanceof ApiError && error.status === 503 ? 'full' : everOpen ? 'reconnecting' : 'connecting');
    }
    await pause(backoff(attempt++), signal);
  }

  async function readOnce(): Promise<void> {
    const attemptEnds = new AbortController();
    const end = (): void => attemptEnds.abort();
    signal.addEventListener('abort', end, { once: true });
    let watchdog = setTimeout(end, SILENCE_MS);
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (lastId !== null) headers['Last-Event-ID'] = lastId;
      const response = await open('/api/chat/events', { headers, signal: attemptEnds.signal });
      if (response.body === null) throw new ApiError(0, 'No event stream', '');
      everOpen = true;
      handlers.onState('open');
      const parser = new SseParser();
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        attempt = 0;
        clearTimeout(watchdog);
        watchdog = setTimeout(end, SILENCE_MS);
        const events: ServerEvent[] = [];
        for (const frame of parser.push(decoder.decode(value, { stream: true }))) {
          if (frame.id !== null) lastId = frame.id;
          const event = parseEvent(frame.event, frame.data);
          if (event !== null) events.push(event);
        }
        if (events.length > 0) handlers.onEvents(events);
      }
      if (!signal.aborted) handlers.onState('reconnecting');
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

/** Waits, but not longer than until the network is back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      removeEventListener('online', finish);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    addEventListener('online', finish);
    signal.addEventListener('abort', finish);
  });
}
