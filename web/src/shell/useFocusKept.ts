import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** When the part goes away with the focus in it, the focus goes to the view's title and not to nowhere. */
export function useFocusKept<T extends HTMLElement>(): RefObject<T | null> {
  const part = useRef<T | null>(null);
  useLayoutEffect(
    () => () => {
      if (part.current?.contains(document.activeElement)) document.querySelector<HTMLElement>('.drawer h2')?.focus();
    },
    [],
  );
  return part;
}
