import { useLayoutEffect, useRef } from 'preact/hooks';
import { fullTime } from '../shell/wording';
import { lostWords, type LogLine } from './lines';

const LEVELS = { trace: 'trace', debug: 'detail', info: 'info', warn: 'warning', error: 'error' };

/** Distance from the end that still counts as its end, in pixels. */
const NEAR = 24;

/** The lines, the newest last and in view, unless older ones are being read. */
export function LogLines({ lines }: { lines: LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    <div
      ref={box}
      class="log-box"
      role="group"
      aria-label="Lines of the log, the newest last"
      tabIndex={0}
      data-testid="log-box"
      onScroll={({ currentTarget: here }) => {
        atEnd.current = here.scrollHeight - here.scrollTop - here.clientHeight < NEAR;
      }}
    >
      <ol>
        {lines.map((line) =>
          line.lost === undefined ? (
            <li key={line.id} class={`log-line is-${line.level}`} data-testid="log-line">
              <span class="log-head">
                <time dateTime={line.timestamp} title={fullTime(line.timestamp)}>
                  {new Date(line.timestamp).toLocaleTimeString()}
                </time>
                <span class="log-level">{LEVELS[line.level]}</span>
                <bdi>{line.target}</bdi>
              </span>
              <span class="log-message">{line.message}</span>
            </li>
          ) : (
            <li key={line.id} class="log-lost" data-testid="log-lost">
              {lostWords(line.lost)}
            </li>
          ),
        )}
      </ol>
    </div>
  );
}
