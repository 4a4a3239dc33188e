import { readFrames } from './frames';
import { parseEvent, type ServerEvent } from './serverEvent';
import type { Source } from './source';

/** One event stream over plain HTTP, for where WebSockets do not get through: it holds one of the browser's few connections. */
export function readStream({ after, signal, onOpen, onEvents }: Source): Promise<void> {
  return readFrames({
    path: '/api/chat/events',
    after,
    signal,
    onOpen,
    onFrames: (frames) => {
      const events: ServerEvent[] = [];
      let last: string | null = null;
      for (const frame of frames) {
        if (frame.id !== null) last = frame.id;
        const event = parseEvent(frame.event, frame.data);
        if (event !== null) events.push(event);
      }
      onEvents(events, last);
    },
  });
}
