import { ApiError, open } from '../api';
import { SILENCE_MS } from './source';
import { SseParser, type Frame } from './sse';

interface Stream {
  path: string;
  /** The id of the last frame that was seen; what came after it is sent first. */
  after: string | null;
  signal: AbortSignal;
  onOpen: () => void;
  onFrames: (frames: Frame[]) => void;
}

/** Reads one event stream to its end; silence for too long ends it too. */
export async function readFrames({ path, after, signal, onOpen, onFrames }: Stream): Promise<void> {
  const attemptEnds = new AbortController();
  const end = (): void => attemptEnds.abort();
  signal.addEventListener('abort', end, { once: true });
  let watchdog = setTimeout(end, SILENCE_MS);
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (after !== null) headers['Last-Event-ID'] = after;
    const response = await open(path, { headers, signal: attemptEnds.signal });
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
      onFrames(parser.push(decoder.decode(value, { stream: true })));
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', end);
    end();
  }
}
