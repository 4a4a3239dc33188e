import { useEffect, useReducer, useRef } from 'preact/hooks';
import { initialState, reduce, type Action, type State } from './state';

let state: State = initialState;
const listeners = new Set<() => void>();

export function current(): State {
  return state;
}

export function dispatch(...actions: Action[]): void {
  const before = state;
  for (const action of actions) state = reduce(state, action);
  if (state !== before) for (const listener of [...listeners]) listener();
}

/** Renders again when the selected part changes; select must return the same object for the same part. */
export function useStore<T>(select: (state: State) => T): T {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const selected = select(state);
  const latest = useRef({ select, selected });
  latest.current = { select, selected };
  useEffect(() => {
    const listener = (): void => {
      if (!Object.is(latest.current.select(state), latest.current.selected)) again(undefined);
    };
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return selected;
}
