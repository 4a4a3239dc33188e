import type { ServerEvent } from './serverEvent';

/** The gateway says something every 30 s; silence for longer than this is a dead connection. */
export const SILENCE_MS = 75_000;

/** What both ways to hear of events need. */
export interface Source {
  /** The id of the last event that was seen; what came after it is sent first. */
  after: string | null;
  signal: AbortSignal;
  onOpen: () => void;
  /** The events, and the id of the last one. */
  onEvents: (events: ServerEvent[], last: string | null) => void;
}
