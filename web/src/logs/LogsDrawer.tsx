import { useMemo, useState } from 'preact/hooks';
import { download } from '../receipts/download';
import { DrawerFrame } from '../shell/DrawerFrame';
import { VIEWS } from '../shell/views';
import type { LogLevel } from '../wire';
import { asText, shown, type LogLine } from './lines';
import { LogLevelChoice } from './LogLevelChoice';
import { LogLines } from './LogLines';
import type { Tail } from './tail';
import { useLog, type Log } from './useLog';

const LEAST: [LogLevel, string][] = [
  ['trace', 'all lines'],
  ['info', 'no details'],
  ['warn', 'warnings and errors'],
  ['error', 'errors only'],
];

/** What the server writes down, as it happens. */
export function LogsDrawer() {
  const log = useLog();
  const { tail, act } = log;
  const [least, setLeast] = useState<LogLevel>('trace');
  const [words, setWords] = useState('');
  const lines = useMemo(() => shown(tail.lines, least, words), [tail.lines, least, words]);
  return (
    <DrawerFrame title={VIEWS.logs.title}>
      <LogLevelChoice reachable={log.broken === null} />
      <div class="log-filter">
        <label class="log-find">
          <span class="unseen">Find in the log</span>
          <input type="search" placeholder="Find in the log" value={words} data-testid="log-find" onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <label>
          <span class="unseen">Show</span>
          <select value={least} data-testid="log-least" onChange={(event) => setLeast(event.currentTarget.value as LogLevel)}>
            {LEAST.map(([level, name]) => (
              <option key={level} value={level}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="log-buttons">
        <button type="button" data-testid="log-pause" onClick={() => act({ type: tail.paused ? 'go-on' : 'pause' })}>
          {tail.paused ? 'Go on' : 'Pause'}
        </button>
        <button type="button" disabled={tail.lines.length === 0} data-testid="log-clear" onClick={() => act({ type: 'clear' })}>
          Clear
        </button>
        <button type="button" disabled={lines.length === 0} data-testid="log-save" onClick={() => download('gatehouse-log.txt', asText(lines), 'text/plain')}>
          Save as text
        </button>
        <span class="faint log-count" data-testid="log-count">
          {countWords(tail, lines)}
        </span>
      </p>
      <div role="status">
        {log.broken !== null && (
          <p class="log-broken" data-testid="log-broken">
            {log.broken} Trying again…
          </p>
        )}
        {lines.length === 0 && log.broken === null && <p class="faint">{emptyWords(log)}</p>}
      </div>
      {lines.length > 0 && <LogLines lines={lines} />}
    </DrawerFrame>
  );
}

function countWords(tail: Tail, lines: LogLine[]): string {
  const [all, found, fresh] = [tail.lines, lines, tail.waiting].map((some) => some.filter((line) => line.lost === undefined).length);
  return `${found === all ? all : `${found} of ${all}`} ${all === 1 ? 'line' : 'lines'}${fresh ? `, ${fresh} new` : ''}`;
}

function emptyWords({ opened, tail }: Log): string {
  if (!opened) return 'Loading…';
  return tail.lines.length === 0 ? 'Nothing is here. New lines come as they are written.' : 'No line says that.';
}
