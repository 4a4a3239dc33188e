import { useState } from 'preact/hooks';
import { explain, get, put } from '../api';
import { useAnswer } from '../shell/useAnswer';
import { LOG_LEVELS, type LogLevel } from '../wire';

const WORDS: Record<LogLevel, string> = {
  trace: 'every detail',
  debug: 'many details',
  info: 'what happens',
  warn: 'warnings and errors',
  error: 'errors only',
};

/** How much the server writes down; asked anew when the server is back. */
export function LogLevelChoice({ reachable }: { reachable: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<LogLevel | null>(null);
  const answer = useAnswer(`log level ${reachable}`, () => get<{ level: LogLevel }>('/api/logs/level'));
  const level = chosen ?? answer.value?.level;
  const choose = async (wanted: LogLevel): Promise<void> => {
    setChosen(wanted);
    try {
      const { level: now } = await put<{ level: LogLevel }>('/api/logs/level', { level: wanted });
      setChosen(now);
      setProblem(null);
    } catch (error) {
      setChosen(null);
      setProblem(explain(error));
    }
  };
  // While it cannot be reached the view says so once.
  const said = problem ?? (reachable ? answer.problem : null);
  return (
    <div class="log-written">
      <label class="log-field">
        Gatehouse writes down
        <select
          value={level ?? ''}
          disabled={level === undefined}
          aria-describedby="log-level-until"
          data-testid="log-level"
          onChange={(event) => void choose(event.currentTarget.value as LogLevel)}
        >
          {level === undefined && <option value="">not known yet</option>}
          {LOG_LEVELS.map((one) => (
            <option key={one} value={one}>
              {WORDS[one]}
            </option>
          ))}
        </select>
      </label>
      <p class="faint" id="log-level-until">
        Counts until the next start. Keys of known kinds are taken out of every line, and conversations are not written to it.
      </p>
      {said !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {said}{' '}
          {level === undefined && (
            <button type="button" class="link" onClick={answer.again}>
              Ask again
            </button>
          )}
        </p>
      )}
    </div>
  );
}
