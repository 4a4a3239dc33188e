import type { ComponentChildren } from 'preact';
import type { Answer } from './useAnswer';

interface Props<T> {
  answer: Answer<T>;
  children: (value: T) => ComponentChildren;
}

/** What the gateway answered, or that it has not yet, or why not and the way to ask again. */
export function Asked<T>({ answer, children }: Props<T>) {
  if (answer.value !== null) return <>{children(answer.value)}</>;
  if (answer.problem === null) {
    return (
      <p class="faint" role="status">
        Loading…
      </p>
    );
  }
  return (
    <div class="asked-problem" role="alert">
      <p class="problem" data-testid="error-text">
        {answer.problem}
      </p>
      <button type="button" data-testid="ask-again" onClick={answer.again}>
        Try again
      </button>
    </div>
  );
}
