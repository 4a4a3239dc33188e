import { useState } from 'preact/hooks';
import { explain, post } from '../api';
import type { NewToken } from '../wire';
import { LIVES } from './tokenWords';

/** Of the gateway, in characters. */
const LONGEST_NAME = 64;

/** Asks for a token: which program it is for, and for how long. */
export function NewProgram({ onMade }: { onMade: (token: NewToken) => void }) {
  const [name, setName] = useState('');
  const [life, setLife] = useState('90d');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || name.trim() === '') return;
    setBusy(true);
    try {
      onMade(await post<NewToken>('/api/tokens', { scope: 'chat', name: name.trim(), expires_in: life }));
      setName('');
      setProblem(null);
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(false);
  };
  return (
    <form class="program-new" aria-label="A token for another program" onSubmit={(event) => void make(event)}>
      <h3>For another program</h3>
      <div class="program-fields">
        <label class="program-field">
          Name
          <input
            value={name}
            maxLength={LONGEST_NAME}
            placeholder="such as: editor on my laptop"
            autocomplete="off"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'program-problem'}
            data-testid="program-name"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label class="program-field">
          Good for
          <select value={life} data-testid="program-life" onChange={(event) => setLife(event.currentTarget.value)}>
            {LIVES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      {problem !== null && (
        <p class="problem" role="alert" id="program-problem" data-testid="error-text">
          {problem}
        </p>
      )}
      <button type="submit" class="primary" disabled={busy || name.trim() === ''} data-testid="program-make">
        {busy ? 'One moment…' : 'Make a token'}
      </button>
    </form>
  );
}
