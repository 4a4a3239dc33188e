import { ApiError } from '../api';
import { backoff } from './backoff';
import { pause } from './pause';
import type { ServerEvent } from './serverEvent';
import { readSocket } from './socket';
import type { Source } from './source';
import { readStream } from './stream';

export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'full';

interface Handlers {
  onState: (state: ConnectionState) => void;
  onEvents: (events: ServerEvent[]) => void;
}

/** Keeps one connection for events open until the signal fires; resumes after the last event it saw. */
export async function listen(signal: AbortSignal, handlers: Handlers): Promise<void> {
  let lastId: string | null = null;
  let attempt = 0;
  let everOpen = false;
  handlers.onState('connecting');
  while (!signal.aborted) {
    try {
      await readOnce();
      if (!signal.aborted) handlers.onState('reconnecting');
    } catch (error) {
      if (signal.aborted || (error instanceof ApiError && error.status === 401)) return;
      handlers.onState(error instanceof ApiError && error.status === 503 ? 'full' : everOpen ? 'reconnecting' : 'connecting');
    }
    if (!signal.aborted) await pause(backoff(attempt++), signal);
  }

  async function readOnce(): Promise<void> {
    const source: Source = {
      after: lastId,
      signal,
      onOpen: () => {
        everOpen = true;
        handlers.onState('open');
      },
      onEvents: (events, last) => {
        attempt = 0;
        lastId = last ?? lastId;
        if (events.length > 0) handlers.onEvents(events);
      },
    };
    // Where it does not open, plain HTTP gets through, or tells why not: signed out, too many pages, nobody there.
    if (!(await readSocket(source)) && !signal.aborted) await readStream(source);
  }
}
