import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/Icon';
import { dispatch, useStore } from '../store';
import { signIn } from './commands';
import { loginCode } from './loginCode';

export function SignIn() {
  const problem = useStore((state) => state.problem);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const say = (words: string | null): void => dispatch({ on: 'set', part: { problem: words } });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const code = loginCode(text);
    if (code === null) {
      say('That is neither a sign-in link nor a code. Paste the whole line that Gatehouse printed.');
      return;
    }
    setBusy(true);
    say(null);
    const refused = await signIn(code);
    setBusy(false);
    if (refused !== null) {
      say(refused);
      field.current?.select();
    }
  };

  return (
    <main class="sign-in">
      <form class="sign-in-card" onSubmit={(event) => void submit(event)}>
        <span class="brand">
          <Icon name="gate" />
          Gatehouse
        </span>
        <h1>Sign in</h1>
        <p>
          Open the one-time link that Gatehouse printed in its terminal, or paste it here. Run <code>gatehouse login</code> in a terminal for
          a new link.
        </p>
        <label for="login">Link or code</label>
        <input
          id="login"
          ref={field}
          value={text}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={`${location.origin}/#login=…`}
          aria-invalid={problem !== null}
          aria-describedby="login-problem"
          data-testid="login-input"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="login-problem" class="problem" role="alert">
          {problem !== null && <span data-testid="error-text">{problem}</span>}
        </p>
        <button type="submit" class="primary" disabled={busy || text.trim() === ''} data-testid="login-submit">
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
