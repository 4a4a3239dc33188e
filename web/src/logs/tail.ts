import { withMore, type LogLine } from './lines';

/** The end of the log as it is shown. */
export interface Tail {
  lines: LogLine[];
  paused: boolean;
  /** What came since it was paused. */
  waiting: LogLine[];
}

export type TailAction = { type: 'came'; lines: LogLine[] } | { type: 'pause' } | { type: 'go-on' } | { type: 'clear' };

export const EMPTY_TAIL: Tail = { lines: [], paused: false, waiting: [] };

export function reduceTail(tail: Tail, action: TailAction): Tail {
  switch (action.type) {
    case 'came':
      if (action.lines.length === 0) return tail;
      return tail.paused ? { ...tail, waiting: withMore(tail.waiting, action.lines) } : { ...tail, lines: withMore(tail.lines, action.lines) };
    case 'pause':
      return { ...tail, paused: true };
    case 'go-on':
      return { lines: withMore(tail.lines, tail.waiting), paused: false, waiting: [] };
    case 'clear':
      return { ...tail, lines: [], waiting: [] };
  }
}
