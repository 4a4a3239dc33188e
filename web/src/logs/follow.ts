import { ApiError, explain } from '../api';
import { backoff } from '../events/backoff';
import { readFrames } from '../events/frames';
import { pause } from '../events/pause';
import { lineOf, type LogLine } from './lines';

interface Handlers {
  /** The log is being read. */
  onOpen: () => void;
  onLines: (lines: LogLine[]) => void;
  /** It broke off, and why; it is tried again. */
  onBroken: (why: string) => void;
}

/** Follows the server's log until the signal fires; after a break it goes on behind the last line. */
export async function follow(signal: AbortSignal, { onOpen, onLines, onBroken }: Handlers): Promise<void> {
  let after: string | null = null;
  let attempt = 0;
  while (!signal.aborted) {
    try {
      await readFrames({
        path: '/api/logs/events',
        after,
        signal,
        onOpen,
        onFrames: (frames) => {
          attempt = 0;
          after = frames.findLast((frame) => frame.id !== null)?.id ?? after;
          onLines(frames.map(lineOf).filter((line) => line !== null));
        },
      });
      if (!signal.aborted) onBroken('Gatehouse ended the connection.');
    } catch (error) {
      if (signal.aborted || (error instanceof ApiError && error.status === 401)) return;
      onBroken(error instanceof ApiError ? explain(error) : 'The connection broke off.');
    }
    if (!signal.aborted) await pause(backoff(attempt++), signal);
  }
}
