import type { Frame } from '../events/sse';
import { LOG_LEVELS, type LogEntry, type LogLevel } from '../wire';

/** Lines that are kept on the page; the server keeps 500 itself. */
export const KEPT = 1_000;

/** A line of the log, or the place where some were lost. */
export type LogLine = ({ lost?: undefined } & LogEntry & { id: string }) | { lost: number; id: string };

/** What a frame of the stream says; null when it says nothing that is known. */
export function lineOf(frame: Frame): LogLine | null {
  const id = frame.id ?? '';
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(frame.data) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  if (frame.event === 'dropped') {
    return typeof said['dropped'] === 'number' ? { id: `${id} lost`, lost: said['dropped'] } : null;
  }
  const { level, target, message, timestamp } = said;
  if (frame.event !== 'log' || typeof target !== 'string' || typeof message !== 'string' || typeof timestamp !== 'string') return null;
  return isLevel(level) ? { id, level, target, message, timestamp } : null;
}

/** The lines with more behind them; the oldest go when there are too many, and a line that is there already is not there twice. */
export function withMore(lines: LogLine[], more: LogLine[]): LogLine[] {
  if (more.length === 0) return lines;
  const known = new Set(lines.map((line) => line.id));
  return [...lines, ...more.filter((line) => !known.has(line.id))].slice(-KEPT);
}

/** The lines as bad as this or worse that hold the words; where some were lost is always told. */
export function shown(lines: LogLine[], least: LogLevel, words: string): LogLine[] {
  const from = LOG_LEVELS.indexOf(least);
  const wanted = words.trim().toLowerCase();
  return lines.filter(
    (line) => line.lost !== undefined || (LOG_LEVELS.indexOf(line.level) >= from && `${line.target} ${line.message}`.toLowerCase().includes(wanted)),
  );
}

export function lostWords(lost: number): string {
  return lost === 1 ? 'One line is missing here: it came faster than it was read.' : `${lost} lines are missing here: they came faster than they were read.`;
}

/** As a text file, one line each. */
export function asText(lines: LogLine[]): string {
  return lines
    .map((line) => (line.lost === undefined ? `${line.timestamp} ${line.level.padEnd(5)} ${line.target}: ${line.message}\n` : `[${lostWords(line.lost)}]\n`))
    .join('');
}

function isLevel(level: unknown): level is LogLevel {
  return LOG_LEVELS.some((one) => one === level);
}
